"""Running a set: kept, gone on with, refused where it would mix two runs; in this process and over a socket."""

import json
import threading
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from corpus import ZhunruError
from evals.runs.record import Run
from evals.runs.run import carry_out, read_items, read_run
from evals.runs.systems import About, in_process, system_at
from evals.sets.read import set_hash
from tests.evals.make import PILOT, TODAY, VAT, answer, expected, item, response

ITEMS = [
    item(id="vat", clauses=[VAT], verdicts=[expected(cap=50, deciding=[VAT])]),
    item(id="lingang", question="Can we run a data centre?", language="en", area="上海临港", clauses=[PILOT]),
    item(id="then", question="外资可以控股出版物印刷企业吗？", as_of="2024-10-31", must_say=["中方控股"]),
    item(id="after", question="那在海南呢？", turns=["外资可以做数据中心吗？"], verdicts=[expected("conditional")]),
]


class Scripted:
    """A system that answers everything alike, and counts."""

    about = About("scripted", "1", None, None, {})

    def __init__(self, fails: tuple[str, ...] = ()):
        self.asked: list[str] = []
        self.fails = fails

    def respond(self, one):
        self.asked.append(one.id)
        return response(None if one.id in self.fails else answer(), item=one.id)


def a_run(**changes) -> Run:
    fields = {
        "name": "n", "set": "s", "set_hash": set_hash(ITEMS), "items": len(ITEMS), "system": "scripted", "settings": {"composer": "auto"},
        "asked_on": TODAY, "started": datetime(2026, 11, 22, tzinfo=UTC), "code_version": "1", "corpus_hash": "c", "index_version": "i",
    }  # fmt: skip
    return Run(**(fields | changes))


def carried(folder, system, run=None, items=ITEMS) -> int:
    return carry_out(run or a_run(), items, system, folder, 2, lambda done, total: None)


def test_a_run_is_kept_whole(tmp_path):
    system = Scripted()
    assert carried(tmp_path / "n", system) == 4
    run, responses = read_run(tmp_path / "n")
    assert run == a_run()
    assert {r.item for r in responses} == {i.id for i in ITEMS}
    assert read_items(tmp_path / "n") == ITEMS


def test_a_run_goes_on_where_it_was_stopped(tmp_path):
    carried(tmp_path / "n", Scripted())
    lines = (tmp_path / "n" / "responses.jsonl").read_text().split("\n")
    (tmp_path / "n" / "responses.jsonl").write_text("\n".join(lines[:2]) + "\n" + lines[2][: len(lines[2]) // 2])
    system = Scripted()
    assert carried(tmp_path / "n", system) == 2
    left = {json.loads(line)["item"] for line in lines[2:] if line}
    assert set(system.asked) == left
    assert len(read_run(tmp_path / "n")[1]) == 4


def test_a_complete_run_asks_nothing(tmp_path):
    carried(tmp_path / "n", Scripted())
    assert carried(tmp_path / "n", Scripted()) == 0


def test_what_failed_is_asked_again_and_the_last_response_counts(tmp_path):
    carried(tmp_path / "n", Scripted(fails=("vat",)))
    system = Scripted()
    carried(tmp_path / "n", system)
    assert system.asked == ["vat"]
    assert all(r.error is None for r in read_run(tmp_path / "n")[1])


def test_an_interrupted_run_keeps_what_has_come(tmp_path):
    class Stopped(Scripted):
        def respond(self, one):
            if self.asked:
                raise KeyboardInterrupt
            return super().respond(one)

    with pytest.raises(KeyboardInterrupt):
        carry_out(a_run(), ITEMS, Stopped(), tmp_path / "n", 1, lambda done, total: None)
    assert [r.item for r in read_run(tmp_path / "n")[1]] == ["vat"]


@pytest.mark.parametrize(
    "change",
    [
        {"set_hash": "other"},
        {"settings": {"composer": "grounded"}},
        {"corpus_hash": "other"},
        {"index_version": "other"},
        {"code_version": "2"},
        {"asked_on": date(2026, 11, 23)},
        {"system": "other"},
    ],
)
def test_a_run_of_something_else_is_not_gone_on_with(tmp_path, change):
    carried(tmp_path / "n", Scripted())
    with pytest.raises(ZhunruError, match=next(iter(change))) as caught:
        carried(tmp_path / "n", Scripted(), a_run(**change))
    assert "--name" in caught.value.remedy


def test_two_processes_do_not_write_one_run(tmp_path):
    class Nested(Scripted):
        def respond(self, one):
            carried(tmp_path / "n", Scripted())

    with pytest.raises(ZhunruError, match="another process"):
        carried(tmp_path / "n", Nested())


def test_a_folder_without_a_run_or_with_a_damaged_one_says_so(tmp_path):
    with pytest.raises(ZhunruError, match="no run"):
        read_run(tmp_path)
    carried(tmp_path / "n", Scripted())
    with (tmp_path / "n" / "responses.jsonl").open("a") as file:
        file.write('{"item": 1}\n')
    with pytest.raises(ZhunruError, match=r"responses.jsonl:5: item"):
        read_run(tmp_path / "n")


def test_the_system_in_this_process_is_asked_as_the_items_say(answerer):
    with in_process(answerer, TODAY, "auto") as system:
        vat, lingang, then, after = (system.respond(i) for i in ITEMS)
    assert (vat.answer.verdict.foreign_cap_pct, vat.answer.verdict.as_of) == (50, TODAY)
    assert 50 < len(vat.retrieved) == len(set(vat.retrieved)) <= 100
    assert all(answerer.library.clauses[p].document.in_force(TODAY) for p in vat.retrieved)
    assert lingang.answer.verdict.area.id == "shanghai-lingang"
    assert (lingang.answer.language, then.answer.verdict.as_of) == ("en", date(2024, 10, 31))
    assert all(answerer.library.clauses[p].document.in_force(date(2024, 10, 31)) for p in then.retrieved)
    assert after.retrieved == ()


def test_a_live_server_answers_as_this_process_does(server, answerer):
    with system_at(server, "auto") as over_http, in_process(answerer, TODAY, "auto") as here:
        assert over_http.about.index_version == here.about.index_version
        for one in ITEMS[:2]:
            theirs, ours = over_http.respond(one), here.respond(one)
            assert [v.status for v in theirs.answer.verdicts] == [v.status for v in ours.answer.verdicts]
            assert [c.provision_id for c in theirs.answer.citations] == [c.provision_id for c in ours.answer.citations]


def test_what_the_api_refuses_is_an_error_with_its_words(server):
    with system_at(server, "auto") as system:
        failed = system.respond(item(id="nowhere", area="Atlantis", abstain=True))
    assert failed.answer is None and failed.error.startswith("422: `Atlantis`")


def test_a_composer_that_is_not_offered_is_told_before_anything_is_asked(server):
    with pytest.raises(ZhunruError, match="no composer `poet`"), system_at(server, "poet"):
        pass


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "nonsense", "http://"])
def test_an_address_without_a_server_says_what_to_do(url):
    with pytest.raises(ZhunruError, match="No Zhunru answers") as caught, system_at(url, "auto"):
        pass
    assert "zhunru serve" in caught.value.remedy


