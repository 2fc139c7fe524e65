"""The API of decisions without questions: one decision, the openness map, timelines, comparisons, and what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from api.http import limits
from api.http.decision_schemas import (
    ActivityList,
    AreaList,
    DecideRequest,
    MeasureList,
    OriginList,
    TimelineList,
    activity_row,
    area_row,
    measure_row,
    origin_row,
)
from api.serving import Serving
from corpus import Library, MeasureType, Mode
from corpus.selection import Selection, select
from rag import Decide, Decided, decided
from rag.answer.tables import Comparison, Map, comparison, in_sector, openness_map, timelines
from rag.decision.comparison import Setting, setting
from rag.decision.related import parts_to_decide
from rag.language.languages import Language
from rag.language.lexicon import Lexicon

Words = Annotated[Language, Query(description="Of names and words.")]
Day = Annotated[date | None, Query(description="The day to decide for; today when left out.")]
Name = Annotated[str | None, Query(max_length=200)]
Sector = Annotated[str | None, Query(max_length=80, description="telecom, internet, film, …")]


def router(serving: Serving, today: Callable[[], date]) -> APIRouter:
    """The routes over the answerer in service. ``today`` is the clock."""
    routes = APIRouter(prefix="/v1")

    def served() -> tuple[Library, Lexicon]:
        # Taken once for each request: the next may be answered from a newer index.
        answerer = serving.answerer
        return answerer.library, answerer.lexicon

    @routes.post("/decide", summary="Decide without a question", tags=["answers"])
    def decide(request: DecideRequest) -> Decided:
        """Which rule applies to a business, on a day, in a place, to whom: the verdict with every clause it rests on."""
        library, lexicon = served()
        return decided(
            library,
            lexicon,
            Decide(
                activities=lexicon.resolve_businesses(request.activity),
                today=today(),
                as_of=request.as_of,
                area=lexicon.resolve("area", request.area),
                investor_origin=lexicon.resolve("origin", request.investor_origin),
                mode=request.mode,
                language=request.language,
            ),
        )

    @routes.get("/matrix", summary="The openness map of a day", tags=["explore"])
    def matrix(as_of: Day = None, sector: Sector = None, language: Words = "en") -> Map:
        """Every activity under every regime, each cell with the clause it stands on."""
        library, _ = served()
        return openness_map(library, as_of or today(), sector, language)

    @routes.get("/timeline", summary="One activity over the years", tags=["explore"])
    def timeline(
        activity: Annotated[str, Query(max_length=200)],
        area: Name = None,
        investor_origin: Name = None,
        mode: Mode = Mode.COMMERCIAL_PRESENCE,
        language: Words = "en",
    ) -> TimelineList:
        """The verdict through all the time the corpus knows; a group whose parts differ is told part by part."""
        library, lexicon = served()
        place, origin = lexicon.resolve("area", area), lexicon.resolve("origin", investor_origin)
        found = parts_to_decide(library, lexicon.resolve_businesses(activity))
        return TimelineList(items=[t for a in found for t in timelines(library, a, place, origin, mode, language)])

    @routes.get("/compare", summary="Two editions, places or days", tags=["explore"])
    def compare(
        left: Annotated[
            str, Query(max_length=200, description="A day (2021-12-31), a list (cn-fi-negative-list-2021) or a place.")
        ],
        right: Annotated[str, Query(max_length=200, description="The same, for the other side.")],
        activity: Name = None,
        sector: Sector = None,
        as_of: Day = None,
        area: Name = None,
        investor_origin: Name = None,
        mode: Mode = Mode.COMMERCIAL_PRESENCE,
        language: Words = "en",
    ) -> Comparison:
        """One activity, a sector or everything in two settings; what differs comes first. `area` and `as_of` hold on both
        sides, as far as a side does not say otherwise."""
        library, lexicon = served()
        origin = lexicon.resolve("origin", investor_origin)
        base = Setting(as_of or today(), lexicon.resolve("area", area), origin, mode)
        chosen = parts_to_decide(library, lexicon.resolve_businesses(activity)) if activity else in_sector(library, sector)
        one, other = (setting(library, lexicon, side, base) for side in (left, right))
        return comparison(library, chosen, one, other, language)

    @routes.get("/activities", summary="The businesses known here", tags=["corpus"])
    def activities(sector: Sector = None) -> ActivityList:
        """The taxonomy, with what each is called in nine languages."""
        library, _ = served()
        return ActivityList(items=[activity_row(library, library.activities[a]) for a in in_sector(library, sector)])

    @routes.get("/areas", summary="The places known here", tags=["corpus"])
    def areas() -> AreaList:
        library, _ = served()
        return AreaList(items=[area_row(library, a) for a in library.areas.values()])

    @routes.get("/origins", summary="Where investors come from", tags=["corpus"])
    def origins() -> OriginList:
        library, _ = served()
        return OriginList(items=[origin_row(o) for o in library.origins.values()])

    @routes.get("/measures", summary="The rules as data", tags=["corpus"])
    def measures(
        activity: Name = None,
        sector: Sector = None,
        type: Annotated[MeasureType | None, Query(description="prohibited, equity-cap, licence, …")] = None,
        document: Name = None,
        area: Name = None,
        in_force_on: Annotated[date | None, Query(description="Only what is in force on that day.")] = None,
        offset: Annotated[int, Query(ge=0, le=limits.OFFSET)] = 0,
        limit: Annotated[int, Query(ge=1, le=limits.PAGE)] = 100,
    ) -> MeasureList:
        """Provisions read as data. `activity` finds what reaches it, rules on the group above it included; `area` what
        holds there."""
        library, lexicon = served()
        if document is not None and document not in library.documents:
            raise HTTPException(404, f"No document `{document}`. GET /v1/documents lists them.")
        chosen = Selection(
            activities=lexicon.resolve_businesses(activity) if activity else None,
            named=frozenset(in_sector(library, sector)) if sector else None,
            type=type,
            document=document,
            area=lexicon.resolve("area", area),
            day=in_force_on,
        )
        found = select(library, chosen)
        return MeasureList(total=len(found), offset=offset, items=[measure_row(r) for r in found[offset : offset + limit]])

    return routes
