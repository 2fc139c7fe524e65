"""A model that lies: none of its lies reaches the reader. A model that is honest: it is let through, else the check is useless."""

import random
from collections import Counter

import pytest
import yaml

from rag import Ask
from rag.prose import Delta
from rag.prose.check.blocks import read_block, split_blocks
from rag.prose.check.check import Check
from tests.conftest import TODAY
from tests.rag.prose.lies import lies
from tests.rag.prose.prose import FOLDER, grounded, honest, numbered
from tests.rag.prose.scripted import says

#: Lies of each kind that are told over the socket, the whole way to the reader.
TOLD = 16


@pytest.fixture(scope="module")
def check(answerer):
    return Check(answerer.library, answerer.lexicon, answerer.index, answerer.embedder)


def faults(check, text, evidence):
    """The faults of the first block that has any, as when it is streamed."""
    blocks = [read_block(b) for b in split_blocks(text)]
    cited = {n for b in blocks for line in b.lines for s in line for n in s.cites}
    return next(filter(None, (check.block(b, evidence) for b in blocks)), None) or check.omissions(cited, evidence)


@pytest.fixture(scope="module")
def told(answerer):
    """Every lie with its question and evidence, in an order that chance set once."""
    chance = random.Random(2026)
    out = []
    for written in honest():
        evidence = grounded(answerer, written.question)[1]
        out += [(written, lie, evidence) for lie in lies(written.text, evidence, chance)]
    chance.shuffle(out)
    return out


def test_no_lie_passes_the_check(check, told):
    """0 of several hundred, over 14 questions in Chinese and English."""
    passed = [(w.question, lie.kind, lie.what) for w, lie, e in told if not faults(check, numbered(lie.text, e), e)]
    kinds = Counter(lie.kind for _, lie, _ in told)
    assert len(told) >= 700, kinds
    assert min(kinds.values()) >= 15, kinds
    assert not passed, f"{len(passed)} of {len(told)}"


def test_no_lie_reaches_the_reader(answerer, narrated, model, told):
    """Over the socket, streamed, mended once by a model that lies again: neither the paragraphs nor the answer hold the lie."""
    kinds, composed = Counter(), {w.question: grounded(answerer, w.question)[0] for w in honest()}
    for written, lie, evidence in told:
        if kinds[lie.kind] == TOLD:
            continue
        kinds[lie.kind] += 1
        model.play(says(numbered(lie.text, evidence)))
        events = list(narrated.events(Ask(written.question, TODAY)))
        final, own = events[-1], composed[written.question]
        assert final.grounding.state == "fallback", (written.question, lie.what)
        assert final.answer.markdown.startswith(own.answer.markdown)
        assert final.citations == own.citations
        true = set(split_blocks(numbered(written.text, evidence)))
        false = [b for b in split_blocks(numbered(lie.text, evidence)) if b not in true]
        shown = len([e for e in events if isinstance(e, Delta) and e.round == 1])
        blocks = split_blocks(numbered(lie.text, evidence))
        assert all(blocks.index(b) >= shown for b in false), (written.question, lie.what)
    assert sum(kinds.values()) >= 100, kinds


def test_no_lie_written_by_hand_passes(answerer, check):
    """Fluent falsehoods over true provisions: exceptions taken in, silence made consent, one number in another's place."""
    passed = []
    for entry in yaml.safe_load((FOLDER / "spoken_lies.yaml").read_text(encoding="utf-8")):
        evidence = grounded(answerer, entry["question"])[1]
        texts = [numbered(lie, evidence) for lie in entry["lies"]]
        assert not any("[88]" in t for t in texts), "a lie has to cite what is there"
        passed += [t for t in texts if not [f for b in split_blocks(t) for f in check.block(read_block(b), evidence)]]
    assert not passed


def test_honest_prose_passes(answerer, check):
    """At least nine texts in ten, written in words of their own; two of the three sets after the check."""
    texts, refused = [w for name in ("honest", "held_out", "unseen") for w in honest(name)], {}
    for written in texts:
        evidence = grounded(answerer, written.question)[1]
        if found := faults(check, numbered(written.text, evidence), evidence):
            refused[written.question] = [(f.kind, f.why, f.text) for f in found]
    assert len(texts) >= 30
    assert len(refused) <= 0.1 * len(texts), refused


def test_the_sentences_of_the_composer_pass_for_nearly_every_question(answerer, check, library):
    """What the composer writes is true by construction: where the check refuses it, it would refuse an honest model too."""
    passed, refused = 0, []
    for i, activity in enumerate(library.activities.values()):
        if activity.topic or i % 5:
            continue
        zh = i % 2
        question = f"外资可以经营{activity.name.zh}吗？" if zh else f"Can a foreign company run {activity.name.en} in China?"
        own, evidence = grounded(answerer, question)
        for block in split_blocks(own.answer.markdown.replace("\\", "")):
            read = read_block(block)
            if not any(s.cites for line in read.lines for s in line):
                continue
            found = check.block(read, evidence)
            passed += not found
            refused += [(question, f.kind, f.why, f.text) for f in found]
    assert passed >= 9 * len({r[3] for r in refused}), (passed, refused)
