"""How a question was read, on a terminal."""

from __future__ import annotations

from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from index.businesses.anchors import anchor_passages
from rag import Answerer, Ask
from rag.answer.stopwatch import Stopwatch
from rag.language.detect import language_of
from rag.question.reading import Reading

_LEAST = 0.05


def show_reading(console: Console, answerer: Answerer, question: str, today: date) -> None:
    """Print what is asked, the slots, and every business that may be meant with what speaks for it: its name in the question, and the
    line of its description, or the names, that lie nearest."""
    reading = answerer.reading(Ask(question, today), Stopwatch())
    console.print(_slots(answerer, reading))
    if not reading.hypotheses:
        console.print("Read by rules: they weigh nothing.", highlight=False)
        return
    console.print(_businesses(answerer, reading), Text(f"none of the corpus: {reading.none:.2f}", style="dim"))


def _slots(answerer: Answerer, reading: Reading) -> Table:
    question, library = reading.question, answerer.library
    likely = sorted(((p, kind) for kind, p in reading.kinds.items() if p >= _LEAST), reverse=True)
    places = [library.areas[area].name.en if area else "China" for area in question.areas]
    rows = {
        "read by": _read_by(answerer, reading),
        "asked for": ", ".join(reading.asks),
        "what else": ", ".join(f"{kind} {p:.2f}" for p, kind in likely),
        "answered by": reading.way.name.lower().replace("_", " "),
        "businesses": ", ".join(question.activities),
        "places": ", ".join(places),
        "days": ", ".join(day.isoformat() for day in question.days),
        "origin": question.origin or "",
        "mode": str(question.mode.value),
        "language": question.language,
        "said": ", ".join(sorted(question.said)),
    }
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        if value:
            table.add_row(Text(name, style="dim"), Text(value))
    return table


def _read_by(answerer: Answerer, reading: Reading) -> str:
    if reading.fault:
        return f"learned, as {answerer.reader_name} gave no reading: {reading.fault}"
    return "rules" if reading.reader == "rules" else answerer.reader_name


def _businesses(answerer: Answerer, reading: Reading) -> Table:
    library, anchors, text = answerer.library, answerer.index.anchors, reading.question.text
    meaning, lines = answerer.embedder.heard(text).meaning, anchor_passages(library)
    named = {f.id for f in answerer.lexicon.find(text, language_of(text)) if f.kind == "activity"}
    table = Table("business", "probability", "named", "cosine", "nearest line or names", box=None, header_style="dim")
    for hypothesis in reading.hypotheses:
        nearest = anchors.nearest(hypothesis.business, meaning)
        told = ("", "") if nearest is None else (f"{float(anchors.vectors[nearest] @ meaning):.2f}", lines[nearest].text)
        yes = "yes" if hypothesis.business in named else ""
        table.add_row(hypothesis.business, f"{hypothesis.probability:.2f}", yes, *told)
    return table
