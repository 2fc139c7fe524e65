"""Taking prose apart: marks, sentences of Chinese, Japanese and Latin text, and which of them make a claim about the law."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numbers import Numbers, read_chinese, read_english
from corpus.reading.numerals import read_numeral
from corpus.text import CJK, normalise
from rag.prose.check.senses import Sense, senses

#: [1], [1, 2], 【1】, ［1］, with the space before it.
MARK = re.compile(r"[ \u3000]*[\[［【]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]］】]")
_PLACED = re.compile("\ue000([\\d,]+)\ue001")
_MARKS = "(?:\ue000[\\d,]+\ue001)*"
#: Words that end in a full stop without ending a sentence.
_ABBREVIATIONS = r"(?<!\bNo)(?<!\bNos)(?<!\bArt)(?<!\bArts)(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\bvs)(?<!\bU\.S)(?<!\bCo)(?<!\bLtd)"
_END = re.compile(
    rf"[。！？]+[”’」』）)]*{_MARKS}"
    rf"|{_ABBREVIATIONS}[.!?]+[\"”’)]*{_MARKS}(?=\s|$|[{CJK}])"
)
_ANSWER = re.compile(r"\s*(?:yes|no|可以|不可以|能|不能|是|否|对|不)\b")
_BARE = re.compile(r"(?:yes|no|可以|不可以|能|不能|不行)[.。！!]", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_TITLE = re.compile(r"《[^》]*》")
_TENTHS = re.compile(r"([一二三四五六七八九])成(?=以|的|左|股|外|中|,|。|;|$)")
_THOUSANDS = re.compile(r"(?<![〇零一二两三四五六七八九十百千\d])([一二两三四五六七八九十百千]+)(?=[万亿])")
#: A sentence of more than this many characters (words, in Latin script) is never a mere joint between two others.
_JOINT = {"zh": 14, "en": 9}


@dataclass(frozen=True)
class Said:
    """One sentence as it was written, without its marks, and the numbers that its marks give."""

    text: str
    cites: tuple[int, ...]


def read(text: str) -> Numbers:
    """The numbers of a line. Chinese is read in simplified characters; its codes (B25) are capitals, its tenths (六成) percents, and
    its numerals before 万 and 亿 (五百万) are digits."""
    if not _HAN.search(text):
        return read_english(text)
    plain = _TENTHS.sub(lambda m: f"{read_numeral(m[1])}0%", normalise(text).upper())
    return read_chinese(_THOUSANDS.sub(lambda m: f"{read_numeral(m[1])}", plain))


def sentences(text: str) -> list[Said]:
    """The sentences of a text. A mark behind the full stop belongs to the sentence before it."""
    placed = MARK.sub(lambda m: "\ue000" + re.sub(r"\D+", ",", m[1]) + "\ue001", text)
    out, start = [], 0
    for end in (*(m.end() for m in _END.finditer(placed)), len(placed)):
        part = placed[start:end]
        start = end
        numbers = [int(n) for group in _PLACED.findall(part) for n in group.split(",")]
        words = " ".join(_PLACED.sub("", part).split())
        if words:
            out.append(Said(words, tuple(dict.fromkeys(numbers))))
    return _answered(out)


def _answered(said: list[Said]) -> list[Said]:
    """The sentences, a mere yes or no put before the one that gives its ground and cites for both."""
    if len(said) > 1 and not said[0].cites and _BARE.fullmatch(said[0].text):
        space = " " if said[0].text.isascii() else ""
        return [Said(f"{said[0].text}{space}{said[1].text}", said[1].cites), *said[2:]]
    return said


def unanswered(text: str) -> str:
    """A sentence without the yes or no before it."""
    return _BARE.sub("", text, count=1).lstrip() if _BARE.match(text) else text


def finished(text: str) -> bool:
    """Whether a text ends where a sentence does: one that breaks off was cut."""
    placed = MARK.sub("\ue0001\ue001", text.rstrip())
    return bool(re.search(rf"[。！？.!?；;：:][\"”’」』）)*]*{_MARKS}\**$|\ue001$", placed))


def is_claim(said: str, language: str, names: bool) -> bool:
    """Whether words say something about the law. Only short ones that end in a colon, or lead a paragraph, and state no number,
    no title, no leave and no limit and, ``names`` being False, no business or place are taken for a joint."""
    plain = normalise(said)
    length = len(plain) if language == "zh" else len(plain.split())
    bare = not (names or read(said).stated or _TITLE.search(said) or senses(said) - {Sense.MUST} or _ANSWER.match(plain))
    return not (bare and length <= _JOINT[language])
