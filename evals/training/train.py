"""Training the readers of questions: one command, some minutes, the same bytes on one machine.

python -m evals.training.train --encoder      the change of the encoder too (a quarter of an hour)
python -m evals.training.train
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from api.home import bundle_vectors, index_home, open_embedders, progress_bar, update_index
from corpus import Library, Mode, load_library
from evals.sets.items import ASK_KINDS
from evals.training.examples import Space, left_out_pairs
from evals.training.left_out import report_businesses, report_heads, report_outside
from evals.training.low_rank import fit_low_rank, seen_by_encoder
from evals.training.network import fit_outside_network, fit_scorer, scorer_logits
from evals.training.records import Record, read_records
from evals.training.swapped import SWAPPED, swapped_records
from evals.training.years import fit_years
from index import Index, TokenEmbedder
from rag.decision.decision import decide
from rag.decision.related import parts_to_decide
from rag.language.lexicon import Lexicon
from rag.question.learned.cues import cues_of
from rag.question.learned.grams import BUCKETS, wording_buckets
from rag.question.learned.heads import Heads, pooled
from rag.question.learned.outside import MATTER, OTHER_LAW, TRADE, Outside, outside_evidence
from rag.question.learned.pairs import PairFeatures, Pairs
from rag.question.learned.reader import CROSS_BORDER, SHOWN
from rag.question.learned.weights import WEIGHTS, Weights, features_hash, save_weights
from rag.question.understand import understand

FOLDER = Path(__file__).parent
#: Inverse regularisation of the heads, and how meaning and cues are weighed against the wording in them.
_STRENGTH, _MEANING, _CUED = 5.0, 0.05, 0.3
_FOLDS = 5


@dataclass(frozen=True, eq=False)
class Embedded:
    """Training questions with the ``pooled`` states of their tokens (questions, 3 × dimension), their ``cues`` (questions, cues) and their
    ``meanings`` (questions, dimension)."""

    records: list[Record]
    pooled: np.ndarray
    cues: np.ndarray
    meanings: np.ndarray


def training_records() -> list[Record]:
    """The training questions, without follow-ups: those are read with the turn before them."""
    return [r for r in read_records(sorted(FOLDER.glob("train-*.jsonl"))) if not r.earlier]


def taught_records(library: Library) -> list[Record]:
    """All that is learned from: the training questions, and names in frames."""
    return [*training_records(), *swapped_records(library)]


def data_hash(records: Sequence[Record]) -> str:
    """What training questions are known by."""
    return hashlib.sha256("".join(r.model_dump_json() for r in records).encode()).hexdigest()[:16]


def embed(library: Library, lexicon: Lexicon, records: list[Record], embedder: TokenEmbedder) -> Embedded:
    """Embed every question."""
    cues = [cues_of(understand(library, lexicon, record.question, library.checked_through)) for record in records]
    rows, meanings = [], []
    with progress_bar("Embedding") as progress:
        for n, record in enumerate(records, 1):
            heard = embedder.heard(record.question)
            rows.append(pooled(heard.states))
            meanings.append(heard.meaning)
            progress(n, len(records))
    return Embedded(records, np.stack(rows), np.stack(cues), np.stack(meanings))


def fit_heads(data: Embedded) -> tuple[Heads, np.ndarray]:
    """The heads, and their probabilities for questions left out (questions, heads). One logistic regression for each kind of ask, for supply from abroad and for other law, with the probability from which each
    counts as yes: the one of the best F1 on questions left out."""
    names = (*sorted(ASK_KINDS), CROSS_BORDER, OTHER_LAW, MATTER, TRADE)
    labels = labels_of(data.records, names)
    centre, spread = data.pooled.mean(axis=0), data.pooled.std(axis=0) + 1e-3
    dense = (data.pooled - centre) / spread * _MEANING
    inputs = sparse.csr_matrix(sparse.hstack([_worded([r.question for r in data.records]), dense, data.cues * _CUED]))
    fold = _folds(data.records)
    weights, bias, least, left_out = [], [], [], []
    for column in range(len(names)):
        held = np.zeros(len(labels))
        for k in range(_FOLDS):
            held[fold == k] = _regression(inputs[fold != k], labels[fold != k, column]).predict_proba(inputs[fold == k])[:, 1]
        least.append(_best_cut(held, labels[:, column]))
        left_out.append(held)
        model = _regression(inputs, labels[:, column])
        weights.append(np.ravel(model.coef_))
        bias.append(float(np.ravel(model.intercept_)[0]))
    stacked = np.stack(weights, axis=1).astype(np.float32)
    words, meaning, cues = np.split(stacked, [BUCKETS, BUCKETS + dense.shape[1]])
    heads = Heads(names, words, meaning * _MEANING, cues * _CUED, np.array(bias), centre, spread, np.array(least))
    return heads, np.stack(left_out, axis=1)


def _regression(inputs: sparse.csr_matrix, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0, max_iter=300).fit(inputs, labels)


def labels_of(records: Sequence[Record], names: Sequence[str]) -> np.ndarray:
    """Which heads hold for which questions, (questions, heads)."""
    return np.array([[_holds(record, name) for name in names] for record in records])


def _holds(record: Record, name: str) -> bool:
    if name == CROSS_BORDER:
        return record.mode == "cross-border"
    china = "outside" in record.asks and record.jurisdiction != "other"
    if name in (MATTER, TRADE):
        trade = not record.businesses and record.jurisdiction == "china"
        return china and trade == (name == TRADE)
    return record.jurisdiction == "other" if name == OTHER_LAW else name in record.asks


def _worded(questions: Sequence[str]) -> sparse.csr_matrix:
    rows = [wording_buckets(question) for question in questions]
    values = np.concatenate([np.full(len(row), len(row) ** -0.5) for row in rows])
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return sparse.csr_matrix((values, np.concatenate(rows), starts), shape=(len(rows), BUCKETS))


def _best_cut(probabilities: np.ndarray, labels: np.ndarray) -> float:
    def f1(cut: float) -> float:
        given = probabilities >= cut
        return 2 * (given & labels).sum() / max(1, given.sum() + labels.sum())

    return max((round(0.1 + 0.02 * i, 2) for i in range(36)), key=f1)


def _folds(records: Sequence[Record]) -> np.ndarray:
    """A fold for every question, by its card."""
    return np.array([zlib.crc32(record.cluster.encode()) % _FOLDS for record in records])


def targets(records: Sequence[Record], features: PairFeatures) -> np.ndarray:
    """What each question means, (questions, known + 1): its businesses by equal shares, or the last column for none."""
    position = {one: i for i, one in enumerate(features.businesses)}
    shares = np.zeros((len(records), features.known + 1), dtype=np.float32)
    for row, record in zip(shares, records, strict=True):
        row[[position[b] for b in record.businesses] or [features.known]] = 1 / max(1, len(record.businesses))
    return shares


def fit_certainty(library: Library, records: Sequence[Record], features: PairFeatures, logits: np.ndarray) -> np.ndarray:
    """Slope and offset of the log-odds that the verdict on the likeliest business is the right one, from those of the businesses of the same
    verdict, over questions left out that mean a business and are answered."""
    outcomes = [_outcome(library, one) for one in features.businesses[: features.known]]
    sums, right = [], []
    for record, row in zip(records, logits, strict=True):
        if not record.businesses or "outside" in record.asks:
            continue
        shares = np.exp(row[: features.known] - row[: features.known].max())
        shares /= shares.sum()
        order = np.argsort(-shares, kind="stable")[:SHOWN]
        first = outcomes[order[0]]
        sums.append(sum(shares[i] for i in order if outcomes[i] == first))
        right.append(any(_outcome(library, b) == first for b in record.businesses))
    clipped = np.clip(np.array(sums), 1e-4, 1 - 1e-4)
    model = LogisticRegression(C=100.0).fit(np.log(clipped / (1 - clipped))[:, None], np.array(right))
    return np.array([np.ravel(model.coef_)[0], np.ravel(model.intercept_)[0]], dtype=np.float32)


def left_out_evidence(
    names: Sequence[str], heads: np.ndarray, pairs: Sequence[Pairs], logits: np.ndarray, known: int
) -> np.ndarray:
    """What speaks for each question being outside, (questions, evidence), from heads and scorer on questions left out."""
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    rows = zip(heads.tolist(), shares, pairs, strict=True)
    return np.stack(
        [
            outside_evidence(dict(zip(names, kinds, strict=True)), row[:known], float(row[known:].sum()), one)
            for kinds, row, one in rows
        ]
    )


def fit_outside(evidence: np.ndarray, asked: Sequence[Record]) -> Outside:
    """What tells questions outside; prints how well on questions left out, of those that were written and of frames with names in them."""
    outside, fold = np.array(["outside" in record.asks for record in asked]), _folds(asked)
    held = np.zeros(len(outside))
    for k in range(_FOLDS):
        model = fit_outside_network(evidence[fold != k], outside[fold != k])
        held[fold == k] = [model.probability(one) for one in evidence[fold == k]]
    swapped = np.array([record.writer == SWAPPED for record in asked])
    report_outside("outside", held[~swapped], outside[~swapped])
    report_outside("names in frames", held[swapped], outside[swapped])
    return fit_outside_network(evidence, outside)


@lru_cache(maxsize=4096)
def _outcome(library: Library, business: str) -> Hashable:
    """What a business comes to for any foreign investor today."""
    day = library.checked_through
    decisions = (
        decide(library, part, day, None, None, Mode.COMMERCIAL_PRESENCE) for part in parts_to_decide(library, (business,))
    )
    return tuple((d.status, d.terms) for d in decisions)


def train(library: Library, index: Index, embedder: TokenEmbedder, records: list[Record]) -> Weights:
    """Fit everything on some questions."""
    lexicon = Lexicon(library)
    data = embed(library, lexicon, records, embedder)
    heads, left_out_heads = fit_heads(data)
    written = [i for i, record in enumerate(records) if record.writer != SWAPPED]
    report_heads(heads, labels_of(records, heads.names)[written], left_out_heads[written])
    space = Space.of([records[i] for i in written], data.meanings[written], index.anchors)
    examples = space.examples(records, data.meanings)
    features = space.features(library, lexicon, examples)
    pairs = left_out_pairs(library, lexicon, space, records, data.meanings, _folds(records))
    # What the vectors of those say that the encoder has learned from can be trusted too well.
    seen = seen_by_encoder()
    unseen = [i for i, record in enumerate(records) if record.id not in seen]
    asked, pairs, left_out = [records[i] for i in unseen], [pairs[i] for i in unseen], left_out_heads[unseen]
    meant = targets(asked, features)
    held = _left_out_logits(pairs, meant, _folds(asked), features.known)
    report_businesses(asked, pairs, held, features)
    scorer = fit_scorer(pairs, meant, features.known, calibrated_on=(held, meant))
    calibrated = held / scorer.temperature
    scorer = replace(scorer, sure=fit_certainty(library, asked, features, calibrated))
    evidence = left_out_evidence(heads.names, left_out, pairs, calibrated, features.known)
    outside = fit_outside(evidence, asked)
    made_from = {
        "embedder": embedder.name,
        "meanings": embedder.meanings,
        "features": features_hash(),
        "taxonomy": library.fingerprint,
        "data": data_hash(records),
    }
    years = fit_years(records, library.checked_through)
    return Weights(heads, scorer, outside, space.frames, space.whitening, examples, years, made_from)


def _left_out_logits(pairs: list[Pairs], meant: np.ndarray, fold: np.ndarray, known: int) -> np.ndarray:
    """The logits of questions by scorers that were fitted without them."""
    held = np.zeros((len(pairs), len(pairs[0].of_business) + 1), dtype=np.float32)
    for k in range(_FOLDS):
        seen, left = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        scorer = fit_scorer([pairs[i] for i in seen], meant[seen], known)
        held[left] = scorer_logits(scorer, [pairs[i] for i in left], known)
    return held


def train_readers(
    encoder: Annotated[
        bool, typer.Option(help="Train the change of the encoder first, and embed all descriptions anew.")
    ] = False,
) -> None:
    """Train the readers of questions on evals/training/train-*.jsonl and write their weights."""
    torch.manual_seed(0)
    torch.use_deterministic_algorithms(True)
    library = load_library()
    if encoder:
        fit_low_rank(library, training_records()).save()
        bundle_vectors()
    embedder, _ = open_embedders()
    update_index(library, embedder, None)
    index, records = Index.open(index_home(), library, embedder), taught_records(library)
    weights = train(library, index, embedder, records)
    save_weights(weights)
    print(f"{len(records)} questions; {WEIGHTS.name}: {WEIGHTS.stat().st_size / 1e6:.1f} MB, version {weights.version}")


if __name__ == "__main__":
    typer.run(train_readers)
