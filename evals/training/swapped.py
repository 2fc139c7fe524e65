"""Short questions made of frames and names, so that nothing but the name tells a business from a trade outside.

A frame ("Is a foreign-owned {} allowed?") is filled with the names of businesses and of trades alike: what surrounds a name says
nothing of whether the law here knows it. Fillings of one name stay together, so that no fold has seen the name it is tested on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from corpus import Activity, Library
from evals.training.cards import UNSEEN
from evals.training.records import Record

FRAMES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "frames.yaml").read_text(encoding="utf-8"))
#: Who "writes" these questions.
SWAPPED = "frames"
#: How often every frame is filled with a business, and with a trade.
_EACH = 4
_SEED = 20261129


def swapped_records(library: Library) -> list[Record]:
    """Every frame filled with businesses of the taxonomy and with as many trades, drawn by seed; never with a business that is kept
    from training."""
    draw = random.Random(_SEED)
    return [record for language, said in FRAMES.items() for record in _filled(draw, library, language, said)]


def _filled(draw: random.Random, library: Library, language: str, said: dict[str, Any]) -> Iterator[Record]:
    known = [a for a in library.activities.values() if not a.topic and a.id not in UNSEEN and names_in(a, language)]
    businesses, trades = cycle(draw.sample(known, len(known))), cycle(draw.sample(said["trades"], len(said["trades"])))
    frames = [(kind, frame) for kind, some in said["frames"].items() for frame in some]
    for n, (kind, frame) in enumerate(frames):
        for i in range(_EACH):
            business, trade, ident = next(businesses), next(trades), f"swapped-{language.lower()}-{n:03}-{i}"
            name = draw.choice(names_in(business, language))
            yield _record(f"{ident}-in", f"name-{business.id}", language, frame, name, kind, business.id)
            yield _record(f"{ident}-out", f"name-{language}-{trade}", language, frame, trade, "outside", None)


def names_in(activity: Activity, language: str) -> list[str]:
    """What an activity is called in a language of the frames."""
    own = {"zh-Hans": activity.name.zh, "en": activity.name.en}.get(language)
    aliases = activity.aliases.get("zh" if language == "zh-Hans" else language, ())
    return list(dict.fromkeys([*([own] if own else []), *aliases]))


def _record(ident: str, cluster: str, language: str, frame: str, name: str, kind: str, business: str | None) -> Record:
    return Record.model_validate(
        {
            "id": ident,
            "card": ident,
            "cluster": cluster,
            "writer": SWAPPED,
            "language": language,
            "scene": "business" if business else "trade",
            "question": _put(frame, name, language),
            "asks": [kind],
            "businesses": [business] if business else [],
            "wording": "named" if business else "none",
        }
    )


def _put(frame: str, name: str, language: str) -> str:
    """A frame with a name in it; the English article fits what follows."""
    if language == "en" and name[0].lower() in "aeiou":
        frame = frame.replace(" a {}", " an {}")
    return frame.replace("{}", name)
