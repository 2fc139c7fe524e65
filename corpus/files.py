"""Reading the corpus files: YAML in, validated objects out, every error with file, line, field and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from corpus.errors import CorpusFileError

Model = TypeVar("Model", bound=BaseModel)

#: A PyYAML built without libyaml reads the same files, ten times slower.
_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):
    """Safe YAML whose dates stay text: the model reads them, and names the field of one that is no date."""

    # PyYAML looks it up on the class; its stubs declare it of the instance.
    yaml_implicit_resolvers: ClassVar[dict] = {  # pyright: ignore[reportIncompatibleVariableOverride]
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in _Base.yaml_implicit_resolvers.items()
    }


_REMEDIES = {
    "extra_forbidden": "Remove it, or correct its spelling; corpus/README.md lists the fields.",
    "missing": "Add it; corpus/README.md shows the form.",
}


def read_yaml(path: Path) -> object:
    """The parsed content of a YAML file (UTF-8). Raises CorpusFileError."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except UnicodeDecodeError as error:
        raise CorpusFileError(path, None, "", f"not UTF-8 (byte {error.start})", "Save the file as UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = getattr(error, "problem", None) or str(error)
        raise CorpusFileError(
            path, line, "", f"not valid YAML: {problem}", "Correct the line; quote text that holds ': '."
        ) from error


def read_one(path: Path, model: type[Model]) -> Model:
    """One object from a file that holds one mapping."""
    return _validated(path, model, read_yaml(path), ())


def read_many(path: Path, model: type[Model]) -> list[Model]:
    """A list of objects from a file that holds a list of mappings."""
    raw = read_yaml(path)
    if not isinstance(raw, list):
        raise CorpusFileError(path, 1, "", "expected a list of entries", "Begin each entry with `- id:`.")
    return [_validated(path, model, entry, (i,)) for i, entry in enumerate(raw)]


def _validated(path: Path, model: type[Model], raw: object, prefix: tuple[int, ...]) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = (*prefix, *first["loc"])
        field = ".".join(str(part) for part in place)
        problem = first["msg"].removeprefix("Value error, ")
        remedy = _REMEDIES.get(first["type"], "Correct the value.")
        raise CorpusFileError(path, line_of(path, place), field, problem, remedy) from error


def line_of(path: Path, place: tuple[int | str, ...]) -> int | None:
    """The line (from 1) at which the value at ``place`` stands, or the nearest enclosing one."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    line = None
    for part in place:
        line = node.start_mark.line + 1 if node else line
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        else:
            break
    return node.start_mark.line + 1 if node else line
