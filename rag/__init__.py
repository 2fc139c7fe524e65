"""How a question is answered: understand, decide, compose, verify."""

from rag.answer.contract import Answer, Citation, Decided, Verdict
from rag.answer.decided import Decide, decided
from rag.decision.decision import Decision, decide
from rag.decision.status import Status
from rag.decision.terms import Terms
from rag.events import Event
from rag.language.lexicon import UnknownName
from rag.llm import ModelError, Stopped
from rag.pipeline import Answerer
from rag.question.ask import Ask

__all__ = [
    "Answer",
    "Answerer",
    "Ask",
    "Citation",
    "Decide",
    "Decided",
    "Decision",
    "Event",
    "ModelError",
    "Status",
    "Stopped",
    "Terms",
    "UnknownName",
    "Verdict",
    "decide",
    "decided",
]
