"""Scenario cards: what a writer of a training question is told, drawn by seed so that kinds, businesses and languages are balanced.

    python -m evals.training.cards WRITER --count 400 --language en

A writer sees the card in words, and never an alias, a description or a test item. What the card fixes (business, asks, place, day,
origin, mode) is what the question is labelled with.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import typer
import yaml

from corpus import Library, load_library

Drawn = TypeVar("Drawn")
FOLDER = Path(__file__).parent
#: Never in training: 25 businesses, so that what is read of a business unseen can be measured.
UNSEEN = frozenset(yaml.safe_load((FOLDER / "unseen.yaml").read_text(encoding="utf-8")))

#: What is wanted to know, with how often it is drawn. The first kind of a pair is asked first.
ASKS: dict[tuple[str, ...], int] = {
    ("verdict",): 34,
    ("cap",): 8,
    ("conditions",): 7,
    ("capital",): 4,
    ("authority",): 3,
    ("procedure",): 3,
    ("time-limit",): 3,
    ("where",): 5,
    ("since",): 5,
    ("penalty",): 3,
    ("definition",): 3,
    ("comparison",): 4,
    ("which-list",): 2,
    ("text",): 8,
    ("verdict", "conditions"): 5,
    ("verdict", "capital"): 3,
    ("verdict", "cap"): 2,
    ("verdict", "time-limit"): 2,
    ("verdict", "where"): 2,
    ("cap", "since"): 2,
    ("conditions", "authority"): 2,
}
_WORDING = {"named": 38, "described": 45, "misspelt": 7, "abbreviated or in trade jargon": 10}
_LENGTH = {
    "very short, under 12 words (15 characters in Chinese)": 20,
    "one sentence": 42,
    "two sentences": 24,
    "three to five sentences with a story around it": 14,
}
_TYPING = {
    "clean": 64,
    "hurried: lower case, no punctuation": 14,
    "one or two typing errors": 14,
    "words of another language mixed in": 8,
}
_TONE = (
    "blunt", "polite", "doubtful", "hopeful", "formal", "chatty", "irritated", "matter-of-fact", "naive", "precise",
    "a wish rather than a question", "a statement with the question left implied", "asks for confirmation of what they believe",
)  # fmt: skip
_TWIST = {
    "": 60,
    "says what they do not want to do (a negation or an exception)": 7,
    "believes something wrong about the rule": 6,
    "hopes for an exception": 5,
    "mentions a year or a date that belongs to their own story, not to the question": 6,
    "mentions a place that is only their home, their customers' or a competitor's": 6,
    "quotes a colleague, a newspaper or a lawyer": 4,
    "names a second trade that is only a customer, a supplier or a landlord": 6,
}
_DAY = {"": 82, "past": 12, "past year": 4, "future": 2}
#: The roles of the writers: how each of them writes stands in `writers.yaml`.
WRITERS: dict[str, str] = yaml.safe_load((FOLDER / "writers.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Card:
    """One scenario. ``business``, ``place`` and ``origin`` are ids, or empty; ``day`` is a date or a year as the guide writes it."""

    id: str
    writer: str
    language: str
    asks: tuple[str, ...]
    business: str
    wording: str
    place: str
    day: str
    origin: str
    mode: str
    length: str
    typing: str
    tone: str
    twist: str

    def brief(self, library: Library) -> str:
        """The card in words, for the writer."""
        business = library.activities[self.business].name
        where = library.areas[self.place].name.en if self.place else "not said, or China as a whole"
        home = library.origins[self.origin].name.en if self.origin else "not said"
        mode = {
            "commercial-presence": "they would have a company in China",
            "cross-border": "they set up NOTHING in China (say so in words of your own: sell, license, fly in, serve from abroad …)",
        }[self.mode]
        facts = {
            "language": self.language,
            "business": f"{business.zh} / {business.en}",
            "how the business is put": self.wording,
            "wants to know": " AND ".join(self.asks),
            "where in China": where,
            "rule of which day": self.day or "today",
            "investor from": home,
            "mode": mode,
            "length": self.length,
            "typing": self.typing,
            "tone": self.tone,
            "twist": self.twist or "none",
        }
        return json.dumps({"card": self.id, **facts}, ensure_ascii=False)


def draw_cards(library: Library, writer: str, language: str, count: int, seed: int) -> Iterator[Card]:
    """``count`` cards for one writer in one language. Every business comes before any comes again, a third of the cards being on
    businesses with few names, which are asked about seldom and misread often."""
    draw = random.Random(f"{seed}/{writer}/{language}")
    known = [a for a in library.activities.values() if a.id not in UNSEEN and not a.topic]
    rare = sorted(known, key=lambda a: (sum(map(len, a.aliases.values())), a.id))[: len(known) // 3]
    places = [a for a in library.areas if a != "free-trade-zone"]
    origins = list(library.origins)[:80]
    every, seldom = _rounds(draw, [a.id for a in known]), _rounds(draw, [a.id for a in rare])
    for n in range(count):
        yield Card(
            id=f"{writer}-{language}-{n:04}",
            writer=writer,
            language=language,
            asks=_weighted(draw, ASKS),
            business=next(seldom if n % 3 == 2 else every),
            wording=_weighted(draw, _WORDING),
            place=draw.choice(places) if draw.random() < 0.45 else "",
            day=_day(draw),
            origin=draw.choice(origins) if draw.random() < 0.35 else "",
            mode="cross-border" if draw.random() < 0.12 else "commercial-presence",
            length=_weighted(draw, _LENGTH),
            typing=_weighted(draw, _TYPING),
            tone=draw.choice(_TONE),
            twist=_weighted(draw, _TWIST),
        )


def _rounds(draw: random.Random, ids: Sequence[str]) -> Iterator[str]:
    """The ids in random order, again and again."""
    while True:
        yield from draw.sample(ids, len(ids))


def _weighted(draw: random.Random, weights: dict[Drawn, int]) -> Drawn:
    return draw.choices(list(weights), list(weights.values()))[0]


def _day(draw: random.Random) -> str:
    kind = _weighted(draw, _DAY)
    if kind == "past":
        return f"{draw.randint(2014, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    if kind == "past year":
        return str(draw.randint(2014, 2024))
    return "2027-03-01" if kind == "future" else ""


app = typer.Typer(add_completion=False)


@app.command()
def print_cards(
    writer: Annotated[str, typer.Argument(help="A writer of writers.yaml.")],
    language: Annotated[str, typer.Option(help="The language of the questions.")] = "en",
    count: Annotated[int, typer.Option(min=1, help="How many cards.")] = 100,
    seed: Annotated[int, typer.Option(help="The same seed draws the same cards.")] = 1,
    labels: Annotated[bool, typer.Option(help="Print what the questions are labelled with instead of the briefs.")] = False,
) -> None:
    """Print scenario cards, one JSON object a line."""
    if writer not in WRITERS:
        raise typer.BadParameter(f"No writer `{writer}`. There are: {', '.join(WRITERS)}.")
    library = load_library()
    for card in draw_cards(library, writer, language, count, seed):
        print(json.dumps(asdict(card), ensure_ascii=False) if labels else card.brief(library))


if __name__ == "__main__":
    app()
