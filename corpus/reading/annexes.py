"""Recognising the lines that open an attachment or the explanatory notes, and those that close a text."""

from __future__ import annotations

import re

from corpus.reading.dates import DATE_ONLY
from corpus.reading.healing import ends_sentence
from corpus.reading.model import Line
from corpus.reading.numerals import read_numeral

_BLANK = r"[ \t\u3000]*"
_NUMBER = "[0-9０-９一二三四五六七八九十]{0,3}"
_ANNEX = re.compile(f"(附件|附录|附錄|附表|附){_BLANK}({_NUMBER}){_BLANK}([:：.、]?){_BLANK}")
_LISTING = re.compile(f"附件{_BLANK}[:：]{_BLANK}\\S")
_MAX_HEADING = 60
_MAX_SIGNATURES, _MAX_SIGNATURE = 6, 40
_NOTES = {"说明", "說明", "编制说明", "編制說明", "explanatorynotes", "explanatorynote", "explanations", "notes"}
_GAPS = re.compile(r"\s+")


def annex_start(line: Line) -> tuple[str, str, str] | None:
    """(label, number or "", heading) when ``line`` opens an attachment: 附件, 附件1, 附：, Annex 1."""
    if line.marker is not None:
        return (line.marker.label, line.marker.number, line.marker.rest) if line.marker.kind == "annex" else None
    match = _ANNEX.match(line.text) if not line.table else None
    if not match:
        return None
    rest = line.text[match.end() :]
    separated = bool(match[3]) or match.end() > match.end(2)
    if (
        (rest and not separated)
        or len(rest) > _MAX_HEADING
        or ends_sentence(rest)
        or (match[1] == "附" and match[3] not in ("：", ":"))
    ):
        return None
    return match[0].strip(), str(read_numeral(match[2]) or ""), rest.strip()


def is_notes(line: Line) -> bool:
    """True for the heading of the explanatory notes before a list (说　明)."""
    return len(line.text) < 30 and _GAPS.sub("", line.text).rstrip("：:").lower() in _NOTES


def find_closings(lines: list[Line]) -> set[int]:
    """Indices of signature lines: a line that is only a date, at the end or before an attachment, and the short lines above it."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if line.marker or line.table or line.level or not DATE_ONLY.fullmatch(line.text):
            continue
        after = lines[i + 1] if i + 1 < len(lines) else None
        if after is not None and annex_start(after) is None and not after.text.startswith(("附件", "（", "(")):
            continue
        found.add(i)
        for n in range(i - 1, max(-1, i - 1 - _MAX_SIGNATURES), -1):
            above = lines[n]
            if above.marker or above.table or above.level or ends_sentence(above.text) or len(above.text) > _MAX_SIGNATURE:
                break
            found.add(n)
    return found


def find_listings(lines: list[Line]) -> set[int]:
    """Indices of the lines that list the attachments at the foot of a notice (附件：1. … 2. …). The same words open the attachment
    itself when nothing but its content follows."""
    found: set[int] = set()
    opens_later = has_parts_later = False
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if _LISTING.match(line.text) and not line.table and (opens_later or not has_parts_later):
            found.add(i)
            n = i + 1
            while n < len(lines) and _is_entry(lines[n]):
                found.add(n)
                n += 1
        elif annex_start(line) is not None:
            opens_later = True
        has_parts_later = has_parts_later or (line.marker is not None and not _is_entry(line))
    return found


def _is_entry(line: Line) -> bool:
    return line.marker is not None and line.marker.kind == "item" and not line.table and not ends_sentence(line.text)
