"""What prose says of entry, held against the decision: each stretch that says open, capped or closed is decided anew for the
business, place and day it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from corpus import Clause, Regime
from rag.decision.decision import Decision, decide
from rag.decision.regimes import PLACES
from rag.decision.related import parts_to_decide
from rag.decision.status import Status
from rag.prose.check.claims import read, unanswered
from rag.prose.check.evidence import Evidence
from rag.prose.check.names import Names
from rag.prose.check.senses import Sense, plain, senses
from rag.question.dates import edition_day

_ENTRY = frozenset({Sense.WHOLE, Sense.PART, Sense.LEAD, Sense.CONTROL, Sense.VENTURE, Sense.CLOSED, Sense.PERMIT})
_PART = re.compile(
    r"(?<!\d),|,(?!\d{3})|[;。:]|[.](?=\s|$)|\b(?:but|while|whereas|although|though|however)\b|但是?|而(?=在|是|且|对|外)|不过"
)
#: What makes "may" and "may not" speak of entering a business rather than of running one.
_ENTERING = re.compile(
    r"外资|外商|外方|外国|境外投资|投资|持股|股比|控股|独资|合资|经营|设立|开办|举办|从事|进入|准入|开放|放开|"
    r"foreign|invest|\bown|\bhold|share|equity|stake|operat|\brun\b|enter|set up|establish|market access|engage|\bopen|\bclosed|"
    r"\byou\b|\bwe\b|\bno\b|\byes\b"
)
_GENERALLY = re.compile(
    r"全国|一般|其他地区|其他地方|以外的地区|区外|地区外|之外|国家层面|nationwide|nationally|national rule|in general|generally|general rule|"
    r"elsewhere|national (?:negative )?list|全国版|outside|rest of|other places|other regions"
)
_PILOT = re.compile(r"试点|\bpilot")
_NOW = re.compile(r"现在|目前|现行|如今|今天|\bnow\b|\btoday\b|\bcurrent(?:ly)?\b|at present")
_EXCEPT = re.compile(r"除外|例外|^\s*(?:除了?|其中)|\bexcept(?:ions?|ing|ed)?\b|other than|apart from")
_DAY = re.compile(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?")
_BEFORE = re.compile(r"(?:\bbefore|\bprior to|\buntil|\btill)\s*(?:the )?$")
_BEFORE_BEHIND = re.compile(r"\s*(?:之前|以前|前)")
_INCLUDED = re.compile(r"\bincluded\b|\bas well\b|包括在内|也在内|在内$")
_FOLLOWING = re.compile(r"\b(?:of them|following|these)\b|以下|下列|这些|如下")
#: What comes behind is the business, what comes before it is who does it.
_RUNS = re.compile(r"(?:旅行社|公司|企业|机构|投资者)[^,;。]{0,8}(?:经营|从事|开展)(.+)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)")
_REMOTE = re.compile(r"中方|中国投资者|中资|内资|国产|票房|时长|\bchinese\b|screening|turnover|revenue|services trade|服务贸易")
_YES = re.compile(r"^\s*(?:可以|能(?!否)|是的|允许|开放|yes\b)")
_NO = re.compile(
    r"^\s*(?:不可以|不能|不行|不允许|否|no\b(?! (?:licen|approval|limit|cap|foreign|foreigner|list|rule|free|special|permit)))"
)


@dataclass(frozen=True)
class Stretch:
    """A part of a sentence that says something of entry, and what it says it of. ``bare`` is a mere yes or
    no, which no provision has to bear but the decision."""

    text: str
    senses: frozenset[Sense]
    shares: tuple[float, ...]
    decisions: tuple[Decision, ...]
    bare: bool


def contrary(text: str, cited: tuple[Clause, ...], evidence: Evidence, names: Names) -> list[Stretch]:
    """The stretches of a sentence that state another verdict than the decision on what they speak of."""
    stretches = _stretches(text, cited, evidence, names)
    return [s for s in stretches if (s.bare and not s.decisions) or any(_against(s, d) for d in s.decisions)]


def _stretches(text: str, cited: tuple[Clause, ...], evidence: Evidence, names: Names) -> Iterator[Stretch]:
    left = names.untitled(text, cited)
    days = _days(left) or _edition(text, evidence)
    regimes = _regimes(text, cited, evidence, names)
    carried: frozenset[tuple[str, str]] = frozenset()
    subject, held, last = None, frozenset(), ()
    parts = _PART.split(plain(left))
    for i, part in enumerate(parts):
        told = carried | names.mentioned(part)
        if (run := _RUNS.search(part)) and any(kind == "activity" for kind, _ in names.mentioned(run[1])):
            told = carried | names.mentioned(run[1]) | {n for n in told if n[0] != "activity"}
        if not told and (_FOLLOWING.search(part) or f"{part}:" in plain(left)):
            told = frozenset().union(*map(names.mentioned, parts[i + 1 :]))
        found = senses(part) & _ENTRY
        bare = ({Sense.PERMIT} if not i and _YES.match(part) else set()) | (
            {Sense.CLOSED} if not i and _NO.match(part) else set()
        )
        if _EXCEPT.search(part) and not found and held & {Sense.CLOSED, Sense.PART}:
            found = frozenset({Sense.PERMIT})
        shares = () if _REMOTE.search(part) else tuple(float(n) for n in _SHARE.findall(part) if 0 < float(n) < 100)
        if _INCLUDED.search(part) and not found:
            found, shares = held, last
        if bare and unanswered(text) != text:
            yield Stretch(part, frozenset(bare), (), evidence.decisions, True)
            continue
        if not (found or bare or shares):
            carried = told
            continue
        if not _ENTERING.search(part) and not told:
            found -= {Sense.CLOSED, Sense.PERMIT}
        now = (evidence.today,) if _NOW.search(part) else ()
        where = _Where(
            told or subject or told, regimes | ({None: None} if _GENERALLY.search(part) else {}), now or _days(part) or days
        )
        yield Stretch(part, found | bare, shares, tuple(_decided(where, evidence)), bool(bare) and not evidence.decisions)
        subject, held, last, carried = told or subject, held | found, shares, frozenset()


def _days(text: str) -> tuple[date, ...]:
    """The days that a text speaks of: "before X" is the day before; a month or a year stands for its first day."""
    out = []
    for form, words in read(text.title()).stated.items():  # months are read by their capitals
        if not (match := _DAY.fullmatch(form)):
            continue
        day = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        at = plain(text).find(plain(words))
        around = (plain(text)[max(0, at - 14) : at], plain(text)[at + len(words) :][:6])
        before = bool(_BEFORE.search(around[0]) or _BEFORE_BEHIND.match(around[1]))
        out.append(day - timedelta(days=1) if before else day)
    return tuple(out)


def _edition(text: str, evidence: Evidence) -> tuple[date, ...]:
    day = edition_day(text, evidence.library, evidence.today)
    return (day,) if day else ()


@dataclass(frozen=True)
class _Where:
    """What a stretch speaks of: what it names, the places (None: the country) and investors of the lists it names, the days."""

    named: frozenset[tuple[str, str]]
    regimes: dict[str | None, str | None]
    days: tuple[date, ...]

    def of(self, kind: str) -> list[str]:
        return [one for k, one in self.named if k == kind]


def _regimes(text: str, cited: tuple[Clause, ...], evidence: Evidence, names: Names) -> dict[str | None, str | None]:
    """The places whose lists a sentence names, each with the investor the list is made for."""
    found: dict[str | None, str | None] = {}
    for clause in cited:
        regime, measures = clause.document.regime, clause.provision.measures
        if not (names.titled(text, clause) or (regime == Regime.PILOT and _PILOT.search(plain(text)))):
            continue
        areas = [a for m in measures for a in m.areas]
        origins = [o for m in measures for o in m.origins]
        found[areas[0] if areas else PLACES.get(regime)] = origins[0] if origins else None
    return found


def _decided(where: _Where, evidence: Evidence) -> Iterator[Decision]:
    """What was asked, with the business, place, investor and day put in that a stretch speaks of."""
    library = evidence.library
    told = [a for a in where.of("activity") if not library.activities[a].topic]
    wider = {up for d in evidence.decisions for up in library.above(d.activity)}
    named = parts_to_decide(library, tuple(a for a in told if a not in wider)) + [a for a in told if a in wider]
    base = list(evidence.decisions) or [decide(library, a, evidence.day) for a in named]
    areas, origins = where.of("area"), where.of("origin")
    kept = [d for d in base if d.activity in named] or base
    kept = [d for d in kept if d.area in areas] or kept
    asked = {d.activity for d in base}
    for d in kept:
        others = [a for a in named if a not in asked and decide(library, a, d.as_of).settled]
        activities = [*others, *([d.activity] if not others or d.activity in named else [])]
        places = areas or list(where.regimes) or [d.area]
        for activity, area, day in product(activities, places, where.days or (d.as_of,)):
            for origin in origins or [where.regimes.get(area) or d.origin]:
                yield decide(library, activity, day, area, origin, d.mode)


def _against(stretch: Stretch, d: Decision) -> bool:
    found, closed = stretch.senses, d.status == Status.PROHIBITED
    whole = d.settled and not closed and d.status != Status.RESTRICTED
    wrong = {
        Sense.CLOSED: not closed,
        Sense.PERMIT: closed or not d.settled,
        Sense.WHOLE: not whole,
        Sense.PART: whole or not d.settled,
        Sense.LEAD: not d.settled or closed or d.terms.chinese_control or (d.terms.cap is not None and d.terms.cap <= 50),
        Sense.CONTROL: not d.terms.chinese_control,
        Sense.VENTURE: not d.terms.joint_venture,
    }
    return any(wrong[s] for s in found if s in wrong) or any(d.cap != share for share in stretch.shares)
