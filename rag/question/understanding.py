"""What a question was taken to mean, as the contract shows it."""

from __future__ import annotations

from datetime import date

from rag.language.named import Named, View


class Understanding(View):
    """What the question was taken to mean; a caller can send any of it back corrected. ``intent``: `decide` (a verdict), `both`
    (a verdict, and what the texts say besides), `may` (a verdict on a business not recognised) or `open` (what the
    texts say), or `remark` (a courtesy or a question about Zhunru before any other). ``choices`` are the businesses among which a question back
    asks to choose, in the order shown. ``focus`` is what it wants first: `decide`, `cap`, `terms`, `where`, `changed`, `breach` or `list`."""

    language: str
    intent: str
    focus: str = "decide"
    activities: tuple[Named, ...]
    area: Named | None
    areas: tuple[Named, ...]
    investor_origin: Named | None
    as_of: date
    mode: str | None
    rewritten: str
    choices: tuple[Named, ...] = ()
