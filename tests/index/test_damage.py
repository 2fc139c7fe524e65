"""No damage to an index ends in a crash or in a wrong answer: it is named with the command that heals it, and that command does."""

import itertools
import json
import shutil

import numpy as np
import pytest

from index import Index, IndexUnavailable, build, current
from index.passages import corpus_passages
from tests.command_line import zhunru
from tests.index.test_snapshot import CountingEmbedder, small_library

#: Chroma writes its graph to files of its own from a thousand passages on.
LIBRARY = small_library("电信", "出版", *[f"项目{i}" for i in range(1000)])
GRAPH = "chroma/*/"
FILES = [
    "chroma/chroma.sqlite3",
    *(GRAPH + name for name in ("data_level0.bin", "header.bin", "index_metadata.pickle", "length.bin", "link_lists.bin")),
    *(f"bm25/{name}" for name in ("data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy")),
    *(f"bm25/{name}" for name in ("params.index.json", "vocab.index.json")),
    "authority.npy",
    "hubs.npy",
    "described.npy",
    "anchors.npy",
    "meanings.npz",
    "vectors.npz",
    "manifest.json",
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    home = tmp_path_factory.mktemp("whole")
    build(LIBRARY, CountingEmbedder(), home)
    return home


@pytest.fixture
def damaged(whole, tmp_path):
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path


def cut_short(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path):
    path.write_bytes(b"")


def flipped(path):
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)


def removed(path):
    path.unlink()


def hits(home, library=LIBRARY):
    embedder = CountingEmbedder()
    return Index.open(home, library, embedder).search(embedder.query("出版"), "出版")


def test_every_file_of_a_snapshot_is_tried(whole):
    folder = current(whole)[0]
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    graph = next(folder.glob("chroma/*/")).name
    assert found == {name.replace("*", graph) for name in FILES}


@pytest.mark.parametrize("damage", [cut_short, emptied, flipped, removed])
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_with_the_command_that_heals_it(damaged, name, damage):
    path = next(current(damaged)[0].glob(name))
    damage(path)
    with pytest.raises(IndexUnavailable, match=rf"{path.name}.*Run: zhunru index build --fresh"):
        Index.open(damaged, LIBRARY, CountingEmbedder())


@pytest.mark.parametrize("name", FILES)
def test_a_build_replaces_a_snapshot_with_a_damaged_file(whole, damaged, name):
    flipped(next(current(damaged)[0].glob(name)))
    build(LIBRARY, CountingEmbedder(), damaged)
    assert hits(damaged) == hits(whole)


@pytest.mark.parametrize(
    "pointer", [b"", b"\xff\xfe", b"\0", b"../..", b"0123456789abcdef-01234567", b"a" * 10_000], ids=lambda b: repr(b[:12])
)
def test_a_damaged_pointer_is_named_with_the_command_that_heals_it_and_a_build_does(whole, damaged, pointer):
    (damaged / "current").write_bytes(pointer)
    with pytest.raises(IndexUnavailable, match=r"current names .*Run: zhunru index build --fresh"):
        Index.open(damaged, LIBRARY, CountingEmbedder())
    build(LIBRARY, CountingEmbedder(), damaged)
    assert hits(damaged) == hits(whole)


def test_a_lost_pointer_is_no_index_and_a_build_makes_one(whole, damaged):
    (damaged / "current").unlink()
    with pytest.raises(IndexUnavailable, match=r"no index in .*Run: zhunru index build"):
        Index.open(damaged, LIBRARY, CountingEmbedder())
    build(LIBRARY, CountingEmbedder(), damaged)
    assert hits(damaged) == hits(whole)


