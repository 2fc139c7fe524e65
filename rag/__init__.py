"""How a question is answered: understand, decide, compose, verify."""

from rag.answer import Answer, Citation, Decided, Status, Verdict
from rag.answerer import Answerer
from rag.ask import Ask
from rag.decide import Decision, decide
from rag.deciding import Decide, decided
from rag.events import Event
from rag.lexicon import UnknownName
from rag.model import ModelError, Stopped
from rag.terms import Terms

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
