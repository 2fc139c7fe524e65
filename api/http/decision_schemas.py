"""What comes in and goes out where decisions are explored."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from corpus import Activity, Area, Library, MeasureType, Mode, Origin, Rule
from rag.answer.tables import Timeline
from rag.language.languages import Language


class DecideRequest(BaseModel):
    """What to decide. Each of `activity`, `area` and `investor_origin` is an id or a name in any supported language."""

    model_config = ConfigDict(
        extra="forbid",
        str_strip_whitespace=True,
        json_schema_extra={
            "examples": [
                {"activity": "data-centre", "area": "shanghai-lingang"},
                {"activity": "演出经纪", "as_of": "2018-01-15", "language": "zh"},
                {"activity": "オンラインゲーム"},
            ]
        },
    )

    activity: str = Field(min_length=1, max_length=200)
    as_of: date | None = Field(default=None, description="The day to decide for; today when left out.")
    area: str | None = Field(default=None, max_length=200)
    investor_origin: str | None = Field(default=None, max_length=200)
    mode: Mode = Field(default=Mode.COMMERCIAL_PRESENCE, description="The mode of supply.")
    language: Language = Field(default="en", description="Of the words in the verdict.")


class ActivityRow(BaseModel):
    """A business. `topic`: something the law speaks of that nobody asks leave for; `may_be`: what it may be in law."""

    id: str
    name_zh: str
    name_en: str
    sector: str
    parents: list[str]
    children: list[str]
    codes: list[str]
    topic: bool
    may_be: list[str]
    aliases: dict[str, list[str]]


class ActivityList(BaseModel):
    items: list[ActivityRow]


class AreaRow(BaseModel):
    """A place, what contains it, and whose special rules hold in all of it."""

    id: str
    name_zh: str
    name_en: str
    within: list[str]
    regimes: list[str]
    aliases: dict[str, list[str]]


class AreaList(BaseModel):
    items: list[AreaRow]


class OriginRow(BaseModel):
    id: str
    name_zh: str
    name_en: str


class OriginList(BaseModel):
    items: list[OriginRow]


class MeasureRow(BaseModel):
    """One provision read as data. `start` and `end`: in force from the one until the day before the other."""

    provision_id: str
    document_id: str
    regime: str
    type: MeasureType
    activities: list[str]
    excepted: list[str]
    foreign_cap_pct: float | None
    areas: list[str]
    origins: list[str]
    modes: list[Mode]
    start: date | None
    end: date | None
    horizontal: str | None
    says_zh: str | None
    says_en: str | None
    confidence: str
    basis: str


class MeasureList(BaseModel):
    """A page of measures; `total` is how many there are in all."""

    total: int
    offset: int
    items: list[MeasureRow]


class TimelineList(BaseModel):
    items: list[Timeline]


def activity_row(library: Library, activity: Activity) -> ActivityRow:
    return ActivityRow(
        id=activity.id,
        name_zh=activity.name.zh,
        name_en=activity.name.en,
        sector=activity.sector,
        parents=list(activity.parents),
        children=list(library.children.get(activity.id, ())),
        codes=list(activity.codes),
        topic=activity.topic,
        may_be=list(activity.may_be),
        aliases={language: list(names) for language, names in activity.aliases.items()},
    )


def area_row(library: Library, area: Area) -> AreaRow:
    """``regimes`` include those of every place around it."""
    held = (r.value for place in library.around(area.id) for r in library.areas[place].regimes)
    return AreaRow(
        id=area.id,
        name_zh=area.name.zh,
        name_en=area.name.en,
        within=list(area.within),
        regimes=list(dict.fromkeys(held)),
        aliases={language: list(names) for language, names in area.aliases.items()},
    )


def origin_row(origin: Origin) -> OriginRow:
    return OriginRow(id=origin.id, name_zh=origin.name.zh, name_en=origin.name.en)


def measure_row(rule: Rule) -> MeasureRow:
    measure, document = rule.measure, rule.clause.document
    return MeasureRow(
        provision_id=rule.clause.id,
        document_id=document.id,
        regime=document.regime,
        type=measure.type,
        activities=list(measure.activities),
        excepted=list(measure.excepted),
        foreign_cap_pct=measure.cap,
        areas=list(measure.areas),
        origins=list(measure.origins),
        modes=list(measure.modes),
        start=rule.start,
        end=rule.end,
        horizontal=measure.horizontal,
        says_zh=measure.says.zh if measure.says else None,
        says_en=measure.says.en if measure.says else None,
        confidence=measure.confidence,
        basis=measure.basis,
    )
