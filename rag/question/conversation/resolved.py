"""The question that a follow-up comes to, put alone in the language of its asker."""

from __future__ import annotations

import re
from datetime import date

from corpus import Library, Mode
from corpus.text import normalise
from rag.language.catalogues import say
from rag.language.languages import typography
from rag.language.lexicon import Found
from rag.language.names import activity_asked, activity_named, area_name, origin_named
from rag.language.stems import units
from rag.question.understand import Question

#: Words that only tie a follow-up to the question before it; what is left beside them and the names asks something of its own.
_TIES = frozenset(
    units(
        "那么呢在的是我们也换成到如果要话情况吗可以行和还有另外同样一样说错了问不对咱家来自做办开搞呀啊吧想改比这个种样去中国外资为就算现目前今天时候年都叫"
        " and what about how in on at the a an for from we are is it its same to if or then so but also there here that this these those no not i meant mean rather now today with as by our us i am"
        " instead case would be do does can could may one company firm investor foreign business run china ok okay well suppose apply too still"
        " auch unternehmen firma gesellschaft investor investoren und oder im aus wie ist was mit wenn wir sind auch dann nein ich meine meinte für ein eine einen einem einer der die das den dem gilt dort jetzt heute da doch sondern nicht stattdessen bei beim"
        " aussi entreprise société investisseur investisseurs et ou en au aux à dans pour un une le la les du de des que qu est ce se passe quoi sinon si nous sommes non je veux dire voulais parlais d l maintenant aujourd hui là alors plutôt"
        " y o una uno el los las del al para con qué que pasa si somos no digo quiero decir quería me refería refiero ahora hoy entonces sino es son lo mismo empresa sociedad inversor inversores"
        " а и или в во на для из с со если мы нет я имел имела в виду это что как насчёт насчет там теперь сейчас сегодня же тогда то компания компании инвестор инвестора инвесторов инвесторы"
        " では じゃあ それ その は の で も に から どう です か なり ます 場合 会社 違 い ます いや いいえ では なく 今 年 を な ら そ う 話 こと"
        " 그럼 그러면 그리고 은 는 요 에 서 이 가 의 도 를 을 면 떻 게 어 되 나 아 니 라 말 고 제 지 금 회 사 기 업 경 우 인 데 입 다 년",
    )
)
_BRACKET_END = re.compile(r"[)）]\s*[?？]$")
_ASKING_END = re.compile(r"(\s*[?？。.!！]*)$")


def asks_by_itself(text: str, found: list[Found]) -> bool:
    """Whether a follow-up says more than names of slots and the words that tie it to the question before it."""
    taken = {i for f in found for i in range(f.start, f.end)}
    return any(word not in _TIES and not word.isdigit() for i, word in enumerate(units(text)) if i not in taken)


def business_question(library: Library, question: Question, today: date | None = None) -> str:
    """Whether a foreign investor may run the businesses of a question, with the place, day, investor and mode of a question. The day is left out where
    it is ``today``."""
    language = question.language
    names = say(language, "list").join(activity_asked(library, a, language) for a in question.activities)
    places = [area_name(library, a, language) for a in question.areas if a]
    asked = (
        say(language, "ask.place", activity=names, place=say(language, "list").join(places))
        if places
        else say(language, "ask.national", activity=names)
    )
    return _within(asked, _context(library, question, today), language)


def about_business(library: Library, question: Question, asked: str, today: date | None = None) -> str:
    """Words that ask about the businesses of a question, with its place, day, investor and mode in front."""
    language = question.language
    names = say(language, "list").join(activity_named(library, a, language) for a in question.activities)
    context = [area_name(library, a, language) for a in question.areas if a] + _context(library, question, today)
    subject = names + _bracketed(context, language) if context else names
    return say(language, "ask.about", subject=subject, question=asked)


def _context(library: Library, question: Question, today: date | None) -> list[str]:
    language = question.language
    context: list[str] = []
    if None in question.areas and len(question.areas) > 1:
        context.append(say(language, "ask.nationwide"))
    if question.origin:
        context.append(say(language, "ask.origin", origin=origin_named(library.origins[question.origin], language)))
    if question.mode is Mode.CROSS_BORDER:
        context.append(say(language, "ask.abroad"))
    if question.days != (today,):
        context += [say(language, "ask.day", day=day.isoformat()) for day in question.days]
    return context


def _within(asked: str, context: list[str], language: str) -> str:
    """A question with more said in brackets in front of its mark."""
    if not context:
        return asked
    if inner := _BRACKET_END.search(asked):
        return f"{asked[: inner.start()]}{say(language, 'list')}{say(language, 'list').join(context)}{inner[0]}"
    return _ASKING_END.sub(lambda mark: _bracketed(context, language) + mark[1], asked, count=1)


def _bracketed(context: list[str], language: str) -> str:
    inside = say(language, "list").join(context)
    return f"（{inside}）" if not typography(language).space else f" ({inside})"


def with_slots_replaced(text: str, library: Library, found: list[Found], question: Question, said: frozenset[str]) -> str:
    """An earlier question about what the texts say, with the place that a follow-up names in place of its own, and the rest of what it
    names in brackets."""
    language = question.language
    names = [area_name(library, a, language) for a in question.areas if a]
    if "area" in said and names:
        for area in (f for f in found if f.kind == "area"):
            if surface := _surface(text, area):
                text = text.replace(surface, names[0], 1)
                names = names[1:]
                break
    context = names if "area" in said else []
    if "origin" in said and question.origin:
        context.append(say(language, "ask.origin", origin=origin_named(library.origins[question.origin], language)))
    if "day" in said:
        context += [say(language, "ask.day", day=day.isoformat()) for day in question.days]
    return _within(text, context, language)


def _surface(text: str, found: Found) -> str | None:
    """A name as a text writes it; None where its writing and its units do not line up."""
    words = units(text)[found.start : found.end]
    pattern = r"[\W_]*".join(re.escape(word) for word in words)
    match = re.search(pattern, normalise(text))
    return text[match.start() : match.end()] if match and len(normalise(text)) == len(text) else None