def test_no_flipped_byte_of_the_manifest_or_the_pointer_goes_unnoticed(damaged):
    """What it may change at most is white space between two fields."""
    serving = current(damaged)
    for path in (serving[0] / "manifest.json", damaged / "current"):
        raw = path.read_bytes()
        with path.open("r+b", buffering=0) as file:
            for i, mask in itertools.product(range(len(raw)), (0xFF, 0x01)):
                file.seek(i)
                file.write(bytes([raw[i] ^ mask]))
                try:
                    assert current(damaged) == serving
                except IndexUnavailable as error:
                    assert "zhunru index build" in error.remedy
                file.seek(i)
                file.write(raw[i : i + 1])


def test_a_file_that_may_not_be_read_is_no_damage(damaged, monkeypatch):
    """Building again would not help: the remedy is another one."""
    path = current(damaged)[0] / "authority.npy"
    opened = type(path).open

    def refused(self, *arguments, **fixed):
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(self, *arguments, **fixed)

    monkeypatch.setattr(type(path), "open", refused)
    with pytest.raises(IndexUnavailable, match=r"authority.npy \(Permission denied\).*read it"):
        Index.open(damaged, LIBRARY, CountingEmbedder())


def test_vectors_that_were_changed_are_not_taken_over_by_the_next_build(damaged):
    """The file can be read and holds a vector for every text, but wrong ones."""
    path = current(damaged)[0] / "vectors.npz"
    with np.load(path) as stored:
        parts = dict(stored)
    np.savez_compressed(path, **parts | {"vectors": parts["vectors"][::-1]})
    embedder, grown = CountingEmbedder(), small_library("电信", "出版", *[f"项目{i}" for i in range(1001)])
    build(grown, embedder, damaged)
    assert len(embedder.asked) == 1003 + 2, "all provisions and both descriptions; meanings are in a file of their own"
    vectors = Index.open(damaged, grown, embedder).vectors(["cn-x#item-2"])
    again = embedder.passages([p.text for p in corpus_passages(grown) if p.id == "cn-x#item-2"])
    assert np.allclose(vectors, again, atol=1e-3)


def test_vectors_next_to_a_damaged_file_are_taken_over_by_a_build_that_is_not_fresh(damaged):
    flipped(current(damaged)[0] / "chroma" / "chroma.sqlite3")
    embedder = CountingEmbedder()
    build(LIBRARY, embedder, damaged)
    assert not embedder.asked
    build(LIBRARY, embedder, damaged, fresh=True)
    assert embedder.asked


def test_an_open_index_goes_on_when_its_files_are_cut_short_and_removed(damaged):
    embedder = CountingEmbedder()
    index, before = Index.open(damaged, LIBRARY, embedder), hits(damaged)
    for path in list(damaged.rglob("*")):
        if path.is_file():
            emptied(path)
    shutil.rmtree(damaged)
    assert index.search(embedder.query("出版"), "出版") == before


def test_the_command_line_prints_the_damage_and_not_a_traceback(home, tmp_path):
    """A flipped byte in Chroma's SQLite file was once a panic that no `except Exception` catches."""
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    path = current(tmp_path / "index")[0] / "chroma" / "chroma.sqlite3"
    flipped(path)
    out = zhunru(tmp_path, "ask", "外资可以办电视台吗？")
    assert out.returncode == 1
    assert str(path) in out.stderr
    assert "Run: zhunru index build --fresh" in out.stderr
    assert zhunru(tmp_path, "index", "build", "--fresh").returncode == 0
    assert json.loads(zhunru(tmp_path, "ask", "外资可以办电视台吗？", "--json").stdout)["verdict"]["status"] == "prohibited"


def test_what_chroma_cannot_read_though_its_files_are_whole_is_reported(damaged, monkeypatch):
    """As after an update of Chroma. A panic of its Rust code is a bare BaseException."""

    class PanicException(BaseException):
        """As Rust's are called."""

    def panics(*arguments, **fixed):
        raise PanicException("index out of range")

    monkeypatch.setattr("index.vector_store.chromadb.PersistentClient", panics)
    with pytest.raises(IndexUnavailable, match=r"Chroma cannot read .*index out of range.*zhunru index build --fresh"):
        Index.open(damaged, LIBRARY, CountingEmbedder())
