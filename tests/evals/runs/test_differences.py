"""Recorded runs: what they keep, and how two of them are compared, byte for byte. Real answers, changed by hand."""

import json
import shutil
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from corpus import ZhunruError
from evals.commands import app
from evals.runs.differences import MISSING, differences, excerpts
from evals.runs.record import RecordedAnswer, Response, recorded_answers
from evals.runs.run import carry_out, read_answers, read_run
from evals.runs.systems import in_process
from evals.sets.read import set_hash
from tests.evals.make import TODAY, VAT, answer, expected, item
from tests.evals.runs.test_runs import Scripted, a_run
from tests.evals.sets.test_sets import YAML

ITEMS = [
    item(id="vat", clauses=[VAT], verdicts=[expected(cap=50, deciding=[VAT])]),
    item(id="after", question="那在海南呢？", turns=["外资可以做数据中心吗？"], verdicts=[expected("conditional")]),
    item(id="nowhere", area="Atlantis", abstain=True),
]


def ran(folder, system, items=ITEMS, recorded=True):
    run = a_run(name=folder.name, set_hash=set_hash(items), items=len(items), recorded=recorded)
    carry_out(run, items, system, folder, 2, lambda done, total: None)
    return folder


def whole(folder, item: str, turn: int | str) -> dict:
    answer = read_answers(folder)[1][item][turn].answer
    assert answer is not None
    return answer


@pytest.fixture(scope="module")
def recorded(answerer, tmp_path_factory):
    """A recorded run, answered by Zhunru; `nowhere` fails, since there is no such place."""
    with in_process(answerer, TODAY, "auto") as system:
        return ran(tmp_path_factory.mktemp("recorded") / "first", system)


@pytest.fixture
def changed(recorded, tmp_path):
    """Copies the recorded run and applies a change to the record of every line of answers.jsonl; None drops the line."""

    def change(alter: Callable[[dict], dict | None]):
        folder = tmp_path / "second"
        shutil.copytree(recorded, folder)
        (folder / "run.json").write_text(a_run(name="second", recorded=True).model_dump_json(), encoding="utf-8")
        lines = (alter(json.loads(line)) for line in (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines())
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines if line)
        (folder / "answers.jsonl").write_text(text, encoding="utf-8")
        return folder

    return change


def at(item: str, turn: int | str, alter: Callable[[dict], object]) -> Callable[[dict], dict]:
    def altered(line: dict) -> dict:
        if (line["item"], line["turn"]) == (item, turn):
            alter(line["answer"])
        return line

    return altered


def test_a_conversation_records_both_turns_and_the_question_put_alone(recorded):
    run, answers = read_answers(recorded)
    assert run.recorded
    assert {name: list(turns) for name, turns in answers.items()} == {"vat": [1], "after": [1, 2, "alone"], "nowhere": [1]}
    first, second, alone = (whole(recorded, "after", turn) for turn in (1, 2, "alone"))
    assert first["verdict"]["area"] is None and second["verdict"]["area"]["id"] == "hainan"
    assert first["conversation_id"] == second["conversation_id"] is not None
    kept = {r.item: r for r in read_run(recorded)[1]}
    dumped = kept["after"].model_dump(mode="json")
    assert (dumped["answer"], dumped["alone"]) == (second, alone)
    assert kept["after"].earlier == (), "the earlier turns stay out of responses.jsonl"
    assert answers["nowhere"][1].answer is None and str(answers["nowhere"][1].error).startswith("422: `Atlantis`")


def test_the_same_program_asked_twice_differs_in_nothing_compared(recorded, answerer, tmp_path):
    with in_process(answerer, TODAY, "auto") as system:
        found = differences(recorded, ran(tmp_path / "again", system))
    assert (found.items, found.compared, found.answers) == (3, 5, ())
    first, again = (whole(folder, "vat", 1) for folder in (recorded, tmp_path / "again"))
    assert first["id"] != again["id"], "else nothing shows that ids are left out"


def test_one_character_of_one_headline_is_found(recorded, changed):
    def alter(answer):
        answer["answer"]["headline"] = answer["answer"]["headline"].replace("50", "51", 1)

    found = differences(recorded, changed(at("vat", 1, alter)))
    assert [(a.item, a.turn, [f.path for f in a.fields]) for a in found.answers] == [("vat", 1, ["answer.headline"])]
    assert {part: found.count(part) for part in ("verdicts", "citations", "headline", "text", "other")} == {
        "verdicts": 0, "citations": 0, "headline": 1, "text": 0, "other": 0,
    }  # fmt: skip
    before, after = excerpts(found.answers[0].fields[0])
    assert "50" in before and "51" in after


