"""The places that a text holds for: those of the gazetteer, and those that the text brings because no gazetteer has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.library import Library
from corpus.model import Area, Text
from corpus.sheets.romanised import KINDS, romanised
from corpus.text import normalise

_ENDS = "|".join(zh for zh, _ in KINDS)
_HAN = r"[\u4e00-\u9fff]"
#: A name goes on where its kind is followed by another at once: 新海港 in 新海港区.
_MORE = "|".join(zh for zh, _ in KINDS if zh not in ("港", "岛"))
_IN_ZH = re.compile(
    rf"(?:在|于|位于|限于|注册于)({_HAN}{{2,16}}?(?:{_ENDS}))(?!{_MORE})(?=(?:范围|区域|辖区|行政区域|全域)?(?:之)?(?:内|以内|设立|注册|登记|投资|经营|从事|开办|禁止|不得|[，。、]|$))|"
    rf"(?:^|[，。；])({_HAN}{{2,16}}?(?:{_ENDS}))(?:行政区域|范围|区域|辖区|全域)?内"
)
_TITLE_ZH = re.compile(rf"^({_HAN}{{2,12}}?(?:{_ENDS}))(?!场|域|块|委|{_MORE})")
_PLACE_EN = (
    r"(?:City|Port|Zone|Area|District|Province|Bay|Island|County|Park|Prefecture|Municipality|Peninsula|Harbour|Harbor|Region)"
)
_NAME_EN = rf"((?:[A-Z][\w'’-]*\s+){{1,6}}?{_PLACE_EN}(?:\s+(?:Free\s+Trade\s+)?{_PLACE_EN})*)"
_IN_EN = re.compile(rf"\b(?:[Ii]n|[Ww]ithin|[Ii]nside)\s+(?:the\s+)?{_NAME_EN}")
_TITLE_EN = re.compile(rf"\b{_NAME_EN}")
#: What a text calls a place without naming it, and words before a name that are none of it.
_NO_NAME = re.compile(r"^(?:本|我|该|全|各|某|其他|试点|有关|上述|所在|国家|自由贸易|自贸)(?!港区)")
#: What stands behind the place in a title and may end like one: 外商投资开放试验区.
_NO_PLACE = re.compile(r"外商|外资|投资|管理|市场|业务|开放|服务|文化|电信")
_FREE_TRADE = re.compile(r"自由贸易|自贸|free[- ]trade", re.IGNORECASE)
_ZONES = "free-trade-zone"


class Places:
    """The places of one text. ``own`` are those that it brings, in order; ``home`` is the place in its title."""

    def __init__(self, library: Library, document: str, title: str) -> None:
        self._library, self._document = library, document
        self._known: dict[str, str] = {}
        for area in library.areas.values():
            for name in (area.name.zh, area.name.en, *(a for group in area.aliases.values() for a in group)):
                self._known.setdefault(normalise(name), area.id)
        self.own: list[Area] = []
        self.home: str | None = None
        rest = title.removeprefix("关于")
        # 上海市浦东新区…: the last place is the one that the text is for.
        while (
            (found := _TITLE_ZH.match(rest))
            and not _NO_NAME.match(found[1])
            and (not self.home or not _NO_PLACE.search(found[1]))
        ):
            self.home, rest = self._id(found[1]), rest[found.end() :]
        if self.home is None:
            english = _TITLE_EN.search(title)
            self.home = self._id(english[1]) if english else self._named_in(title)

    def of(self, sentence: str) -> tuple[str, ...]:
        """The places that a sentence is limited to; that of the title where it names none."""
        names = [next(g for g in m.groups() if g) for form in (_IN_ZH, _IN_EN) for m in form.finditer(sentence)]
        ids = [self._id(name.strip()) for name in names if not _NO_NAME.match(name)]
        return tuple(dict.fromkeys(ids)) or ((self.home,) if self.home else ())

    def _named_in(self, title: str) -> str | None:
        """The place of the gazetteer that a title begins with, or names in English."""
        plain = normalise(title)
        zh = max((n for n in self._known if plain.startswith(n) and not n.isascii()), key=len, default=None)
        return self._known[zh] if zh else None

    def _id(self, name: str) -> str:
        """The id of a place by its name, which is brought by the text where nobody knows it."""
        if known := self._known.get(normalise(name)):
            return known
        id_ = f"{self._document}-place-{len(self.own) + 1}"
        area = Area(id=id_, name=self._named(name), within=self._around(name), aliases=self._aliases(name))
        self.own.append(area)
        for one in (area.name.zh, area.name.en, *(a for group in area.aliases.values() for a in group)):
            self._known.setdefault(normalise(one), id_)
        return id_

    def _named(self, name: str) -> Text:
        english = name if name.isascii() else romanised(self._library, name)
        return Text(zh=name, en=english or name)

    def _around(self, name: str) -> tuple[str, ...]:
        """What contains a place: the free-trade zones by its kind, the place of the title, and what its name begins with."""
        zones = [_ZONES] if _FREE_TRADE.search(name) and _ZONES in self._library.areas else []
        home = self.home
        plain = normalise(name)
        begins = [i for n, i in self._known.items() if len(n) > 1 and plain.startswith(n) and i in self._library.areas]
        return tuple(dict.fromkeys([*zones, *([home] if home else []), *begins[:1]]))

    def _aliases(self, name: str) -> dict[str, tuple[str, ...]]:
        """Shorter names: 青州湾 for 青州湾市, 青州湾自贸片区 for 青州湾自由贸易片区."""
        english = name if name.isascii() else romanised(self._library, name) or ""
        kind = next((k for k, _ in KINDS if name.endswith(k) and len(name) > len(k) + 1), "")
        stem = name.removesuffix(kind)
        zh = [] if name.isascii() else [name.replace("自由贸易", "自贸"), stem if len(stem) > 1 else name]
        en = [f"{english} City"] if kind == "市" and english else [_without_kind(english)]
        return {
            language: kept
            for language, names in (("zh", zh), ("en", en))
            if (kept := self._free(n for n in names if n and n not in (name, english)))
        }

    def _free(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names that nothing else has."""
        return tuple(dict.fromkeys(n for n in names if normalise(n) not in self._known))


def _without_kind(english: str) -> str:
    """Qingzhou Bay for Qingzhou Bay Free Trade Area; empty where nothing would be left."""
    kind = max((en for _, en in KINDS if en and english.endswith(f" {en}")), key=len, default="")
    return english.removesuffix(kind).strip() if kind else ""
