"""Teaching the adapter that ships, and those that are measured on what they have not seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from api.home import progress_bar
from corpus import load_library
from evals.adapter.learn import Lesson, learn
from evals.adapter.lessons import of_statutes, of_the_corpus
from evals.peers.stard import law_of, stard
from evals.peers.task import Task
from index import Embedder, default_embedder
from index.bm25 import Lexical
from index.ranking.query_adapter import ADAPTER, Adapter

FOLDS = 5
#: So many articles in a row are taken for one topic.
_TOPIC = 40


def teach(folder: Path, today: date, path: Path = ADAPTER) -> int:
    """Learn from the STARD questions in a folder and from those made of the corpus, and write the adapter; how many there are."""
    embedder = default_embedder()
    task = stard(folder, embedder)
    lessons = [of_statutes(task, Lexical.build(task.corpus.texts)), corpus_lesson(embedder, today)]
    everything = [(lesson, np.arange(len(lesson.asked))) for lesson in lessons]
    learn(everything).save(embedder.name, path)
    return sum(len(rows) for _, rows in everything)


def corpus_lesson(embedder: Embedder, today: date) -> Lesson:
    with progress_bar("Embedding the questions made of the corpus") as progress:
        return of_the_corpus(load_library(), embedder, today, progress)


def held_out(statutes: Lesson, corpus: Lesson, fold: np.ndarray) -> list[Adapter]:
    """For each fold of the STARD questions the adapter that learns from all others."""
    rest = (corpus, np.arange(len(corpus.asked)))
    return [learn([(statutes, np.flatnonzero(fold != one)), rest]) for one in range(FOLDS)]


def by_question(task: Task) -> np.ndarray:
    """The fold of each question, at random."""
    return np.random.default_rng(7).permutation(len(task.queries)) % FOLDS


def by_topic(task: Task) -> np.ndarray:
    """The fold of each question, those on one topic in one: an adapter is then asked of nothing near what it learnt."""
    position = {one: i for i, one in enumerate(task.corpus.ids)}
    start: dict[str, int] = {}
    for i, one in enumerate(task.corpus.ids):
        start.setdefault(law_of(one), i)
    first = [q.relevant[0] for q in task.queries]
    topics = [(law_of(one), (position[one] - start[law_of(one)]) // _TOPIC) for one in first]
    load, fold = [0] * FOLDS, {}
    for topic in sorted(dict.fromkeys(topics), key=lambda t: -topics.count(t)):
        fold[topic] = int(np.argmin(load))
        load[fold[topic]] += topics.count(topic)
    return np.array([fold[topic] for topic in topics])
