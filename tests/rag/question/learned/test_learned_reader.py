"""Reading by trained models, with the weights that ship."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
from rich.console import Console

from api.cli.show_reading import show_reading
from api.home import reader_from
from corpus import ZhunruError, load_library
from corpus.library import DATA
from index.businesses.anchors import anchor_passages, business_anchors
from index.embedders import Meanings
from index.vector_cache import BUNDLED_MEANINGS, VectorCache
from rag import Ask
from rag.answer.stopwatch import Stopwatch
from rag.language.detect import language_of
from rag.language.lexicon import Lexicon
from rag.question.learned.grams import BUCKETS, name_pieces, wording_buckets
from rag.question.learned.likeness import Likeness, lead_over_others
from rag.question.learned.names import NamePieces, pieces_of
from rag.question.learned.pairs import Pairs
from rag.question.learned.reader import learned_features
from rag.question.learned.scorer import OF_QUESTION, WIDTH
from rag.question.learned.settle import settle_mode, settle_text, settle_verdict, step_costs
from rag.question.learned.weights import ForeignWeights, load_weights
from rag.question.reading import Hypothesis, Way, way_of
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def read(answerer):
    """How the trained reader reads a question."""
    return lambda question: answerer.reading(Ask(question, TODAY), Stopwatch())


DESCRIBED = {
    "We answer phones and chats for airlines' passengers from an office in Dalian, all shares ours?": "call-centre",
    "我们想把机柜按月租给银行放服务器，供电制冷都归我们管，外方能全资吗？": "data-centre",
    "老外在成都开个能唱歌的包房店，上头批不批？": "karaoke",
    "Wir möchten einen Saal mit Leinwand für Spielfilme betreiben, ganz ohne Partner.": "cinema",
    "外商投資電影院，可以獨資嗎？": "cinema",
    "Could outsiders own a firm that prints magazines for Chinese publishers?": "publication-printing",
    "¿Podemos vender al por mayor libros de otras editoriales en Cantón?": "publication-distribution",
    "Мы хотим проводить торги картинами и скульптурами в Шанхае.": "art-auction",
}


def test_most_businesses_are_read_from_what_is_done_in_them(read):
    """Three of the likeliest are shown where a question leaves it open: the right one has to be among them."""
    among = [business in [h.business for h in read(question).hypotheses[:3]] for question, business in DESCRIBED.items()]
    assert sum(among) >= 6


@pytest.mark.parametrize(
    ("first", "then", "business", "place"),
    [
        ("May a foreign investor run a cinema in Chengdu?", "And a karaoke bar?", "karaoke", "chengdu"),
        ("外资可以在成都经营电影院吗？", "那海南呢？", "cinema", "hainan"),
        ("Darf ein Ausländer in Chengdu ein Theater betreiben?", "Und in Hainan?", "performance-venue", "hainan"),
    ],
)
def test_a_follow_up_keeps_what_it_does_not_replace(answerer, first, then, business, place):
    earlier = answerer.compute(Ask(first, TODAY)).understanding
    reading = answerer.reading(Ask(then, TODAY, earlier=earlier), Stopwatch())
    assert reading.reader == "learned" and reading.question.activities[:1] == (business,)
    assert reading.question.areas == (place,)


def test_probabilities_of_businesses_and_of_none_come_to_at_most_one(read):
    for question in DESCRIBED:
        reading = read(question)
        ranked = [h.probability for h in reading.hypotheses]
        assert ranked == sorted(ranked, reverse=True) and 0 < sum(ranked) + reading.none <= 1.0001
        assert reading.reader == "learned"


@pytest.mark.parametrize(
    "question",
    [
        "What share of a Thai radio network may foreigners own under Thai law?",
        "How do we get work visas for our film crew?",
        "明天上海下雨吗？",
    ],
)
def test_what_is_outside_is_declined(read, question):
    reading = read(question)
    assert reading.way is Way.OUTSIDE and reading.asks == ("outside",)


def test_what_is_supplied_from_abroad_is_read_as_such(read):
    reading = read(
        "We set up nothing in China: we only license our finished drama series to a streaming platform in Beijing. Allowed?"
    )
    assert reading.question.mode == "cross-border"


def test_a_question_may_ask_for_two_things(read):
    questions = {
        "独资开呼叫中心行不行，另外注册资本要多少？": {"verdict", "capital"},
        "Is a wholly owned cinema possible, and which papers would we need?": {"verdict", "conditions"},
        "Kann ein Ausländer allein eine Galerie betreiben, und wie lange dauert die Genehmigung?": {"verdict", "time-limit"},
        "外资能做演出经纪吗？要办什么证？": {"verdict", "conditions"},
    }
    assert sum(asks <= set(read(question).asks) for question, asks in questions.items()) >= 2


def test_a_business_added_to_the_taxonomy_is_read_without_training(tmp_path, embedder):
    """Two aliases and six descriptions are all that is known of it."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    with (data / "activities" / "performance.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\n- id: hologram-concert\n  name: {zh: 全息演唱会, en: hologram concerts}\n  sector: performance\n"
            "  aliases:\n    zh: [全息投影演出]\n    en: [hologram show]\n"
        )
    with (data / "descriptions.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\n- id: hologram-concert\n  zh:\n    - 用激光把已故歌星投到舞台上，观众买票来看\n    - 台上没有真人，只有立体影像在唱歌跳舞\n    - 把歌手录成三维影像，在各地剧场反复播放\n"
            "  en:\n    - Dead singers appear on stage as figures of light before a paying crowd\n    - No musician is present, a projected image sings and dances\n"
            "    - Three-dimensional recordings of artists are played in theatres night after night\n"
        )
    library, weights = load_library(data), load_weights(embedder.name, embedder.meanings)
    passages = anchor_passages(library)
    vectors = VectorCache(Meanings(embedder), BUNDLED_MEANINGS).vectors(passages, lambda done, total: None)
    anchors = business_anchors(library, vectors)
    likeness = Likeness(anchors, weights.frames, weights.whitening, weights.examples)
    features = learned_features(library, Lexicon(library), anchors, likeness)
    questions = [
        "May a foreign company run hologram concerts in Shanghai?",
        "外资能办全息演唱会吗？",
        "How much of a hologram show could our Korean parent own?",
        "全息投影演出外方最多占几成？",
        "hologramm concert in Chengdu, all ours?",
        "We project light images of singers who died onto a stage and sell tickets; is a licence needed?",
        "我们把过世歌手的立体影像投到舞台上卖票，外方可以独资吗？",
        "Our stage has no living artist: a three-dimensional picture sings while people pay to watch.",
        "Nous voulons organiser des concerts d'hologrammes à Pékin.",
        "台上没有真人，投影出来的三维歌手唱歌，这种生意外商能做吗？",
    ]
    read = []
    for question in questions:
        pairs = features.of(question, language_of(question), embedder.heard(question).meaning)
        probabilities, _ = weights.scorer.probabilities(pairs, features.known)
        read.append(features.businesses[int(np.argmax(probabilities))] == "hologram-concert")
    assert sum(read) >= 7