@pytest.mark.parametrize(
    ("turn", "alter", "path", "part"),
    [
        (1, lambda a: a["verdicts"][0].update(status="open"), "verdicts.0.status", "verdicts"),
        (2, lambda a: a["verdict"]["activities"][0].update(id="other"), "verdict.activities.0.id", "verdicts"),
        (1, lambda a: a["citations"][0].update(quote="x"), "citations.0.quote", "citations"),
        (1, lambda a: a["citations"].append({"n": 99}), "citations.{}", "citations"),
        (2, lambda a: a["answer"].update(markdown=a["answer"]["markdown"] + " "), "answer.markdown", "text"),
        ("alone", lambda a: a["answer"].update(html="<p>"), "answer.html", "text"),
        (1, lambda a: a.update(abstained=0), "abstained", "other"),
        (1, lambda a: a.pop("clarification"), "clarification", "other"),
        (1, lambda a: a["understanding"].update(rewritten="x"), "understanding.rewritten", "other"),
    ],
)
def test_every_other_field_is_compared_in_every_turn(recorded, changed, turn, alter, path, part):
    count = len(whole(recorded, "after", 1)["citations"])
    found = differences(recorded, changed(at("after", turn, alter)))
    assert [(a.item, a.turn) for a in found.answers] == [("after", turn)]
    assert [(f.path, f.part) for f in found.answers[0].fields] == [(path.format(count), part)]
    assert found.count(part) == 1


def test_ids_timings_and_the_index_version_are_not_compared(recorded, changed):
    def alter(line):
        if line["answer"]:
            line["answer"].update(id="x", conversation_id="y", timings_ms={"total": 1.5}, index_version="z")
        return line

    assert differences(recorded, changed(alter)).answers == ()


def test_a_field_that_one_side_lacks_is_not_a_field_that_is_null(recorded, changed):
    found = differences(recorded, changed(at("vat", 1, lambda a: a.pop("clarification"))))
    assert [(f.before, f.after is MISSING) for f in found.answers[0].fields] == [(None, True)]
    assert excerpts(found.answers[0].fields[0]) == ("null", "(missing)")


