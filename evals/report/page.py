"""The page: one HTML file that needs nothing else, light and dark, wide and narrow."""

from __future__ import annotations

from markupsafe import Markup

from api.http.app import WEB
from corpus import ZhunruError
from evals.report import figures
from evals.report.failures import failures
from evals.report.words import EFFECTS, GROUPS, NAMES, STATUSES, comparison_sentence, lead, mcnemar_text, percent, signed, span
from evals.scoring.compare import EVIDENCE, Comparison
from evals.scoring.score import METRICS, OUTCOMES, answer_lengths, latency, summarise
from evals.scoring.scored import Scored
from evals.scoring.wordings import over_wordings


def page(scored: Scored, comparison: Comparison | None = None) -> str:
    """The report on a run as HTML; with a comparison, what changed to it from the run before."""
    environment = _environment()
    summaries = summarise(scored.scores)
    fallen = failures(scored)
    curves = [c for c in (figures.curve(scored), figures.curve(comparison.before) if comparison else None) if c]
    return environment.get_template("page.html").render(
        scored=scored,
        run=scored.run,
        lead=lead(summaries),
        change=comparison_sentence(comparison) if comparison else None,
        outcomes=figures.outcome_groups(scored.scores),
        wordings=over_wordings(scored.scores),
        lengths=answer_lengths(scored.scores),
        areas=figures.by_area(summaries),
        groups=figures.groups(scored),
        key=[METRICS[name] for name in figures.KEY],
        matrix=figures.confusion_matrix(scored),
        curves=curves,
        times=latency(scored.scores),
        comparison=comparison,
        reach=figures.reach(comparison) if comparison else None,
        listed={f.item.id for f in fallen},
        wrong=[f for f in fallen if f.wrong],
        thin=[f for f in fallen if not f.wrong],
    )


def _environment():
    try:
        import jinja2
    except ImportError as error:
        raise ZhunruError("Jinja2 is not installed.", "Run: pip install 'zhunru[evals]'") from error
    loader = jinja2.PackageLoader("evals.report")
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    source, *_ = loader.get_source(environment, "page.css")
    palette = (WEB / "palette.css").read_text(encoding="utf-8")
    environment.globals.update(
        style=Markup(palette + source),
        metrics=METRICS,
        statuses=STATUSES,
        effects=EFFECTS,
        evidence=EVIDENCE,
        by=GROUPS,
        names=NAMES,
        outcome=[METRICS[name] for name in OUTCOMES],
        span=span,
        mcnemar_text=mcnemar_text,
    )
    environment.filters.update(percent=percent, signed=signed)
    return environment
