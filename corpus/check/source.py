"""A corpus file as it is written: its content, and the line at which each part of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import yaml

from corpus.check.finding import Finding, Severity
from corpus.files import read_yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml reads the same files, ten times slower
    from yaml import SafeLoader as _Loader

#: Where a part stands in a file: ("provisions", 3, "digest", "en").
Place = tuple[str | int, ...]


class Source:
    """One file. Raises CorpusFileError when it is not YAML."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw = read_yaml(path)

    @cached_property
    def _root(self) -> yaml.Node | None:
        return yaml.compose(self.path.read_text(encoding="utf-8"), Loader=_Loader)

    def line(self, place: Place) -> int:
        """The line (from 1) of the part at ``place``, or of the nearest part around it that is there."""
        node, line = self._root, 1
        for part in place:
            if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + 1
            elif isinstance(node, yaml.MappingNode):
                key, node = next(((k, v) for k, v in node.value if k.value == part), (None, None))
                line = key.start_mark.line + 1 if key else line
            else:
                break
        return line

    def field(self, place: Place) -> str:
        """``place`` in words, with ids for provisions and for the entries of a list: `item-12.measures.1.cap`."""
        words: list[str] = []
        for n, part in enumerate(place, 1):
            at = inside(self.raw, place[:n])
            name = at.get("id") if isinstance(at, dict) and isinstance(part, int) else None
            words.append(name if isinstance(name, str) else str(part))
            if isinstance(name, str) and words[:-1] == ["provisions"]:
                words.pop(0)
        return ".".join(words)

    def report(self, name: str, place: Place, problem: str, remedy: str, severity: Severity = Severity.ERROR) -> Finding:
        """A fault at ``place``."""
        return Finding(name, self.path, self.line(place), self.field(place), problem, remedy, severity)

    def keys_taken_twice(self) -> Iterator[Finding]:
        """YAML keeps the last of two equal keys without a word: what stood in the first would be lost."""
        pending = [self._root]
        while pending:
            node = pending.pop()
            if isinstance(node, yaml.SequenceNode):
                pending.extend(node.value)
            elif isinstance(node, yaml.MappingNode):
                seen: set[str] = set()
                for key, inner in node.value:
                    if key.value in seen:
                        line = key.start_mark.line + 1
                        problem = f"`{key.value}` stands twice here; only the last would count"
                        yield Finding("key-twice", self.path, line, str(key.value), problem, "Merge the two, or remove one.")
                    seen.add(key.value)
                    pending.append(inner)


def inside(raw: object, place: Place) -> object:
    """The part of ``raw`` at ``place``; None when it is not there."""
    for part in place:
        if isinstance(raw, list):
            raw = raw[part] if isinstance(part, int) and part < len(raw) else None
        else:
            raw = raw.get(part) if isinstance(raw, dict) else None
    return raw
