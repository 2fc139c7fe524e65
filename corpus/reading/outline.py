"""From healed lines to the tree of parts."""

from __future__ import annotations

from corpus.reading.annexes import annex_start, find_closings, find_listings, is_notes
from corpus.reading.dates import find_dates
from corpus.reading.draft import Draft, without_gaps
from corpus.reading.healing import ends_sentence, width
from corpus.reading.limits import Attempt
from corpus.reading.markers import DIVISIONS, OUTLINE, is_heading
from corpus.reading.model import Line, Marker, Node

#: Chapters that stand at the outermost level, whatever is open when their number is lost.
_OUTER_CHAPTERS = {"附则", "附則", "总则", "總則", "法律责任", "法律責任"}
_LOST_HEADING = 20
#: Width of an article's own heading, in em.
_ARTICLE_HEADING = 20


def build_outline(lines: list[Line], title: str, preamble: tuple[str, ...], attempt: Attempt) -> Node:
    """The tree of a text. ``lines`` begin with the first numbered part."""
    tree = _Tree(title)
    if preamble:
        tree.root.children.append(Draft("preamble", text=list(preamble)))
    closings = find_closings(lines) | find_listings(lines)
    for i, line in enumerate(lines):
        if i % 1000 == 0:
            attempt.check_time()
        after = lines[i + 1] if i + 1 < len(lines) else None
        if i in closings:
            tree.close(line.text)
        elif (annex := annex_start(line)) is not None:
            tree.annex(*annex)
        elif is_notes(line):
            tree.notes(line.text)
        elif line.marker is not None:
            tree.mark(line, line.marker, after)
        else:
            tree.say(line, after)
    return tree.root.finish()


