"""The nouns of the corpus: documents, provisions, measures, activities, areas and origins.

Every object is frozen and validated, and rejects fields it does not know. The data themselves are YAML files
under ``corpus/data``; :func:`corpus.load_library` reads them into a :class:`corpus.Library`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from corpus.kinds import Basis, Confidence, Horizontal, Kind, MeasureType, Mode, Regime, Subject
from corpus.locator import locator_words

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

#: Hosts whose pages count as the official address of a document.
OFFICIAL_HOST = re.compile(
    r"^https?://([a-z0-9-]+\.)*(gov\.cn|gov\.hk|gov\.mo|wto\.org|npc\.gov\.cn|asean\.org|rcepsec\.org)(/|$)"
)


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Text(Frozen):
    """The same words in Chinese and in English; both are required."""

    zh: Words
    en: Words

    def __getitem__(self, language: str) -> str:
        return self.zh if language.startswith("zh") else self.en


#: The types that speak of a share in a company, which supply from abroad has none of.
_ON_SHARES = (MeasureType.EQUITY_CAP, MeasureType.CHINESE_CONTROL)


class Measure(Frozen):
    """One provision read as data.

    ``cap`` is the highest foreign share in percent. ``excepted`` names activities inside ``activities`` that the
    measure does not reach. ``yields`` marks a rule that gives way to other State rules by its own words
    ("unless the State provides otherwise"). ``says`` is the shortest exact statement of a condition, shown in lists.
    ``horizontal`` is what a rule for every investment is about. ``lays_down`` is what else it settles for its activities: a sum, a time, an
    authority, a sanction.
    """

    type: MeasureType
    activities: tuple[Slug, ...] = Field(min_length=1)
    cap: float | None = Field(default=None, ge=0, le=100)
    excepted: tuple[Slug, ...] = ()
    areas: tuple[Slug, ...] = ()
    origins: tuple[Slug, ...] = ()
    modes: tuple[Mode, ...] = ()
    effective: date | None = None
    until: date | None = None
    yields: bool = False
    horizontal: Horizontal | None = None
    lays_down: tuple[Subject, ...] = ()
    says: Text | None = None
    confidence: Confidence = Confidence.VERIFIED
    basis: Basis = Basis.OFFICIAL_TEXT

    def holds_for(self, mode: Mode) -> bool:
        """Whether the measure names this mode of supply, or is one on investing because it names none."""
        return mode in (self.modes or (Mode.COMMERCIAL_PRESENCE,))

    @model_validator(mode="after")
    def _coherent(self) -> Measure:
        if self.type == MeasureType.EQUITY_CAP and (self.cap is None or not 0 < self.cap < 100):
            raise ValueError("an equity-cap needs `cap` between 0 and 100, both excluded; for no limit use type open")
        if self.cap is not None and self.type not in (MeasureType.EQUITY_CAP, MeasureType.QUALIFICATION):
            raise ValueError(f"a measure of type {self.type} carries no `cap`; remove it, or use type equity-cap")
        if self.type in _ON_SHARES and self.modes and Mode.COMMERCIAL_PRESENCE not in self.modes:
            raise ValueError(f"a measure of type {self.type} is about a share in a company: its `modes` name commercial-presence")
        if self.type.conditions and self.says is None:
            raise ValueError(f"a measure of type {self.type} needs `says` (zh, en): the condition in a few words")
        if self.horizontal and self.type.decides:
            raise ValueError(f"a measure of type {self.type} is about one business: it is not `horizontal`")
        if self.horizontal and not set(self.horizontal.subjects) & set(self.activities):
            needed = " or ".join(self.horizontal.subjects)
            raise ValueError(f"`horizontal` {self.horizontal} holds for every investment: its activities name {needed}")
        if self.effective and self.until and self.effective >= self.until:
            raise ValueError("`until` is the first day on which the measure no longer applies: it must follow `effective`")
        if (self.confidence == Confidence.RECALLED) != (self.basis == Basis.MEMORY):
            raise ValueError("`confidence: recalled` and `basis: memory` go together")
        return self


class Provision(Frozen):
    """The smallest part that can be cited. ``id`` is unique inside its document (``item-12``, ``article-6``)."""

    id: Slug
    locator: Text | None = None
    heading: Text | None = None
    digest: Text
    measures: tuple[Measure, ...] = ()

    @property
    def where(self) -> Text:
        """The locator in words: given, or read from the id (``item-12`` → 第12项, item 12)."""
        if self.locator:
            return self.locator
        words = locator_words(self.id)
        assert words is not None  # _locatable refuses an id that names no place and has no locator
        return Text(zh=words[0], en=words[1])

    @model_validator(mode="after")
    def _locatable(self) -> Provision:
        if self.locator is None and locator_words(self.id) is None:
            raise ValueError(f"`{self.id}` does not say where it stands; add `locator` (zh, en)")
        return self


class Document(Frozen):
    """One legal or policy instrument in one edition. ``known_as`` are the names people use beside the official ones (FITE provisions,
    个保法); ``items`` is how many items the official list has.
    ``url_seen`` is the day on which the address was last seen in a copy of a public source; it says nothing of the page itself.
    ``undated`` says that it counts as in force although no day is known (a text a user added that names none)."""

    id: Slug
    title: Text
    short: Text | None = None
    known_as: tuple[Words, ...] = ()
    number: Text | None = None
    issuers: tuple[Text, ...] = Field(min_length=1)
    kind: Kind
    regime: Regime
    published: date | None = None
    effective: date | None = None
    superseded_on: date | None = None
    supersedes: Slug | None = None
    url: str | None = None
    url_seen: date | None = None
    confidence: Confidence = Confidence.VERIFIED
    note: Text | None = None
    items: int | None = Field(default=None, gt=0)
    undated: bool = False
    provisions: tuple[Provision, ...] = ()

    @field_validator("url")
    @classmethod
    def _official(cls, value: str | None) -> str | None:
        if value is not None and not OFFICIAL_HOST.match(value):
            raise ValueError(f"{value} is not on an official host; leave `url` out")
        return value

    @model_validator(mode="after")
    def _coherent(self) -> Document:
        if self.effective and self.superseded_on and self.effective >= self.superseded_on:
            raise ValueError("`superseded_on` is the first day without force: it must follow `effective`")
        if self.url_seen and not self.url:
            raise ValueError("`url_seen` is the day on which the address was seen: give `url`, or leave both out")
        seen: set[str] = set()
        for provision in self.provisions:
            if provision.id in seen:
                raise ValueError(f"provision `{provision.id}` stands twice; merge the two or rename one")
            seen.add(provision.id)
        return self

    @property
    def name(self) -> Text:
        """The name used in running text."""
        return self.short or self.title

    @property
    def rules(self) -> bool:
        """True when a measure of it decides on a business or is a condition for it."""
        return any(m.type.decides or m.type.conditions for p in self.provisions for m in p.measures)

    @property
    def complete(self) -> bool:
        """True when every item of the list is written up, so that what is missing from it is not listed."""
        return self.items is not None and self.items == sum(p.id.startswith("item-") for p in self.provisions)

    def in_force(self, day: date) -> bool:
        """True from `effective` (else `published`) until the day before `superseded_on`."""
        start = self.effective or self.published
        started = self.undated if start is None else start <= day
        return started and (self.superseded_on is None or day < self.superseded_on)


class Activity(Frozen):
    """A business a person would name. ``codes`` are those of the telecom catalogue (B11). A ``topic`` is something the law
    speaks of that nobody asks leave to open (digital trade, data transfer). ``may_be`` are the regulated businesses that
    something may be in law, depending on what it does (software as a service). A ``project`` is approved case by case and
    takes no company, so that no share is asked about (a co-production, a tour)."""

    id: Slug
    name: Text
    sector: Slug
    parents: tuple[Slug, ...] = ()
    codes: tuple[Annotated[str, StringConstraints(pattern=r"^[AB]\d\d(-\d)?$")], ...] = ()
    topic: bool = False
    project: bool = False
    may_be: tuple[Slug, ...] = ()
    aliases: dict[str, tuple[Words, ...]] = {}


class Area(Frozen):
    """A place: a province, a city or a named zone. ``within`` are the places that contain it; ``regimes`` whose
    special rules hold in all of it."""

    id: Slug
    name: Text
    within: tuple[Slug, ...] = ()
    regimes: tuple[Regime, ...] = ()
    aliases: dict[str, tuple[Words, ...]] = {}


class Origin(Frozen):
    """A country or region an investor comes from."""

    id: Slug
    name: Text
    aliases: dict[str, tuple[Words, ...]] = {}


class Description(Frozen):
    """What a business does in everyday words, without its name, in Chinese and in English: each from another side. ``id`` is that of the
    activity; with ``outside`` it stands for businesses that the corpus does not know, so that what resembles them most is not
    taken for one it knows. ``spoken`` are further lines, by the code of their language."""

    id: Slug
    outside: bool = False
    zh: tuple[Words, ...] = Field(min_length=1)
    en: tuple[Words, ...] = Field(min_length=1)
    spoken: dict[str, tuple[Words, ...]] = {}


class Framing(Frozen):
    """Questions in one language that ask leave for no business in particular: what any question shares with the others."""

    language: str
    questions: tuple[Words, ...] = Field(min_length=1)


class About(Frozen):
    """What holds for the corpus as a whole. ``checked_through`` is the day through which changes of the law were looked for."""

    checked_through: date


class Search(Frozen):
    """A search of copies of public sources: the day, and what was searched, for what words."""

    day: date
    where: Text


class AddressSearch(Search):
    """A search for the official addresses of the documents; ``not_found`` are those for which none was seen."""

    not_found: tuple[Slug, ...] = ()


class EditionSearch(Search):
    """A search for a later edition of ``document`` that found none. ``announced`` are the provisions that say what is planned."""

    document: Slug
    announced: tuple[Words, ...] = ()


class Lookups(Frozen):
    """What was looked for outside the corpus, when, and what came of it."""

    addresses: AddressSearch | None = None
    editions: tuple[EditionSearch, ...] = ()
