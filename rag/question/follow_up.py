"""What a follow-up takes over from the question before it: the earlier slots stand until replaced, a new topic resets them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from corpus import Library, Mode
from corpus.text import normalise
from rag.language.catalogues import say
from rag.language.detect import script_open
from rag.language.languages import canonical
from rag.language.lexicon import Lexicon
from rag.question.conversation.choosing import choice_among
from rag.question.conversation.countries import china_named
from rag.question.conversation.resolved import about_business, asks_by_itself, business_question, with_slots_replaced
from rag.question.dates import without_days
from rag.question.focus import Focus
from rag.question.intent import asks
from rag.question.understand import Question
from rag.question.understanding import Understanding

#: Words by which a question goes on from the one before.
_GOES_ON = re.compile(
    r"^\W*(?:那|那么|还有|如果|要是|换成|换到|改成|改问|同样|另外|说错了|我说的|我是说|我问的|我指的|可是|但是|但|所以|也就是说|这|该|它|其|上述|依据|根据|自什么时候|从什么时候|什么时候|何时|为什么|引用|请|现在|如今|"
    r"and\b|what about|how about|or\b|so\b|then\b|but\b|what if|since when|when did|why\b|which clause|cite|quote|show|is that|is it|does it|would\b|in a\b|in the\b|please|same\b|(?:and )?now\W*$|today\W*$|i (?:meant|mean)\b|"
    r"und\b|wie ist|was ist mit|wie sieht|oder\b|seit wann|bitte|gilt|heute\W*$|jetzt\W*$|ich (?:meine|meinte)|et\b|ou\b|depuis quand|mais\b|qu['’]en est|maintenant\W*$|je (?:veux dire|voulais|parl)|y\b|o\b|desde cuándo|pero\b|ahora\W*$|qué pasa con|quiero decir|quería decir|me refer|"
    r"а\b|и\b|или\b|с какого|но\b|сейчас\W*$|я име\w+ в виду|как насч[её]т|では|じゃあ|それ|その|今は|그럼|그러면|그리고|지금은|제 ?말은)"
    r"|呢[？?。!！]*$|ではどう|どうなり|は[？?。]?$|어떻게 되|[은는]요[？?]?$|我问的是|一样吗|ではなく"
)
#: A correction of what was understood, or of what was said.
_CORRECTS = re.compile(
    r"^\W*(?:不是(?=[,，。、!！ ]|我)|不对|错了|不(?=[,，])|no\b(?=\W)|nope\b|not that\b|wrong\b|nein\b|non\b|нет\b|いや|いいえ|違います|违います|아니(?:요|오|야)?(?=[\s,.])|sorry\b|actually\b)[\s,，.。;:!！、-]*"
)
_NEW_TOPIC = re.compile(
    r"换个问题|另一个问题|换个话题|\b(?:a )?(?:different|new|another) (?:question|topic)|andere frage|autre question|otra pregunta|другой вопрос|別の質問|别の质问|다른 질문"
)
#: A follow-up that leaves the place before it for the whole country.
_EVERYWHERE = re.compile(
    r"\b(?:all over|all of|across|throughout|the whole of) china\b|全中国|中国各地|中国全土|in ganz china|toute la chine|toda china|всему китаю|всем китае|중국 전역"
)
_SHORT = 12
#: A business with so few words beside it asks nothing by itself: "an internet cafe?".
_BARE = 2
#: What only ties a question to the one before it.
_TIED = re.compile(
    r"^\W*(?:(?:and|und|et|y|а|и|but|so|then|also)\b[\s,]+|(?:那么?|另外|还有|然后)[,，、\s]*|(?:では|じゃあ|それで)[、,\s]*|(?:그럼|그러면|그리고)[,\s]+)",
    re.IGNORECASE,
)
#: What asks for nothing but the grounds of the answer before: "why?", "cite the clause".
_GROUNDS = re.compile(
    r"^\W*(?:(?:那|请)?(?:为什么|为何|凭什么)|(?:请)?(?:引用|列出|给出)|依据|根据|哪一?[条项]|why\b|(?:please )?(?:cite|quote)\b|(?:on |in )?which clause|where does it say|"
    r"warum|wieso|weshalb|pourquoi|¿?por qué|почему|なぜ|どうして|왜)"
)
#: The question that goes with what is wanted first of a verdict.
_FOCUSED = {"cap": "ask.cap", "terms": "ask.terms", "where": "ask.where", "changed": "ask.changed", "breach": "ask.breach"}


def without_correction(text: str) -> str:
    """A text without the word by which it corrects something: "no, a cinema"; the text itself where nothing else is in it."""
    found = _CORRECTS.match(text.casefold())
    rest = text[found.end() :] if found else ""
    return rest if any(c.isalnum() for c in rest) else text


@dataclass(frozen=True)
class FollowUps:
    """Resolves follow-ups on one library. Safe to share between threads."""

    library: Library
    lexicon: Lexicon

    def carried(self, question: Question, earlier: Understanding, today: date, corrects: bool = False) -> Question:
        """The question with what it leaves open filled from the one before it. A question that names its own business and does not go
        on from the earlier one is a new topic; one that asks for no verdict, and names something of its own at length, too.
        ``corrects`` when it puts something right."""
        library = self.library
        if earlier.intent == "remark":
            return question
        before = tuple(a.id for a in earlier.activities if not library.activities[a.id].topic)
        choices = tuple(a.id for a in earlier.choices)
        chosen = None if "activity" in question.said else choice_among(question.text, choices)
        if chosen is not None:
            return self._chosen(question, earlier, chosen, today)
        # "And travel agencies in Nanjing?" after outbound travel is still about outbound travel.
        wider = bool(before) and all(any(a in library.above(b) for b in before) for a in question.activities)
        names = "activity" in question.said and not wider
        abroad = self._abroad(question, earlier, names)
        if not (corrects or abroad or self._follows(question, before, choices, names)):
            return question
        if abroad:
            return self._other_law(question, earlier, before, names, today)
        plain = question.text.casefold()
        if question.said == {"language"} and question.length <= _SHORT and question.focus == "decide":
            return self._in_language(question, earlier, today)
        question = self._now(question, today)
        if not names and (not before or (earlier.intent == "open" and question.intent == "open")):
            return self._of_texts(question, earlier)
        placed = "area" in question.said or _EVERYWHERE.search(plain)
        kept = wider or not question.activities
        followed = replace(
            question,
            language=_language(question, earlier),
            intent=_intent(question, earlier),
            focus=_focus(plain, question, earlier),
            activities=question.activities if names or not kept else before,
            areas=question.areas if placed else tuple(a.id for a in earlier.areas),
            origin=question.origin if "origin" in question.said else earlier.investor_origin and earlier.investor_origin.id,
            days=question.days if "day" in question.said else (earlier.as_of,),
            spans=question.spans if "day" in question.said else (),
            mode=question.mode if "mode" in question.said else Mode(earlier.mode or question.mode),
            elsewhere=False,
            turn="choices" if choices and not names else "businesses",
        )
        return replace(followed, text=self._alone(followed, earlier, names, today))

    def _in_language(self, question: Question, earlier: Understanding, today: date) -> Question:
        """The question before it once more, in another language."""
        again = replace(_again(question, earlier), elsewhere=False, turn="slots")
        if not again.activities or earlier.intent == "open":
            return again
        return replace(again, text=self._asked(again, today), turn="choices" if earlier.choices else "businesses")

    def _chosen(self, question: Question, earlier: Understanding, chosen: tuple[str, ...], today: date) -> Question:
        """A question back answered: the question before it, of the businesses chosen."""
        taken = replace(
            _again(question, earlier),
            language=_language(question, earlier),
            activities=chosen or tuple(a.id for a in earlier.choices),
            intent="decide" if chosen else "may",
            elsewhere=False,
            turn="businesses" if chosen else "none",
        )
        return replace(taken, text=self._asked(taken, today) if chosen else question.text)

    def _other_law(
        self, question: Question, earlier: Understanding, before: tuple[str, ...], names: bool, today: date
    ) -> Question:
        """The question before it, of another country: its business stands for the next question."""
        kept = replace(
            _again(question, earlier),
            language=_language(question, earlier),
            activities=question.activities if names else before,
            elsewhere=True,
            foreign=question.foreign or question.origin,
            turn="abroad",
        )
        if not kept.activities:
            return kept
        return replace(kept, text=about_business(self.library, replace(kept, origin=None, areas=()), question.text, today))

    def _abroad(self, question: Question, earlier: Understanding, names: bool) -> bool:
        """Whether a follow-up asks what another country allows: one that names it as a place, or names it and no more where the investor's
        home was no subject so far."""
        if "area" in question.said or china_named(normalise(question.text)):
            return False
        bare = question.country == "bare" and earlier.investor_origin is None and not names and question.length <= _SHORT
        return (question.country == "place" and question.length <= _SHORT) or bare

    def _follows(self, question: Question, before: tuple[str, ...], choices: tuple[str, ...], names: bool) -> bool:
        """Whether a question goes on from one about the businesses ``before``."""
        library, plain = self.library, question.text.casefold()
        if question.elsewhere or _NEW_TOPIC.search(plain):
            return False
        goes_on = bool(_GOES_ON.search(plain) or _GROUNDS.search(plain))
        short = question.length <= _SHORT
        asked_back = bool(choices)
        if names:
            offered = any({a, *library.above(a)}.intersection(choices) for a in question.activities)
            return goes_on or (asked_back and offered) or question.length <= _BARE
        if not before:
            return short and (goes_on or (bool(question.said - {"activity"}) and not self.says_more(question)))
        return (
            goes_on
            or bool(question.said)
            or (short and (asked_back or question.focus != "decide" or asks(normalise(question.text))))
        )

    def _of_texts(self, question: Question, earlier: Understanding) -> Question:
        """A follow-up to a question on what the texts say: that question once more, with what this one says in place of its own."""
        again = _again(question, earlier)
        said = question.said
        followed = replace(
            again,
            language=_language(question, earlier),
            areas=question.areas if "area" in said else again.areas,
            origin=question.origin if "origin" in said else again.origin,
            days=question.days if "day" in said else again.days,
            spans=question.spans if "day" in said else (),
            mode=question.mode if "mode" in said else again.mode,
            turn="slots",
        )
        if said & {"area", "origin", "day"} and not self.says_more(question):
            found = self.lexicon.find(earlier.rewritten, earlier.language)
            return replace(followed, text=with_slots_replaced(earlier.rewritten, self.library, found, followed, said))
        return replace(followed, text=f"{earlier.rewritten} {question.text}")

    def _alone(self, question: Question, earlier: Understanding, names: bool, today: date) -> str:
        """A follow-up as it would be put alone: the question it repeats of other slots, or its own words with what they are about."""
        found = self.lexicon.find(question.text, question.language)
        # A business that is meant without a name has its name here.
        renamed = names and not any(f.kind == "activity" for f in found) and not asks(normalise(question.text))
        if self.says_more(question) and not renamed:
            within = replace(question, days=(today,)) if "day" in question.said else question
            return f"{business_question(self.library, within, today)} {_opened(question.text)}"
        if not names and earlier.focus not in ("decide", "cap") and self._placed_alike(question, earlier):
            mentions = self.lexicon.find(earlier.rewritten, earlier.language)
            return with_slots_replaced(earlier.rewritten, self.library, mentions, question, question.said)
        return self._asked(question, today)

    def _placed_alike(self, question: Question, earlier: Understanding) -> bool:
        """Whether a follow-up asks the same for another place, and nothing else of it changes."""
        changed = question.said - {"area"} or canonical(question.language) != canonical(earlier.language)
        return not changed and len(question.areas) == 1 and len(earlier.areas) <= 1

    def _asked(self, question: Question, today: date) -> str:
        """The question that asks for what is wanted first of a verdict."""
        if key := _FOCUSED.get(question.focus):
            return f"{business_question(self.library, question, today)} {say(question.language, key)}"
        return business_question(self.library, question, today)

    def says_more(self, question: Question) -> bool:
        """Whether a follow-up asks something by words of its own."""
        if _GROUNDS.search(question.text.casefold()):
            return True
        text = without_days(question.text, question.days[-1])
        return asks_by_itself(text, self.lexicon.find(text, question.language))

    def _now(self, question: Question, today: date) -> Question:
        """A follow-up that asks about now, with today as its day."""
        if "day" in question.said or not question.now:
            return question
        return replace(question, days=(today,), spans=(), said=question.said | {"day"})


def _opened(text: str) -> str:
    """A follow-up without the word that ties it to the question before it: "and how long does it take?"."""
    rest = _TIED.sub("", text, count=1)
    return rest[:1].upper() + rest[1:] if rest else text


def _again(question: Question, earlier: Understanding) -> Question:
    """The earlier question once more."""
    return replace(
        question,
        text=earlier.rewritten,
        intent=earlier.intent,
        focus=cast(Focus, earlier.focus),
        activities=tuple(a.id for a in earlier.activities),
        areas=tuple(a.id for a in earlier.areas),
        origin=earlier.investor_origin and earlier.investor_origin.id,
        days=(earlier.as_of,),
        spans=(),
        mode=Mode(earlier.mode or question.mode),
    )


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
    if earlier.language == "zh-Hant" and question.language == "zh" and script_open(question.text):
        return earlier.language
    tells = "language" in question.said or question.language != "en" or question.length > 1
    return question.language if tells else earlier.language
