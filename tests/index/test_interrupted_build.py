"""A build that is killed or runs out of disk leaves the index that was there serving, and the next build succeeds."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap

import numpy as np
import pytest

from index import Index, IndexUnavailable, build, current, snapshot
from index.bm25 import Lexical
from tests.conftest import ROOT
from tests.index.test_snapshot import CountingEmbedder, small_library

#: Chroma writes its graph to files of its own from a thousand passages on.
LIBRARY = small_library("电信", "出版", *[f"项目{i}" for i in range(1000)])
PRELUDE = textwrap.dedent(
    """
    import os, resource, signal, sys
    from pathlib import Path
    from index import IndexUnavailable, build, snapshot
    from tests.index.test_interrupted_build import LIBRARY
    from tests.index.test_snapshot import CountingEmbedder

    home, arguments = Path(sys.argv[1]), sys.argv[2:]

    def build_fresh():
        build(LIBRARY, CountingEmbedder(), home, fresh=True)
    """
)
KILLED = PRELUDE + textwrap.dedent(
    """
    owner, _, name = arguments[0].rpartition(".")
    owner = eval(owner or "snapshot", {"snapshot": snapshot, "os": os})
    works, when = getattr(owner, name), arguments[1]

    def dies(*given, **fixed):
        if when == "after":
            works(*given, **fixed)
        if when == "amid":  # the first bytes of the manifest are on the disk
            (given[0] / "manifest.json").write_text('{"fingerprint": "')
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, dies)
    build_fresh()
    """
)
REPORTED = textwrap.dedent(
    """
    try:
        build_fresh()
    except IndexUnavailable as error:
        print(error)
    """
)
LIMITED = PRELUDE + "resource.setrlimit(resource.RLIMIT_FSIZE, (int(arguments[0]), resource.RLIM_INFINITY))" + REPORTED
FILLED = PRELUDE + textwrap.dedent(
    """
    from tests.index.test_interrupted_build import PRELUDE, REPORTED, current, hits, run

    ballast = home / "ballast"
    for left in map(int, arguments):  # each in a process of its own: one that failed may still hold space that it no longer needs
        free = os.statvfs(home).f_bavail * os.statvfs(home).f_frsize
        ballast.write_bytes(bytes(free - left))
        print(run(PRELUDE + REPORTED, home).stdout)
        ballast.unlink()
    print("serves", current(home)[0].name, len(hits(home)), *os.listdir(home / "snapshots"))
    """
)
IN_A_SMALL_DISK = 'mount -t tmpfs -o size=16m tmpfs "$1" && cp -r "$2"/. "$1" && shift 2 && exec "$@"'


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    home = tmp_path_factory.mktemp("whole")
    build(LIBRARY, CountingEmbedder(), home)
    return home


@pytest.fixture
def home(whole, tmp_path):
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(script, *arguments, before=()):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [*before, sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120)


def hits(home):
    embedder = CountingEmbedder()
    return Index.open(home, LIBRARY, embedder).search(embedder.query("出版"), "出版")


@pytest.mark.parametrize(
    ("step", "when"),
    [
        ("write_vectors", "before"),
        ("write_vectors", "after"),
        ("Lexical.save", "before"),
        ("np.save", "after"),
        ("VectorCache.save", "after"),
        ("write_manifest", "before"),
        ("write_manifest", "amid"),
        ("write_manifest", "after"),
        ("os.replace", "before"),
        ("os.replace", "after"),
    ],
)
def test_a_fresh_build_that_is_killed_leaves_an_index_that_serves(whole, home, step, when):
    """By signal 9, before, amid or after each step of writing. Only the last of them, the swap of the pointer, changes what serves."""
    before = current(home)
    owner = "" if "." not in step or step.startswith("os.") else "snapshot."
    died = run(KILLED, home, f"{owner}{step}", when)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert (current(home) == before) == ((step, when) != ("os.replace", "after"))
    assert hits(home) == hits(whole)
    build(LIBRARY, CountingEmbedder(), home, fresh=True)
    assert hits(home) == hits(whole)
    assert len(list((home / "snapshots").iterdir())) == 2, "what serves, and what served when the build began"
    assert not list(home.glob("current.*"))


@pytest.mark.parametrize("limit", [0, 4096, 100_000, 300_000])
def test_a_fresh_build_that_cannot_write_its_files_whole_leaves_the_old_index(whole, home, limit):
    """A limit on the size of files makes Chroma's SQLite fail at different points of its work."""
    before = current(home)
    out = run(LIMITED, home, limit)
    assert "Free space on its disk" in out.stdout, out.stderr
    assert "Traceback" not in out.stderr
    assert current(home) == before
    assert hits(home) == hits(whole)


