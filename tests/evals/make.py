"""Items and answers made by hand, so that a metric can be worked out on paper."""

from __future__ import annotations

from datetime import date

from corpus import Library
from evals.metrics.case import Case
from evals.runs.record import Response
from evals.sets.items import Expected, Item
from rag import Answer, Citation, Status, Verdict
from rag.answer.citations import force_of
from rag.answer.contract import Prose
from rag.language.named import Named
from rag.question.understanding import Understanding

TODAY = date(2026, 11, 22)
VAT = "cn-fi-negative-list-2024#item-12"
VAT_2021 = "cn-fi-negative-list-2021#item-14"
FIRM = "cn-telecom-enterprise-provisions-2022#article-6"
PILOT = "cn-telecom-pilot-107-2024#item-2"


def item(**fields) -> Item:
    defaults = {"id": "one", "question": "外资做增值电信，股比上限是多少？", "language": "zh-Hans", "why": "by hand"}
    return Item.model_validate(defaults | fields)


def expected(status: str = "restricted", **fields) -> Expected:
    return Expected.model_validate({"status": [status], **fields})


def citation(library: Library, provision: str, n: int = 1, **changes) -> Citation:
    clause = library.clauses[provision]
    made = Citation(
        n=n,
        provision_id=provision,
        document_id=clause.document.id,
        locator=clause.provision.where.zh,
        title_zh=clause.document.title.zh,
        title_en=clause.document.title.en,
        short_zh=clause.document.name.zh,
        short_en=clause.document.name.en,
        number=None,
        status=force_of(clause.document, TODAY),
        effective=clause.document.effective,
        url=None,
        quote=clause.provision.digest.zh,
        quote_kind="digest",
        confidence="verified",
    )
    return made.model_copy(update=changes)


def verdict(status: str = "restricted", cap: float | None = 50, deciding: str | None = VAT, **fields) -> Verdict:
    area = fields.get("area")
    return Verdict(
        status=Status(status),
        headline=fields.get("headline", ""),
        activities=tuple(Named(id=a, name=a) for a in fields.get("activities", ("value-added-telecom",))),
        foreign_cap_pct=cap,
        chinese_control=fields.get("chinese_control", False),
        joint_venture=False,
        regime="national",
        area=Named(id=area, name=area) if area else None,
        as_of=fields.get("as_of", TODAY),
        since=None,
        basis="named",
        deciding_provision=deciding,
        conditions=(),
        reasons=(),
        elsewhere=(),
        before=None,
        upcoming=None,
        unchecked=(),
    )


def answer(headline: str = "不超过50%。", markdown: str = "", **fields) -> Answer:
    verdicts = tuple(fields.get("verdicts", ()))
    return Answer(
        id="a",
        conversation_id=None,
        language=fields.get("language", "zh"),
        answer=Prose(headline=headline, markdown=markdown, html=""),
        verdict=verdicts[0] if verdicts else None,
        verdicts=verdicts,
        citations=tuple(fields.get("citations", ())),
        understanding=Understanding(
            language="zh",
            intent=fields.get("intent", "decide"),
            focus=fields.get("focus", "decide"),
            activities=tuple(Named(id=a, name=a) for a in fields.get("activities", ())),
            area=None,
            areas=(),
            investor_origin=None,
            as_of=fields.get("as_of", TODAY),
            mode=None,
            rewritten=fields.get("rewritten", ""),
        ),
        abstained=fields.get("abstained", False),
        clarification=fields.get("clarification"),
        follow_ups=(),
        composer="grounded",
        index_version="x",
        corpus_checked_through=TODAY,
        timings_ms=fields.get("timings_ms", {}),
    )


def response(of: Answer | None = None, **fields) -> Response:
    defaults = {"item": "one", "answer": of, "error": None if of else "500", "retrieved": (), "ms": 1.0}
    return Response(**(defaults | fields))


def case(library: Library, of: Item, answered: Answer | None = None, **fields) -> Case:
    return Case(of, response(answered, item=of.id, **fields), library)
