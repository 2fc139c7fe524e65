"""The wheel holds every file of the packages, and answers where there is no checkout: in a folder of its own, with nothing of ours in
the environment."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("corpus", "index", "rag", "api", "evals")
WHERE = f"import {', '.join(PACKAGES)}; print(*({', '.join(f'{package}.__file__' for package in PACKAGES)}), sep='\\n')"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built from a copy of the source: a build leaves folders behind, from which a later one would take files that are gone."""
    folder = tmp_path_factory.mktemp("wheel")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / "source" / package, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, folder / "source")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(folder / "source")]
    done = subprocess.run(build, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("zhunru-*.whl"))


@pytest.fixture(scope="module")
def zhunru(wheel, tmp_path_factory):
    """Runs Python with the wheel in front of everything else, from a folder outside the checkout."""
    folder = tmp_path_factory.mktemp("outside")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(folder / "site"),
        wheel,
    ]
    subprocess.run(install, check=True, timeout=300)
    clean = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(folder / "site"),
        "ZHUNRU_HOME": str(folder / "home"),
    }

    def run(*arguments: str, program: tuple[str, ...] = (str(folder / "site" / "bin" / "zhunru"),)) -> str:
        command = [sys.executable, *program, *arguments]
        done = subprocess.run(command, env=clean, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    found = run(program=("-c", WHERE)).split()
    assert len(found) == len(PACKAGES) and all(Path(file).is_relative_to(folder) for file in found), "not the checkout is tested"
    return run


def test_every_file_of_the_packages_is_in_the_wheel_but_manuals_and_training_questions(wheel):
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    # Nor what readers are trained and measured on: that is of use in a checkout alone.
    kept = {ROOT / "evals" / "blind", ROOT / "evals" / "training"}
    files = (path for path in files if not (path.parent in kept and path.suffix in (".jsonl", ".npz", "")))
    shipped = {str(path.relative_to(ROOT)) for path in files if path.suffix != ".md" and "__pycache__" not in path.parts}
    assert len(shipped) > 500
    assert not shipped - set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_says_under_which_licence_and_on_which_python_it_runs(wheel):
    archive = zipfile.ZipFile(wheel)
    metadata = archive.read(next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))).decode()
    assert "License-Expression: Apache-2.0\n" in metadata and "Requires-Python: >=3.11\n" in metadata
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in archive.namelist())


@pytest.mark.parametrize(
    ("question", "headline", "deciding"),
    [
        ("外资在中国做增值电信，股比上限是多少？", "50%", "cn-fi-negative-list-2024#item-12"),
        ("Can our Seoul studio self-publish a mobile game in China?", "No.", "cn-fi-negative-list-2024#item-13"),
    ],
)
def test_a_question_is_answered(zhunru, question, headline, deciding):
    answer = json.loads(zhunru("ask", question, "--json"))
    assert headline in answer["answer"]["headline"]
    assert answer["verdict"]["deciding_provision"] == deciding


def test_the_test_sets_and_the_baseline_of_the_gate_are_there(zhunru):
    assert "no fault" in zhunru("eval", "check", "verdicts")
    assert "baseline" in zhunru("eval", "gate", "--help")
    read = "from evals.scoring.gate import BASELINE, read_baseline; print(len(read_baseline(BASELINE).sheet()))"
    assert int(zhunru(program=("-c", read))) > 100


def test_the_page_and_its_report_are_there(zhunru):
    read = (
        "from api.http.app import WEB; from evals.report import page; from pathlib import Path;"
        "print(*(f.name for folder in (WEB, Path(page.__file__).parent / 'templates') for f in folder.iterdir()))"
    )
    assert {"index.html", "app.js", "page.html"} <= set(zhunru(program=("-c", read)).split())
