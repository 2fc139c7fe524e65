"""The cards of the blind part: what its writers are told. Drawn once, by quota, so that every kind is there often enough to be measured.

    python -m evals.blind.cards WRITER [--part 2] [--labels]

It shares no scene, tone, role or weight with the cards of the training questions.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from corpus import Library, load_library
from evals.training.cards import UNSEEN

FOLDER = Path(__file__).parent
WRITERS: dict[str, str] = yaml.safe_load((FOLDER / "writers.yaml").read_text(encoding="utf-8"))
_SCENES: dict[str, Any] = yaml.safe_load((FOLDER / "scenes.yaml").read_text(encoding="utf-8"))
#: The seed of every part, how its ids begin, and how many of the cards drawn are its own.
PARTS = {1: (20261128, "b", None), 2: (20261129, "c", 400), 3: (20261130, "d", 400), 4: (20261201, "e", 400)}
_LANGUAGES = {"zh-Hans": 20, "en": 20, "zh-Hant": 9, "ja": 9, "ko": 9, "de": 9, "fr": 9, "es": 9, "ru": 9}
_WORDING = (
    ["described"] * 10 + ["named"] * 7 + ["named, by an everyday or trade word"] * 2 + ["code or licence name, if it has one"]
)
_SIZE = ["a handful of words", "one short sentence", "one sentence", "one sentence", "one long sentence", "two sentences",
         "a short story of three or four sentences that ends in the question"]  # fmt: skip
_HAND = ["clean"] * 13 + ["careless typing: slips, missing marks"] * 4 + ["mixed with English or Chinese words"] * 3
_MOOD = ["no 'may' or 'can' or 'allowed' anywhere", "as a plan or wish", "as a worry", "as hearsay to be confirmed", "as an order",
         "as a plain question", "as a plain question", "as a plain question", "in the negative ('we would not …')"]  # fmt: skip
_ASIDE = [""] * 12 + [
    "the writer's home country or city is mentioned, which is not where the business would be",
    "the customers' place is mentioned, which is not where the business would be",
    "a year belongs to the story only (founded, signed, moved)",
    "another trade is mentioned, which is not the one asked about",
    "believes something wrong about the rule",
]
_MODE = {
    "commercial-presence": "a company in China",
    "cross-border": "NOTHING set up in China: from abroad only (put it in words of the writer's own)",
}


@dataclass(frozen=True)
class BlindCard:
    """One card. ``asks``, ``businesses``, ``place``, ``day``, ``origin``, ``mode`` and ``jurisdiction`` are what its question is
    labelled with, as evals/training/GUIDE.md says; ``scene`` and ``about`` are the task in words, the rest is manner. ``turn`` is
    what a question before it asked, for a follow-up."""

    id: str
    writer: str
    language: str
    scene: str
    about: str
    asks: tuple[str, ...]
    businesses: tuple[str, ...] = ()
    wording: str = "none"
    place: str = ""
    day: str = ""
    origin: str = ""
    mode: str = "commercial-presence"
    jurisdiction: str = "china"
    document: str = ""
    turn: str = ""
    size: str = ""
    hand: str = ""
    mood: str = ""
    aside: str = ""

    def brief(self, library: Library) -> str:
        """The card in words, for its writer, as one line of JSON."""
        named = [f"{library.activities[b].name.zh} / {library.activities[b].name.en}" for b in self.businesses]
        said = {
            "card": self.id,
            "language": self.language,
            "task": self.scene if not self.about else f"{self.scene}: {self.about}",
            "business": "; ".join(named),
            "how the business is put": self.wording if named else "",
            "wants to know": " AND ".join(self.asks) if named else "",
            "earlier turn": self.turn,
            "document": self.document and library.documents[self.document].title.en,
            "where": self.place and library.areas[self.place].name.en,
            "rule of": self.day,
            "investor from": self.origin and library.origins[self.origin].name.en,
            "mode": _MODE[self.mode] if self.mode == "cross-border" else "",
            "size": self.size,
            "typing": self.hand if self.hand != "clean" else "",
            "mood": self.mood,
            "aside": self.aside,
        }
        return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


def draw_blind(library: Library, part: int = 1) -> Iterator[BlindCard]:
    """All cards of a part, in the order of their ids. Businesses come in rounds, those unseen in training twice a round."""
    seed, letter, count = PARTS[part]
    draw = random.Random(seed)
    plain = [a.id for a in library.activities.values() if not a.topic]
    rounds = _rounds(draw, [*plain, *sorted(UNSEEN)])
    cards = [_manner(draw, library, card) for card in _scenes(draw, library, rounds)]
    draw.shuffle(cards)
    languages = _dealt(draw, _LANGUAGES, len(cards))
    writers = [writer for _ in range(len(cards) // len(WRITERS) + 1) for writer in draw.sample(list(WRITERS), len(WRITERS))]
    for n, (card, language, writer) in enumerate(islice(zip(cards, languages, writers, strict=False), count)):
        yield replace(card, id=f"{letter}{n:04}", language=language, writer=writer)


def _scenes(draw: random.Random, library: Library, rounds: Iterator[str]) -> Iterator[BlindCard]:
    def card(scene: str, about: str, asks: tuple[str, ...], *businesses: str, **slots: str) -> BlindCard:
        wording = draw.choice(_WORDING) if businesses else "none"
        return BlindCard("", "", "", scene, about, asks, businesses, wording, **slots)

    for row in _SCENES["business"]:
        for _ in range(row["count"]):
            yield card("asks about a business", "", tuple(row["asks"]), next(rounds))
    for about in _about(draw, "comparison"):
        yield card("compares", about, ("comparison",), next(rounds))
    for kind in ("list", "count", "freshness", "about", "small-talk"):
        for about in _about(draw, kind):
            slots = {} if kind in ("list", "count", "freshness") else {"jurisdiction": "none"}
            yield card({"about": "asks about the assistant"}.get(kind, kind), about, (kind,), **slots)
    for _ in range(_SCENES["document"]["count"]):
        yield card("asks what a document or one of its articles says, or about its life", "", ("document",),
                   document=draw.choice(list(library.documents)))  # fmt: skip
    for about in _about(draw, "outside-trade"):
        yield card(
            "asks whether a foreigner may run a trade that is neither telecom, internet, media nor culture", about, ("outside",)
        )
    for about in _about(draw, "outside-near"):
        near = library.activities[next(rounds)].name
        yield card("asks about another trade", f"{about}: {near.zh} / {near.en}", ("outside",))
    for about in _about(draw, "outside-matter"):
        yield card("asks a matter that is not market access, for a company in this business", about, ("outside",), next(rounds))
    for about in _about(draw, "outside-law"):
        yield card("asks about the law of another place", about, ("outside",), next(rounds), jurisdiction="other")
    for about in _about(draw, "outside-any"):
        yield card("asks something else altogether", about, ("outside",), jurisdiction="none")
    for about in _about(draw, "follow-up"):
        turn = (
            f"a question of the writer's own about {library.activities[next(rounds)].name.en}, with a place or a day or neither"
        )
        yield card("follow-up", about, (), turn=turn)
    for about in _about(draw, "injection"):
        yield card(
            "tries to talk the assistant out of its rules while asking about a business", about, ("verdict",), next(rounds)
        )


def _about(draw: random.Random, kind: str) -> Iterator[str]:
    """The variants of a scene, each as often as any other."""
    rounds = _rounds(draw, [" ".join(about.split()) for about in _SCENES[kind]["of"]])
    return (next(rounds) for _ in range(_SCENES[kind]["count"]))


def _manner(draw: random.Random, library: Library, card: BlindCard) -> BlindCard:
    """A card with place, day, origin and mode where its scene has room for them, and with the way it is written."""
    room = bool(card.businesses) and card.jurisdiction == "china"
    place = draw.choice([a for a in library.areas if a != "free-trade-zone"]) if room and draw.random() < 0.42 else ""
    abroad = room and card.asks[0] in ("verdict", "conditions", "authority", "procedure", "text") and draw.random() < 0.24
    dated = room and card.asks[0] in ("verdict", "cap") and draw.random() < 0.2
    year, month = draw.randint(2015, 2025), draw.randint(1, 12)
    return replace(
        card,
        place="" if abroad or card.asks == ("where",) else place,
        day=draw.choice([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{draw.randint(1, 28):02}"]) if dated else "",
        origin=draw.choice(list(library.origins)[:90]) if room and draw.random() < 0.3 else "",
        mode="cross-border" if abroad else "commercial-presence",
        size=draw.choice(_SIZE),
        hand=draw.choice(_HAND),
        mood=draw.choice(_MOOD) if room and card.asks[0] == "verdict" else "",
        aside=draw.choice(_ASIDE) if room else "",
    )


def _rounds(draw: random.Random, drawn: list[str]) -> Iterator[str]:
    while True:
        yield from draw.sample(drawn, len(drawn))


def _dealt(draw: random.Random, weights: dict[str, int], count: int) -> list[str]:
    """``count`` languages in random order, each as often as its weight asks, to within one."""
    total, exact = sum(weights.values()), {}
    for language, weight in weights.items():
        exact[language] = count * weight // total + 1
    dealt = [language for language, times in exact.items() for _ in range(times)]
    draw.shuffle(dealt)
    return dealt[:count]


app = typer.Typer(add_completion=False)


@app.command()
def print_blind_cards(
    writer: Annotated[str, typer.Argument(help="A writer of evals/blind/writers.yaml.")],
    part: Annotated[int, typer.Option(min=1, max=len(PARTS), help="The part of which.")] = 1,
    labels: Annotated[bool, typer.Option(help="Print what the questions are labelled with instead of the briefs.")] = False,
) -> None:
    """Print the blind cards of one writer, one JSON object a line."""
    if writer not in WRITERS:
        raise typer.BadParameter(f"No writer `{writer}`. There are: {', '.join(WRITERS)}.")
    library = load_library()
    for card in draw_blind(library, part):
        if card.writer == writer:
            print(json.dumps(asdict(card), ensure_ascii=False) if labels else card.brief(library))


if __name__ == "__main__":
    app()
