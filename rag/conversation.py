"""What a follow-up takes over from the question before it: the earlier slots stand until replaced, a new topic resets them."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus import Library, Mode
from corpus.text import normalise
from rag.answer import Understanding
from rag.intent import asks
from rag.understand import Question

#: Words by which a question goes on from the one before.
_GOES_ON = re.compile(
    r"^\W*(?:那|那么|还有|如果|要是|换成|改成|同样|另外|说错了|我说的是|我问的是|可是|但是|但|所以|也就是说|这|该|它|其|上述|依据|根据|自什么时候|从什么时候|什么时候|何时|为什么|引用|请|"
    r"and\b|what about|how about|or\b|so\b|then\b|but\b|what if|since when|when did|why\b|which clause|cite|quote|show|is that|is it|does it|would\b|in a\b|in the\b|please|same\b|"
    r"und\b|wie ist|was ist mit|oder\b|seit wann|bitte|gilt|et\b|ou\b|depuis quand|mais\b|y\b|o\b|desde cuándo|pero\b|а\b|и\b|или\b|с какого|но\b|"
    r"では|じゃあ|それ|その|그럼|그러면|그리고)"
    r"|呢[？?。!！]*$|ではどう|どうなり|は[？?]$|어떻게 되|은요[？?]?$|는요[？?]?$|我问的是|一样吗"
)
_NEW_TOPIC = re.compile(
    r"换个问题|另一个问题|换个话题|\b(?:a )?(?:different|new|another) (?:question|topic)|andere frage|autre question|otra pregunta|другой вопрос|別の質問|다른 질문"
)
_SHORT = 12


def carried(library: Library, question: Question, earlier: Understanding) -> Question:
    """The question with what it leaves open filled from the one before it. A question that names its own business and does not go
    on from the earlier one is a new topic; one that asks for no verdict, and names something of its own at length, too."""
    before = tuple(a.id for a in earlier.activities)
    # "And travel agencies in Nanjing?" after outbound travel is still about outbound travel.
    wider = bool(before) and all(any(a in library.above(b) for b in before) for a in question.activities)
    names = "activity" in question.said and not wider
    goes_on = bool(_GOES_ON.search(question.text.casefold())) and not _NEW_TOPIC.search(question.text.casefold())
    follows = (
        goes_on if names else goes_on or bool(question.said) or (question.length <= _SHORT and asks(normalise(question.text)))
    )
    if question.elsewhere or not follows or (not names and not before):
        return question
    areas = question.areas if "area" in question.said else tuple(a.id for a in earlier.areas)
    kept = wider or not question.activities
    return replace(
        question,
        text=question.text if names else f"{earlier.rewritten} {question.text}",
        language=question.language if _tells_language(question) else earlier.language,
        intent=_intent(question, earlier),
        focus=question.focus if question.focus != "decide" else earlier.focus,
        activities=question.activities if names or not kept else before,
        areas=areas,
        origin=question.origin if "origin" in question.said else earlier.investor_origin and earlier.investor_origin.id,
        days=question.days if "day" in question.said else (earlier.as_of,),
        mode=question.mode if "mode" in question.said else Mode(earlier.mode or question.mode),
    )


def _intent(question: Question, earlier: Understanding) -> str:
    if earlier.intent == "open" and question.intent in ("open", "may"):
        return "open" if "activity" not in question.said else "decide"
    return "both" if question.intent in ("open", "both") and question.length > 4 and "language" not in question.said else "decide"


def _tells_language(question: Question) -> bool:
    """Whether a few words tell their language: a bare place name in Latin letters does not."""
    return "language" in question.said or question.language != "en" or question.length > 1
