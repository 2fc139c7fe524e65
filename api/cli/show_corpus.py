"""The corpus on a terminal: findings, figures, a document, a comparison."""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from corpus import Confidence, Document, Library, Provision
from corpus.check import Finding, Severity
from corpus.diff import Change, Comparison, Difference, Shift
from corpus.lookup import Entry
from corpus.stats import Force, Statistics

_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_CHANGE = {
    Change.ADDED: "cyan",
    Change.REMOVED: "magenta",
    Change.LOOSENED: "green",
    Change.TIGHTENED: "red",
    Change.MIXED: "yellow",
    Change.REWORDED: "blue",
    Change.RENUMBERED: "dim",
    Change.UNCHANGED: "dim",
    Change.UNCLEAR: "bright_black",
}
_SHARES = {0.0: "closed", 49.5: "Chinese control", 99.0: "joint venture", 100.0: "open"}


def show_findings(console: Console, findings: list[Finding], seconds: float) -> None:
    """Findings grouped by file, and how many there are."""
    for file, group in groupby(findings, key=lambda f: f.file):
        console.print(Text(_from_here(file), style="bold"), soft_wrap=True)
        for f in group:
            head = (f"  {f.line or '':>5}  ", "dim"), (f"{f.severity:7} ", _SEVERITY[f.severity]), (f.field, "cyan")
            console.print(Text.assemble(*head, "  " if f.field else "", f.problem, (f"  [{f.name}]", "dim")), soft_wrap=True)
            console.print(Text(f"{'':17}{f.remedy}", style="dim"), soft_wrap=True)
    errors = sum(f.severity == Severity.ERROR for f in findings)
    count = f"{_many(errors, 'error')}, {_many(len(findings) - errors, 'warning')}"
    console.print(Text.assemble((count, "red" if errors else "green"), f" in {seconds:.1f} s"))


def show_statistics(console: Console, counted: Statistics) -> None:
    """Tables and a line of totals."""
    documents = _table(f"Documents on {counted.as_of}", "regime", *(f.replace("-", " ") for f in Force), "all")
    for regime, force in counted.documents.items():
        documents.add_row(regime, *map(_figure, force.values()), str(sum(force.values())))
    totals = [sum(force[f] for force in counted.documents.values()) for f in Force]
    documents.add_section()
    documents.add_row("all", *map(_figure, totals), str(sum(totals)), style="bold")
    measures = _table("Measures", "type", *Confidence, "all")
    for kind, by in counted.measures.items():
        measures.add_row(kind, *map(_figure, by.values()), str(sum(by.values())))
    bases = _table("What they rest on", "basis", "measures")
    for basis, n in counted.bases.items():
        bases.add_row(basis, str(n))
    languages = list(dict.fromkeys(language for by in counted.aliases.values() for language in by))
    activities = _table("Activities, and their names by language", "sector", "activities", *languages)
    for sector, n in counted.activities.items():
        activities.add_row(sector, str(n), *(_figure(counted.aliases[sector].get(language, 0)) for language in languages))
    side_by_side = Table.grid(padding=(0, 4))
    side_by_side.add_row(measures, bases)
    console.print(documents, side_by_side, activities)
    console.print(
        f"{counted.provisions} provisions, {sum(counted.activities.values())} activities, {counted.areas} areas, "
        f"{counted.origins} origins; recalled: {counted.recalled_documents} documents, {counted.recalled_share:.1%} of the measures"
    )
    show_addressed(console, counted)


def show_addressed(console: Console, counted: Statistics) -> None:
    """How many of the documents that count have an official address."""
    console.print(f"Official address: {counted.addressed} of {counted.ruling} documents in force that decide or condition.")


