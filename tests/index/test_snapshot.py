"""A snapshot is immutable, fits its corpus and embedder, and is published in one step or not at all."""

import os
import signal
import subprocess
import sys
import textwrap
import time
import zlib
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus import Activity, Document, Library
from corpus.model import Description
from index import Index, IndexUnavailable, build, bundle, current
from index.businesses.anchors import anchor_passages
from index.businesses.descriptions import asked_passages
from index.embedders import Meanings
from index.passages import corpus_passages
from index.vector_cache import BUNDLED, BUNDLED_MEANINGS, VectorCache

BOTH = {"zh": "增值电信", "en": "value-added telecommunications"}


def small_library(*digests: str) -> Library:
    provisions = [{"id": f"item-{i}", "digest": {"zh": d, "en": d}} for i, d in enumerate(digests, 1)]
    document = Document.model_validate(
        {"id": "cn-x", "title": BOTH, "issuers": [BOTH], "kind": "law", "regime": "national", "provisions": provisions}
    )
    told = Description(id="a", zh=["在网上卖电信服务"], en=["Selling telecom services on the web"])
    activity = Activity(id="a", name=BOTH, sector="telecom")
    return Library([document], [activity], [], [], date(2026, 1, 1), repr(digests), descriptions=[told])


class CountingEmbedder:
    """Stands for a model: a vector from the text's own hash, and a count of what it was asked for."""

    name, dimension = "counting", 8

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, text):
        return self.passages([text])[0]

    def passages(self, texts):
        self.asked += texts
        rows = [np.random.default_rng(zlib.crc32(t.encode())).normal(size=self.dimension) for t in texts]
        return np.array([r / np.linalg.norm(r) for r in rows], dtype=np.float32)


def test_a_build_publishes_a_snapshot_that_answers(tmp_path):
    library, embedder = small_library("电信", "出版"), CountingEmbedder()
    manifest = build(library, embedder, tmp_path)
    assert (manifest.passages, manifest.embedder) == (2, "counting")
    hits = Index.open(tmp_path, library, embedder).search(embedder.query("出版"), "出版")
    assert {h.id for h in hits if h.bm25 > 0} == {"cn-x#item-2"}


def test_a_build_of_the_same_corpus_changes_nothing(tmp_path):
    library, embedder = small_library("电信"), CountingEmbedder()
    build(library, embedder, tmp_path)
    before, asked = current(tmp_path), len(embedder.asked)
    build(library, embedder, tmp_path)
    assert current(tmp_path) == before
    assert len(embedder.asked) == asked


def test_unchanged_passages_are_never_embedded_again(tmp_path):
    embedder = CountingEmbedder()
    build(small_library("电信", "出版"), embedder, tmp_path)
    embedder.asked.clear()
    build(small_library("电信", "出版", "电影"), embedder, tmp_path)
    assert len(embedder.asked) == 1
    assert "电影" in embedder.asked[0]


def test_progress_counts_up_to_all_passages(tmp_path):
    seen = []
    build(small_library("电信", "出版"), CountingEmbedder(), tmp_path, lambda done, total: seen.append((done, total)))
    # Two provisions and two lines of a description; then the meanings of these lines and of two names.
    assert seen[0] == (0, 8) and seen[-1] == (8, 8)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_an_index_of_another_corpus_or_embedder_is_refused_with_the_command_that_rebuilds_it(tmp_path):
    library, embedder = small_library("电信"), CountingEmbedder()
    build(library, embedder, tmp_path)
    with pytest.raises(IndexUnavailable, match=r"another state of the corpus.*zhunru index build"):
        Index.open(tmp_path, small_library("出版"), embedder)
    embedder.dimension = 16
    with pytest.raises(IndexUnavailable, match=r"8 wide.*16 wide.*zhunru index build"):
        Index.open(tmp_path, library, embedder)


def test_without_an_index_the_error_says_how_to_build_one(tmp_path):
    with pytest.raises(IndexUnavailable, match="zhunru index build"):
        Index.open(tmp_path, small_library("电信"), CountingEmbedder())


def test_a_damaged_manifest_is_named_with_a_remedy(tmp_path):
    library, embedder = small_library("电信"), CountingEmbedder()
    build(library, embedder, tmp_path)
    (current(tmp_path)[0] / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="--fresh"):
        Index.open(tmp_path, library, embedder)


def test_an_open_index_goes_on_answering_while_the_next_one_is_published(tmp_path):
    embedder, old, new = CountingEmbedder(), small_library("电信"), small_library("电信", "出版")
    build(old, embedder, tmp_path)
    serving = Index.open(tmp_path, old, embedder)
    build(new, embedder, tmp_path)
    assert serving.search(embedder.query("电信"), "电信")[0].id == "cn-x#item-1"
    assert len(Index.open(tmp_path, new, embedder).search(embedder.query("电信"), "电信")) == 2


