"""What the answer says in words: phrases that must or must not stand in it, in any width, case or Chinese script."""

from __future__ import annotations

import re

from corpus.text import CJK, normalise
from evals.metrics.case import Case, share_of_true
from rag import Answer
from rag.language.formats import written_days
from rag.language.languages import LANGUAGES

_MARK = re.compile(r" ?\[\d+\]")
_MARKDOWN = re.compile(r"\\([\\`*_#<>\[\]|.)+-])|\*\*|^> |^- ", re.MULTILINE)
_GAP = re.compile(rf"(?<=[{CJK}]) | (?=[{CJK}])| (?=[%％])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def must_say(case: Case) -> float | None:
    """The share of the phrases required that are said, in one of their alternatives."""
    return share_of_true([says(case.answer, phrase) for phrase in case.item.must_say])


def must_not_say(case: Case) -> float | None:
    """The share of the phrases forbidden that are not said. A failure says nothing, and earns nothing."""
    return share_of_true([case.answer is not None and not says(case.answer, phrase) for phrase in case.item.must_not_say])


def says(answer: Answer | None, phrase: str) -> bool:
    """Whether an answer says a phrase, or one of its alternatives parted by ``|``."""
    return answer is not None and contains_phrase(prose(answer) + "\n" + (answer.clarification or ""), phrase)


def contains_phrase(text: str, phrase: str) -> bool:
    """Whether a text has a phrase, or one of its alternatives parted by ``|``; a day in it (2019-07-30) in the form of any language."""
    comparable = _comparable(text)
    wanted = {
        form for one in phrase.split("|") if one.strip() for form in (one, *(written_days(one, code) for code in LANGUAGES))
    }
    return any(_stands(_comparable(alternative), comparable) for alternative in wanted)


def prose(answer: Answer) -> str:
    """The headline and the note as plain text, citation marks and Markdown signs left out."""
    text = f"{answer.answer.headline}\n{answer.answer.markdown}"
    return _MARKDOWN.sub(r"\1", _MARK.sub("", text))


def _comparable(text: str) -> str:
    return _THOUSANDS.sub("", _GAP.sub("", " ".join(normalise(text).split())))


def _stands(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text: "5%" not in "25%", "open" not in "reopen" (but in "opened"), "50" not in "500"."""
    before = r"(?<![\d.])" if phrase[0].isdigit() else r"(?<![^\W\d_])" if phrase[0].isalpha() and not _cjk(phrase[0]) else ""
    after = r"(?!\d|\.\d)" if phrase[-1].isdigit() else ""
    return re.search(before + re.escape(phrase) + after, text) is not None


def _cjk(character: str) -> bool:
    return re.match(f"[{CJK}]", character) is not None
