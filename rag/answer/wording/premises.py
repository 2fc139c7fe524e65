"""The verdict put as the question asks for it: yes or no to "is it limited?", and first of all that what it takes for granted is wrong."""

from __future__ import annotations

from corpus import Mode
from corpus.openness import OPEN
from rag.answer.verdicts import brief
from rag.answer.wording.context import Wording, capital
from rag.decision.decision import Decision
from rag.question.premises import Affirmed, affirmed_by_yes, premise_of


def premise_sentence(w: Wording, decision: Decision, text: str) -> str | None:
    """That what a question takes for granted is wrong; None where it takes nothing for granted, or rightly."""
    premise, openness = premise_of(text), decision.terms.openness
    right = openness == 0 if premise == "closed" else openness >= OPEN
    if not _on_shares(decision) or premise is None or right:
        return None
    key = "opened" if premise != "closed" and openness == 0 else "lifted" if premise != "closed" else "closed"
    return w.say(f"premise.{key}", brief=brief(decision, w.language))


def polar_headline(w: Wording, decision: Decision, text: str) -> str | None:
    """The verdict as a yes or no to what is asked; None where a permission is, which the verdict itself says yes or no to."""
    asked = affirmed_by_yes(text)
    if asked is None or not _on_shares(decision):
        return None
    return capital(w.say(f"polar.{_key(asked, decision)}", brief=brief(decision, w.language)))


def _key(asked: Affirmed, decision: Decision) -> str:
    terms = decision.terms
    if terms.openness == 0 and asked in ("partner", "control"):
        return "closed"
    holds = {
        "limited": terms.openness < OPEN,
        "partner": terms.openness < OPEN,
        "control": terms.chinese_control,
        "banned": terms.openness == 0,
    }
    return f"{asked}-{'yes' if holds[asked] else 'no'}"


def _on_shares(decision: Decision) -> bool:
    """Whether a verdict speaks of a share in a company."""
    return decision.settled and decision.mode == Mode.COMMERCIAL_PRESENCE and not decision.project
