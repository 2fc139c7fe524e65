"""Decisions side by side, as views: the openness map of a day, one activity over the years, two settings compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from corpus import Library, Mode, Regime
from rag.answer.verdicts import brief, firm, stands_on
from rag.decision.comparison import Direction, Setting, compare
from rag.decision.decision import Decision
from rag.decision.regimes import COLUMNS, Elsewhere, matrix
from rag.decision.related import parts_to_decide
from rag.decision.status import Status
from rag.decision.timeline import Span, timeline
from rag.language.catalogues import say
from rag.language.lexicon import UnknownName
from rag.language.named import Named, View
from rag.language.names import activity_name, area_name, document_name


class Cell(View):
    """One decision in a table. ``provision_id`` is the clause it stands on: the deciding one, or for what no list names
    the one on national treatment. ``text`` is the verdict in a few words; ``unchecked`` when it rests on a rule that nobody has checked."""

    status: Status
    foreign_cap_pct: float | None
    chinese_control: bool
    joint_venture: bool
    basis: str
    regime: str
    provision_id: str | None
    text: str
    unchecked: bool


class MapCell(Cell):
    """A cell of the map; ``areas`` are the places where a pilot holds."""

    areas: tuple[Named, ...]


class MapRow(View):
    """One activity. A group whose parts differ has no cells: its parts follow it, one step deeper."""

    activity: Named
    sector: str
    depth: int
    cells: dict[str, MapCell]


class Map(View):
    as_of: date
    columns: tuple[Named, ...]
    rows: tuple[MapRow, ...]


class Step(View):
    """Another clause came to decide, the verdict standing."""

    day: date | None
    provision_id: str | None


class SpanView(View):
    """A time of one verdict, from ``start`` (null: as far back as is known) until the day before ``end`` (null: still)."""

    start: date | None
    end: date | None
    verdict: Cell
    steps: tuple[Step, ...]


class Edition(View):
    id: str
    name: str
    effective: date
    superseded_on: date | None


class Timeline(View):
    """One activity over the years, with the editions of the national list as a scale."""

    activity: Named
    area: Named | None
    spans: tuple[SpanView, ...]
    editions: tuple[Edition, ...]


class SettingView(View):
    as_of: date
    area: Named | None
    edition: str | None


class PairView(View):
    activity: Named
    left: Cell
    right: Cell
    direction: Direction


class Comparison(View):
    """Two settings, the activities that differ first; ``counts`` by direction."""

    left: SettingView
    right: SettingView
    items: tuple[PairView, ...]
    counts: dict[str, int]


def cell(decision: Decision, language: str) -> Cell:
    return Cell(**_cell(decision, language))


def _cell(decision: Decision, language: str) -> dict:
    clause = stands_on(decision)
    return {
        "status": decision.status,
        "foreign_cap_pct": decision.cap,
        "chinese_control": decision.terms.chinese_control,
        "joint_venture": decision.terms.joint_venture,
        "basis": decision.basis,
        "regime": decision.regime,
        "provision_id": clause.id if clause else None,
        "text": brief(decision, language),
        "unchecked": not firm(decision),
    }


def in_sector(library: Library, sector: str | None) -> list[str]:
    """The ids of the activities of a sector, of all when None. Raises UnknownName."""
    found = [a.id for a in library.activities.values() if sector in (None, a.sector)]
    if not found:
        sectors = ", ".join(dict.fromkeys(a.sector for a in library.activities.values()))
        raise UnknownName("sector", str(sector), sectors)
    return found


def openness_map(library: Library, day: date, sector: str | None, language: str) -> Map:
    """The openness map of one day. Raises UnknownName."""
    rows = matrix(library, day, in_sector(library, sector))
    columns = tuple(Named(id=c, name=say(language, f"regime.{c}")) for c in COLUMNS)
    return Map(as_of=day, columns=columns, rows=tuple(_row(library, r, language) for r in rows))


def _row(library: Library, row, language: str) -> MapRow:
    return MapRow(
        activity=named(library, row.activity, language),
        sector=library.activities[row.activity].sector,
        depth=row.depth,
        cells={column: _map_cell(library, e, language) for column, e in row.cells.items()},
    )


def _map_cell(library: Library, elsewhere: Elsewhere, language: str) -> MapCell:
    areas = tuple(Named(id=a, name=area_name(library, a, language)) for a in elsewhere.areas)
    return MapCell(**_cell(elsewhere.decision, language), areas=areas)


def timelines(
    library: Library, activity: str, area: str | None, origin: str | None, mode: Mode, language: str
) -> tuple[Timeline, ...]:
    """The activity over the years, or each part of a group whose parts differ."""
    lists = sorted((d.effective, d.id, d) for d in library.nationwide[Regime.NATIONAL] if d.effective)
    editions = tuple(
        Edition(id=d.id, name=document_name(d, language), effective=effective, superseded_on=d.superseded_on)
        for effective, _, d in lists
    )
    return tuple(
        Timeline(
            activity=named(library, one, language),
            area=Named(id=area, name=area_name(library, area, language)) if area else None,
            spans=tuple(_span(s, language) for s in timeline(library, one, area, origin, mode)),
            editions=editions,
        )
        for one in parts_to_decide(library, (activity,))
    )


def _span(span: Span, language: str) -> SpanView:
    steps = [(day, cell(decision, language)) for day, decision in span.steps]
    return SpanView(
        start=span.start,
        end=span.end,
        verdict=steps[-1][1],
        steps=tuple(Step(day=day, provision_id=one.provision_id) for day, one in steps),
    )


def comparison(library: Library, activities: Iterable[str], left: Setting, right: Setting, language: str) -> Comparison:
    """The activities in both settings; topics and groups whose parts differ are left out."""
    wanted = [a for a in activities if not library.activities[a].topic]
    pairs = [p for p in compare(library, wanted, left, right) if not {p.left.basis, p.right.basis} & {"varies", "depends"}]
    pairs.sort(key=lambda p: p.direction == Direction.SAME)
    return Comparison(
        left=_setting(library, left, language),
        right=_setting(library, right, language),
        items=tuple(
            PairView(
                activity=named(library, p.activity, language),
                left=cell(p.left, language),
                right=cell(p.right, language),
                direction=p.direction,
            )
            for p in pairs
        ),
        counts=dict(Counter(p.direction.value for p in pairs)),
    )


def _setting(library: Library, setting: Setting, language: str) -> SettingView:
    area = Named(id=setting.area, name=area_name(library, setting.area, language)) if setting.area else None
    return SettingView(as_of=setting.day, area=area, edition=setting.edition)


def named(library: Library, activity: str, language: str) -> Named:
    return Named(id=activity, name=activity_name(library, activity, language))
