"""Items and runs that the tests of reports share: real answers to a handful of questions, and scores made by hand."""

from datetime import UTC, datetime

from evals.runs.record import Response, Run
from evals.scoring.score import METRICS, ItemScores
from evals.scoring.scored import Scored, scored
from evals.sets.items import Expected, Item
from rag import Ask
from tests.conftest import TODAY

ITEM_12, ITEM_13 = "cn-fi-negative-list-2024#item-12", "cn-fi-negative-list-2024#item-13"

ITEMS = (
    Item(id="vats-cap-zh", question="外资在中国做增值电信，股比上限是多少？", language="zh-Hans", clauses=(ITEM_12,),
         verdicts=(Expected(status=("restricted",), cap=50, deciding=(ITEM_12,)),), must_say=("50%",), tags=("telecom",),
         why="nl2024-12", frozen=True),
    Item(id="mobile-game-en", question="Can our Seoul studio self-publish a mobile game in China?", language="en", clauses=(ITEM_13,),
         verdicts=(Expected(status=("prohibited",), cap=0, deciding=(ITEM_13,)),), tags=("games", "culture"), why="nl2024-13",
         frozen=True),
    Item(id="two-places", question="Can I run a data centre in Shanghai Lingang? And in Wuhan?", language="en", tags=("telecom",),
         verdicts=(Expected(status=("conditional", "open"), area="shanghai-lingang"), Expected(status=("prohibited",), area="wuhan")),
         why="p107-services, b11-national-closed"),
    Item(id="weather-zh", question="今天天气怎么样？", language="zh-Hans", abstain=True, tags=("outside",), why="Nothing in the corpus.",
         frozen=True),
    Item(id="wrong-on-purpose", question="外资可以办电视台吗？<script>alert('坏')</script>" + "x" * 90, language="zh-Hans", clauses=(ITEM_12,),
         verdicts=(Expected(status=("open",), cap=100),), must_say=("完全|开放",), tags=("culture",),
         why="A false expectation | with a bar: the report must show how it fails."),
    Item(id="fails", question="Is a call centre open?", language="en", verdicts=(Expected(status=("open",)),), tags=("telecom",),
         why="The system fails on it."),
)  # fmt: skip


def record(name="now", **changed) -> Run:
    given = {
        "name": name, "set": "made", "set_hash": "0" * 64, "items": len(ITEMS), "system": "zhunru in process", "settings": {"composer": "grounded"},
        "asked_on": TODAY, "started": datetime(2026, 11, 22, 9, tzinfo=UTC), "code_version": "abc", "corpus_hash": "c", "index_version": "i",
    }  # fmt: skip
    return Run(**(given | changed))


def responses(answerer) -> list[Response]:
    """What Zhunru answers, with what it found; the last item ends in an error."""
    made = []
    for item in ITEMS[:-1]:
        hits = answerer.index.search(answerer.embedder.query(item.question), item.question, k=100)
        answer = answerer.answer(Ask(item.question, TODAY))
        made.append(Response(item=item.id, answer=answer, error=None, retrieved=tuple(h.id for h in hits), ms=10.0))
    return [*made, Response(item=ITEMS[-1].id, answer=None, error="HTTP 503: 索引正在重建", retrieved=(), ms=1.0)]


def kept(folder, run, items, replies):
    """A run as it lies on disk."""
    folder.mkdir()
    (folder / "run.json").write_text(run.model_dump_json(), encoding="utf-8")
    for name, rows in (("items", items), ("responses", replies)):
        (folder / f"{name}.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in rows), encoding="utf-8")
    return folder


def by_hand(sheet: dict[str, dict[str, float | None]], name="now", frozen=True, **changed) -> Scored:
    """A scored run without answers: the scores given, and every other metric not eligible. Its items are asked in Chinese."""
    items = {
        i: Item(id=i, question=f"外资可以做{i}吗？", language="zh-Hans", clarify=True, why="made", frozen=frozen) for i in sheet
    }
    replies = {i: Response(item=i, answer=None, error="none", retrieved=(), ms=1.0) for i in sheet}
    rows = (ItemScores(i, "zh-Hans", (), frozen, dict.fromkeys(METRICS) | given, {"seen": 1.0}, ()) for i, given in sheet.items())
    return Scored(record(name, **changed), items, replies, tuple(rows))


def answered(answerer, library, name="now") -> Scored:
    return scored(record(name), ITEMS, responses(answerer), library)