def test_a_run_of_another_contract_is_compared_all_the_same(recorded, changed):
    """The change that is checked may itself add or rename a field."""
    other = changed(at("vat", 1, lambda a: a.update(new_field=1)))
    text = (other / "responses.jsonl").read_text(encoding="utf-8").replace('"abstained":', '"new_field":1,"abstained":')
    (other / "responses.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(ZhunruError):
        read_run(other)
    assert [(f.path, f.before is MISSING, f.after) for f in differences(recorded, other).answers[0].fields] == [
        ("new_field", True, 1)
    ]


def test_an_answer_where_there_was_a_failure_and_a_turn_that_is_missing_are_differences(recorded, changed):
    def alter(line):
        if line["item"] == "nowhere":
            return line | {"answer": {"id": "x"}, "error": None}
        return None if line["turn"] == "alone" else line

    found = differences(recorded, changed(alter))
    assert [(a.item, a.turn, a.fields[0].path) for a in found.answers] == [
        ("after", "alone", "answer"),
        ("nowhere", 1, "error"),
    ]
    assert found.answers[0].fields[0].after is MISSING
    assert found.count("other") == 2


def test_an_item_that_one_side_lacks_is_named(recorded, changed):
    lacking = changed(lambda line: None if line["item"] == "vat" else line)
    for sides in ((recorded, lacking), (lacking, recorded)):
        with pytest.raises(ZhunruError, match="`second` has no answer to vat") as caught:
            differences(*sides)
        assert "`first`" not in caught.value.what


def test_runs_of_different_sets_and_of_changed_questions_are_refused(tmp_path):
    one, two = ran(tmp_path / "one", Scripted(), ITEMS[:2]), ran(tmp_path / "two", Scripted(), ITEMS[1:])
    with pytest.raises(ZhunruError, match="`one` has no answer to nowhere; `two` has no answer to vat"):
        differences(one, two)
    other = ran(tmp_path / "other", Scripted(), [ITEMS[0].model_copy(update={"question": "外资可以拍电影吗？"}), ITEMS[1]])
    with pytest.raises(ZhunruError, match="do not ask the same in vat"):
        differences(one, other)
    expecting = ran(tmp_path / "expecting", Scripted(), [ITEMS[0].model_copy(update={"why": "new"}), ITEMS[1]])
    assert differences(one, expecting).answers == ()


def test_a_run_that_was_not_recorded_is_refused_with_a_remedy(recorded, tmp_path):
    plain = ran(tmp_path / "plain", Scripted(), recorded=False)
    assert not (plain / "answers.jsonl").exists()
    for sides in ((recorded, plain), (plain, recorded)):
        with pytest.raises(ZhunruError, match="`plain` was not recorded") as caught:
            differences(*sides)
        assert "--record" in caught.value.remedy
    with pytest.raises(ZhunruError, match="recorded was False, is True"):
        ran(plain, Scripted())


def test_of_an_item_asked_again_only_the_last_attempt_counts(tmp_path):
    """The first attempt fails at the third turn, and is cut off while the second is written."""

    class Failing(Scripted):
        def respond(self, one):
            return Response(item=one.id, answer=None, error="500", retrieved=(), ms=1.0, earlier=(answer(), answer()))

    folder = ran(tmp_path / "n", Failing(), ITEMS[:1])
    assert [(a.turn, a.error) for a in read_answers(folder)[1]["vat"].values()] == [(1, None), (2, None), (3, "500")]
    with (folder / "answers.jsonl").open("a") as file:
        file.write('{"item": "vat", "tur')
    ran(folder, Scripted(), ITEMS[:1])
    assert [(a.turn, a.error) for a in read_answers(folder)[1]["vat"].values()] == [(1, None)]


def test_a_recorded_answer_survives_its_file():
    made = Response(
        item="one", answer=answer("不超过50%。"), error=None, retrieved=(), ms=1.0, alone=answer(), earlier=(answer("先"),)
    )
    rows = list(recorded_answers(made))
    assert [row.turn for row in rows] == [1, 2, "alone"]
    assert [RecordedAnswer.model_validate_json(row.model_dump_json()) for row in rows] == rows


def test_a_long_text_is_cut_to_what_differs(recorded, changed, tmp_path):
    def alter(answer):
        answer["answer"]["markdown"] += "甲" * 500 + "乙" + "丙" * 500

    before, after = changed(at("vat", 1, alter)), tmp_path / "third"
    shutil.copytree(before, after)
    text = (after / "answers.jsonl").read_text(encoding="utf-8").replace("甲乙丙", "甲丁丙")
    (after / "answers.jsonl").write_text(text, encoding="utf-8")
    texts = excerpts(differences(before, after).answers[0].fields[0])
    assert all(text.startswith("…甲") and text.endswith("丙…") and len(text) < 110 for text in texts)
    assert "甲乙丙" in texts[0] and "甲丁丙" in texts[1]


@pytest.fixture
def zhunru(home, monkeypatch, tmp_path):
    monkeypatch.setenv("ZHUNRU_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "set.yaml").write_text(YAML, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments])


def test_two_runs_are_recorded_and_compared_as_a_user_types_it(zhunru, home):
    for name in ("same-a", "same-b"):
        result = zhunru("run", "set.yaml", "--name", name, "--on", "2026-11-22", "--record")
        assert result.exit_code == 0, result.output
    result = zhunru("same", "same-a", "same-b")
    assert result.exit_code == 0, result.output
    assert "2 answers to 2 items compared" in result.output and "Different answers: 0" in result.output
    answers = home / "runs" / "same-b" / "answers.jsonl"
    answers.write_text(answers.read_text(encoding="utf-8").replace('"headline":"', '"headline":"！'), encoding="utf-8")
    result = zhunru("same", "same-a", home / "runs" / "same-b")
    assert result.exit_code == 1
    for words in (
        "Different answers: 2",
        "headline: 2",
        "citations: 0",
        "vat-cap, turn 1",
        "  answer.headline\n    A: ",
        'B: "！',
    ):
        assert words in result.output
    zhunru("run", "set.yaml", "--name", "same-plain", "--on", "2026-11-22")
    result = zhunru("same", "same-a", "same-plain")
    assert result.exit_code == 1
    assert "was not recorded" in result.output and "Traceback" not in result.output