def test_a_disk_that_is_full_leaves_the_old_index(whole, tmp_path):
    """A real one, of 16 MiB, with less and less room for the new snapshot."""
    before = ["unshare", *([] if os.geteuid() == 0 else ["-r"]), "-m"]
    if subprocess.run([*before, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path)], capture_output=True).returncode:
        pytest.skip("this user may not mount a disk")
    before += ["sh", "-c", IN_A_SMALL_DISK, "sh", str(tmp_path), str(whole)]
    size = sum(path.stat().st_size for path in current(whole)[0].rglob("*"))
    left = [int(size * part) for part in (0.8, 0.5, 0.2, 0)]
    out = run(FILLED, tmp_path, *left, before=before)
    name = current(whole)[0].name
    assert out.stdout.count("Free space on its disk") == len(left), out.stdout + out.stderr
    assert out.stdout.endswith(f"serves {name} 10 {name}\n"), out.stdout + out.stderr


@pytest.mark.parametrize(
    "failure",
    [
        OSError(28, "No space left on device"),
        OSError("204844 requested and 153568 written"),  # how numpy reports a full disk
        OSError(122, "Disk quota exceeded"),
    ],
)
@pytest.mark.parametrize("step", [(Lexical, "save"), (np, "save"), (snapshot, "write_manifest"), (snapshot, "publish")])
def test_whichever_file_finds_the_disk_full_the_error_says_so_and_the_old_index_serves(home, whole, step, failure, monkeypatch):
    def full(*arguments, **fixed):
        raise failure

    before = current(home)
    with monkeypatch.context() as patched:
        patched.setattr(*step, full)
        with pytest.raises(IndexUnavailable, match=r"cannot be written \(.*Free space on its disk"):
            build(LIBRARY, CountingEmbedder(), home, fresh=True)
    assert current(home) == before
    assert hits(home) == hits(whole)
    assert [path.name for path in (home / "snapshots").iterdir()] == [before[0].name], "nothing half-written takes up space"


def test_vectors_that_chroma_lost_without_an_error_are_not_published(home, whole, monkeypatch):
    def loses(folder, collections, ids):
        written(folder, {name: vectors * np.arange(len(ids))[:, None] for name, vectors in collections.items()}, ids)

    before, written = current(home), snapshot.write_vectors
    with monkeypatch.context() as patched:
        patched.setattr(snapshot, "write_vectors", loses)
        with pytest.raises(IndexUnavailable, match="did not store all vectors"):
            build(LIBRARY, CountingEmbedder(), home, fresh=True)
    assert current(home) == before
    assert hits(home) == hits(whole)


def test_an_index_that_is_open_goes_on_while_a_fresh_one_is_built(home, whole):
    embedder = CountingEmbedder()
    serving = Index.open(home, LIBRARY, embedder)
    seen = []

    def opens_the_old_one(done, total):
        if done in (0, total):
            seen.append(hits(home))

    build(LIBRARY, CountingEmbedder(), home, opens_the_old_one, fresh=True)
    assert seen == [hits(whole)] * 2
    assert serving.search(embedder.query("出版"), "出版") == hits(whole)


def test_a_build_that_is_done_lets_the_next_one_begin(home):
    build(LIBRARY, CountingEmbedder(), home, fresh=True)
    assert run(PRELUDE + "build_fresh()", home).returncode == 0