class _Tree:
    """The parts that are open, outermost first; ``note_form`` is the kind of label that numbers the notes while they are open."""

    def __init__(self, title: str) -> None:
        self.root = Draft("law", heading=title)
        self.open = [self.root]
        self.annexes = 0
        self.note_form = ""

    @property
    def top(self) -> Draft:
        return self.open[-1]

    @property
    def in_notes(self) -> bool:
        return any(draft.kind == "notes" for draft in self.open)

    def push(self, draft: Draft) -> None:
        self.top.children.append(draft)
        self.open.append(draft)

    def close_to(self, keeps) -> None:
        """Closes open parts until the innermost is the whole text, an attachment, or one that ``keeps`` accepts."""
        while len(self.open) > 1 and self.top.kind != "annex" and not keeps(self.top):
            self.open.pop()

    def base(self) -> None:
        """Back to the whole text, or to the attachment that is open."""
        self.close_to(lambda _: False)
        self.note_form = ""

    def annex(self, label: str, number: str, heading: str) -> None:
        del self.open[1:]
        self.note_form = ""
        self.annexes += 1
        self.push(Draft("annex", label, number or str(self.annexes), heading))

    def notes(self, heading: str) -> None:
        self.base()
        self.push(Draft("notes", heading=heading))

    def close(self, text: str) -> None:
        self.base()
        if not self.top.children or self.top.children[-1].kind != "closing":
            self.top.children.append(Draft("closing"))
        self.top.children[-1].text.append(text)

    def mark(self, line: Line, marker: Marker, after: Line | None) -> None:
        """A line that opens a part."""
        if self.in_notes:
            if self._is_note(line, marker, after):
                return self._note(marker)
            if not self.note_form or line.table or marker.kind not in OUTLINE or self._outranks_notes(marker):
                self.base()
        if marker.kind in DIVISIONS:
            self._division(marker, line.level)
        elif marker.kind == "article":
            self._article(marker)
        elif marker.kind == "note":
            self._note(marker)
        else:
            self._outline(marker)
        return None

    def say(self, line: Line, after: Line | None) -> None:
        """A line that opens no part."""
        heading = is_heading(line.text) and not line.table
        if self.top.kind in (*DIVISIONS, "annex") and not (self.top.heading or self.top.children or self.top.text) and heading:
            self.top.heading = line.text  # the label on one line, the name on the next
        elif line.level or self._is_lost_heading(line, after):
            self._heading(line)
        elif self.in_notes and heading and self.top.last_words and ends_sentence(self.top.last_words):
            self.base()
            if without_gaps(line.text) != without_gaps(self.root.heading):  # else the title of the list, once more
                self.push(Draft("heading", heading=line.text))
        else:
            self._text(line.text)

    def _text(self, text: str) -> None:
        article = next((n for n in range(len(self.open) - 1, 0, -1) if self.open[n].kind == "article"), 0)
        if article:
            del self.open[article + 1 :]
            return self._paragraph(self.top, text)
        if self._ends_list():
            self.open.pop()
        if self.top.children or self.top is self.root:
            self.top.children.append(Draft("paragraph", text=[text]))
        else:
            self.top.text.append(text)
        return None

    def _division(self, marker: Marker, level: int) -> None:
        rank = DIVISIONS.index(marker.kind)
        self.close_to(lambda draft: draft.kind in DIVISIONS and DIVISIONS.index(draft.kind) < rank)
        twin = self.top.children[-1] if self.top.children else None
        if (
            twin
            and (twin.kind, twin.number, twin.heading) == (marker.kind, marker.number, marker.rest)
            and not (twin.children or twin.text)
        ):
            self.top.children.pop()  # a table of contents without its title
        self.push(Draft(marker.kind, marker.label, marker.number, marker.rest, level))

    def _article(self, marker: Marker) -> None:
        del self.open[next((n for n, draft in enumerate(self.open) if draft.kind == "article"), len(self.open)) :]
        while self.top.kind in OUTLINE and (self.top.text or self.top.kind not in ("section", "point")):
            self.open.pop()
        self.push(Draft("article", marker.label, marker.number))
        if marker.rest:
            self._paragraph(self.top, marker.rest)

    def _paragraph(self, article: Draft, text: str) -> None:
        first = article.children[0] if len(article.children) == 1 and not article.heading else None
        if first and not first.children and width(first.last_words) <= _ARTICLE_HEADING and is_heading(first.last_words):
            article.heading = first.last_words
            article.children.clear()
        self.push(Draft("paragraph", number=str(len(article.children) + 1), text=[text]))

    def _outline(self, marker: Marker) -> None:
        """A kind that is open already: a sibling. Otherwise inside the innermost part that may hold it: one of an outer kind, or one
        that announces a list (…：)."""
        rank = OUTLINE.index(marker.kind)
        depth = len(self.open)
        while self.open[depth - 1].kind in OUTLINE:
            depth -= 1
        same = next((n for n in range(len(self.open) - 1, depth - 1, -1) if self.open[n].kind == marker.kind), None)
        if same is not None:
            del self.open[same:]
        while self.top.kind in OUTLINE and OUTLINE.index(self.top.kind) > rank and self.top.last_words[-1:] not in ("：", ":"):
            self.open.pop()
        heading = marker.kind == "section" and is_heading(marker.rest)
        words = [marker.rest] if marker.rest and not heading else []
        self.push(Draft(marker.kind, marker.label, marker.number, marker.rest if heading else "", text=words))

    def _is_note(self, line: Line, marker: Marker, after: Line | None) -> bool:
        if line.table or marker.kind not in OUTLINE:
            return False
        if self.note_form:
            return marker.kind == self.note_form and marker.value[0] > 1
        starts_list = (
            is_heading(marker.rest) and after is not None and after.marker is not None and after.marker.kind != marker.kind
        )
        return not starts_list

    def _outranks_notes(self, marker: Marker) -> bool:
        return OUTLINE.index(marker.kind) <= OUTLINE.index(self.note_form)

    def _note(self, marker: Marker) -> None:
        self.close_to(lambda draft: draft.kind == "notes")
        self.note_form = marker.kind if self.in_notes else ""
        self.push(Draft("note", marker.label, marker.number, text=[marker.rest] if marker.rest else []))

    def _heading(self, line: Line) -> None:
        """An unnumbered heading: beside the innermost open chapter when its number was lost, else by its level of markup."""
        self.note_form = ""
        chapters = [n for n, draft in enumerate(self.open) if draft.kind in DIVISIONS]
        if not line.level and chapters:
            n = chapters[0] if without_gaps(line.text) in _OUTER_CHAPTERS else chapters[-1]
            kind, level = self.open[n].kind, self.open[n].level
            del self.open[n:]
            return self.push(Draft(kind, heading=line.text, level=level))
        level = line.level or 6
        self.close_to(lambda d: 0 < d.level < level if d.kind in (*DIVISIONS, "heading") else d.kind == "section" and line.table)
        return self.push(Draft("heading", heading=line.text, level=level))

    def _is_lost_heading(self, line: Line, after: Line | None) -> bool:
        """A short line without punctuation right before an article: the name of a chapter whose 第N章 was lost."""
        bare = len(line.text) <= _LOST_HEADING and not any(c in line.text for c in "，。；：、,;:")
        before_article = after is not None and after.marker is not None and after.marker.kind == "article"
        inside = any(draft.kind == "article" for draft in self.open)
        return bare and before_article and inside and ends_sentence(self.top.last_words) and not find_dates(line.text)

    def _ends_list(self) -> bool:
        """The open point is the last of a list (those before it end with a semicolon): what follows belongs to the whole."""
        if self.top.kind not in OUTLINE or len(self.open[-2].children) < 2:
            return False
        before = self.open[-2].children[-2].last_words
        return before[-1:] in ("；", ";") and self.top.last_words[-1:] not in ("；", ";", "：", ":")
