"""The shape of the source: short modules, small folders, and one name for one function. `make check` runs this alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "rag", "api", "evals")
MOST_LINES, MOST_MODULES, MOST_IN_RAG = 300, 16, 8


def source_files(root: Path, packages: Iterable[str] = PACKAGES) -> list[Path]:
    """Every Python file of the packages under ``root``, in order."""
    return sorted(path for package in packages for path in (root / package).rglob("*.py"))


def long_modules(root: Path, most: int = MOST_LINES) -> list[str]:
    """A complaint for each module of more than ``most`` lines."""
    found = []
    for path in source_files(root):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > most:
            found.append(f"{path.relative_to(root)} has {lines} lines, {most} are allowed: split it by what it does.")
    return found


def crowded_folders(root: Path, most: int = MOST_MODULES) -> list[str]:
    """A complaint for each folder with more than ``most`` modules, `__init__` not counted."""
    counts: dict[Path, int] = {}
    for path in source_files(root):
        counts[path.parent] = counts.get(path.parent, 0) + (path.name != "__init__.py")
    return [_crowded(root, folder, count, most) for folder, count in counts.items() if count > most]


def crowded_top(root: Path, package: str, most: int) -> list[str]:
    """A complaint where more than ``most`` modules are directly in ``package``, outside its folders."""
    count = sum(path.name != "__init__.py" for path in (root / package).glob("*.py"))
    return [_crowded(root, root / package, count, most)] if count > most else []


def shared_names(root: Path) -> list[str]:
    """A complaint for each name that public functions of more than one module have. Commands and routes count where they are
    defined at the level of the module; what is private, in a class or in a function does not."""
    modules: dict[str, dict[Path, int]] = {}
    for path in source_files(root):
        for function in _functions(ast.parse(path.read_text(encoding="utf-8")).body):
            if not function.name.startswith("_"):
                modules.setdefault(function.name, {}).setdefault(path.relative_to(root), function.lineno)
    return [
        f"`{name}` is defined in {', '.join(f'{path}:{line}' for path, line in places.items())}: "
        "rename all but one after what each does, or make it private."
        for name, places in sorted(modules.items())
        if len(places) > 1
    ]


def _functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions that a module defines, also under a condition."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield statement
        elif isinstance(statement, ast.If):
            yield from _functions([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Try):
            handled = [inner for handler in statement.handlers for inner in handler.body]
            yield from _functions([*statement.body, *handled, *statement.orelse, *statement.finalbody])


def _crowded(root: Path, folder: Path, count: int, most: int) -> str:
    return f"{folder.relative_to(root)}/ holds {count} modules, {most} are allowed: move those of one subject into a folder."


def _listed(complaints: list[str]) -> str:
    return "\n" + "\n".join(complaints)


def test_no_module_is_too_long():
    found = long_modules(ROOT)
    assert not found, _listed(found)


def test_no_folder_is_crowded():
    found = crowded_folders(ROOT)
    assert not found, _listed(found)


def test_the_top_of_rag_shows_the_flow_and_little_else():
    found = crowded_top(ROOT, "rag", MOST_IN_RAG)
    assert not found, _listed(found)


def test_every_public_function_has_a_name_of_its_own():
    found = shared_names(ROOT)
    assert not found, _listed(found)


def test_the_guards_look_at_every_package():
    assert {path.relative_to(ROOT).parts[0] for path in source_files(ROOT)} == set(PACKAGES)


def test_a_long_module_is_reported_with_its_length(tmp_path: Path):
    write(tmp_path, "corpus/short.py", "x = 1\n" * 300)
    write(tmp_path, "corpus/reading/long.py", "x = 1\n" * 301)
    assert long_modules(tmp_path) == ["corpus/reading/long.py has 301 lines, 300 are allowed: split it by what it does."]


def test_a_crowded_folder_is_reported_and_init_does_not_count(tmp_path: Path):
    for n in range(17):
        write(tmp_path, f"index/full/m{n}.py")
        write(tmp_path, f"index/{'__init__' if n == 16 else f'm{n}'}.py")
    assert crowded_folders(tmp_path) == ["index/full/ holds 17 modules, 16 are allowed: move those of one subject into a folder."]


def test_a_crowded_top_is_reported_and_its_folders_do_not_count(tmp_path: Path):
    write(tmp_path, "rag/__init__.py")
    for n in range(9):
        write(tmp_path, f"rag/answer/m{n}.py")
    for n in range(8):
        write(tmp_path, f"rag/m{n}.py")
    assert crowded_top(tmp_path, "rag", 8) == []
    write(tmp_path, "rag/ninth.py")
    assert crowded_top(tmp_path, "rag", 8) == ["rag/ holds 9 modules, 8 are allowed: move those of one subject into a folder."]


def test_a_name_of_two_functions_is_reported_with_both_places(tmp_path: Path):
    write(tmp_path, "api/app.py", "import x\n\n@x.command()\ndef compare(): ...\n")
    write(tmp_path, "evals/runs.py", "async def compare(): ...\n")
    write(tmp_path, "corpus/diff.py", "try:\n    import fast\nexcept ImportError:\n    def compare(): ...\n")
    [complaint] = shared_names(tmp_path)
    assert complaint.startswith("`compare` is defined in api/app.py:4, corpus/diff.py:4, evals/runs.py:1: rename all but one")


def test_names_that_no_import_can_mix_up_are_not_reported(tmp_path: Path):
    write(tmp_path, "rag/one.py", "def _own(): ...\n\nclass A:\n    def run(self): ...\n")
    write(
        tmp_path,
        "rag/two.py",
        "def _own(): ...\n\ndef outer():\n    def run(): ...\n\nif outer:\n    def run(): ...\nelse:\n    def run(): ...\n",
    )
    write(tmp_path, "tests/three.py", "def outer(): ...\n")
    assert shared_names(tmp_path) == []


def write(root: Path, name: str, text: str = "") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
