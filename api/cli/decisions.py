"""The command line of decisions: zhunru decide, matrix, timeline, compare."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.console import Console

from api.cli.reporting import reporting
from corpus import Library, Mode


def spoken(code: str | None) -> str | None:
    """A `--language` that answers are given in, as it was written."""
    from rag.language.languages import canonical

    if code is not None:
        try:
            canonical(code)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
    return code


Day = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day to decide for; today when left out.")
]
Place = Annotated[str | None, typer.Option("--area", help="A place: shanghai-lingang, 海南, Shenzhen.")]
From = Annotated[str | None, typer.Option("--from", help="Where the investor comes from: hong-kong, 韩国.")]
Through = Annotated[Mode, typer.Option("--mode", help="The mode of supply.")]
Sector = Annotated[str | None, typer.Option("--sector", help="telecom, internet, film, …")]
Words = Annotated[
    str, typer.Option("--language", callback=spoken, help="Language of names and words: zh, zh-Hant, en, ja, ko, de, fr, es, ru.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print data instead of a table.")]
Activity = Annotated[str, typer.Argument(help="A business by id or name: data-centre, 演出经纪, online game.")]


def register_decisions(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("decide")(decide_business)
    app.command("matrix")(map_openness)
    app.command("timeline")(follow_business)
    app.command("compare")(compare_settings)


def decide_business(
    activity: Activity,
    as_of: Day = None,
    area: Place = None,
    origin: From = None,
    mode: Through = Mode.COMMERCIAL_PRESENCE,
    language: Words = "en",
    as_json: AsJson = False,
) -> None:
    """Decide one business: the verdict, its reasons step by step, the conditions, and the clauses."""
    from api.cli.show_decisions import show_decided
    from rag import Decide, decided
    from rag.language.lexicon import Lexicon

    with reporting():
        library = _library()
        lexicon = Lexicon(library)
        place, home = lexicon.resolve("area", area), lexicon.resolve("origin", origin)
        asked = Decide(lexicon.resolve_businesses(activity), _today(), _day(as_of), place, home, mode, language)
        found = decided(library, lexicon, asked)
    _print(found) if as_json else show_decided(_console(), found)


def map_openness(
    as_of: Day = None,
    sector: Sector = None,
    language: Words = "en",
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a Markdown table, with the clause in each cell.")] = False,
    as_json: AsJson = False,
) -> None:
    """The openness map: every business under every regime on a day."""
    from api.cli.show_decisions import map_markdown, show_map
    from rag.answer.tables import openness_map

    with reporting():
        found = openness_map(_library(), _day(as_of) or _today(), sector, language)
    if markdown:
        sys.stdout.write(map_markdown(found))
    elif as_json:
        _print(found)
    else:
        show_map(_console(), found)


def follow_business(
    activity: Activity,
    area: Place = None,
    origin: From = None,
    mode: Through = Mode.COMMERCIAL_PRESENCE,
    language: Words = "en",
    as_json: AsJson = False,
) -> None:
    """One business over the years."""
    from api.cli.show_decisions import show_timelines
    from api.http.decision_schemas import TimelineList
    from rag.answer.tables import timelines
    from rag.language.lexicon import Lexicon

    with reporting():
        library = _library()
        lexicon = Lexicon(library)
        place, home = lexicon.resolve("area", area), lexicon.resolve("origin", origin)
        found = [t for a in lexicon.resolve_businesses(activity) for t in timelines(library, a, place, home, mode, language)]
    _print(TimelineList(items=found)) if as_json else show_timelines(_console(), found)


def compare_settings(
    left: Annotated[str, typer.Argument(help="A day (2021-12-31), a list (cn-fi-negative-list-2021) or a place (hainan).")],
    right: Annotated[str, typer.Argument(help="The same, for the other side.")],
    activity: Annotated[str | None, typer.Option(help="Only this business.")] = None,
    sector: Sector = None,
    as_of: Day = None,
    area: Place = None,
    origin: From = None,
    mode: Through = Mode.COMMERCIAL_PRESENCE,
    language: Words = "en",
    as_json: AsJson = False,
) -> None:
    """Compare two editions, two places or two days: what opened, what closed, what stayed."""
    from api.cli.show_decisions import show_setting_comparison
    from rag.answer.tables import comparison, in_sector
    from rag.decision.comparison import Setting, setting
    from rag.decision.related import parts_to_decide
    from rag.language.lexicon import Lexicon

    with reporting():
        library = _library()
        lexicon = Lexicon(library)
        base = Setting(_day(as_of) or _today(), lexicon.resolve("area", area), lexicon.resolve("origin", origin), mode)
        one, other = (setting(library, lexicon, side, base) for side in (left, right))
        chosen = parts_to_decide(library, lexicon.resolve_businesses(activity)) if activity else in_sector(library, sector)
        found = comparison(library, chosen, one, other, language)
    _print(found) if as_json else show_setting_comparison(_console(), found)


def _library() -> Library:
    from api.home import added_home
    from corpus import load_library

    return load_library(added=added_home())


def _today() -> date:
    from api.http.app import china_today

    return china_today()


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _print(found: BaseModel) -> None:
    sys.stdout.write(found.model_dump_json(indent=2) + "\n")


def _console() -> Console:
    return Console()