def test_pieces_and_buckets_do_not_grow_with_what_is_pasted():
    short, pasted = wording_buckets("外资能做电影院吗？"), wording_buckets("外资能做电影院吗？" * 50_000)
    assert set(short) <= set(range(BUCKETS)) and len(pasted) < 4 * len(short)
    assert len(pieces_of("publishing " * 100_000)) < 20


@pytest.mark.parametrize("typed", ["karaokee bar", "外資KTV", "卡拉ＯＫ厅"])
def test_a_name_is_found_however_it_is_spelt(typed):
    names = NamePieces(["karaoke", "KTV", "卡拉OK", "book wholesale", "图书批发"], [0, 0, 0, 1, 1], 2)
    share, weighed = names.best(name_pieces(typed))
    assert share[0] > 0.7 > share[1] and weighed[0] > weighed[1]


def test_the_step_of_the_least_expected_cost_is_taken():
    sure, torn = [Hypothesis("cinema", 0.98)], [Hypothesis("cinema", 0.5), Hypothesis("film", 0.45)]
    assert settle_verdict(sure, 0.99, 0.0, step_costs()) is Way.VERDICT
    assert settle_verdict(torn, 0.5, 0.0, step_costs()) is Way.CHOICE
    assert settle_verdict(torn, 0.99, 0.0, step_costs()) is Way.VERDICT, "both come to the same"
    assert settle_verdict(sure, 0.99, 0.95, step_costs()) is Way.OUTSIDE
    assert (settle_text(0.9, step_costs()), settle_text(0.1, step_costs())) == (Way.OUTSIDE, Way.TEXT)


def test_the_way_follows_from_what_is_asked_about_what():
    assert way_of(("verdict", "capital"), ("cinema",)) is Way.VERDICT_AND_TEXT
    assert way_of(("cap",), ("cinema",)) is Way.VERDICT and way_of(("cap",), ()) is Way.UNKNOWN_BUSINESS
    assert way_of(("definition",), ("cinema",)) is Way.TEXT and way_of(("small-talk",), ()) is Way.REMARK


