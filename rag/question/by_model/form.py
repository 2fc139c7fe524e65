"""The form that a language model fills in for one question: every id comes from a closed list, every claim has its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, create_model

NONE = "none"
Outside = Literal["no", "other-matter", "other-trade", "other-country"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BusinessRead(_Strict):
    """A business that is meant, and the words of the question that say so."""

    evidence: str
    id: str


class DayRead(_Strict):
    """A day that the question names, the words that name it, and whether the rule of that day is asked for or it belongs to the asker's
    story."""

    evidence: str
    date: str
    role: Literal["asked", "story"]


class ReadingForm(_Strict):
    """What a question asks. No field has a default: strict mode knows none."""

    asks: list[str]
    outside: Outside
    businesses: list[BusinessRead]
    mode: Literal["commercial-presence", "cross-border"]
    places: list[str]
    origin: str
    days: list[DayRead]


def reading_form(
    kinds: Sequence[str], businesses: Sequence[str], places: Sequence[str], origins: Sequence[str]
) -> type[ReadingForm]:
    """The form whose fields take these ids and no others."""
    business = create_model("Business", __base__=BusinessRead, id=(_one_of((*businesses, NONE)), ...))
    fields: dict[str, Any] = {
        "asks": (list[_one_of(kinds)], ...),
        "businesses": (list[business], ...),
        "places": (list[_one_of((*places, NONE))], ...),
        "origin": (_one_of((*origins, NONE)), ...),
    }
    return create_model("Reading", __base__=ReadingForm, **fields)


def _one_of(ids: Sequence[str]) -> Any:
    return cast(Any, Literal)[tuple(ids)]
