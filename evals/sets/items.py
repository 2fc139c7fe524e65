"""One item of a test set: a question, and what a right answer to it holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from corpus import Mode
from rag import Status

Language = Literal["zh-Hans", "zh-Hant", "en", "ja", "ko", "de", "fr", "es", "ru"]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
ClauseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9-]+$")]


#: What a question can ask for. `text` is what a text says of a matter that no other kind names; `about` is a question about Zhunru.
AskKind = Literal[
    "verdict", "cap", "conditions", "capital", "authority", "procedure", "time-limit", "where", "since", "penalty", "definition",
    "document", "list", "count", "comparison", "which-list", "freshness", "text", "about", "small-talk", "outside",
]  # fmt: skip
ASK_KINDS: frozenset[str] = frozenset(get_args(AskKind))


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Expected(Strict):
    """One verdict that the answer must give. ``status`` and ``deciding`` list what is acceptable; ``cap`` is the highest
    foreign share in percent and is judged only where it is given. ``activity``, ``area`` and ``as_of`` tell which of several verdicts is meant."""

    status: tuple[Status, ...] = Field(min_length=1)
    cap: float | None = Field(default=None, ge=0, le=100)
    deciding: tuple[ClauseId, ...] = ()
    activity: Slug | None = None
    area: Slug | None = None
    as_of: date | None = None


class Item(Strict):
    """One question with its expectations. What is left empty is not judged.

    ``turns`` are the earlier questions of the same conversation. ``verdicts`` are the decisions the answer must give,
    ``clauses`` the provisions that bear on the question (what retrieval must find, what the citations should hold).
    ``must_say`` holds what the answer must contain, alternatives parted by ``|``; ``must_not_say`` what it must not.
    ``abstain`` and ``clarify`` say that a right answer declines, or asks back. ``asks`` are the kinds of thing the question asks
    for, alternatives parted by ``|``. ``paraphrases`` ask the same in other words; ``wording_of`` is the id of the item that one of
    them was made into an item from. ``why`` names the facts it rests on. A ``frozen`` item is never tuned on."""

    id: Slug
    question: Words
    language: Language
    paraphrases: tuple[Words, ...] = ()
    turns: tuple[Words, ...] = ()
    as_of: date | None = None
    area: str | None = None
    investor_origin: str | None = None
    mode: Mode | None = None
    verdicts: tuple[Expected, ...] = ()
    clauses: tuple[ClauseId, ...] = ()
    must_say: tuple[Words, ...] = ()
    must_not_say: tuple[Words, ...] = ()
    abstain: bool = False
    clarify: bool = False
    asks: tuple[Words, ...] = ()
    tags: tuple[Slug, ...] = ()
    why: Words
    frozen: bool = False
    wording_of: Slug | None = None

    @model_validator(mode="after")
    def _judged(self) -> Item:
        if self.abstain and (self.verdicts or self.clauses):
            raise ValueError("an item that should abstain expects no `verdicts` and no `clauses`; remove them, or `abstain`")
        if not (self.verdicts or self.clauses or self.must_say or self.must_not_say or self.abstain or self.clarify):
            raise ValueError(
                "nothing is expected; give `verdicts`, `clauses`, `must_say`, `must_not_say`, `abstain` or `clarify`"
            )
        return self

    @model_validator(mode="after")
    def _known_asks(self) -> Item:
        if unknown := [kind for ask in self.asks for kind in ask.split("|") if kind not in ASK_KINDS]:
            raise ValueError(f"`asks` has no kind `{unknown[0]}`; the kinds are {', '.join(sorted(ASK_KINDS))}")
        return self

    @model_validator(mode="after")
    def _different_wordings(self) -> Item:
        if len({self.question, *self.paraphrases}) <= len(self.paraphrases):
            raise ValueError("`paraphrases` repeats a wording; give each wording once, and not the question itself")
        return self
