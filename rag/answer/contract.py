"""The answer as an object: what `POST /v1/ask` returns, and what every other door gives out too."""

from __future__ import annotations

from datetime import date

from corpus import Mode
from rag.decision.status import Status
from rag.language.named import Named, View
from rag.question.understanding import Understanding


class Reason(View):
    """One step of the decision. ``effect``: `decides`, `supports`, `contradicts` (of equal standing, so that nothing is
    decided), `gives-way` (a stricter rule that a more open one displaces), or `note` (holds for every investment)."""

    effect: str
    text: str
    provision_id: str
    regime: str


class Condition(View):
    """Something to be met or obtained by whoever may enter. ``kind`` is a measure type (licence, approval, …)."""

    kind: str
    text: str
    provision_id: str


class Place(View):
    """The same activity on the same day under another regime. ``share`` is the highest foreign share in percent."""

    regime: str
    name: str
    status: Status
    foreign_cap_pct: float | None
    chinese_control: bool
    provision_id: str | None


class Turn(View):
    """A change of the verdict: what held before ``day``, or what is to hold from it."""

    day: date
    status: Status
    foreign_cap_pct: float | None
    text: str
    provision_id: str | None


class Verdict(View):
    """The decision, ``headline`` being its one sentence. ``foreign_cap_pct`` is the highest foreign share in percent: 0 when closed, 100 when open, None when
    the rule gives no number (Chinese control). ``basis`` tells how it came about: `named`, `uncommitted`, `not-listed`.
    ``before`` is what held until the last change, ``upcoming`` what is published but not yet in force. ``mode`` is how the business is
    supplied: other than by `commercial-presence` (a company in China) there is no share. ``since`` is when the deciding rule took effect in
    this edition, ``held_since`` from when the verdict has been what it is, through however many editions: at the latest, where
    ``held_longer`` says that nothing is known of the time before. ``firm`` says that it would stand on checked rules alone; ``unchecked``
    names every other provision it mentions that nobody has checked."""

    status: Status
    headline: str
    activities: tuple[Named, ...]
    foreign_cap_pct: float | None
    chinese_control: bool
    joint_venture: bool
    regime: str
    area: Named | None
    as_of: date
    mode: str = Mode.COMMERCIAL_PRESENCE.value
    since: date | None
    held_since: date | None = None
    held_longer: bool = False
    basis: str
    deciding_provision: str | None
    conditions: tuple[Condition, ...]
    reasons: tuple[Reason, ...]
    elsewhere: tuple[Place, ...]
    before: Turn | None
    upcoming: Turn | None
    unchecked: tuple[str, ...]
    firm: bool = True

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of every provision the verdict names, in the order of its reasoning."""
        turns = [t for t in (self.before, self.upcoming) if t]
        ids = (x.provision_id for x in (*self.reasons, *self.conditions, *turns, *self.elsewhere))
        return tuple(dict.fromkeys(i for i in ids if i))


class Citation(View):
    """A clause that the answer stands on. ``status`` is its force on the day asked about: `in-force`, `superseded`, `upcoming`.
    ``basis`` is the weakest source that what it is read for was read in (`official-text`, `official-announcement`, `secondary`, `memory`),
    ``checked`` says so in the language of the answer."""

    n: int
    provision_id: str
    document_id: str
    locator: str
    title_zh: str
    title_en: str
    short_zh: str
    short_en: str
    number: str | None
    status: str
    effective: date | None
    url: str | None
    quote: str
    quote_kind: str
    confidence: str
    basis: str = ""
    checked: str = ""


class Decided(View):
    """What `POST /v1/decide` returns: a verdict for each activity, ``verdict`` being the first, and every clause they name."""

    language: str
    verdict: Verdict
    verdicts: tuple[Verdict, ...]
    citations: tuple[Citation, ...]
    corpus_checked_through: date


class Prose(View):
    """The answer in words: one headline, the note in Markdown, and the same note as HTML that is safe to insert."""

    headline: str
    markdown: str
    html: str


class Flaw(View):
    """What was wrong with a model's text, by its kind alone: the words are not repeated."""

    kind: str


class Grounding(View):
    """How the prose came about. ``state``: `grounded` (composed without a model), `checked` (written by ``model`` and sound by
    the check), `fallback` (the model's text was left out for ``faults``). ``rounds`` is how often the model was asked."""

    state: str = "grounded"
    faults: tuple[Flaw, ...] = ()
    model: str | None = None
    rounds: int = 0


class Reader(View):
    """Who read the question: ``who`` is `rules`, `learned` or `llm`, ``version`` that of the trained weights. Where a language model was
    asked to read it, ``model`` names it, ``sent_to`` is where the question was sent, and ``fault`` says why its reading was not used:
    `timeout`, `error` or `invalid` (an id or evidence that does not exist)."""

    who: str = "rules"
    version: str | None = None
    model: str | None = None
    sent_to: str | None = None
    fault: str | None = None


class Answer(View):
    """The contract of the answer. ``verdict`` is the first of ``verdicts``: one for each activity, place and day asked about. ``resolved_question``
    asks the same alone, with what it takes over from the questions before it; ``remark`` when it was none about the law but a courtesy, or
    about Zhunru: then ``understanding`` is that of the question before it. ``asks`` are
    the kinds of thing asked for, in order (empty where rules read, which tell few apart), and ``reader`` is who read."""

    id: str
    conversation_id: str | None
    language: str
    answer: Prose
    verdict: Verdict | None
    verdicts: tuple[Verdict, ...]
    citations: tuple[Citation, ...]
    understanding: Understanding
    abstained: bool
    clarification: str | None
    follow_ups: tuple[str, ...]
    composer: str
    resolved_question: str = ""
    remark: bool = False
    asks: tuple[str, ...] = ()
    reader: Reader = Reader()
    grounding: Grounding = Grounding()
    index_version: str
    corpus_checked_through: date
    timings_ms: dict[str, float]