def test_a_snapshot_that_is_open_survives_any_number_of_builds(tmp_path):
    """A server goes on answering from the snapshot it opened while others are published and swept."""
    embedder, first = CountingEmbedder(), small_library("电信", "出版")
    build(first, embedder, tmp_path)
    serving = Index.open(tmp_path, first, embedder)
    for n in range(3, 7):
        build(small_library(*[f"电信{i}" for i in range(n)]), embedder, tmp_path)
    assert len(serving.search(embedder.query("电信"), "电信")) == 2


def test_a_fresh_build_replaces_a_damaged_snapshot(tmp_path):
    library, embedder = small_library("电信"), CountingEmbedder()
    build(library, embedder, tmp_path)
    (current(tmp_path)[0] / "manifest.json").write_text("{", encoding="utf-8")
    build(library, embedder, tmp_path, fresh=True)
    assert Index.open(tmp_path, library, embedder).search(embedder.query("电信"), "电信")


def test_a_snapshot_is_the_same_byte_for_byte_after_it_was_opened(tmp_path):
    """Chroma writes to its SQLite file even to read it; without that, a snapshot can be checked and opened on a read-only disk."""
    library, embedder = small_library("电信"), CountingEmbedder()
    build(library, embedder, tmp_path)
    files = [path for path in current(tmp_path)[0].rglob("*") if path.is_file()]
    before = [path.read_bytes() for path in files]
    Index.open(tmp_path, library, embedder)
    assert [path.read_bytes() for path in files] == before


def test_without_a_temporary_folder_the_error_says_how_to_set_one(tmp_path, monkeypatch):
    library, embedder = small_library("电信"), CountingEmbedder()
    build(library, embedder, tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(IndexUnavailable, match=r"temporary folder.*TMPDIR"):
        Index.open(tmp_path, library, embedder)


def test_old_snapshots_do_not_pile_up(tmp_path):
    embedder = CountingEmbedder()
    for n in range(1, 6):
        build(small_library(*[f"电信{i}" for i in range(n)]), embedder, tmp_path)
    assert len(list((tmp_path / "snapshots").iterdir())) <= 3


def test_vectors_of_another_space_are_not_taken_over(tmp_path):
    embedder = CountingEmbedder()
    build(small_library("电信"), embedder, tmp_path)
    other = CountingEmbedder()
    other.name = "another"
    assert not VectorCache(other, current(tmp_path)[0] / "vectors.npz")._known


KILLED = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    import numpy as np
    from tests.index.test_snapshot import CountingEmbedder, small_library
    from index import build

    class Slow(CountingEmbedder):
        def passages(self, texts):
            print("embedding", flush=True)
            time.sleep(float(sys.argv[2]))
            return super().passages(texts)

    build(small_library("电信", *[f"新{i}" for i in range(64)]), Slow(), Path(sys.argv[1]))
    """
)


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4])
def test_a_build_that_is_killed_leaves_the_old_index_serving(tmp_path, delay):
    """Killed while embedding, while writing Chroma, or about when publishing: the pointer names a whole snapshot, and
    the next build succeeds and sweeps up."""
    old, embedder = small_library("电信"), CountingEmbedder()
    build(old, embedder, tmp_path)
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), "0.01"], stdout=subprocess.PIPE, env=environment, cwd=root
    )
    child.stdout.readline()
    time.sleep(delay)
    child.send_signal(signal.SIGKILL)
    child.wait()
    folder, _ = current(tmp_path)
    assert (folder / "manifest.json").is_file()
    whole = small_library("电信", *[f"新{i}" for i in range(64)])
    build(whole, embedder, tmp_path)
    found = Index.open(tmp_path, whole, embedder).search(embedder.query("电信"), "电信", k=100)
    assert len(found) == 65


def test_bundled_vectors_are_written_for_the_whole_corpus_and_taken_over_next_time(tmp_path):
    library, embedder = small_library("电信", "出版"), CountingEmbedder()
    assert bundle(library, embedder, tmp_path, lambda done, total: None, tmp_path) == 8
    again = CountingEmbedder()
    bundle(library, again, tmp_path, lambda done, total: None, tmp_path)
    assert not again.asked


def test_the_vectors_that_ship_cover_the_bundled_corpus(library, embedder):
    """The first start stays short because nothing has to be embedded: after a change of the corpus run `zhunru index vectors`."""
    missing = VectorCache(embedder, BUNDLED).missing([*corpus_passages(library), *asked_passages(library)])
    missing += VectorCache(Meanings(embedder), BUNDLED_MEANINGS).missing(anchor_passages(library))
    assert not missing, f"{len(missing)} passages have no vector, the first {missing[0].id}; run: zhunru index vectors"
