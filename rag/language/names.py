"""What businesses, places, countries and clauses are called in the language of an answer."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale
from opencc import OpenCC

from corpus import Activity, Area, Clause, Document, Library, Origin
from rag.language.catalogues import business_names, phrases, say, titles
from rag.language.languages import native, scripted, words

#: The locators that every language words in its own way. Others stand in its catalogue by their English words, or nowhere:
#: then they are quoted in English.
_LOCATOR = re.compile(r"(item|article|point|section|note|paragraph|annex) \(?([\w.-]+)\)?", re.IGNORECASE)
_COMPARED = re.compile(r"(changes|deletions) against the (\d{4}) (?:edition|catalogue)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"(.+) \((?:\w+ )?numbers? not known\)", re.IGNORECASE)
_WHOLE = re.compile(r"the \w+ as a whole", re.IGNORECASE)
#: What needs no words: the code of a service in the telecom catalogue.
_CODE = re.compile(r"[AB]\d\d(-\d)?")
#: English names of countries and regions that take an article.
_WITH_ARTICLE = re.compile(
    r"^(?:United|US|European|British Virgin|Netherlands|Caribbean Netherlands|Philippines|Maldives|Bahamas|Comoros|Gambia|Seychelles|Isle|"
    r"Hashemite|Bailiwick)\b|\b(?:Islands|Republic)\b"
)
_REGIONS = ("hong-kong", "macao")


def activity_name(library: Library, activity: str, language: str) -> str:
    """What a business is called: by its name or first alias in the language, else in English."""
    known = {} if native(language) else business_names(language)
    return known.get(activity) or _named(library.activities[activity], language)


def activity_named(library: Library, activity: str, language: str, original: bool = False) -> str:
    """A business inside a sentence: in English in the plural, where it counts. Where the corpus is not in the language it stands in
    quotation marks, so that no case or particle touches it; ``original`` adds its Chinese name, which is what the law calls it."""
    name = activity_name(library, activity, language)
    if native(language):
        return business_names(language).get(activity, name) if language == "en" else name
    quoted = say(language, "quoted", text=name)
    return _with_original(quoted, library.activities[activity].name.zh, language) if original else quoted


def activity_asked(library: Library, activity: str, language: str) -> str:
    """A business that a question asks whether one may run (经营): in Chinese without that verb where the name ends in it."""
    name = activity_named(library, activity, language)
    return name.removesuffix(scripted("经营", language)) if language.startswith("zh") else name


def activity_label(library: Library, activity: str, language: str) -> str:
    """A business as a label in front of a colon: with its Chinese name where the corpus is not in the language."""
    name = activity_name(library, activity, language)
    return name if native(language) else _with_original(name, library.activities[activity].name.zh, language)


def area_name(library: Library, area: str, language: str) -> str:
    """What a place is called. Japanese writes Chinese places in its own forms of their characters."""
    place = library.areas[area]
    if language == "ja":
        return _japanese().convert(scripted(place.name.zh, "zh-Hant"))
    known = {} if native(language) else phrases(language)
    return known.get(f"area.{area}") or _named(place, language)


def origin_name(origin: Origin, language: str) -> str:
    """What a country or region is called, by the CLDR: the aliases of the corpus also name its companies and people."""
    if native(language):
        return words(origin.name, language)
    if origin.id in _REGIONS:
        return say(language, f"origin.{origin.id}")
    return _country((origin.name.en, *origin.aliases.get("en", ())), language) or origin.name.en


def origin_named(origin: Origin, language: str) -> str:
    """A country or region inside a sentence: "the United States"."""
    name = origin_name(origin, language)
    return f"the {name}" if language == "en" and _WITH_ARTICLE.search(name) else name


def document_name(document: Document, language: str) -> str:
    """What a document is called in running text; one that was added has no name but its own."""
    if native(language):
        return words(document.name, language)
    return titles(language).get(document.id, document.name.en)


def locator(clause: Clause, language: str) -> str:
    """Where a clause stands in its document: "item 12", „Nr. 12“."""
    where = clause.provision.where
    if native(language):
        return words(where, language)
    if form := _LOCATOR.fullmatch(where.en) or _COMPARED.fullmatch(where.en):
        return say(language, f"locator.{form[1].lower()}", n=form[2])
    if _CODE.fullmatch(where.en):
        return where.en
    if known := phrases(language).get(f"locator.{where.en.lower()}"):
        return known
    if _WHOLE.fullmatch(where.en):
        return say(language, "document.whole")
    if form := _UNNUMBERED.fullmatch(where.en):
        return say(language, "document.unnumbered", where=say(language, "quoted", text=form[1]))
    return say(language, "quoted", text=where.en)


def place_of(clause: Clause, language: str, original: bool = False) -> str:
    """A clause named in running text: "2024 national negative list, item 12". ``original`` adds the Chinese name of the
    document where the corpus is not in the language."""
    document = document_name(clause.document, language)
    if original and not native(language):
        document = _with_original(document, clause.document.name.zh.strip("《》"), language)
    return say(language, "place", document=document, locator=locator(clause, language))


def _with_original(name: str, original: str, language: str) -> str:
    same = scripted(name, "zh-Hant") == scripted(original, "zh-Hant")
    return name if same else say(language, "original", name=name, original=original)


def _named(thing: Activity | Area, language: str) -> str:
    if native(language):
        return words(thing.name, language)
    return next(iter(thing.aliases.get(language, ())), thing.name.en)


@lru_cache(maxsize=1024)
def _country(names: tuple[str, ...], language: str) -> str | None:
    """The country known by one of these English names; None where the CLDR knows none."""
    known = next((_territories()[n] for n in names if n in _territories()), None)
    return Locale.parse(language, sep="-").territories.get(known) if known else None


@cache
def _territories() -> dict[str, str]:
    return {name: code for code, name in Locale("en").territories.items()}


@cache
def _japanese() -> OpenCC:
    return OpenCC("t2jp")