def test_foreign_or_damaged_weights_name_the_command_that_retrains(tmp_path, embedder):
    with pytest.raises(ForeignWeights, match="another embedder") as foreign:
        load_weights("another/embedder", embedder.meanings)
    with pytest.raises(ForeignWeights, match="another meanings"):
        load_weights(embedder.name, "another change")
    assert "evals.training.train" in foreign.value.remedy
    (tmp_path / "weights.npz").write_bytes(b"PK damaged")
    with pytest.raises(ForeignWeights, match=r"weights\.npz.*cannot be read"):
        load_weights(embedder.name, embedder.meanings, tmp_path / "weights.npz")


def test_two_businesses_that_a_question_names_are_both_answered(read):
    """They compete for one probability, and the second was left out without a word."""
    assert set(read("Can we run a cinema and a TV station?").question.activities) == {"cinema", "tv-station"}


@pytest.mark.parametrize("name", ["cinema", "電視台", "영화관"])
def test_the_name_of_a_business_alone_is_no_small_talk(read, name):
    assert "small-talk" not in read(name).asks


def test_who_reads_is_set_by_the_environment():
    named = ("", "auto", "learned", "rules")
    assert reader_from({}) == "learned"
    assert [reader_from({"ZHUNRU_READER": name}) for name in named] == ["learned", "learned", "learned", "rules"]
    with pytest.raises(ZhunruError, match="`wrong`, which is no reader"):
        reader_from({"ZHUNRU_READER": "wrong"})


@pytest.mark.parametrize("known", [1, 2, 3])
@pytest.mark.parametrize("outside", [0, 2])
def test_a_library_of_few_businesses_is_scored_too(embedder, known, outside):
    features = np.random.default_rng(0).normal(size=(known + outside, WIDTH)).astype(np.float32)
    features[:, 3] = lead_over_others(features[:, 0])
    shares, none = load_weights(embedder.name, embedder.meanings).scorer.probabilities(
        Pairs(features, np.zeros(OF_QUESTION, dtype=np.float32)), known
    )
    assert len(shares) == known and shares.sum() + none == pytest.approx(1.0, abs=1e-5)


def test_names_are_weighed_alike_in_every_process():
    """The order of a set differs from process to process, and with it the last digit of a sum: training would never give the same twice."""
    code = (
        "from rag.question.learned.names import *\n"
        "names = ['karaoke bar', 'book wholesale', '图书批发业务', 'wholesale of printed books', '卡拉OK歌厅', 'radio and television']\n"
        "pieces = pieces_of('外资图书批发 wholesale of karaoke books and radio')\n"
        "best = NamePieces(names, [0, 1, 1, 1, 0, 2], 3).best(pieces)\n"
        "print(best[0].tobytes().hex(), best[1].tobytes().hex(), BusinessWords(names, [0, 1, 1, 1, 0, 2], 3).likeness(pieces).tobytes().hex())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert len(set(runs)) == 1 and len(runs[0]) > 50


def test_what_speaks_for_each_business_can_be_shown(answerer, ruled, capsys):
    show_reading(Console(width=200), answerer, "外资能独资开电影院吗？", TODAY)
    shown = capsys.readouterr().out
    assert "verdict" in shown and answerer.reader_name in shown
    assert any(line.split()[:1] == ["cinema"] and "yes" in line.split() for line in shown.splitlines())
    show_reading(Console(width=200), ruled, "Can we run a cinema?", TODAY)
    assert "Read by rules: they weigh nothing." in capsys.readouterr().out


def test_an_answer_says_what_was_asked_and_who_read_it(answerer, ruled):
    answer = answerer.answer(Ask("What penalty is there for running a cinema without a licence?", TODAY))
    assert "penalty" in answer.asks and (answer.reader.who, answer.reader.version) == ("learned", answerer.reader_name.split()[1])
    by_rules = ruled.answer(Ask("Can we run a cinema?", TODAY))
    assert (by_rules.reader.who, by_rules.asks) == ("rules", ())


@pytest.mark.parametrize(
    ("abroad", "mode", "or_mode"),
    [
        (0.05, "commercial-presence", None),
        (0.25, "commercial-presence", "cross-border"),
        (0.5, "cross-border", "commercial-presence"),
        (0.9, "cross-border", None),
    ],
)
def test_a_mode_in_doubt_is_left_open(answerer, abroad, mode, or_mode):
    asked = answerer.read(Ask("May we show films in China?", TODAY))
    question = settle_mode(asked, abroad, least=0.4)
    assert (question.mode, question.or_mode) == (mode, or_mode)


def test_a_mode_that_the_words_tell_is_not_in_doubt(answerer):
    asked = answerer.read(Ask("May we show films in China from abroad, without a company there?", TODAY))
    assert "mode" in asked.said
    assert settle_mode(asked, 0.25, least=0.4).or_mode is None
