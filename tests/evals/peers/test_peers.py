"""Ordinary builds on a corpus small enough to see through, and the table that they are compared in."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from corpus import Library, ZhunruError
from evals.commands import app
from evals.peers import builds
from evals.peers.builds import PEERS, versions
from evals.peers.langchain_store import chunks
from evals.peers.ours import ours
from evals.peers.run import sample_evenly
from evals.peers.scores import MEASURES, Figure, Row, ask_all, figures
from evals.peers.stard import stard
from evals.peers.table import Comparison, Section, mean_with_interval, peers_markdown, replaced, rewrite
from evals.peers.task import Corpus, Query, Remembering
from evals.peers.zhunru_fusion import ZhunruFusion
from index import Embedder

TEXTS = {
    "apples": "苹果应当放在阴凉的地窖里",
    "pears": "梨子适合做成罐头",
    "boats": "渔船每年春天重新上漆",
    "bells": "钟楼的大钟每小时敲一次",
    "letters": "信件由骑马的邮差送到山里",
    "bridges": "The bridge over the river is closed while the ice breaks up",
    "kites": "Kites are flown from the hill when the wind comes from the sea",
    "ovens": "Bread is baked in a stone oven before dawn",
    "clocks": "Clocks were set by the noon cannon",
    "lighthouse": "\n\n".join(["灯塔守望人每晚点亮油灯并擦净透镜" * 40] * 3),
}
#: Questions with the passage each is about: in the words of the passage, and in words that no passage has.
SAME_WORDS = {"苹果放在地窖里吗": "apples", "钟楼的大钟": "bells", "when is the bridge over the river closed": "bridges"}
OTHER_WORDS = {"soup kettle": "pears", "煮汤": "kites"}
ALL = {**PEERS, "Zhunru": builds.Build(ZhunruFusion)}
MEANING = [name for name in ALL if not name.startswith("bm25s")]
WORDS = "bm25s alone, as it comes"


class HandMade:
    """Each passage has a direction of its own; a question points at the passage it is about, a little at all others."""

    name, meanings, dimension = "hand-made", "hand-made", len(TEXTS)

    def query(self, text: str) -> np.ndarray:
        about = {**SAME_WORDS, **OTHER_WORDS}[text]
        vector = (
            np.full(self.dimension, 0.01, dtype=np.float32) + np.eye(self.dimension, dtype=np.float32)[list(TEXTS).index(about)]
        )
        return vector / np.linalg.norm(vector)

    def passages(self, texts) -> np.ndarray:
        assert all(t in TEXTS["lighthouse"] for t in texts), "only what was cut is embedded anew"
        return np.tile(np.eye(self.dimension, dtype=np.float32)[list(TEXTS).index("lighthouse")], (len(texts), 1))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(list(TEXTS), list(TEXTS.values()), np.eye(len(TEXTS), dtype=np.float32), HandMade())


@pytest.fixture(scope="module")
def peers(corpus: Corpus) -> dict:
    return {name: build.make(corpus) for name, build in ALL.items()}


@pytest.mark.parametrize(
    ("name", "question"),
    # Those as they come do not find Chinese words: that is the trap tested below.
    [(name, question) for name in ALL for question in SAME_WORDS if question.isascii() or "as it comes" not in name],
)
def test_every_build_finds_what_meaning_and_words_agree_on(peers, name: str, question: str) -> None:
    assert peers[name].search(question, 3)[0] == SAME_WORDS[question]


@pytest.mark.parametrize("name", MEANING)
@pytest.mark.parametrize("question", OTHER_WORDS)
def test_what_shares_no_word_with_the_question_is_found_by_its_vector(peers, name: str, question: str) -> None:
    assert OTHER_WORDS[question] in peers[name].search(question, 10)


def test_bm25_with_a_default_tokeniser_finds_nothing_in_chinese(peers) -> None:
    """The trap: a vector leg beside it would hide that this one is deaf."""
    assert peers[WORDS].search("苹果放在地窖里吗", 10) == []
    assert peers["bm25s alone, Zhunru's tokeniser"].search("苹果放在地窖里吗", 10)[0] == "apples"
    assert peers[WORDS].search("when is the bridge over the river closed", 10)[0] == "bridges"


def test_langchains_ensemble_as_it_comes_takes_passages_for_found_that_share_no_word(peers) -> None:
    """Its BM25 returns passages whose score is zero, and by rank they count as much as what the vectors found."""
    first = {name: peers[name].search("苹果放在地窖里吗", 3)[0] for name in PEERS if "ensemble" in name}
    assert first["LangChain ensemble: BM25 by character, Chroma"] == "apples"
    assert first["LangChain ensemble: BM25 as it comes, Chroma"] != "apples"


@pytest.mark.parametrize("name", ALL)
def test_no_build_returns_a_passage_twice_or_more_than_asked_for(peers, name: str) -> None:
    found = peers[name].search("钟楼的大钟", 4)
    assert len(found) == len(set(found)) <= 4
    assert set(found) <= set(TEXTS)


def test_only_passages_longer_than_a_chunk_are_cut(corpus: Corpus) -> None:
    cut = [one.metadata["passage"] for one in chunks(corpus)]
    assert [one for one in TEXTS if cut.count(one) > 1] == ["lighthouse"]
    assert set(cut) == set(TEXTS)


def test_nothing_is_reported_to_the_makers_of_the_libraries(peers) -> None:
    from haystack.telemetry import _telemetry
    from langsmith.utils import tracing_is_enabled

    assert _telemetry.telemetry is None
    assert not tracing_is_enabled()


def test_a_question_is_embedded_once_for_all_builds() -> None:
    class Counting(HandMade):
        asked = 0

        def query(self, text: str) -> np.ndarray:
            self.asked += 1
            return super().query(text)

    embedder = Counting()
    remembering = Remembering(embedder)
    assert np.array_equal(remembering.query("煮汤"), remembering.query("煮汤"))
    assert embedder.asked == 1


def test_a_question_for_which_nothing_is_found_counts_as_zero() -> None:
    queries = [Query("a", "甲", ("x",)), Query("b", "乙", ("y", "z"))]
    row = ask_all("half", queries, lambda query: ["w", "x"] if query.id == "a" else [], lambda done, total: None)
    assert row.n == 2
    assert row.figures["R@5"].mean == 0.5
    assert row.figures["RR@10"].mean == 0.25
    assert all(f.low <= f.mean <= f.high for f in row.figures.values())
    assert {f.mean for f in figures(queries, {"a": [], "b": []}).values()} == {0.0}


def test_measures_look_as_deep_as_they_say() -> None:
    found = {"a": [f"no-{i}" for i in range(10)] + ["x"]}
    measured = {name: f.mean for name, f in figures([Query("a", "甲", ("x",))], found).items()}
    assert measured == {"R@5": 0.0, "R@10": 0.0, "R@100": 1.0, "nDCG@10": 0.0, "RR@10": 0.0}


def test_a_slow_build_is_asked_questions_from_all_over_the_set() -> None:
    queries = [Query(str(i), "甲", ("x",)) for i in range(10)]
    assert [q.id for q in sample_evenly(queries, 4)] == ["0", "2", "5", "7"]
    assert sample_evenly(queries, 10) == sample_evenly(queries, None) == queries


def _comparison() -> Comparison:
    row = Row("plain", 12, {m: Figure(0.5123, 0.4, 1.0) for m in MEASURES}, 4.06)
    sections = (Section("ours", 1543, (row, row)), Section("public", 58637, (row,)))
    return Comparison(sections, {"bm25s": "1.2.3"}, date(2026, 11, 22))


def test_the_table_has_a_row_a_build_and_names_each_set_once() -> None:
    lines = peers_markdown(_comparison()).splitlines()
    assert lines[0] == "| set | build | n | R@5 | R@10 | R@100 | nDCG@10 | RR@10 | ms |"
    assert lines[2].startswith("| ours (1543 passages) | plain | 12 | .512 (.400–1.000) | ")
    assert lines[2].endswith(" | 4.1 |")
    assert lines[3].startswith("|  | plain | 12 |")
    assert lines[4].startswith("| public (58637 passages) | plain |")
    assert len({line.count("|") for line in lines[:5]}) == 1
    assert "bm25s 1.2.3" in lines[-1]


def test_a_figure_is_written_with_its_interval() -> None:
    assert mean_with_interval(Figure(1.0, 0.9996, 1.0)) == "1.000 (1.000–1.000)"
    assert mean_with_interval(Figure(0.0, 0.0, 0.0125)) == ".000 (.000–.013)"


def test_writing_the_block_again_changes_nothing_and_keeps_what_is_around_it(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# 评测\n\n<!-- peers -->\nold\n<!-- /peers -->\n\n之后\n", encoding="utf-8")
    rewrite(peers_markdown(_comparison()), readme)
    once = readme.read_text(encoding="utf-8")
    rewrite(peers_markdown(_comparison()), readme)
    assert readme.read_text(encoding="utf-8") == once
    assert once.startswith("# 评测\n\n<!-- peers -->\n\n| set |")
    assert once.endswith("\n\n<!-- /peers -->\n\n之后\n")
    assert "old" not in once


@pytest.mark.parametrize("text", ["", "<!-- peers -->", "<!-- /peers --> <!-- peers -->"])
def test_a_file_without_a_place_for_the_table_says_which_lines_it_wants(text: str) -> None:
    with pytest.raises(ZhunruError) as caught:
        replaced(text, "block")
    assert "<!-- peers --> and <!-- /peers -->" in caught.value.remedy


def test_a_library_that_is_missing_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "PACKAGES", ("bm25s", "no-such-package"))
    with pytest.raises(ZhunruError, match="no-such-package") as caught:
        versions()
    assert "zhunru[peers]" in caught.value.remedy


def test_the_readme_is_not_rewritten_without_the_public_set() -> None:
    result = CliRunner().invoke(app, ["peers", "--readme"])
    assert result.exit_code != 0
    assert "--stard" in result.output


def _stard(folder: Path, rows: int, width: int) -> Path:
    articles = [{"id": "茶法第一条", "text": "茶分绿茶与红茶。"}, {"id": "茶法第二条", "text": "茶叶应当干燥。"}]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
    question = {"id": 7, "query": "茶有几种？", "gold": ["茶法第一条", "茶法第一条"]}
    (folder / "queries.dev.jsonl").write_text(json.dumps(question, ensure_ascii=False) + "\n", encoding="utf-8")
    np.save(folder / "vectors.npy", np.eye(rows, width, dtype=np.float16))
    return folder


def test_stard_is_read_with_the_title_in_the_text(tmp_path: Path) -> None:
    task = stard(_stard(tmp_path, 2, HandMade.dimension), HandMade())
    assert task.corpus.texts[0] == "茶法第一条 茶分绿茶与红茶。"
    assert task.corpus.vectors.dtype == np.float32
    assert task.queries == [Query("7", "茶有几种？", ("茶法第一条",))]


def test_a_folder_without_stard_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(ZhunruError, match=r"queries\.dev\.jsonl"):
        stard(tmp_path, HandMade())


def test_vectors_that_do_not_fit_the_articles_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ZhunruError, match="2 articles"):
        stard(_stard(tmp_path, 3, HandMade.dimension), HandMade())


def test_our_own_search_keeps_to_what_was_in_force_on_the_day_meant(tmp_path: Path, library: Library, embedder: Embedder) -> None:
    """The day comes from beside the question, else from its words; without it every edition is searched."""
    sets = tmp_path / "set.yaml"
    given = "{id: given, question: 外资做增值电信业务的股比, language: zh-Hans, as_of: 2022-06-01, clauses: [cn-fi-negative-list-2021#item-14], why: nl}"
    named = "{id: named, question: 2022年6月1日外资做增值电信业务的股比, language: zh-Hans, clauses: [cn-fi-negative-list-2021#item-14], why: nl}"
    sets.write_text(
        f"- {given}\n- {named}\n- {{id: weather, question: 天气, language: zh-Hans, abstain: true, why: none}}\n",
        encoding="utf-8",
    )
    with ours(sets, embedder, date(2026, 11, 22)) as mine:
        assert [q.id for q in mine.task.queries] == ["given", "named"]
        assert len(mine.task.corpus.ids) == len(library.clauses) == len(mine.task.corpus.vectors)
        everything, in_force = mine.searches.values()
        for query in mine.task.queries:
            valid = {one for one in library.clauses if library.clauses[one].document.in_force(date(2022, 6, 1))}
            assert set(in_force(query)) <= valid
            assert not set(everything(query)) <= valid


def test_a_set_without_provisions_cannot_be_compared_on(tmp_path: Path, embedder: Embedder) -> None:
    sets = tmp_path / "set.yaml"
    sets.write_text("- {id: weather, question: 天气, language: zh-Hans, abstain: true, why: none}\n", encoding="utf-8")
    with pytest.raises(ZhunruError, match="clauses"), ours(sets, embedder, date(2026, 11, 22)):
        pass
