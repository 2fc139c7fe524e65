"""What the adapter learns from: the questions of STARD, and those made of the corpus itself."""

from __future__ import annotations

from datetime import date

import numpy as np

from corpus import Library
from evals.adapter.learn import Lesson
from evals.adapter.questions import made
from evals.peers.task import Task
from evals.peers.zhunru_fusion import statutory_authority
from index import Embedder
from index.bm25 import Lexical
from index.passages import corpus_passages
from index.ranking.authority import corpus_authority
from index.ranking.fusion import fuse
from index.ranking.subjects import About, Subjects
from index.vector_cache import BUNDLED, Progress, VectorCache

#: What a question made of the corpus weighs beside one that somebody asked: from .1 to 1 it makes no difference.
_MADE = 0.3
#: Beside a passage that is not in force.
_NEVER = -9.0


def of_statutes(task: Task, lexical: Lexical) -> Lesson:
    """The questions of STARD, with BM25 over its articles."""
    position = {one: i for i, one in enumerate(task.corpus.ids)}
    none, authority = np.zeros(len(position), dtype=np.float32), statutory_authority(task.corpus)
    beside = np.empty((len(task.queries), len(position)), dtype=np.float32)
    for row, query in zip(beside, task.queries, strict=True):
        row[:] = fuse(none, lexical.scores(query.text) / lexical.ceiling(query.text), authority)
    return Lesson(
        np.stack([task.corpus.embedder.query(q.text) for q in task.queries]),
        task.corpus.vectors,
        beside,
        [np.array([position[one] for one in q.relevant]) for q in task.queries],
    )


def of_the_corpus(library: Library, embedder: Embedder, today: date, progress: Progress) -> Lesson:
    """The questions made of the corpus, on what is in force on a day."""
    questions, passages = made(library, today), corpus_passages(library)
    vectors = VectorCache(embedder, BUNDLED).vectors(passages, lambda done, total: None)
    lexical, subjects = Lexical.build([p.words for p in passages]), Subjects(library)
    none, authority = np.zeros(len(passages), dtype=np.float32), corpus_authority(library, passages)
    gone = np.array([not clause.document.in_force(today) for clause in library.clauses.values()])
    position = {p.id: i for i, p in enumerate(passages)}
    asked, beside = [], np.empty((len(questions), len(passages)), dtype=np.float32)
    for i, (row, question) in enumerate(zip(beside, questions, strict=True), 1):
        about = About((question.activity,), (question.area,) if question.area else ())
        row[:] = fuse(none, lexical.scores(question.text) / lexical.ceiling(question.text), authority) + subjects.worth(about)
        row[gone] = _NEVER
        asked.append(embedder.query(question.text))
        progress(i, len(questions))
    return Lesson(np.stack(asked), vectors, beside, [np.array([position[one] for one in q.right]) for q in questions], _MADE)
