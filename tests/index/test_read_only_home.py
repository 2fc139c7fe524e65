"""A home folder that may not be written, with an index in it, answers; without one the error says what to do."""

import json
import os
import shutil
import stat
import subprocess
import sys

import pytest

from index import current
from tests.command_line import zhunru
from tests.conftest import ROOT
from tests.index.test_damage import flipped

QUESTION = "外资可以办电视台吗？"
MOUNTED = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


def in_a_process(home, *arguments, before=()):
    """The command line in a process of its own, run by the command ``before``."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ZHUNRU_")} | {"ZHUNRU_HOME": str(home)}
    command = [*before, sys.executable, "-m", "api.cli", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=240)


def on_a_read_only_disk(folder):
    """The folder is mounted read-only for the one process, whose writes fail even as root."""
    command = ["unshare", *([] if os.geteuid() == 0 else ["-r"]), "-m", "sh", "-c", MOUNTED, str(folder)]
    if subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("this user may not mount a folder")
    return command


def without_permission(folder):
    """The folder's own permissions forbid to write, and the process may not overrule them, which root otherwise may."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    if os.geteuid():
        return []
    command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    if not shutil.which("setpriv"):
        pytest.skip("setpriv is not installed")
    return command


@pytest.fixture(params=[on_a_read_only_disk, without_permission])
def read_only(request, tmp_path):
    yield request.param
    subprocess.run(["chmod", "-R", "u+w", str(tmp_path)], check=True)


def test_a_read_only_home_with_an_index_in_it_answers(home, tmp_path, read_only):
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    before = read_only(tmp_path)
    out = in_a_process(tmp_path, "ask", QUESTION, "--json", before=before)
    assert out.returncode == 0, out.stderr
    assert json.loads(out.stdout)["verdict"]["status"] == "prohibited"
    assert in_a_process(tmp_path, "index", "build", before=before).returncode == 0, "it is up to date"
    fresh = in_a_process(tmp_path, "index", "build", "--fresh", before=before)
    assert_refused(fresh, tmp_path)
    assert in_a_process(tmp_path, "ask", QUESTION, before=before).returncode == 0


def test_a_read_only_home_without_an_index_is_refused_with_what_to_do(tmp_path, read_only):
    before = read_only(tmp_path)
    assert_refused(in_a_process(tmp_path, "ask", QUESTION, before=before), tmp_path)


def test_a_damaged_index_on_a_read_only_home_is_named(home, tmp_path):
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    flipped(current(tmp_path / "index")[0] / "described.npy")
    out = in_a_process(tmp_path, "ask", QUESTION, before=on_a_read_only_disk(tmp_path))
    assert out.returncode == 1
    assert "described.npy" in out.stderr and "Traceback" not in out.stderr


@pytest.mark.parametrize("place", ["file", "/proc/nowhere"])
def test_a_home_that_cannot_be_is_refused_with_what_to_do(tmp_path, place):
    (tmp_path / "file").write_text("")
    assert_refused(zhunru(tmp_path / place, "ask", QUESTION), tmp_path / place)


def test_a_process_that_ends_leaves_no_lease(home):
    before = list(home.rglob("lease-*"))
    out = in_a_process(home, "ask", QUESTION)
    assert out.returncode == 0, out.stderr
    assert list(home.rglob("lease-*")) == before


def assert_refused(out, home):
    assert out.returncode == 1
    assert f"{home / 'index'} cannot be written" in out.stderr
    assert "ZHUNRU_HOME" in out.stderr
    assert "Traceback" not in out.stderr
