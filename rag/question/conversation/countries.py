"""Whether a country is named as the place of the business, whose law is then another one, or as where the investor comes from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from corpus import Library
from corpus.text import CJK
from rag.language.lexicon import Found
from rag.language.stems import INFLECTED, units

#: `home` of the investor, `place` of the business, or `bare`: named and no more.
Role = Literal["home", "place", "bare"]

_CHINA = re.compile(r"中国|我国|内地|国内|大陆|\bchina\b|\bprc\b|\bmainland\b|\bchinas?\b|\bchine\b|кита|중국|본토|中华人民")
#: China named as the home of the asker is not the place of the business.
_CHINESE = re.compile(r"中国(?:企业|公司|投资者|人|籍)|\bchinese (?:compan|firm|investor)\w*")
_THE = r"(?:\s+(?:the|der|dem|den|die|das|la|les|las|los|el|l))?"
_IN = re.compile(rf"(?:\b(?:in|within|inside|im|nach|en|au|aux|dans|à){_THE}|\b(?:в|во|на)|[在到去赴往]|去到)\s*$")
_IN_BEHIND = re.compile(
    r"^\s*(?:の?国内|境内|当地|本地|那边|那里|のほう|(?:国内)?で(?!き|す|し)|(?:国内)?に(?:お(?:いて|ける)|は|も|$)|에서|에는|에도|에선|에$|국내|"
    r"(?:的)?(?:法律|法规|规定|政策|市场|负面清单|法)|的(?![游演作艺歌客])|对|\s*(?:law|rule|market)\b|の?(?:法律|法|规制)|법)"
)
_COMPANY = r"(?:compan(?:y|ies)|firms?|offices?|studios?|servers?|partners?|business|unternehmen|firma|büro|société|entreprise|bureau|empresa|oficina|компани\w*|фирм\w*|офис\w*)"
_OWN = r"(?:our|my|your|unser\w*|mein\w*|notre|nos|nuestr\w+|mi|наш\w*|мо[йяё]\w*)"
#: A question that begins with a company: "and a company in Vietnam?". One that is to be set up there is a place of business.
_BEGINS = r"^\W*(?:(?:and|or|what about|how about|for|if|und|oder|was ist mit|für|et|ou|pour|y|o|para|а|и|для)\s+)*(?:(?:an?|the|eine?\w*|une?|una)\s+)?"
#: Who is at home there: "we are in Korea", "our parent in Germany", 我们在韩国, 总部在.
_AT_HOME = re.compile(
    r"(?:\b(?:are|am|based|headquartered|registered|incorporated|live|sit|located|sind|sitzen|sitzt|ansässig|sommes|estamos|basé\w*|établi\w*|находимся|находится|зарегистрирован\w*|"
    r"parents?|headquarters?|hq|investors?|shareholders?|holdings?|mutter(?:gesellschaft)?|muttergesellschaft|sitz|siège|sede|matriz|штаб\w*|"
    rf"{_OWN}\s+(?:\w+\s+)?{_COMPANY})|{_BEGINS}{_COMPANY})(?:\s+(?:ansässig|registered|located|based|is|ist|est|está))?\s+(?:in|im|en|au|aux|à|в|во){_THE}\s*$"
    r"|(?:我们|咱们|我方|我司|(?:我们|我|母|总)公司|总部(?:设)?|股东|投资者|投资人|出资人)(?:都|就|是)?在\s*$"
)
#: Comes from there, or is an investor of that kind.
_FROM = re.compile(
    r"(?:\b(?:from|aus|von|vom|du|de|des|del|out of|из|от|с)(?:\s+(?:the|der|dem|den|la|les|los))?|\b(?:an?|eine?[nmrs]?|une?|una|uno|another|our|unsere?|notre|nuestr[ao]|наш\w*)|来自|由|是)\s*$"
)
#: 我们是罗马尼亚的: one who is from there.
_IS, _ONE_OF = re.compile(r"是\s*$"), re.compile(r"^\s*的\s*(?:$|[,，。.;；!！?？])")
_INVESTOR_BEHIND = re.compile(
    r"^\s*的?の?의?\s*(?:公司|企业|投资(?:者|人|方)?|资(?:本|金)?|商|人|方|籍|股东|母公司|总部|会社|资本|系|出身|から|より|기업|회사|투자|자본|계|인(?:이|은|도|의)?|에서 온|출신|"
    r"(?:\w+ )?(?:compan(?:y|ies)|firms?|investors?|corporations?|owners?|owned|owner|parents?|capital|shareholders?|citizens?|nationals?|groups?|enterprises?|partners?|money|studios?|funded|invested|backed|based|"
    r"held|side|unternehm\w*|firm\w*|investor\w*|gesellschaft\w*|investisseur\w*|inversor\w*|empresa\w*|компани\w*|инвестор\w*|фирм\w*))"
)


def role_of_countries(library: Library, words: list[str], countries: list[Found], language: str) -> Role | None:
    """How a text names countries, a place of business before all; None where it names none. ``words`` are its units without endings taken
    off."""
    roles: list[Role] = [_role(library, words, country, language) for country in countries]
    return "place" if "place" in roles else next(iter(roles), None)


def _role(library: Library, words: list[str], found: Found, language: str) -> Role:
    ahead, behind = _joined(words[: found.start]), _joined(words[found.end :])
    if _INVESTOR_BEHIND.match(behind) or _AT_HOME.search(ahead) or (_IS.search(ahead) and _ONE_OF.match(behind)):
        return "home"
    if _IN.search(ahead) or _IN_BEHIND.match(behind):
        return "place"
    if (
        _FROM.search(ahead)
        or tuple(words[found.start : found.end]) in _investors(library)
        or _stemmed(library, words, found, language)
    ):
        return "home"
    return "bare"


def china_named(plain: str) -> bool:
    """Whether a text names China as the place of the business. ``plain`` is normalised."""
    return bool(_CHINA.search(_CHINESE.sub("", plain)))


def _joined(words: list[str]) -> str:
    """Units as a text: a space between words of letters only."""
    return re.sub(rf"(?<=[{CJK}])\s|\s(?=[{CJK}])", "", " ".join(words))


def _stemmed(library: Library, words: list[str], found: Found, language: str) -> bool:
    if language not in INFLECTED:
        return False
    stems = tuple(u for w in words[found.start : found.end] for u in units(w, language))
    return stems in _adjectives(library, language)


@lru_cache(maxsize=2)
def _investors(library: Library) -> frozenset[tuple[str, ...]]:
    """The names that say where someone comes from, not a place: "Korean", 港商, 越南公司."""
    named = re.compile(
        r"公司|企业|企業|会社|投资|投資|[资資商]$|商人|提供|기업|회사|compan|investor|supplier|unternehmen|entreprise|société|empresa|компани",
        re.IGNORECASE,
    )
    found: set[tuple[str, ...]] = set()
    for origin in library.origins.values():
        places = {word.casefold() for word in origin.name.en.split()}
        aliases = [alias for group in origin.aliases.values() for alias in group]
        found |= {tuple(units(a)) for a in aliases if named.search(a)}
        english = [a for a in origin.aliases.get("en", ()) if " " not in a and a.casefold() not in places]
        # "Vietnamese" grows out of "Vietnam"; a city does not.
        found |= {tuple(units(a)) for a in english if any(a.casefold()[:4] == p[:4] and len(a) > len(p) for p in places)}
        found |= {tuple(units(a)) for a in english if f"{a} company" in aliases}
    return frozenset(found)


@lru_cache(maxsize=8)
def _adjectives(library: Library, language: str) -> frozenset[tuple[str, ...]]:
    """The names of origins that a language writes small, which are adjectives, by stems: südkoreanisch, coréen."""
    names = [alias for origin in library.origins.values() for alias in origin.aliases.get(language, ())]
    small = {tuple(units(a, language)) for a in names if a[:1].islower()}
    return frozenset(small - {tuple(units(a, language)) for a in names if not a[:1].islower()})
