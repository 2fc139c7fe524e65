"""Reading the sheet of an added document out of its sentences: what it is, where it holds, and its measures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.alignment import align
from corpus.kinds import Confidence, Kind, MeasureType, Regime
from corpus.library import Library
from corpus.model import Document, Measure, Provision, Text
from corpus.sheets.businesses import Names, below_any, left_out, taxonomy_names
from corpus.sheets.clauses import (
    FOREIGN,
    Provided,
    clauses_in,
    investors_of,
    lays_nothing_down,
    provided,
    sentences_in,
    without_names,
)
from corpus.sheets.head import doubts_of_head, earlier_edition, end_of_force, item_count, renewed_title
from corpus.sheets.places import Places
from corpus.sheets.sheet import ReadMeasure, Sheet

#: A row of a table: cells with a blank of full width between them.
_CELLS = "\u3000"
_LIMITED = re.compile(r"\d\s*[%％]|百分之|独资|合资|禁止|不得|股比|wholly|joint venture|prohibited|per cent", re.IGNORECASE)


@dataclass
class _Draft:
    """What has been read so far."""

    library: Library
    document: Document
    names: Names
    places: Places
    #: The business that the title names, where it is one alone.
    titled: tuple[str, ...]
    on_foreign: bool
    measures: list[ReadMeasure] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def draft_sheet(library: Library, document: Document) -> Sheet:
    """The sheet of an added document, unconfirmed."""
    title = document.title.zh
    places = Places(library, document.id, title)
    earlier = earlier_edition(library, document)
    if earlier:
        places.home = None
    names = taxonomy_names(library)
    titled = names.meant(title)
    draft = _Draft(library, document, names, places, titled if len(titled) == 1 else (), bool(FOREIGN.search(title)))
    if earlier:
        _carry_over(draft, earlier)
    else:
        for provision in document.provisions:
            _read_provision(draft, provision)
    regime = _regime(document, earlier, draft)
    named, short = renewed_title(document, earlier) if earlier else (document.title, None)
    doubts = [*doubts_of_head(document, named, places), *draft.doubts]
    if draft.measures and not earlier and regime != Regime.PILOT:
        doubts.insert(0, "the text names no place: once confirmed its measures hold in the whole country; else give them `areas`")
    return Sheet(
        document=document.id,
        title=named,
        short=short,
        kind=document.kind,
        regime=regime,
        published=document.published,
        effective=document.effective,
        superseded_on=end_of_force(document),
        supersedes=earlier.id if earlier else None,
        items=item_count(document) if document.kind == Kind.NEGATIVE_LIST else None,
        areas=tuple(places.own),
        measures=tuple(draft.measures),
        doubts=tuple(doubts),
    )


def _regime(document: Document, earlier: Document | None, draft: _Draft) -> Regime:
    """That of the edition before; a pilot where it holds in named places; else a law of the sector."""
    if earlier:
        return earlier.regime
    return Regime.PILOT if draft.places.home or any(m.areas for m in draft.measures) else document.regime


def _carry_over(draft: _Draft, earlier: Document) -> None:
    """The measures of the edition before, where a provision says the same; where it does not, what is read, to be looked at."""
    read: dict[str, list[ReadMeasure]] = {}
    doubts: dict[str, list[str]] = {}
    for provision in draft.document.provisions:
        draft.measures, draft.doubts = [], []
        _read_provision(draft, provision)
        read[provision.id], doubts[provision.id] = draft.measures, draft.doubts
    draft.measures, draft.doubts = [], []
    measured = (p.model_copy(update={"measures": tuple(m.plain() for m in read[p.id])}) for p in draft.document.provisions)
    pairs, gone, _ = align(earlier, draft.document.model_copy(update={"provisions": tuple(measured)}))
    before = {new.id: old for old, new in pairs}
    for provision in draft.document.provisions:
        old, new = before.get(provision.id), read[provision.id]
        if old and _agree(new, old):
            draft.measures += [_carried(m, provision, f"as {old.id} of {earlier.id}") for m in old.measures]
            continue
        draft.measures += _merged(new, old, provision, earlier) if old else new
        draft.doubts += doubts[provision.id]
        if old:
            draft.doubts.append(f"{provision.id}: differs from {old.id} of {earlier.id}; check what was read")
        elif provision.id.startswith("item-"):
            draft.doubts.append(f"{provision.id}: not in {earlier.id}; check what was read")
    draft.doubts += [f"{p.id} of {earlier.id} has no counterpart here" for p in gone if p.id.startswith("item-")]


def _merged(read: list[ReadMeasure], old: Provision, provision: Provision, earlier: Document) -> list[ReadMeasure]:
    """The measures of a provision that was changed: what is read of a business in place of what held for it, the rest as before."""
    decided = [m for m in read if m.type.decides]
    kept = []
    for measure in old.measures:
        overlapping = [m for m in decided if set(m.activities) & set(measure.activities)]
        moved = next((m for m in overlapping if m.type == measure.type and m.activities == measure.activities and m.cap), None)
        if moved and moved.cap != measure.cap:
            # The same limit with another number: what it leaves out stays.
            remark = f"{old.id} of {earlier.id} with another cap, to be checked"
            kept.append(_carried(measure, provision, remark).model_copy(update={"cap": moved.cap}))
            continue
        replaced = measure.type.decides and overlapping and not any(_limit(m) == _limit(measure) for m in overlapping)
        repeated = not measure.type.decides and any(m.type == measure.type for m in read)
        if not (replaced or repeated):
            kept.append(_carried(measure, provision, f"as {old.id} of {earlier.id}, to be checked"))
    known = [(_limit(m), set(m.activities)) for m in kept]
    return kept + [m for m in read if not any(limit == _limit(m) and set(m.activities) <= of for limit, of in known)]


def _agree(read: list[ReadMeasure], old: Provision) -> bool:
    """Whether what was read of a provision limits foreign investors as the earlier one did. What nothing was read of, and was no limit
    before, agrees."""
    return _limits(read) <= _limits(old.measures) and bool(_limits(read)) == bool(_limits(old.measures))


def _limit(measure: Measure) -> tuple[MeasureType, float | None]:
    return measure.type, measure.cap


def _limits(measures: list[ReadMeasure] | tuple[Measure, ...]) -> set[tuple[MeasureType, float | None]]:
    return {_limit(m) for m in measures if m.type.decides and m.type not in (MeasureType.OPEN, MeasureType.UNCOMMITTED)}


def _carried(measure: Measure, provision: Provision, remark: str) -> ReadMeasure:
    given = {name: getattr(measure, name) for name in Measure.model_fields if name not in ("effective", "until", "basis")}
    return ReadMeasure(
        **{**given, "confidence": Confidence.ADDED}, provision=provision.id, read_from=provision.digest.zh, remark=remark
    )


def _read_provision(draft: _Draft, provision: Provision) -> None:
    """What the sentences of a provision provide. A sentence without a business goes on from the one before it."""
    text, known = provision.digest.zh, ()
    header = next((line for line in text.split("\n") if _CELLS in line), "")
    for sentence in sentences_in(text):
        if lays_nothing_down(sentence):
            continue
        if _CELLS in sentence and FOREIGN.search(header):
            _read_row(draft, provision, sentence)
            continue
        known = _read_sentence(draft, provision, sentence, known)


def _read_row(draft: _Draft, provision: Provision, row: str) -> None:
    """A row of a table whose head speaks of the foreign share: a business, and its limit in a cell of its own."""
    businesses = draft.names.meant(row)
    for cell in row.split(_CELLS):
        bare = f"外资比例不得超过{cell}" if cell.strip()[:1].isdigit() else cell
        for one in provided(bare):
            if one.type.decides and businesses:
                _add(draft, provision, row, one, businesses, (), draft.places.of(row))
            elif one.type.decides:
                draft.doubts.append(f"{provision.id}: no business is known in: {row}")


def _read_sentence(draft: _Draft, provision: Provision, sentence: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What a sentence provides, clause by clause; the businesses that it is about."""
    areas, start = draft.places.of(sentence), len(draft.measures)
    whole, excepted = left_out(draft.names, sentence)
    about = draft.names.meant(without_names(whole))
    foreign = draft.on_foreign or bool(FOREIGN.search(sentence))
    businesses = known
    for clause in clauses_in(whole):
        # A limit may stand before the business that it is for: then it is the one the sentence names.
        businesses = draft.names.meant(without_names(clause)) or businesses or about or draft.titled
        for one in provided(clause):
            if one.type.decides and not foreign:
                continue
            if one.type == MeasureType.OPEN and excepted and len(draft.measures) > start and not draft.names.meant(clause):
                # "…不得超过50%，但电子商务除外，外资可至100%": what is opened is what is excepted.
                _add(draft, provision, sentence, one, excepted, (), areas)
                continue
            if businesses:
                _add(draft, provision, sentence, one, businesses, excepted, areas)
            else:
                draft.doubts.append(f"{provision.id}: no business is known in: {sentence}")
    if (
        len(draft.measures) == start
        and foreign
        and _LIMITED.search(sentence)
        and not any(provision.id in d for d in draft.doubts)
    ):
        draft.doubts.append(f"{provision.id}: nothing was read of: {sentence}")
    return businesses or known


def _add(
    draft: _Draft,
    provision: Provision,
    sentence: str,
    one: Provided,
    businesses: tuple[str, ...],
    excepted: tuple[str, ...],
    areas: tuple[str, ...],
) -> None:
    measure = ReadMeasure(
        provision=provision.id,
        read_from=sentence,
        remark=one.remark,
        type=one.type,
        activities=businesses,
        cap=one.cap,
        excepted=below_any(draft.library, businesses, excepted) if one.type.decides else (),
        areas=areas,
        origins=investors_of(sentence),
        says=_placed(draft, one.says, areas),
        lays_down=one.lays_down,
    )
    if measure not in draft.measures:
        draft.measures.append(measure)


def _placed(draft: _Draft, says: Text | None, areas: tuple[str, ...]) -> Text | None:
    """A condition with the place in which it is one."""
    known = {a.id: a for a in draft.places.own} | draft.library.areas
    if says is None or not areas:
        return says
    zh, en = "、".join(known[a].name.zh for a in areas), ", ".join(known[a].name.en for a in areas)
    return Text(zh=f"{says.zh}（{zh}）", en=f"{says.en} ({en})")
