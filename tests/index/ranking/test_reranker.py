"""A cross-encoder puts the best of what was found in a new order, and changes nothing else.

The cross-encoders here are real ones of the library's own class, made on the spot: one whose weights are set by hand so that it
prefers what speaks most of one word, one that finds everything alike."""

from datetime import date
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

from index import DEPTH, EmbedderError, Index, Reranker, open_reranker
from index.passages import passage_of
from rag import Answerer, Ask
from rag.langchain_retriever import ProvisionRetriever

DAY = date(2026, 11, 22)
#: What the hand-made cross-encoder likes to read of.
LIKED = ("报", "newspapers")
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
QUESTIONS = ["新闻出版要遵守什么规定？", "What are the rules for publishing?"]


def tokenizer(words: list[str]) -> BertTokenizerFast:
    return BertTokenizerFast(vocab={word: i for i, word in enumerate(words)}, model_max_length=512)


def make(folder: Path, weight: float, labels: int = 1, kind: type = BertForSequenceClassification) -> Path:
    """A cross-encoder whose score grows with the share of `LIKED` in what it reads, times ``weight``. One layer of even attention
    carries that share to the first token; the wide epsilon keeps the normalising layers from levelling it."""
    folder.mkdir()
    words = [*SPECIAL, *LIKED]
    tokenizer(words).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        num_labels=labels,
        layer_norm_eps=1.0,
    )
    model = kind(config)
    with torch.no_grad():
        for name, values in model.named_parameters():
            if not name.endswith("LayerNorm.weight"):
                values.zero_()
        if kind is BertForSequenceClassification:
            bert, layer = model.bert, model.bert.encoder.layer[0]
            bert.embeddings.word_embeddings.weight[len(words) - len(LIKED) :, 0] = 100
            for passing in (layer.attention.self.value, layer.attention.output.dense, bert.pooler.dense):
                passing.weight.copy_(torch.eye(8))
            model.classifier.weight[:, 0] = weight
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def reranker(tmp_path_factory) -> Reranker:
    return Reranker(str(make(tmp_path_factory.mktemp("liking") / "model", 5.0)))


@pytest.fixture(scope="module")
def indifferent(tmp_path_factory) -> Reranker:
    return Reranker(str(make(tmp_path_factory.mktemp("indifferent") / "model", 0.0)))


def reranked(home, library, embedder, reranker) -> Index:
    return Index.open(home / "index", library, embedder, reranker=reranker)


def found(index: Index, embedder, question: str, k: int = 100):
    return index.search(embedder.query(question), question, k)


def liking(library, provision: str) -> float:
    """The share of the liked words in a provision's passage, as the model counts it."""
    tokens = tokenizer([*SPECIAL, *LIKED]).tokenize(passage_of(library.clauses[provision]).text)
    return sum(t in LIKED for t in tokens) / len(tokens)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_best_are_put_in_the_order_of_the_model_and_the_rest_stays(home, library, embedder, reranker, question):
    index = reranked(home, library, embedder, reranker)
    hits = found(index, embedder, question)
    ordered = index.rerank(question, hits)
    assert {h.id for h in ordered[:DEPTH]} == {h.id for h in hits[:DEPTH]}
    assert ordered[DEPTH:] == hits[DEPTH:]
    assert ordered != hits
    shares = [liking(library, h.id) for h in ordered[:DEPTH]]
    assert max(shares) > 0
    assert shares[0] == max(shares)
    assert not any(shares[shares.index(0) :]), "what says nothing of it comes last"


def test_the_scores_and_the_order_of_what_the_model_finds_alike_stay(home, library, embedder, indifferent):
    index = reranked(home, library, embedder, indifferent)
    hits = found(index, embedder, QUESTIONS[0])
    assert index.rerank(QUESTIONS[0], hits) == hits


def test_without_a_reranker_the_search_is_as_it_was(home, library, embedder):
    index = Index.open(home / "index", library, embedder)
    hits = found(index, embedder, QUESTIONS[0])
    assert index.rerank(QUESTIONS[0], hits) is hits
    assert index.rerank(QUESTIONS[0], []) == []


@pytest.mark.parametrize("question", ["第752号令第六条怎么规定的？", "Decree 752, article 6"])
def test_what_the_question_refers_to_exactly_stays_first(home, library, embedder, reranker, question):
    index = reranked(home, library, embedder, reranker)
    hits = found(index, embedder, question)
    assert index.rerank(question, hits)[0].id == "cn-telecom-enterprise-provisions-2022#article-6"


@pytest.mark.parametrize(
    "question",
    [
        "外商投资电信企业的注册资本最低要多少？",
        "What registered capital does a foreign-invested telecom enterprise need?",
        "今天天气怎么样？",
        "How do I bake bread?",
        "外资在中国做增值电信，股比上限是多少？",
    ],
)
def test_whether_there_is_an_answer_and_the_verdict_are_not_the_models_to_tell(
    answerer, home, library, embedder, reranker, question
):
    other = Answerer(library, reranked(home, library, embedder, reranker), embedder)
    before, after = answerer.answer(Ask(question, DAY)), other.answer(Ask(question, DAY))
    assert (before.abstained, before.verdict) == (after.abstained, after.verdict)


def test_an_open_answer_and_the_search_take_the_new_order(answerer, home, library, embedder, reranker):
    other = Answerer(library, reranked(home, library, embedder, reranker), embedder)
    before, after = (a.answer(Ask("新闻单位要承担什么义务？", DAY)) for a in (answerer, other))
    assert [c.provision_id for c in before.citations] != [c.provision_id for c in after.citations]
    hits = other.search(QUESTIONS[0], DAY, 5)
    assert len(hits) == 5
    assert hits[0].id != answerer.search(QUESTIONS[0], DAY, 5)[0].id


def test_the_retriever_of_langchain_takes_the_new_order(home, library, embedder, reranker):
    index = reranked(home, library, embedder, reranker)
    first = ProvisionRetriever(answerer=Answerer(library, index, embedder), today=DAY, k=5).invoke(QUESTIONS[0])
    nearest = found(index, embedder, QUESTIONS[0], 5)
    assert len(first) == 5
    assert first[0].id != nearest[0].id
    assert liking(library, first[0].id) > liking(library, nearest[0].id)


def test_it_is_set_by_name_or_path_and_off_without(tmp_path, home, library, embedder):
    folder = make(tmp_path / "model", 5.0)
    assert open_reranker({"ZHUNRU_RERANKER": " "}) is None
    assert open_reranker({}) is None
    assert isinstance(open_reranker({"ZHUNRU_RERANKER": str(folder)}), Reranker)
    with pytest.raises(EmbedderError, match="hf download nobody/nothing"):
        open_reranker({"ZHUNRU_RERANKER": "nobody/nothing"})


@pytest.mark.parametrize(("labels", "kind"), [(3, BertForSequenceClassification), (1, BertModel)])
def test_a_model_that_scores_no_pairs_is_refused(tmp_path, labels, kind):
    """An embedder or a classifier opens like a cross-encoder, with a head of random weights: its order would be chance."""
    with pytest.raises(EmbedderError, match=r"is no reranker.*ZHUNRU_RERANKER"):
        Reranker(str(make(tmp_path / "model", 1.0, labels, kind)))
