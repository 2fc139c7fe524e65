"""Which subject of a measure a question means where one kind of ask may mean two: how long a licence lasts or how long an approval takes;
what follows doing a business without its licence or any other breach."""

from __future__ import annotations

import re

from corpus import Clause
from corpus.kinds import Subject
from corpus.text import normalise

# The patterns meet text as `normalise` gives it: lower case, Japanese and traditional Chinese in simplified characters.

_VALIDITY = re.compile(
    r"有[效効]期|有效多久|管多久|有效几年|续期|续展|续证|续办|延续|换证|换发|到期|过期|\bvalid(?:ity)?\b|\brenew|\bexpir|\blicen[cs]e (?:\w+ ){0,3}last\b|\bgood for\b|"
    r"更新|유효|갱신|만료|gültig|verlänger|erneuer|laufzeit|\bläuft\b|valable|validité|renouvel|expir|vigencia|válid|vigente|renov|caduc|срок\w* действ|действует лицензи|действительн|продл"
)
_UNLICENSED = re.compile(
    r"无证|无照|没有?(?:\S{0,6})(?:许可|牌照|执照|批准|资质|证)|未经|未取得|未获|擅自|不办证|没办证|没批|"
    r"\bwithout (?:a |an |the |any |its |our )?(?:[\w-]+ ){0,3}(?:licen[cs]e|permit|permission|approval|authori[sz]ation|registration)|\bunlicen|\bunauthori|\bunapproved|\bno (?:licen[cs]e|permit)\b|"
    r"ohne (?:\w+ )?(?:lizenz|genehmigung|erlaubnis|zulassung)|sans (?:\w+ )?(?:licence|autorisation|agrément|permis)|sin (?:\w+ )?(?:licencia|permiso|autorización)|без (?:\w+ )?(?:лицензи|разрешени)|"
    r"无许可|无免许|许可なし|许可なく|免许なし|무허가|무면허|(?:허가|면허|승인) ?없이"
)


def subject_of_time(question: str) -> Subject:
    """Which time a question asks for: how long a licence lasts (`validity`), or within which an application is decided (`time-limit`)."""
    return Subject.VALIDITY if _VALIDITY.search(normalise(question)) else Subject.TIME_LIMIT


def unlicensed_act(question: str) -> bool:
    """Whether a question is about doing a business without the licence or approval that it needs."""
    return bool(_UNLICENSED.search(normalise(question)))


def lays_down(clause: Clause, subject: Subject) -> bool:
    """Whether a measure of a clause lays down something of this kind."""
    return any(subject in m.lays_down for m in clause.provision.measures)
