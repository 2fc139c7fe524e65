"""Articles and items that a question names exactly: what they say, and that they are not there."""

import pytest

from rag import Ask
from tests.conftest import TODAY

FITE = "cn-telecom-enterprise-provisions-2022"


def answered(answerer, question):
    return answerer.answer(Ask(question, TODAY))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does article 99 of the FITE provisions say?", "no article 99; it has 17 articles"),
        ("外资电信规定第九十九条怎么说？", "没有第99条：全文共 17 条"),
        ("Artikel 99 der FITE-Bestimmungen", "Artikel 99 gibt es nicht; es sind 17 Artikel"),
        ("FITE 제99조", "모두 17개 조"),
        ("item 30 of the 2024 national negative list", "no item 30; it has 29 items"),
        ("2024年版全国版负面清单第30项", "没有第30项：全表共 29 项"),
    ],
)
def test_a_place_that_is_not_there_is_said_with_how_many_there_are(answerer, question, said):
    answer = answered(answerer, question)
    assert said in answer.answer.headline
    assert answer.verdict is None and not answer.abstained and answer.citations


@pytest.mark.parametrize("question", ["PIPL article 73", "个保法第七十三条", "PIPL art. 73, s'il vous plaît", "статья 73 PIPL"])
def test_an_article_without_a_digest_is_said_to_be_none_with_what_there_is(answerer, question):
    said = answered(answerer, question).answer.headline
    assert "73" in said and "38–43" in said


@pytest.mark.parametrize(
    "question",
    ["Articles 5 to 7 of the FITE provisions", "外商投资电信企业管理规定第五条至第七条", "FITE §§ 5–7", "статьи 5–7 FITE"],
)
def test_every_article_of_a_range_is_quoted_in_its_order(answerer, question):
    answer = answered(answerer, question)
    assert [c.provision_id for c in answer.citations] == [f"{FITE}#article-{n}" for n in (5, 6, 7)]
    places = [answer.answer.headline.index(n) for n in (("第五条", "第六条") if "第" in question else (" 5", " 6"))]
    assert places == sorted(places)


def test_a_range_that_runs_past_the_end_says_where_it_ends(answerer):
    answer = answered(answerer, "arts. 15 to 19 of FITE")
    assert [c.provision_id for c in answer.citations] == [f"{FITE}#article-{n}" for n in (15, 16, 17)]
    assert "no article 18–19; it has 17 articles" in answer.answer.headline


def test_an_article_of_an_ended_edition_alone_is_quoted_with_what_holds_now(answerer):
    answer = answered(answerer, "article 20 of the FITE provisions")
    assert answer.citations[0].status == "superseded" or "2016" in answer.answer.markdown
    assert "there is no article 20" in answer.answer.headline
