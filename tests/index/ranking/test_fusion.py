"""The scoring: each part alone, what a limit costs (nothing), and what a reference puts first."""

import numpy as np
import pytest

from index import Hit, Index
from index.bm25 import Lexical
from index.passages import corpus_passages
from index.ranking.authority import CITED, LENGTH, MOST_PROVISIONS, SIZE, authority, corpus_authority
from index.ranking.fusion import COVERAGE, best, fuse, put_first

PASSAGES = ["增值电信业务的外资股比不得超过50%", "禁止投资网络出版服务", "出版物印刷须由中方控股", "Cinemas are open"]


def coverage(question: str) -> np.ndarray:
    lexical = Lexical.build(PASSAGES)
    return lexical.scores(question) / lexical.ceiling(question)


def test_coverage_is_near_one_for_the_passage_itself_and_nothing_for_words_nobody_has():
    assert coverage(PASSAGES[1])[1] == pytest.approx(1, abs=0.25)
    assert not coverage("quantum 蝴蝶兰").any()
    assert not coverage("").any()


def test_unknown_words_lower_the_coverage_so_that_a_foreign_question_leans_on_meaning():
    """A Korean question that shares one word with a passage must not be ruled by that word."""
    assert coverage("电信 클라우드 서비스를 운영할 수 있나요")[0] < 0.3 * coverage("电信")[0]


def test_the_more_other_laws_name_a_law_and_the_more_it_rules_the_more_it_weighs():
    laws = ["named", "unnamed", "large", "large", "naming"]
    weights = authority(laws, laws, [set(), set(), set(), set(), {"named"}], [1] * 5)
    assert weights == pytest.approx([CITED * np.log(2), 0, SIZE * np.log(2), SIZE * np.log(2), 0])


def test_a_law_that_names_itself_gains_nothing_and_a_code_nothing_by_being_endless():
    laws = ["self"] + ["long"] * (MOST_PROVISIONS + 9)
    weights = authority(laws, laws, [{"self"}] + [set()] * (len(laws) - 1), [1] * len(laws))
    assert weights[0] == 0
    assert weights[1] == pytest.approx(SIZE * np.log(MOST_PROVISIONS))


def test_a_passage_that_says_more_weighs_more_so_that_nearness_does_not_favour_the_short():
    weights = authority(["one", "two"], ["one", "two"], [set(), set()], [100, 200])
    assert weights == pytest.approx([LENGTH * np.log(100), LENGTH * np.log(200)])


def test_editions_of_one_law_share_what_others_say_of_it(library):
    passages = corpus_passages(library)
    found = dict(zip((p.id for p in passages), corpus_authority(library, passages), strict=True))
    length = {p.id: len(p.text) for p in passages}
    now, before = "cn-telecom-enterprise-provisions-2022", "cn-telecom-enterprise-provisions-2016"

    def own(document: str) -> float:
        article = length[f"{document}#article-6"]
        return SIZE * np.log(len(library.documents[document].provisions)) + LENGTH * np.log(article)

    assert found[f"{now}#article-6"] - found[f"{before}#article-6"] == pytest.approx(own(now) - own(before), abs=1e-6)
    assert found[f"{now}#article-6"] > own(now)


def test_the_score_is_the_sum_of_its_parts():
    assert fuse(np.array([0.9]), np.array([0.5]), np.array([0.02])) == pytest.approx([0.92 + COVERAGE * 0.5])


def test_the_best_are_in_order_and_of_equal_ones_the_first_comes_first():
    scores = np.array([0.1, 0.5, 0.5, -np.inf, 0.9])
    assert best(scores, 3).tolist() == [4, 1, 2]
    assert best(scores, 10).tolist() == [4, 1, 2, 0]
    assert best(scores, 0).tolist() == []
    assert best(np.full(3, -np.inf), 2).tolist() == []


def test_what_is_meant_exactly_stands_above_all_others_in_its_own_order_but_never_outside_the_limit():
    scores = np.array([0.9, 0.2, 0.3, -np.inf])
    lifted = put_first(scores, [1, 2, 3])
    assert best(lifted, 4).tolist() == [2, 1, 0]
    assert put_first(scores, []) is scores


@pytest.mark.parametrize("question", ["外资可以做数据中心吗", "May a foreign investor own a cinema?"])
def test_a_limit_to_a_twentieth_of_the_corpus_still_returns_as_many_and_the_same_order(answerer, question):
    """The limit is applied before the best are taken: what is far down the whole ranking is found all the same."""
    index, vector = answerer.index, answerer.embedder.query(question)
    ids = list(answerer.library.clauses)
    within = frozenset(ids[::20])
    everything = [h.id for h in index.search(vector, question, len(ids))]
    found = [h.id for h in index.search(vector, question, 30, within)]
    assert found == [one for one in everything if one in within][:30]
    assert len(found) == 30


def search(answerer, question: str, k: int = 10, within=None) -> list[Hit]:
    index: Index = answerer.index
    return index.search(answerer.embedder.query(question), question, k, within)


def test_every_hit_has_its_true_cosine_though_only_words_found_it(answerer):
    hits = search(answerer, "B21", 50)
    vectors = answerer.index.vectors([h.id for h in hits])
    assert [h.cosine for h in hits] == pytest.approx((vectors @ answerer.embedder.query("B21")).tolist(), abs=1e-5)


@pytest.mark.parametrize(
    ("question", "provision"),
    [
        ("第752号令第六条怎么规定的？", "cn-telecom-enterprise-provisions-2022#article-6"),
        ("What does item 27 of the 2024 national list say?", "cn-fi-negative-list-2024#item-27"),
        ("2024年版清单第12项是什么", "cn-fi-negative-list-2024#item-12"),
        ("What did MIIT notice No. 196 of 2015 open?", "cn-ecommerce-notice-196-2015#whole-notice"),
    ],
)
def test_what_a_question_refers_to_comes_first_and_is_marked(answerer, question, provision):
    best_hit = search(answerer, question)[0]
    assert (best_hit.id, best_hit.referred) == (provision, True)


def test_a_reference_does_not_reach_what_is_outside_the_limit(answerer):
    """A name without a year means the edition in force: those that are not are limited away."""
    within = frozenset(i for i in answerer.library.clauses if "2016" not in i)
    hits = search(answerer, "《外商投资电信企业管理规定》第六条", within=within)
    assert hits[0].id == "cn-telecom-enterprise-provisions-2022#article-6"
    assert not {h.id for h in hits} - within


def test_a_question_without_a_reference_marks_nothing(answerer):
    assert not any(h.referred for h in search(answerer, "外资可以做数据中心吗"))
