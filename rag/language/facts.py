"""The facts of a short English text, each in a language that the corpus is not written in: authorities, sums, times, days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from babel.dates import get_month_names
from babel.units import format_unit

from rag.language.catalogues import fact_words
from rag.language.formats import written_day, yuan
from rag.language.languages import typography

_MONTHS = {name: n for n, name in get_month_names("wide", "format", "en").items()}
_FIELDS = {
    "culture and tourism": "culture", "culture": "culture", "press and publication": "publication", "publication": "publication",
    "publishing": "publication", "film": "film", "radio and television": "broadcasting", "broadcasting": "broadcasting",
    "cultural relics": "relics", "cultural-relics": "relics", "relics": "relics", "telecommunications": "telecom",
    "communications": "telecom", "cyberspace": "cyberspace", "cryptography": "cryptography", "tourism": "tourism",
    "commerce": "commerce", "public security": "police",
}  # fmt: skip
_NAMED = ("Cyberspace Administration of China", "People's Bank of China", "MIIT", "CSRC")
_LEVELS = {"county": "county", "provincial": "provincial", "national": "national", "State Council": "national"}
_FACT = re.compile(
    rf"(?P<body>{'|'.join(_NAMED)})"
    rf"|(?:(?P<level>county|provincial|national) )?\b(?P<field>{'|'.join(_FIELDS)}) (?:authority|administration|department)\b"
    r"(?:(?P<state> of the State Council)|(?P<below> at county level))?"
    r"|(?P<capital>[Rr]egistered capital of at least )?RMB (?P<sum>\d[\d,]*(?:\.\d+)?)(?: (?P<scale>million|billion))?"
    r"(?: to (?:RMB )?(?P<most>\d[\d,]*(?:\.\d+)?)(?: (?P<most_scale>million|billion))?)?"
    r"(?: \((?:(?P<wide>nationwide or across provinces)|(?P<one>within one province))\))?"
    rf"|(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})"
    r"|(?:(?P<least>\d+) (?P<between>to|or) )?(?P<count>\d+) (?P<working>working )?(?:calendar )?(?P<unit>day|month|year)s?\b"
)
_SCALES = {"million": 10**6, "billion": 10**9}


def facts_of(text: str, language: str) -> tuple[str, ...]:
    """The facts of an English text in ``language``, each once, in their order; a day is written "22 November 2026" there."""
    return tuple(dict.fromkeys(_facts(text.replace("’", "'"), language)))


def kind_of_condition(kind: str, language: str) -> str:
    """What a kind of condition (licence, approval) is called."""
    return fact_words(language)[f"kind.{kind}"]


def _sum(fact: re.Match[str], language: str) -> str:
    """A sum of money or a range of sums, as registered capital where it is, with the reach of the business that it is asked of."""
    known = fact_words(language)
    scale = fact["scale"] or fact["most_scale"] if "," not in fact["sum"] else fact["scale"]
    sums = [(fact["sum"], scale), (fact["most"], fact["most_scale"])]
    amounts = [yuan(round(float(digits.replace(",", "")) * _SCALES.get(of, 1)), language) for digits, of in sums if digits]
    paid = " – ".join(amounts)
    paid = known["capital"].format(sum=paid) if fact["capital"] else paid
    reach = "scope.provinces" if fact["wide"] else "scope.province" if fact["one"] else None
    return f"{known[reach]}{typography(language).colon}{paid}" if reach else paid


def _period(count: int, unit: str, language: str) -> str:
    """A length of time: 60 Tage, 2か月. The CLDR has no long form in East Asia, and a short one with a space."""
    if language in ("ja", "ko"):
        return format_unit(count, f"duration-{unit}", length="short", locale=language).replace(" ", "")
    return format_unit(count, f"duration-{unit}", locale=language)


def _facts(text: str, language: str) -> Iterator[str]:
    known = fact_words(language)
    for fact in _FACT.finditer(text):
        if body := fact["body"]:
            yield known[f"body.{body}"]
        elif field := fact["field"]:
            level = _LEVELS.get("State Council" if fact["state"] else "county" if fact["below"] else fact["level"] or "")
            body = known[f"field.{_FIELDS[field]}"]
            yield known[f"level.{level}"].format(body=body) if level else body
        elif fact["sum"]:
            yield _sum(fact, language)
        elif fact["unit"]:
            least = fact["least"] + {"to": "–", "or": "/"}[fact["between"]] if fact["least"] else ""
            working = known["unit.working-day"].format(n=fact["count"]) if fact["working"] else None
            yield least + (working or _period(int(fact["count"]), fact["unit"], language))
        else:
            yield written_day(date(int(fact["year"]), _MONTHS[fact["month"]], int(fact["day"])), language)
