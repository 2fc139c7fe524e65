"""The ordinary questions that passages are held against to find hubs (index/ranking/hubs.py): some of those that reading is trained on.

python -m evals.training.ordinary
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from evals.training.records import read_records
from index import default_embedder
from index.ranking.hubs import save_ordinary

_FOLDER = Path(__file__).parent
#: With 1,000 or 1,500 of them the ranking is no better.
_QUESTIONS, _SEED = 600, 3


def ordinary_sample(folder: Path = _FOLDER) -> list[str]:
    """Questions of the training files that mean something alone, drawn at random, the same at every call."""
    asked = [r.question for r in read_records(sorted(folder.glob("train-*.jsonl"))) if not r.earlier]
    return random.Random(_SEED).sample(asked, _QUESTIONS)


def write_ordinary() -> None:
    """Embed them and write their vectors to the file that ships with the index."""
    embedder = default_embedder()
    save_ordinary(embedder.name, np.stack([embedder.query(question) for question in ordinary_sample()]))


if __name__ == "__main__":
    write_ordinary()
