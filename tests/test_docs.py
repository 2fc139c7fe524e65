"""The pages for contributors are true: every path, target and command that they name is there, and every folder is on the map."""

import re
import tomllib

import pytest
import typer

from api.cli.main import app
from evals.bench.commands import bench
from evals.commands import app as eval_app
from tests.conftest import ROOT

PAGES = ("AGENTS.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
CODE = re.compile(r"^    .*$|`[^`\n]+`", re.MULTILINE)
#: A path of ours: below one of the folders, or a file at the top. `<sector>` and `*` stand for any name.
PATH = re.compile(
    r"(?<![\w/.:-])((?:corpus|index|rag|api|evals|tests)/[\w./<>*-]*|\.ci/\w+|[A-Za-z]+\.(?:md|toml|txt)|LICENSE)(?![\w/])"
)
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
COMMAND = re.compile(r"\bzhunru ((?:[a-z]+ ?)+)")


def code(page: str) -> str:
    """What stands in a page as code."""
    return "\n".join(CODE.findall((ROOT / page).read_text(encoding="utf-8")))


def found(path: str) -> bool:
    return any(ROOT.glob(re.sub(r"<[^>]*>", "*", path).rstrip("/")))


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_exists(page):
    paths = set(PATH.findall(code(page)))
    assert len(paths) >= 4
    assert sorted(path for path in paths if not found(path)) == []


@pytest.mark.parametrize("page", [*PAGES, "README.md"])
def test_every_target_that_a_page_names_exists(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(TARGET.findall(code(page)))
    assert targets
    assert sorted(target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)) == []


@pytest.mark.parametrize("page", [*PAGES, "README.md", "CHANGELOG.md"])
def test_every_command_that_a_page_names_exists(page):
    top = typer.main.get_command(app).commands | {
        "eval": typer.main.get_command(eval_app),
        "bench": typer.main.get_command(bench),
    }
    named = [words.split() for words in COMMAND.findall(code(page))]
    assert named
    for first, *rest in named:
        assert first in top, f"zhunru {first}"
        group = getattr(top[first], "commands", None)
        assert not (group and rest) or rest[0] in group, f"zhunru {first} {rest[0]}"


def test_every_folder_of_the_source_is_on_the_map_and_no_other():
    """A new folder without a line here would be one whose subject nobody has put into words."""
    rows = re.findall(r"^\| `([\w/]+)/` \| \S", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    packages = ("corpus", "index", "rag", "api", "evals")
    folders = {str(file.parent.relative_to(ROOT)) for package in packages for file in (ROOT / package).rglob("__init__.py")}
    assert sorted(rows) == sorted(folders)


def test_the_map_draws_the_imports_as_the_contract_has_them():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    chains = [
        chain
        for contract in project["tool"]["importlinter"]["contracts"]
        for chain in re.findall(r"Imports go (.+)|imports go (.+)", contract["name"])
    ]
    assert chains
    assert [first or second for first, second in chains if f"`{first or second}`" not in text] == []


def test_the_newcomers_page_stays_short():
    """Who has to read more than a screen reads nothing."""
    assert len((ROOT / "AGENTS.md").read_text(encoding="utf-8").splitlines()) <= 30


def test_ci_runs_what_the_readme_says():
    assert "make ci" in code("README.md")
    assert re.search(r"^make ci$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