class Conversing(BaseHTTPRequestHandler):
    """A server of another make: conversations, search."""

    bodies: ClassVar[list[dict]] = []
    keeps = True

    def do_GET(self):
        fields = {
            "composer": {"enum": ["auto"]},
            "conversation_id": {},
        }
        replies = {
            "/readyz": {"index_version": "i", "embedder": "e"},
            "/openapi.json": {
                "info": {"version": "9"},
                "paths": {"/v1/search": {}},
                "components": {"schemas": {"AskRequest": {"properties": fields}}},
            },
            "/v1/search": {"items": [{"provision_id": VAT}, {"provision_id": PILOT}]},
        }
        self.reply(json.dumps(replies[self.path.split("?")[0]]).encode())

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.bodies.append(body)
        made = answer(rewritten="外资可以在海南做数据中心吗？").model_copy(
            update={"conversation_id": "c1" if self.keeps else None}
        )
        self.reply(made.model_dump_json().encode())

    def reply(self, content: bytes):
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def conversing():
    Conversing.bodies, Conversing.keeps = [], True
    with ThreadingHTTPServer(("127.0.0.1", 0), Conversing) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()


def test_turns_are_put_in_one_conversation_and_the_rewritten_question_alone(conversing):
    with system_at(conversing, "auto") as system:
        got = system.respond(
            item(question="那在海南呢？", turns=["外资可以做数据中心吗？", "深圳呢？"], mode="cross-border", clarify=True)
        )
    assert [(b["question"], b.get("conversation_id")) for b in Conversing.bodies] == [
        ("外资可以做数据中心吗？", None),
        ("深圳呢？", "c1"),
        ("那在海南呢？", "c1"),
        ("外资可以在海南做数据中心吗？", None),
    ]
    assert all(b["mode"] == "cross-border" and "language" not in b for b in Conversing.bodies)
    assert got.turns_sent and got.alone is not None and got.note is None


def test_where_no_conversation_comes_back_only_the_last_question_counts_and_the_item_says_so(conversing):
    Conversing.keeps = False
    with system_at(conversing, "auto") as system:
        got = system.respond(item(question="那在海南呢？", turns=["外资可以做数据中心吗？"], clarify=True))
    assert not got.turns_sent and got.alone is None and "no conversation" in got.note
    assert Conversing.bodies[-1] == {"question": "那在海南呢？", "composer": "auto"}


def test_the_language_is_left_to_be_told_from_the_question_and_search_is_used_where_it_is(conversing):
    """Sending it would give away what the system has to find out."""
    with system_at(conversing, "auto") as system:
        german, french = (system.respond(item(language=x, clauses=[VAT])) for x in ("de", "fr"))
    assert not any("language" in b for b in Conversing.bodies)
    assert german.retrieved == french.retrieved == (VAT, PILOT)