def show_document(console: Console, entry: Entry) -> None:
    """A document's head, then every provision with its digests and measures."""
    d = entry.document
    console.print(Panel(Text(f"{d.title.zh}\n{d.title.en}", style="bold"), expand=False, border_style="cyan"))
    head = Table.grid(padding=(0, 2))
    for name, words in _head(d, entry.editions):
        head.add_row(Text(name, style="dim"), Text(words))
    console.print(head)
    for p in entry.provisions:
        heading = f"  {p.heading.zh} · {p.heading.en}" if p.heading else ""
        locator = p.locator.zh if p.locator.zh == p.locator.en else f"{p.locator.zh} · {p.locator.en}"
        console.print()
        console.print(Text.assemble((locator, "bold cyan"), (heading, "bold"), (f"  {p.id}", "dim")))
        if p.official:
            console.print(Text(f"“{p.official}”", style="italic"))
        console.print(Text(p.digest.zh), Text(p.digest.en), sep="\n")
        for m in p.measures:
            sure = "green" if m.measure.confidence == Confidence.VERIFIED else "yellow"
            basis = f"{m.measure.confidence}, {m.measure.basis}"
            console.print(Text.assemble("  • ", m.words.en, (f"  ({basis})", sure)))
            console.print(Text(f"    {m.words.zh}", style="dim"))


def show_edition_comparison(console: Console, library: Library, compared: Comparison) -> None:
    """One row a provision, what changed in colour, and the counts."""
    before, after = compared.before, compared.after
    table = Table(title=f"{before.name.en} → {after.name.en}", title_justify="left")
    table.add_column("change")
    table.add_column(_year(before), max_width=18)
    table.add_column(_year(after), max_width=18)
    table.add_column("about", overflow="fold")
    for d in compared.differences:
        change = Text(d.change, style=_CHANGE[d.change])
        if d.effect and d.effect != d.change:
            change.append(f"\n{d.effect}", style=_CHANGE[d.effect])
        table.add_row(change, _where(d.before), _where(d.after), _about(library, d))
    console.print(table)
    counts = [(f"{len(compared.of(c))} {c}", _CHANGE[c]) for c in Change if compared.of(c)]
    console.print(Text(", ").join(Text(words, style=style) for words, style in counts))
    for edition, in_full in ((before, compared.before_whole), (after, compared.after_whole)):
        if not in_full:
            note = f"{edition.id} is not written up in full: what stands in the other edition only may be in it too (unclear)."
            console.print(Text(note, style="dim"))


def _head(d: Document, editions: tuple[str, ...]) -> list[tuple[str, str]]:
    """What there is to say of a document, by name."""
    rows = {
        "id": d.id,
        "number": f"{d.number.zh} · {d.number.en}" if d.number else "",
        "issued by": "; ".join(f"{i.zh} · {i.en}" for i in d.issuers),
        "kind": f"{d.kind}, {d.regime}, {d.confidence}",
        "published": str(d.published or ""),
        "effective": str(d.effective or ""),
        "superseded on": str(d.superseded_on or ""),
        "editions": " → ".join(editions) if len(editions) > 1 else "",
        "address": f"{d.url or ''}{f' (seen on {d.url_seen})' if d.url_seen else ''}",
        "note": f"{d.note.zh}\n{d.note.en}" if d.note else "",
    }
    return [(name, words) for name, words in rows.items() if words]


def _year(d: Document) -> str:
    day = d.effective or d.published
    return f"from {day}" if day else d.id


def _where(provision: Provision | None) -> Text:
    return Text(provision.where.en if provision else "")


def _about(library: Library, d: Difference) -> Text:
    """The heading or the beginning of the digest, and each business that is now more or less open."""
    provision = d.provision
    title = provision.heading.en if provision.heading else provision.digest.en
    quiet = d.change in (Change.UNCHANGED, Change.RENUMBERED)
    text = Text(title if len(title) <= 110 else title[:110].rsplit(" ", 1)[0] + " …", style="dim" if quiet else "")
    for shift in d.shifts:
        style = _CHANGE[Change.LOOSENED if shift.after > shift.before else Change.TIGHTENED]
        text.append(f"\n{library.activities[shift.activity].name.en}: {_shift(shift)}", style=style)
    return text


def _shift(shift: Shift) -> str:
    before, after = (_SHARES.get(share, f"at most {share:g}%") for share in (shift.before, shift.after))
    return f"{before} → {after}" + (f" ({', '.join(shift.scope)})" if shift.scope else "")


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _figure(n: int) -> str:
    return str(n) if n else ""


def _many(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"


def _from_here(path: Path) -> str:
    """The path as one would type it here, where that is shorter."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
