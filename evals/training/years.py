"""Fitting which of the years that a question names are asked about."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from evals.training.records import Record
from rag.question.dates import days_named
from rag.question.learned.days import YEAR_FEATURES, YearRole, years_named

#: Kinds of ask whose cards leave it to the writer which day is asked about.
_FREE = frozenset({"comparison", "document", "list", "count", "freshness", "about", "small-talk", "outside"})
_STRENGTH, _FOLDS = 10.0, 5


def fit_years(records: Sequence[Record], today: date) -> YearRole:
    """Fit on all years in questions whose card says which day is asked about; prints how often it is right on questions left out, and
    how often the patterns that read days are, asked on the day ``today``."""
    rows, labels, folds, patterns = [], [], [], []
    for record in records:
        if not record.businesses or not _FREE.isdisjoint(record.asks):
            continue
        # "Before 2020" is a day of the year before.
        read = {(d + timedelta(days=n)).year for d in days_named(record.question, today).named for n in (0, 1)}
        for named in years_named(record.question):
            patterns.append(named.year in read)
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
    by_patterns = float(np.mean(np.array(patterns) == asked))
    print(
        f"Questions left out, years (n {len(rows)}): asked about or not, right {np.mean(right):.3f}, by patterns {by_patterns:.3f}"
    )
    model = _fit(inputs, asked)
    return YearRole(np.ravel(model.coef_).astype(np.float32), np.array(np.ravel(model.intercept_), dtype=np.float32))


def _fit(inputs: sparse.csr_matrix, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0, max_iter=300).fit(inputs, labels)
