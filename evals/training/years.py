"""Fitting which of the years that a question names are asked about."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from evals.training.records import Record
from rag.question.learned.days import YEAR_FEATURES, YearRole, years_named

#: Kinds of ask whose cards leave it to the writer which day is asked about.
_FREE = frozenset({"comparison", "document", "list", "count", "freshness", "about", "small-talk", "outside"})
_STRENGTH, _FOLDS = 10.0, 5


def fit_years(records: Sequence[Record]) -> YearRole:
    """Fit on all years in questions whose card says which day is asked about; prints how often it is right on questions left out."""
    rows, labels, folds = [], [], []
    for record in records:
        if not record.businesses or not _FREE.isdisjoint(record.asks):
            continue
        for named in years_named(record.question):
            rows.append(named)
            labels.append(record.day is not None and record.day.startswith(str(named.year)))
            folds.append(zlib.crc32(record.cluster.encode()) % _FOLDS)
    starts = np.concatenate([[0], np.cumsum([len(row.buckets) for row in rows])])
    given = (np.concatenate([row.values for row in rows]), np.concatenate([row.buckets for row in rows]), starts)
    inputs = sparse.csr_matrix(given, shape=(len(rows), YEAR_FEATURES))
    asked, fold = np.array(labels), np.array(folds)
    right = [
        float(np.mean(_fit(inputs[fold != k], asked[fold != k]).predict(inputs[fold == k]) == asked[fold == k]))
        for k in range(_FOLDS)
    ]
    print(f"Questions left out, years (n {len(rows)}): asked about or not, right {np.mean(right):.3f}")
    model = _fit(inputs, asked)
    return YearRole(np.ravel(model.coef_).astype(np.float32), np.array(np.ravel(model.intercept_), dtype=np.float32))


def _fit(inputs: sparse.csr_matrix, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0, max_iter=300).fit(inputs, labels)
