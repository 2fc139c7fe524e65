"""Healing printed lines into paragraphs, and marking those that open a part.

Both must happen together: whether a line goes on from the one above depends on whether it opens a part, and whether a label
opens a part depends on whether the line above broke off inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.reading.dates import DATE_ONLY, find_dates
from corpus.reading.limits import Attempt
from corpus.reading.markers import DIVISIONS, Succession, recognise
from corpus.reading.model import Line

_CLOSERS = '"”’」』）)】》〉]'
_ENDS = "。；：！？…;:!?"
_GOES_ON = "，、,（(《〈“‘「"
#: A line that ends so needs its object: a label at the start of the next one is a reference, cut off by the line break.
_DANGLING = re.compile(
    r"(?:依照|依据|根据|按照|符合|违反|适用|参照|遵守)(?:本(?:办法|规定|条例|细则|法|通知))?$|[，、；](?:以及|或者|并|且|及|和|或|与)$"
)
_CANNOT_BEGIN = "的，。；：、）》〉”’」』】！？,;:)!?%％"
_PAIRS = (("《", "》"), ("（", "）"), ("(", ")"), ("〈", "〉"))
_ACT = re.compile(r"通过|公布|发布|發布|颁布|施行|修订|修正|批准|实施|印发|印發|令|号|號|根据|通過|修訂|實施")
#: Widths are in em: a Chinese character is 1, an ASCII character ½.
_INDENT = 1.5
_PROSE = 20


def width(text: str) -> float:
    """Printed width in em."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def ends_sentence(text: str) -> bool:
    """True when ``text`` ends as a sentence or clause does, closing brackets and quotes aside."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and (bare[-1] in _ENDS or (bare[-1] == "." and width(bare) < 0.7 * len(bare)))


@dataclass(frozen=True)
class Wrapping:
    """How the lines of a text were broken: ``full`` is the width from which a line counts as full, ``widest`` the usual width.
    ``blanks_count``: an empty line separates paragraphs (in some conversions it stands after every line and says nothing).
    ``indents_count``: some lines are set in and others not, so that the indent tells where a paragraph begins."""

    full: float
    widest: float
    blanks_count: bool
    indents_count: bool


def measure_wrapping(lines: list[Line]) -> Wrapping | None:
    """The wrapping of ``lines``; None when their breaks are those of paragraphs, not of the page."""
    plain = [line for line in lines if not line.table and not line.level and not line.centred]
    broken = [i for i, line in enumerate(plain[:-1]) if width(line.text) >= 10 and not ends_sentence(line.text)]
    broken = [i for i in broken if recognise(plain[i + 1].text) is None]  # a heading above a numbered part is not broken
    if len(broken) < 5 or len(broken) < len(plain) / 4:
        return None
    widths = sorted(width(plain[i].text) for i in broken)
    widest = widths[int(len(widths) * 0.9)]
    chinese = sum(len(plain[i].text.encode("ascii", "ignore")) for i in broken) < sum(len(plain[i].text) for i in broken) / 2
    full = widest - (3 if chinese else widest / 4)
    filled = [i for i in broken if width(plain[i].text) >= full]
    longer = sum(width(line.text) > widest + 3 for line in plain)  # on a page, no line can be
    if widest > 80 or len(filled) < 0.6 * len(broken) or longer > len(plain) / 20:
        return None
    blanks = sum(plain[i + 1].blank_before for i in filled)
    set_in = sum(bool(line.indent) for line in plain)
    return Wrapping(full, widest, blanks < len(filled) / 2, 0.05 <= set_in / len(plain) <= 0.95)


class _Paragraph:
    """The paragraph being put together."""

    def __init__(self, line: Line) -> None:
        self.head, self.last, self.parts, self.depth = line, line, [line.text], max(0, _depth(line.text))

    def add(self, line: Line) -> None:
        self.parts.append(_glue(self.last.text, line.text) + line.text)
        self.last = line
        self.depth = max(0, self.depth + _depth(line.text))

    def done(self) -> Line:
        marker = self.head.marker
        if len(self.parts) == 1:
            return self.head
        tail = "".join(self.parts[1:])
        if marker:
            marker = replace(marker, rest=(marker.rest + tail) if marker.rest else tail.strip())
        return replace(self.head, text=self.head.text + tail, marker=marker)


def heal(lines: list[Line], attempt: Attempt) -> Iterator[Line]:
    """Lines in, paragraphs out; those that open a part carry their marker."""
    wrapping, succession = measure_wrapping(lines), Succession()
    current: _Paragraph | None = None
    in_body = False
    for count, line in enumerate(lines):
        if count % 1000 == 0:
            attempt.check_time()
        marker = line.marker or (None if line.continues else recognise(line.text))
        if marker and not line.marker:
            inside = current is not None and not line.level and _breaks_off(current, wrapping)
            cut_off = marker.kind == "article" and current is not None and _dangles(current.last)
            marker = marker if succession.accepts(marker, inside_sentence=inside) and not cut_off else None
        if marker:
            succession.record(marker)
            line = replace(line, marker=marker)
            in_body = True
        elif current is not None and _goes_on(current, line, wrapping, in_body):
            current.add(line)
            continue
        if current is not None:
            yield current.done()
        current = _Paragraph(line)
    if current is not None:
        yield current.done()


def _breaks_off(paragraph: _Paragraph, wrapping: Wrapping | None) -> bool:
    last = paragraph.last
    if last.level or last.table or ends_sentence(last.text):
        return False
    return last.text[-1] in _GOES_ON or paragraph.depth > 0 or _is_full(last, wrapping)


def _dangles(line: Line) -> bool:
    """Whether a line breaks off before the thing that it refers to."""
    return not (line.level or line.table) and bool(_DANGLING.search(line.text))


def _is_full(line: Line, wrapping: Wrapping | None) -> bool:
    """True when ``line`` reaches the right margin, so that its end says nothing."""
    return line.full if line.full is not None else wrapping is not None and width(line.text) >= wrapping.full


def _goes_on(paragraph: _Paragraph, line: Line, wrapping: Wrapping | None, in_body: bool) -> bool:
    """Whether ``line`` (which opens no part) continues ``paragraph``."""
    last = paragraph.last
    if line.continues:
        return not ends_sentence(last.text)
    closes = paragraph.depth > 0 and _depth(line.text) < 0  # a title broken inside its brackets, each line of it centred
    if last.level or line.level or last.table or line.table or ((last.centred or line.centred) and not closes):
        return False
    if not ends_sentence(last.text):
        if last.text[-1] in _GOES_ON or line.text[0] in _CANNOT_BEGIN or paragraph.depth > 0 or (in_body and _dangles(last)):
            return True
        if _is_full(last, wrapping):
            return True
        return _sentence_cut(paragraph.head, last, line) if in_body else _history_cut(last, line)
    if not _is_full(last, wrapping) or (wrapping and wrapping.blanks_count and line.blank_before):
        return False
    if line.indent is not None and (wrapping is None or wrapping.indents_count):
        return not line.indent
    # too long to be the first line of a paragraph, which would be set in
    return wrapping is not None and width(line.text) > wrapping.widest - _INDENT


def _sentence_cut(head: Line, last: Line, line: Line) -> bool:
    """A single sentence cut in two (a page break, most often) in a text whose lines are otherwise whole paragraphs."""
    heading = head.marker is not None and head is last and head.marker.kind in (*DIVISIONS, "section")
    prose = len(last.text) >= _PROSE and any(c in last.text for c in "，；。")
    return prose and not heading and ends_sentence(line.text) and not DATE_ONLY.match(line.text)


def _history_cut(last: Line, line: Line) -> bool:
    """A line of the revision history that names a date but not yet what was done on it."""
    dated = [end for start, end, _ in find_dates(last.text[:60]) if start < 12]
    return (
        bool(dated) and len(last.text) - dated[0] > 4 and not _ACT.search(last.text, dated[0]) and not find_dates(line.text[:30])
    )


def _depth(text: str) -> int:
    return sum(text.count(opening) - text.count(closing) for opening, closing in _PAIRS)


def _glue(before: str, after: str) -> str:
    latin = before[-1].isascii() and after[0].isascii() and not before[-1].isspace()
    return " " if latin and before[-1] != "-" else ""
