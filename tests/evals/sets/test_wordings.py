"""The wordings of an item: what a set may hold, and the items they become."""

import pytest
from pydantic import ValidationError

from corpus import ZhunruError
from evals.sets.read import read_set
from evals.sets.wordings import worded
from tests.evals.make import expected, item

SONGS = item(id="songs", paraphrases=["网上听歌的生意外资能做吗？", "外国人开听歌网站行吗？"], verdicts=[expected()], frozen=True)


def test_every_wording_becomes_an_item_that_expects_the_same():
    items = worded([SONGS, item(id="other", abstain=True)])
    assert [i.id for i in items] == ["songs", "songs-wording-2", "songs-wording-3"]
    assert [i.question for i in items] == [SONGS.question, *SONGS.paraphrases]
    assert [i.wording_of for i in items] == [None, "songs", "songs"]
    assert {(i.verdicts, i.frozen, i.paraphrases) for i in items} == {(SONGS.verdicts, True, ())}


def test_a_set_without_wordings_is_refused_with_what_to_do():
    with pytest.raises(ZhunruError, match="No item of the test set has `paraphrases`") as caught:
        worded([item(abstain=True)])
    assert "--paraphrase" in caught.value.remedy


def test_an_id_that_is_that_of_a_wording_is_refused():
    with pytest.raises(ZhunruError, match="songs-wording-3"):
        worded([SONGS, item(id="songs-wording-3", abstain=True)])


@pytest.mark.parametrize("given", [["外资做增值电信，股比上限是多少？"], ["一样", "一样"]])
def test_a_wording_that_is_repeated_is_a_fault(given):
    with pytest.raises(ValidationError, match="repeats a wording"):
        item(paraphrases=given, abstain=True)


def test_an_unknown_kind_of_ask_is_a_fault_that_names_the_kinds():
    with pytest.raises(ValidationError, match=r"no kind `share`.*time-limit"):
        item(asks=["cap|share"], abstain=True)


def test_a_table_holds_wordings_and_asks_as_lists(tmp_path):
    path = tmp_path / "set.csv"
    path.write_text(
        "id,question,language,paraphrases,asks,abstain,why\n"
        "a,外资能做吗？,zh-Hans,外商可以做吗？; 老外行吗？,cap|verdict; since,true,made\n",
        encoding="utf-8",
    )
    (read,) = read_set(path)
    assert read.paraphrases == ("外商可以做吗？", "老外行吗？")
    assert read.asks == ("cap|verdict", "since")
