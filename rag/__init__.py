"""How a question is answered: understand, decide, compose, verify."""

from rag.answer import Answer, Citation, Decided, Status, Verdict
from rag.answerer import Answerer, Ask
from rag.decide import Decision, decide
from rag.deciding import Decide, decided
from rag.lexicon import UnknownName
from rag.terms import Terms

__all__ = [
    "Answer",
    "Answerer",
    "Ask",
    "Citation",
    "Decide",
    "Decided",
    "Decision",
    "Status",
    "Terms",
    "UnknownName",
    "Verdict",
    "decide",
    "decided",
]
