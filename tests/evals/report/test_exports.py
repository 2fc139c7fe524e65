"""Scores and retrieval as files that other tools read."""

import csv
import json

import ir_measures
import pytest
from ir_measures import RR, R, nDCG

from evals.report.exports import export
from evals.scoring.score import METRICS, means
from tests.evals.made import ITEMS, answered


@pytest.fixture(scope="module")
def exported(answerer, library, tmp_path_factory):
    scored = answered(answerer, library)
    folder = tmp_path_factory.mktemp("export")
    assert {p.name for p in export(scored, folder)} == {p.name for p in folder.iterdir()}
    return scored, folder


def test_another_tool_reads_run_and_qrels_and_comes_to_our_means(exported):
    scored, folder = exported
    qrels = list(ir_measures.read_trec_qrels(str(folder / "qrels.trec")))
    run = list(ir_measures.read_trec_run(str(folder / "run.trec")))
    theirs = ir_measures.calc_aggregate([R @ 5, R @ 10, R @ 100, nDCG @ 10, RR @ 100], qrels, run)
    ours = means(scored.scores)
    names = {R @ 5: "recall_at_5", R @ 10: "recall_at_10", R @ 100: "recall_at_100", nDCG @ 10: "ndcg_at_10", RR @ 100: "mrr"}
    assert {name: theirs[m] for m, name in names.items()} == pytest.approx({name: ours[name] for name in names.values()})
    assert ours["recall_at_100"] > 0


def test_every_line_of_the_trec_files_has_its_columns_and_no_id_has_a_space(exported):
    _, folder = exported
    run = [line.split(" ") for line in (folder / "run.trec").read_text(encoding="utf-8").splitlines()]
    assert {len(columns) for columns in run} == {6}
    assert {columns[5] for columns in run} == {"zhunru-in-process"}
    for item in {columns[0] for columns in run}:
        ranks, scores = zip(*((int(c[3]), float(c[4])) for c in run if c[0] == item), strict=True)
        assert list(ranks) == list(range(1, len(ranks) + 1))
        assert list(scores) == sorted(set(scores), reverse=True), "a tool that sorts by score finds the same order"
    assert {len(line.split(" ")) for line in (folder / "qrels.trec").read_text(encoding="utf-8").splitlines()} == {4}


def test_the_csv_has_a_row_for_each_item_and_a_spreadsheet_reads_its_chinese(exported):
    _, folder = exported
    assert (folder / "scores.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["item"]: row for row in csv.DictReader(file)}
    assert list(rows) == [item.id for item in ITEMS]
    assert rows["vats-cap-zh"]["question"] == "外资在中国做增值电信，股比上限是多少？"
    assert (rows["vats-cap-zh"]["verdict_accuracy"], rows["weather-zh"]["verdict_accuracy"]) == ("1.0", "")
    assert "expected open, got prohibited" in rows["wrong-on-purpose"]["faults"]
    assert "索引正在重建" in rows["fails"]["faults"]


def test_the_json_holds_the_record_every_summary_and_every_item(exported):
    _, folder = exported
    whole = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    assert whole["run"]["name"] == "now"
    assert [item["item"] for item in whole["items"]] == [item.id for item in ITEMS]
    assert set(whole["items"][0]["scores"]) == set(METRICS)
    overall = {s["metric"]: s for s in whole["summary"] if s["by"] == "all"}
    assert overall["answered"]["n"] == len(ITEMS)
    assert overall["answered"]["mean"] == pytest.approx(5 / 6)
    assert {s["group"] for s in whole["summary"] if s["by"] == "language"} == {"zh-Hans", "en"}
