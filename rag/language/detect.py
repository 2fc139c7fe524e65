"""The language a text is written in, and the one it asks to be answered in."""

from __future__ import annotations

import re

from opencc import OpenCC

from corpus.text import normalise

_KANA, _HANGUL, _HAN = re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\uac00-\ud7af]"), re.compile(r"[\u3400-\u9fff]")
_CYRILLIC, _WORD = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[^\W\d_]+")
_MARKUP = re.compile(r"<[^>]*>|https?://\S+|`[^`]*`")
_SIMPLIFY, _TRADITIONAL = OpenCC("t2s"), OpenCC("s2t")
#: Small words that tell the languages written in Latin letters apart.
_SMALL = {
    "en": "the a an of in is are may can do does we our to and or for what which how who any with from by on it be under i you will has",
    "de": "der die das ein eine einen einem einer und oder ist sind darf dürfen können wir unsere für mit von zu im am auf was welche wie in nicht ohne auch es gibt kann man bitte",
    "fr": "le la les un une des du de et ou est sont peut nous notre pour avec dans au aux que quel quelle quels en sur sans il elle on y a ce cette qui faut",
    "es": "el la los las un una de del y o es son puede podemos nuestra para con en qué cuál que se por al sin hay una lo su como está",
}
_SMALL_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_MARKS = {"de": "äöüß", "fr": "àâçèêëîïôœùû", "es": "ñ¿¡áíóú"}
#: What asks for an answer in a language, whatever the question is written in.
_ASKED = {
    "zh": r"(?:请|請)?用(?:简体)?中文|in chinese\b(?! (?!please)\w)|auf chinesisch|en chinois|en chino|по-китайски|中国語で|중국어로",
    "zh-Hant": r"用?繁體(?:中文)?|in traditional chinese",
    "en": r"(?:请|請)?用英[文语]|in english\b(?! (?!please)\w)|auf englisch|en anglais|en inglés|по-английски|英語で|영어로",
    "ja": r"用日[文语]|in japanese\b(?! \w)|日本語で",
    "ko": r"用韩[文语]|in korean\b(?! \w)|한국어로",
    "de": r"用德[文语]|in german\b(?! \w)|auf deutsch",
    "fr": r"用法[文语]|in french\b(?! \w)|en français",
    "es": r"用西班牙[文语]|in spanish\b(?! \w)|en español",
    "ru": r"用俄[文语]|in russian\b(?! \w)|по-русски",
}
_ASKS = {language: re.compile(pattern, re.IGNORECASE) for language, pattern in _ASKED.items()}


def language_asked(text: str) -> str | None:
    """The language a text asks to be answered in ("in English, please", 请用中文回答), or None."""
    plain = normalise(text)
    if _ASKS["zh-Hant"].search(text) or _ASKS["zh-Hant"].search(plain):
        return "zh-Hant"
    return next((language for language, asks in _ASKS.items() if asks.search(plain)), None)


def without_language_asked(text: str) -> str:
    """A text, normalised, without what asks for an answer in a language: "auf Deutsch" names no country."""
    plain = normalise(text)
    for asks in _ASKS.values():
        plain = asks.sub(" ", plain)
    return plain


def language_of(text: str) -> str:
    """The language of a text: zh, zh-Hant, ja, ko, ru, de, fr, es, else en. A Chinese term in an English sentence does not
    make it Chinese."""
    text = _MARKUP.sub(" ", text)
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if len(_CYRILLIC.findall(text)) > 2:
        return "ru"
    han = _HAN.findall(text)
    latin = [w.lower() for w in _WORD.findall(_HAN.sub(" ", text))]
    if han and len(han) >= len(latin):
        simplified, traditional = _SIMPLIFY.convert(text), _TRADITIONAL.convert(text)
        return "zh-Hant" if _differ(text, simplified) > _differ(text, traditional) else "zh"
    points = {language: sum(w in small for w in latin) for language, small in _SMALL_WORDS.items()}
    for language, marks in _MARKS.items():
        points[language] += 2 * any(m in text.lower() for m in marks)
    best = max(points, key=lambda language: (points[language], language == "en"))
    return best if points[best] else "en"


def script_open(text: str) -> bool:
    """Whether a Chinese text may be meant in traditional characters: it has some, or none that only simplified Chinese writes so."""
    return _SIMPLIFY.convert(text) != text or _TRADITIONAL.convert(text) == text


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False))
