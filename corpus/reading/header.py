"""What stands before the first numbered part: title, number, dates, history; and the preamble."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.reading.dates import DATE_ONLY, find_dates
from corpus.reading.healing import ends_sentence
from corpus.reading.markers import is_heading
from corpus.reading.model import Line

_STRONG = "法|条例|條例|规定|規定|办法|辦法|细则|細則|规则|規則|解释|解釋|清单|清單|目录|目錄|措施|协定|協定|协议|章程|意见|意見|方案|规划|規劃|纲要|綱要|准则|标准|若干问题"
_WEAK = "决定|決定|通知|公告|通告|批复|函|令|公报|说明"
_TAIL = r"(?:[（(][^（）()]{1,30}[）)]){0,3}$"
_TITLE = re.compile(rf"(?:{_STRONG}){_TAIL}")
_NOTICE = re.compile(rf"(?:{_WEAK}){_TAIL}")
_ENGLISH_TITLE = re.compile(
    r"\b(Law|Act|Regulations?|Provisions|Measures|Rules|Opinions?|Notice|Announcement|List|Catalogue|Agreement)\b"
)
_NUMBERS = (
    re.compile(r"[\u4e00-\u9fffA-Za-z]{1,20}[〔［\[【（(](?:19|20)\d\d[〕］\]】）)]\s?第?\s?\d{1,5}\s?[号號]"),
    re.compile(
        r"(?:[\u4e00-\u9fff、 ]{2,40}?[令公告通]{1,2})?\s?(?:(?:19|20)\d\d\s?年)?\s?第\s?[0-9〇零○一二三四五六七八九十百]{1,6}\s?[号號](?![召令])"
    ),
    re.compile(r"\b(?:Order |Decree |Announcement )?No\. ?\d{1,5}(?: \[?\d{4}\]?| of \d{4})?"),
)
_EDITION = re.compile(r"[（(][^（）()]{0,12}(?:版|试行|暂行|草案|修订|稿)[）)]")
_LONGEST_NUMBERED = 5_000
_LEAD_IN = re.compile(r"^(?:根据|根據|由|经|經|\d{1,2}日)+")
_NOTE = re.compile(r"^[（(《]?\s*(?:根据|根據|\d{4}\s*年|[一二][〇零○九][〇零○一二三四五六七八九]{2}年)")


@dataclass(frozen=True)
class Header:
    """``lines`` are those about the text, the title among them; ``preamble`` its paragraphs before the first numbered part."""

    title: str
    number: str
    lines: tuple[str, ...]
    preamble: tuple[str, ...]


def read_header(lines: list[Line], given_title: str = "") -> Header:
    """Splits the lines before the first numbered part. ``given_title`` is one that the format itself marks as such."""
    about = [line for line in lines if not _is_prose(line)]
    title = _clean_title(given_title) or _title(about)
    words = tuple(line.text for line in about)
    return Header(_with_edition(title, words), _number(words), words, tuple(line.text for line in lines if _is_prose(line)))


def _with_edition(title: str, words: tuple[str, ...]) -> str:
    """The title with the edition that stands in brackets on the next line: （2024年版）, （试行）."""
    after = next((words[i + 1] for i, line in enumerate(words[:-1]) if title and _clean_title(line) == title), "")
    return title + after if _EDITION.fullmatch(after) else title


def _is_prose(line: Line) -> bool:
    return not line.level and ends_sentence(line.text) and not _NOTE.match(line.text) and not DATE_ONLY.fullmatch(line.text)


def _title(lines: list[Line]) -> str:
    marked = next((line.text for line in lines if line.level == 1), "")
    if marked:
        return _clean_title(marked)
    plain = [
        line for line in lines[:40] if not _NOTE.match(line.text) and not DATE_ONLY.fullmatch(line.text) and len(line.text) <= 120
    ]
    for form in (_TITLE, _NOTICE, _ENGLISH_TITLE):
        for i, line in enumerate(plain):
            if form.search(line.text):
                # a running header is often the title cut short, and stands above it
                whole = next(
                    (other.text for other in plain[i + 1 :] if other.text.startswith(line.text) and form.search(other.text)), ""
                )
                return _clean_title(whole or _beginning(plain[:i]) + line.text)
    first = plain[0] if plain else None
    return _clean_title(first.text) if first is not None and (first.level or first.centred or is_heading(first.text)) else ""


def _beginning(before: list[Line]) -> str:
    """The line above, where the title was broken in two: it began with what a title begins with and did not end as one."""
    last = before[-1].text if before else ""
    begun = (
        ("关于" in last or "關於" in last or last.startswith("中华人民共和国"))
        and not _NOTICE.search(last)
        and not _TITLE.search(last)
    )
    return last if begun and not any(form.search(last) for form in _NUMBERS) else ""


def _clean_title(text: str) -> str:
    """Without the blanks that titles are spread with (条　例)."""
    text = text.strip()
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])[\s\u3000]+(?=[\u3000-\u9fff\uff00-\uffef])", "", text)


def _number(lines: tuple[str, ...]) -> str:
    """The document number: 工信部通信函〔2024〕107号 before 国务院令第333号. Dates in front of it and spaces inside are dropped."""
    for form in _NUMBERS:
        for i, line in enumerate(lines):
            if len(line) > _LONGEST_NUMBERED:
                continue
            if i and line.startswith("第") and lines[i - 1].endswith(("令", "公告", "通告")):
                line = lines[i - 1] + line  # the issuer on one line, the number on the next
            dates = [end for _, end, _ in find_dates(line)]
            for start in [*dates, 0]:
                if match := form.search(line, start):
                    return _LEAD_IN.sub("", match[0].strip().replace(" ", "" if not match[0].isascii() else " "))
    return ""
