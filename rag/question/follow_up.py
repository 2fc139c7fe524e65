"""What a follow-up takes over from the question before it: the earlier slots stand until replaced, a new topic resets them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from corpus import Library, Mode
from corpus.text import normalise
from rag.language.catalogues import say
from rag.language.names import activity_named, area_name, origin_name
from rag.question.focus import Focus
from rag.question.intent import asks
from rag.question.understand import Question
from rag.question.understanding import Understanding

#: Words by which a question goes on from the one before.
_GOES_ON = re.compile(
    r"^\W*(?:那|那么|还有|如果|要是|换成|换到|改成|同样|另外|说错了|我说的是|我问的是|可是|但是|但|所以|也就是说|这|该|它|其|上述|依据|根据|自什么时候|从什么时候|什么时候|何时|为什么|引用|请|"
    r"and\b|what about|how about|or\b|so\b|then\b|but\b|what if|since when|when did|why\b|which clause|cite|quote|show|is that|is it|does it|would\b|in a\b|in the\b|please|same\b|"
    r"und\b|wie ist|was ist mit|oder\b|seit wann|bitte|gilt|et\b|ou\b|depuis quand|mais\b|y\b|o\b|desde cuándo|pero\b|а\b|и\b|или\b|с какого|но\b|"
    r"では|じゃあ|それ|その|그럼|그러면|그리고)"
    r"|呢[？?。!！]*$|ではどう|どうなり|は[？?]$|어떻게 되|은요[？?]?$|는요[？?]?$|我问的是|一样吗"
)
_NEW_TOPIC = re.compile(
    r"换个问题|另一个问题|换个话题|\b(?:a )?(?:different|new|another) (?:question|topic)|andere frage|autre question|otra pregunta|другой вопрос|別の質問|다른 질문"
)
#: A follow-up that leaves the place before it for the whole country.
_EVERYWHERE = re.compile(
    r"\b(?:all over|all of|across|throughout|the whole of) china\b|全中国|中国各地|中国全土|in ganz china|toute la chine|toda china|всему китаю|всем китае|중국 전역"
)
_SHORT = 12
#: What asks for nothing but the grounds of the answer before: "why?", "cite the clause".
_GROUNDS = re.compile(
    r"^\W*(?:(?:那|请)?(?:为什么|为何|凭什么)|(?:请)?(?:引用|列出|给出)|依据|根据|哪一?[条项]|why\b|(?:please )?(?:cite|quote)\b|(?:on |in )?which clause|where does it say|"
    r"warum|wieso|weshalb|pourquoi|¿?por qué|почему|なぜ|どうして|왜)"
)


def carried(library: Library, question: Question, earlier: Understanding) -> Question:
    """The question with what it leaves open filled from the one before it. A question that names its own business and does not go
    on from the earlier one is a new topic; one that asks for no verdict, and names something of its own at length, too."""
    before = tuple(a.id for a in earlier.activities if not library.activities[a.id].topic)
    # "And travel agencies in Nanjing?" after outbound travel is still about outbound travel.
    wider = bool(before) and all(any(a in library.above(b) for b in before) for a in question.activities)
    names = "activity" in question.said and not wider
    if not _follows(library, question, before, names):
        return question
    plain = question.text.casefold()
    if question.said == {"language"} and question.length <= _SHORT and question.focus == "decide":
        return _again(question, earlier)
    if not names and earlier.intent == "open" and (question.intent == "open" or not before):
        return replace(
            _again(question, earlier), text=f"{earlier.rewritten} {question.text}", language=_language(question, earlier)
        )
    placed = "area" in question.said or _EVERYWHERE.search(plain)
    areas = question.areas if placed else tuple(a.id for a in earlier.areas)
    kept = wider or not question.activities
    followed = replace(
        question,
        language=_language(question, earlier),
        intent=_intent(question, earlier),
        focus=_focus(plain, question, earlier),
        activities=question.activities if names or not kept else before,
        areas=areas,
        origin=question.origin if "origin" in question.said else earlier.investor_origin and earlier.investor_origin.id,
        days=question.days if "day" in question.said else (earlier.as_of,),
        mode=question.mode if "mode" in question.said else Mode(earlier.mode or question.mode),
    )
    dated = "day" in question.said or question.days[-1] != earlier.as_of
    return replace(followed, text=_alone(library, followed, dated))


def _follows(library: Library, question: Question, before: tuple[str, ...], names: bool) -> bool:
    """Whether a question goes on from one about the businesses ``before``."""
    plain = question.text.casefold()
    if question.elsewhere or _NEW_TOPIC.search(plain):
        return False
    goes_on = bool(_GOES_ON.search(plain) or _GROUNDS.search(plain))
    short = question.length <= _SHORT
    asked_back = bool(before) and all(library.activities[a].may_be for a in before)
    if names:
        choices = {c for a in before for c in library.activities[a].may_be}
        return goes_on or (asked_back and any(choices.intersection((a, *library.above(a))) for a in question.activities))
    if not before:
        return goes_on and short
    return (
        goes_on or bool(question.said) or (short and (asked_back or question.focus != "decide" or asks(normalise(question.text))))
    )


def _again(question: Question, earlier: Understanding) -> Question:
    """The earlier question once more, in the language this one asks for."""
    return replace(
        question,
        text=earlier.rewritten,
        intent=earlier.intent,
        focus=cast(Focus, earlier.focus),
        activities=tuple(a.id for a in earlier.activities),
        areas=tuple(a.id for a in earlier.areas),
        origin=earlier.investor_origin and earlier.investor_origin.id,
        days=(earlier.as_of,),
        mode=Mode(earlier.mode or question.mode),
    )


def _alone(library: Library, question: Question, dated: bool) -> str:
    """The question as it would be put alone: what it is about, then its own words."""
    language = question.language
    asked = [say(language, "ask.national", activity=activity_named(library, a, language)) for a in question.activities]
    about = [area_name(library, a, language) for a in question.areas if a]
    if question.origin:
        about.append(origin_name(library.origins[question.origin], language))
    about += [day.isoformat() for day in question.days if dated]
    within = f" ({say(language, 'list').join(about)})" if about else ""
    return f"{' '.join(asked)}{within} {question.text}"


def _focus(plain: str, question: Question, earlier: Understanding) -> Focus:
    if _GROUNDS.search(plain):
        return "decide"
    return question.focus if question.focus != "decide" else cast(Focus, earlier.focus)


def _intent(question: Question, earlier: Understanding) -> str:
    if earlier.intent == "open" and question.intent in ("open", "may"):
        return "decide"
    return "both" if question.intent in ("open", "both") and question.length > 4 and "language" not in question.said else "decide"


def _language(question: Question, earlier: Understanding) -> str:
    """The language of the answer. Not every few words tell theirs: a bare place name in Latin letters does not."""
    tells = "language" in question.said or question.language != "en" or question.length > 1
    return question.language if tells else earlier.language
