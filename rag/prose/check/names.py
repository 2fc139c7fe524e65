"""Names in prose: businesses, places, investors, documents, authorities. Each stands in what its sentence cites, or was asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property

from corpus import Clause, Library, Regime
from corpus.text import normalise
from rag.language.lexicon import Lexicon
from rag.language.stems import units
from rag.prose.check.evidence import Evidence, wording
from rag.prose.check.words import CHINESE

_TITLE = re.compile(r"《([^《》]+)》")
_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|\"([^\"]+)\"")
#: Chinese names of authorities: a head word, then up to a dozen characters, then what an authority ends in.
_AUTHORITY = re.compile(
    r"(?:国家|国务院|中央|中共|文化|工业|信息|新闻|广播|广电|商务|发展|网信|公安|外交|财政|市场监[督管]|海关|教育|自然资源|"
    r"人民|工信|电信|通信|宣传|外汇|税务)[\u4e00-\u9fff]{0,12}?(?:总局|总署|管理局|厅|部门|部(?!分)|局|署|委员会|委|办公室|网信办|银行)"
)
#: Lists called by the regime they belong to.
_LISTS = {
    Regime.NATIONAL: re.compile(r"\bnational (?:negative )?list\b|全国版?(?:外资准入)?(?:负面)?清单"),
    Regime.FTZ: re.compile(r"\bfree[- ]trade[- ]zones?(?: negative)? list\b|自贸(?:试验)?区(?:外资准入)?(?:负面)?清单"),
    Regime.HAINAN: re.compile(
        r"\bhainan(?: free trade port)?(?: negative)? list\b|海南(?:自贸港|自由贸易港)?(?:外资准入)?(?:负面)?清单"
    ),
}
#: Words that move a rule to another part of the world.
_BEYOND = re.compile(r"\b(?:abroad|overseas|offshore|worldwide)\b|境外|海外|全球")
#: An edition by its year: "2021 national negative list", 2021年版.
_EDITION = re.compile(r"\b(?:19|20)\d\d (?:[a-z-]+ ){0,4}?(?:list|catalogue|edition|version)\b|(?:19|20)\d\d年(?:版|本|修订)")
_CAPITAL = re.compile(r"\b[A-Z][\w&'-]*(?:(?: (?:of|on|the|for|and|in|to|with))* [A-Z][\w&'-]*)*")
#: Capitalised in English whatever the corpus says.
_COMMON = (
    "i china chinese foreign state article articles item items note section annex yes no rmb free-trade prc mainland january february march april may june july "
    "august september october november december"
)
_SPACES = re.compile(r"[\s’'‘]+")


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.split())


def flat(text: str) -> str:
    return _SPACES.sub(" ", normalise(text)).strip()


class Names:
    """Names of one library, looked for in prose."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library, self._lexicon = library, lexicon
        self._mentioned: dict[str, frozenset[tuple[str, str]]] = {}

    @cached_property
    def _titles(self) -> dict[str, set[str]]:
        """Every title and short name of a document, with the documents that bear it."""
        titles: dict[str, set[str]] = {}
        for document in self._library.documents.values():
            for pair in (document.title, document.name):
                for words in (pair.zh, pair.en):
                    titles.setdefault(flat(words.strip("《》")), set()).add(document.id)
        return titles

    def untitled(self, text: str, cited: tuple[Clause, ...]) -> str:
        """A text without the titles and places of the cited clauses: what is left speaks of the matter."""
        names = {w for c in cited for pair in (c.document.title, c.document.name, c.provision.where) for w in (pair.zh, pair.en)}
        left = _TITLE.sub(" ", text)
        for name in sorted(names, key=len, reverse=True):
            left = re.sub(re.escape(name.strip("《》")), " ", left, flags=re.IGNORECASE)
        return left

    def titled(self, text: str, clause: Clause) -> bool:
        """Whether a text names the document of a clause."""
        plain = flat(text)
        return any(
            flat(w.strip("《》")) in plain for pair in (clause.document.title, clause.document.name) for w in (pair.zh, pair.en)
        )

    def strange_titles(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
        """Titles that none of the cited clauses bears, and words in quotation marks that stand in none."""
        known = flat("\n".join([*map(wording, cited), *evidence.drafted(cited)]))
        quoted = [next(filter(None, m.groups())) for m in _QUOTED.finditer(text)]
        strange = [t for t in (*_TITLE.findall(text), *quoted) if flat(t) not in known]
        strange += [m[0] for m in _EDITION.finditer(normalise(text)) if flat(m[0]) not in known]
        regimes = {c.document.regime for c in cited}
        for regime, pattern in _LISTS.items():
            strange += [m[0] for m in pattern.finditer(normalise(text)) if regime not in regimes and m[0] not in known]
        plain, ours = flat(text), {c.document.id for c in cited}
        named = [t for t in self._titles if len(t) > 5 and t in plain]
        for title in named:
            inside = any(title != other and title in other for other in named)
            if not inside and not self._titles[title] & ours and title not in known:
                strange.append(title)
        return strange

    def strange_names(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
        """Businesses, places and origins that neither the question nor a cited clause names, and unknown authorities."""
        allowed = self._allowed(cited, evidence)
        strange = [f"{kind} {one}" for kind, one in self.mentioned(self.untitled(text, cited)) - allowed]
        words = flat("\n".join([*map(wording, cited), *evidence.drafted(cited), evidence.subjects, evidence.headline]))
        strange += [m[0] for m in _AUTHORITY.finditer(normalise(text)) if m[0] not in words]
        strange += [m[0] for m in _BEYOND.finditer(normalise(text)) if m[0] not in words]
        if evidence.language == "en":
            strange += [run for run in _runs(text) if not _stands(run, words)]
        return strange

    def mentioned(self, text: str) -> frozenset[tuple[str, str]]:
        """The businesses, places and origins that a text names, as (kind, id)."""
        if text not in self._mentioned:
            if len(self._mentioned) > 20_000:
                self._mentioned.clear()
            self._mentioned[text] = frozenset((f.kind, f.id) for f in self._lexicon.find(text))
        return self._mentioned[text]

    def spoken(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> str:
        """The words with which a text names what it may name, whatever the cited clauses call it."""
        return self._words(text, self._allowed(cited, evidence))

    def asked(self, text: str, evidence: Evidence) -> str:
        """The words with which a text names what was asked about."""
        activities = {("activity", k) for a in evidence.asked for k in (a, *self._library.above(a))}
        areas = {("area", k) for a in evidence.places for k in (a, *self._library.around(a))}
        return self._words(text, frozenset(activities | areas | {("origin", evidence.origin or "")}))

    def _words(self, text: str, allowed: frozenset[tuple[str, str]]) -> str:
        words = units(text)
        return " ".join(
            "".join(words[f.start : f.end]) if CHINESE.match(words[f.start]) else " ".join(words[f.start : f.end])
            for f in self._lexicon.find(text)
            if (f.kind, f.id) in allowed
        )

    def kin(self, activities: Iterable[str]) -> set[str]:
        """Activities with everything above and below them."""
        return {k for a in activities for k in (*self._library.above(a), *self._library.below(a))}

    def _allowed(self, cited: tuple[Clause, ...], evidence: Evidence) -> frozenset[tuple[str, str]]:
        library, out = self._library, set(self.mentioned(evidence.headline))
        activities, areas, origins = set(evidence.asked), set(evidence.places), {evidence.origin}
        for clause in cited:
            out |= self.mentioned(wording(clause))
            areas |= {a.id for a in library.areas.values() if clause.document.regime in a.regimes}
            for measure in clause.provision.measures:
                activities |= {*measure.activities, *measure.excepted}
                areas |= set(measure.areas)
                origins |= set(measure.origins)
        for line in evidence.drafted(cited):
            out |= self.mentioned(line)
        activities |= {one for kind, one in out if kind == "activity"}
        areas |= {one for kind, one in out if kind == "area"}
        out |= {("activity", above) for a in activities if a in library.activities for above in library.above(a)}
        out |= {("area", above) for a in areas for above in library.around(a)}
        return frozenset(out | {("origin", o) for o in origins if o})


def _runs(text: str) -> list[str]:
    """Runs of capitalised words. The first word of a sentence is one only where a further capital follows it."""
    out = []
    for match in _CAPITAL.finditer(text):
        before = text[: match.start()].rstrip()
        first = not before or before[-1] in '.:!?“"(;'
        words = match[0].split()
        words = words[1:] if words[0] == "A" and len(words) > 1 else words
        if first and len(words) == 1 and not words[0].isupper():
            continue
        out.append(" ".join(words if not first or words[0].isupper() or match[0].startswith("A ") else words[1:]))
    return [run for run in out if run]


def _stands(run: str, words: str) -> bool:
    plain = flat(run)
    trimmed = re.sub(r"^(?:the|of|on|for|and|in|to|with) ", "", plain)
    return plain in _common() or trimmed in words or all(w in _common() or w in ("of", "the", "and", "in") for w in plain.split())
