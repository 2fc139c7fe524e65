"""Scenario cards: what a writer of a training question is told, drawn by seed so that kinds, businesses and languages are balanced.

    python -m evals.training.cards WRITER --count 400 --language en

A writer sees the card in words, and never an alias, a description or a test item. What the card fixes (business, asks, place, day,
origin, mode) is what the question is labelled with.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
import yaml

from corpus import Library, Mode, load_library

Drawn = TypeVar("Drawn")
FOLDER = Path(__file__).parent
#: Never in training: 25 businesses, so that what is read of a business unseen can be measured.
UNSEEN = frozenset(yaml.safe_load((FOLDER / "unseen.yaml").read_text(encoding="utf-8")))
_SCENES: dict[str, Any] = yaml.safe_load((FOLDER / "scenes.yaml").read_text(encoding="utf-8"))
#: The roles of the writers: how each of them writes stands in `writers.yaml`.
WRITERS: dict[str, str] = yaml.safe_load((FOLDER / "writers.yaml").read_text(encoding="utf-8"))

#: What is wanted to know, with how often it is drawn. The first kind of a pair is asked first.
ASKS: dict[tuple[str, ...], int] = {
    ("verdict",): 33,
    ("cap",): 8,
    ("conditions",): 7,
    ("capital",): 4,
    ("authority",): 4,
    ("procedure",): 4,
    ("time-limit",): 4,
    ("where",): 5,
    ("since",): 5,
    ("penalty",): 4,
    ("definition",): 5,
    ("which-list",): 4,
    ("text",): 9,
    ("verdict", "conditions"): 5,
    ("verdict", "capital"): 2,
    ("verdict", "cap"): 2,
    ("verdict", "procedure"): 2,
    ("verdict", "time-limit"): 2,
    ("verdict", "where"): 2,
    ("cap", "since"): 2,
    ("conditions", "authority"): 2,
}
_WORDING = {"named": 36, "described": 45, "misspelt": 7, "a word of the trade, slang, a licence or catalogue code": 12}
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
    "": 58,
    "says what they do not want to do (a negation or an exception)": 7,
    "believes something wrong about the rule": 6,
    "hopes for an exception": 5,
    "mentions a year or a date that belongs to their own story, not to the question": 7,
    "mentions a place that is only their home, their customers' or a competitor's": 7,
    "names a zone only to say that they are outside it": 2,
    "quotes a colleague, a newspaper or a lawyer": 4,
    "names a second trade that is only a customer, a supplier or a landlord": 6,
}
#: Roles that write plainly: how long their questions are, and how all of them put the business.
_PLAIN = {
    "plain": ("one short plain sentence", "named"),
    "chat": ("a short plain sentence or a fragment", "named"),
    "describer": ("one or two short plain sentences", "described"),
    "lead": ("two or three matter-of-fact lines", ""),
    "forum": ("a title-like question, sometimes with one line of background", ""),
    "caller": ("one spoken sentence", ""),
    "desk": ("one short impersonal line", "named"),
    "maker": ("one short plain sentence, a question or half of one", ""),
}
_DAY = {"": 82, "past": 12, "past year": 4, "future": 2}
_ABROAD = "they set up NOTHING in China (say so in words of your own: sell, license, fly in, serve from abroad …)"
#: The role that supplies from home more often than it founds a company, lets the verb alone tell which, and has fewer scenes.
MAKER = "maker"
_OF_MAKERS = frozenset({"business", "two-businesses", "trade", "near", "matter", "law"})
_MAKES = {
    "cross-border": "what they make or do at home reaches China (sold, licensed, shown, sent, taught, toured …); the verb alone tells it",
    "commercial-presence": "they open it, run it or do it in China themselves; the verb alone tells",
}


@dataclass(frozen=True)
class Card:
    """One scenario. ``scene`` and ``task`` are what the writer does; ``businesses``, ``place`` and ``origin`` are ids; ``day`` is a
    date or a year as the guide writes it. A follow-up has no ``asks`` of its own: its readers label it; ``before`` is the turn before it."""

    id: str
    writer: str
    language: str
    scene: str = "business"
    task: str = ""
    asks: tuple[str, ...] = ()
    businesses: tuple[str, ...] = ()
    near: str = ""
    document: str = ""
    before: str = ""
    wording: str = "none"
    place: str = ""
    day: str = ""
    origin: str = ""
    mode: str = "commercial-presence"
    jurisdiction: str = "china"
    length: str = ""
    typing: str = ""
    tone: str = ""
    twist: str = ""

    def brief(self, library: Library) -> str:
        """The card in words, for the writer."""
        near, document = library.activities.get(self.near), library.documents.get(self.document)
        facts = {
            "language": self.language,
            "scene": self.scene if self.scene != "business" else "",
            "task": self.task,
            "business": "; ".join(_named(library, b) for b in self.businesses),
            "business below": near and _named(library, self.near),
            "document": document and document.title.en,
            "turn before": self.before and f"{_named(library, self.before)}: any question on it, your own",
            "how the business is put": self.wording if self.businesses else "",
            "wants to know": " AND ".join(self.asks) if self.businesses else "",
            "where in China": library.areas[self.place].name.en if self.place else "",
            "rule of which day": self.day,
            "investor from": library.origins[self.origin].name.en if self.origin else "",
            "mode": self._mode(),
            "length": self.length,
            "typing": "" if self.typing == "clean" else self.typing,
            "tone": self.tone,
            "twist": self.twist,
        }
        return json.dumps({"card": self.id, **{k: v for k, v in facts.items() if v}}, ensure_ascii=False)

    def _mode(self) -> str:
        makes = self.writer == MAKER and self.businesses and self.asks != ("outside",)
        return _MAKES[self.mode] if makes else _ABROAD if self.mode == "cross-border" else ""


def draw_cards(library: Library, writer: str, language: str, count: int, seed: int) -> Iterator[Card]:
    """``count`` cards for one writer in one language. Every business comes before any comes again, a third of the cards being on
    businesses with few names, which are asked about seldom and misread often."""
    draw = random.Random(f"{seed}/{writer}/{language}")
    known = [a for a in library.activities.values() if a.id not in UNSEEN and not a.topic]
    if writer == MAKER:
        supplied = {
            a
            for c in library.clauses.values()
            for m in c.provision.measures
            if Mode.CROSS_BORDER in m.modes
            for a in m.activities
        }
        known = [a for a in known if a.id in supplied]
    rare = sorted(known, key=lambda a: (sum(map(len, a.aliases.values())), a.id))[: len(known) // 3]
    siblings = _siblings(library, [a.id for a in known])
    every, seldom = _rounds(draw, [a.id for a in known]), _rounds(draw, [a.id for a in rare])
    tasks = {scene: _rounds(draw, [" ".join(t.split()) for t in row["of"]]) for scene, row in _SCENES.items() if "of" in row}
    shares = {name: row["share"] for name, row in _SCENES.items() if writer != MAKER or name in _OF_MAKERS}
    for n in range(count):
        scene = _weighted(draw, shares)
        business = next(seldom if n % 3 == 2 else every)
        card = Card(f"{writer}-{language}-{n:04}", writer, language, scene, next(tasks[scene]) if scene in tasks else "")
        card = _subject(draw, library, card, business, siblings)
        yield _plain(_manner(draw, library, card))


def _subject(draw: random.Random, library: Library, card: Card, business: str, siblings: dict[str, list[str]]) -> Card:
    """A card with what it is about: kinds of ask, businesses, document, whose law."""
    asks: tuple[str, ...] = _weighted(draw, ASKS)
    match card.scene:
        case "business":
            return replace(card, asks=asks, businesses=(business,))
        case "injection":
            return replace(card, asks=("verdict",), businesses=(business,))
        case "two-businesses" | "ambiguous":
            asks = ("verdict",) if card.scene == "ambiguous" else asks
            return replace(card, asks=asks, businesses=(business, draw.choice(siblings[business])))
        case "comparison":
            return replace(card, asks=("comparison",), businesses=(business,))
        case "document":
            return replace(card, asks=("document",), document=draw.choice(list(library.documents)))
        case "near":
            return replace(card, asks=("outside",), near=business)
        case "matter":
            return replace(card, asks=("outside",), businesses=(business,))
        case "law":
            return replace(card, asks=("outside",), businesses=(business,), jurisdiction="other")
        case "trade":
            return replace(card, asks=("outside",))
        case "anything":
            return replace(card, asks=("outside",), jurisdiction="none")
        case "follow-up":
            return replace(card, before=business)
        case "about" | "small-talk":
            return replace(card, asks=(card.scene,), jurisdiction="none")
        case _:
            return replace(card, asks=(card.scene,))


def _manner(draw: random.Random, library: Library, card: Card) -> Card:
    """A card with place, day, origin and mode, where its subject has room for them, and with how it is written."""
    places = [a for a in library.areas if a != "free-trade-zone"]
    room = bool(card.businesses) and card.scene != "law"
    fixed = set(card.asks) & {"where", "comparison", "since"}
    placed, dated = room and draw.random() < 0.42, room and not fixed and card.scene in ("business", "two-businesses")
    foreign, abroad = room and draw.random() < 0.33, dated and draw.random() < (0.6 if card.writer == MAKER else 0.15)
    return replace(
        card,
        wording=_weighted(draw, _WORDING) if card.businesses and card.scene != "ambiguous" else "described" if room else "none",
        place=draw.choice(places) if placed and not fixed and not abroad else "",
        day=_day(draw) if dated and not abroad else "",
        origin=draw.choice(list(library.origins)[:80]) if foreign else "",
        mode="cross-border" if abroad else "commercial-presence",
        length=_weighted(draw, _LENGTH),
        typing=_weighted(draw, _TYPING),
        tone=draw.choice(_TONE),
        twist=_weighted(draw, _TWIST) if room else "",
    )


def _plain(card: Card) -> Card:
    """A card without story, mood or typing errors where its writer writes plainly."""
    if card.writer not in _PLAIN:
        return card
    length, wording = _PLAIN[card.writer]
    put = wording if wording and card.businesses and card.scene != "ambiguous" else card.wording
    return replace(card, wording=put, length=length, typing="clean", tone="", twist="")


def _named(library: Library, business: str) -> str:
    name = library.activities[business].name
    return f"{name.zh} / {name.en}"


def _siblings(library: Library, ids: Sequence[str]) -> dict[str, list[str]]:
    """For each business those of its own sector: what it may be taken for."""
    sector = {a: library.activities[a].sector for a in ids}
    return {a: [b for b in ids if b != a and sector[b] == sector[a]] for a in ids}


def _rounds(draw: random.Random, ids: Sequence[str]) -> Iterator[str]:
    """The ids in random order, again and again."""
    while True:
        yield from draw.sample(ids, len(ids))


def _weighted(draw: random.Random, weights: dict[Drawn, Any]) -> Drawn:
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
