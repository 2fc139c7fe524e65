"""The language of an answer: by script where scripts tell, by OpenCC between the two Chinese ones, by function words in Latin."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

from evals.metrics.case import Case
from evals.metrics.wording import prose
from evals.sets.items import Language
from rag import Answer

#: Titles and quotations may be in another language than the sentence they stand in.
_QUOTED = re.compile(r"《[^》]*》|「[^」]*」|“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“”]*[“”]|\([^()]*\)|（[^（）]*）")
_HAN, _KANA, _HANGUL = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\uac00-\ud7af]")
_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u04ff]+"), re.compile(r"[^\W\d_\u0400-\u04ff\u3040-\ud7af]+")
_FEW = 4
_LATIN_WORDS: dict[Language, str] = {
    "en": "the of and to in is are not or for on with by an be may this that which from under no its has at as it",
    "de": "der die das und ist nicht für von mit den dem des ein eine einer auf im zu werden darf nach oder sich kein keine bei als",
    "fr": "le la les des et est dans pour une du que par sur ne pas au aux ou ce cette sont être peut avec qui il en sans",
    "es": "el los las y es en para una del que por con no al se un o lo su son puede esta este sin como según ser más",
}
_WORDS: dict[Language, frozenset[str]] = {language: frozenset(words.split()) for language, words in _LATIN_WORDS.items()}
_SCRIPTS: dict[str, Language] = {"kana": "ja", "hangul": "ko", "cyrillic": "ru"}


def answer_language(case: Case) -> float | None:
    """1 when the answer is in the item's language. Chinese in which no character tells the scripts apart is either."""
    if case.answer is None:
        return 0.0
    return float(case.item.language in languages(own_words(case.answer)))


def own_words(answer: Answer) -> str:
    """The headline and the note without the paragraphs that quote a provision: the corpus has its words in Chinese and English."""
    said = "\n".join(line for line in answer.answer.markdown.splitlines() if not line.startswith(">"))
    return prose(answer.model_copy(update={"answer": answer.answer.model_copy(update={"markdown": said})}))


def languages(text: str) -> frozenset[Language]:
    """What a text may be written in: one language; both Chinese scripts where nothing tells them apart; none where too
    little is there to tell."""
    plain = _QUOTED.sub(" ", text)
    counts = _counts(plain)
    if sum(counts.values()) < _FEW:  # all but a word or two is quoted: then the quotation is the answer
        plain, counts = text, _counts(text)
    if not sum(counts.values()):
        return frozenset()
    # Japanese is half Han, and Korean spells names in Latin: a good part in kana or Hangul tells.
    if counts["kana"] > 0.15 * (counts["kana"] + counts["han"]) and counts["kana"] + counts["han"] > counts["latin"]:
        return frozenset({"ja"})
    main = max(counts, key=lambda script: counts[script])
    if main == "han":
        return _chinese(plain)
    if main == "latin":
        return _latin(plain)
    return frozenset({_SCRIPTS[main]})


def _counts(text: str) -> dict[str, int]:
    """How much of a text is in each script. A word of an alphabet says about as much as two Han characters."""
    return {
        "han": len(_HAN.findall(text)),
        "kana": len(_KANA.findall(text)),
        "hangul": len(_HANGUL.findall(text)),
        "cyrillic": 2 * len(_CYRILLIC.findall(text)),
        "latin": 2 * len(_LATIN.findall(text)),
    }


def _chinese(text: str) -> frozenset[Language]:
    """By the characters that only one script has; a few of the other are names."""
    traditional = sum(a != b for a, b in zip(text, convert(text, "t2s"), strict=False))
    simplified = sum(a != b for a, b in zip(text, convert(text, "s2t"), strict=False))
    if traditional == simplified:
        return frozenset({"zh-Hans", "zh-Hant"}) if not traditional else frozenset()
    return frozenset({"zh-Hant"} if traditional > simplified else {"zh-Hans"})


def _latin(text: str) -> frozenset[Language]:
    words = [w.casefold() for w in _LATIN.findall(text)]
    counts: dict[Language, int] = {language: sum(w in known for w in words) for language, known in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return frozenset({best}) if counts[best] and list(counts.values()).count(counts[best]) == 1 else frozenset()


def convert(text: str, how: str) -> str:
    """Chinese in the other script, by the name of an OpenCC conversion: `t2s`, `s2t`."""
    return _converter(how).convert(text)


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)
