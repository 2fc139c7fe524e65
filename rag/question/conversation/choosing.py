"""Which of the businesses that a question back showed its answer chooses: 第一个, "the second", "both", "none of them"."""

from __future__ import annotations

import re

from corpus.text import normalise

# The patterns meet text as `normalise` gives it: Japanese and traditional Chinese in simplified characters.

_NTH = (
    r"第一|首个|前者|最前|(?<!\d)1(?!\d)|\bfirst|\bformer\b|\b1st\b|最初|一つ目|一番目|첫 ?번째|첫째|전자|\berste[nrsm]?\b|\berstere|\bpremi(?:er|ère)|\bprimer[oa]?\b|\bперв",
    r"第二|(?<!\d)2(?!\d)|\bsecond\b|\b2nd\b|二つ目|二番目|두 ?번째|둘째|\bzweite|\bdeuxième|\bsecond[eo]?\b|\bsegund|\bвтор",
    r"第三|(?<!\d)3(?!\d)|\bthird\b|\b3rd\b|三つ目|三番目|세 ?번째|셋째|\bdritte|\btroisième|\btercer|\bтрет",
    r"第四|(?<!\d)4(?!\d)|\bfourth\b|\b4th\b|四つ目|四番目|네 ?번째|넷째|\bvierte|\bquatrième|\bcuart|\bчетв[её]рт",
    r"第五|(?<!\d)5(?!\d)|\bfifth\b|\b5th\b|五つ目|五番目|다섯 ?번째|\bfünfte|\bcinquième|\bquint|\bпят",
    r"第六|(?<!\d)6(?!\d)|\bsixth\b|\b6th\b|六つ目|六番目|여섯 ?번째|\bsechste|\bsixième|\bsext[oa]|\bшест",
)
_ORDINALS = tuple(re.compile(pattern) for pattern in _NTH)
_LAST = re.compile(r"最后一?|后者|\blast\b|\blatter\b|最后の|마지막|후자|\bletzte|\bletztere|\bdernière?|\búltim|\bпоследн")
_ALL = re.compile(
    r"都(?:要|是|有|做|问|想|算|看|可以)|全部|两[个者种]都|全都|^\W*都\W*$|\bboth\b|\ball(?: of (?:them|these|those))?\W*$|\beach of\b|全て|すべて|両方|两方|둘 ?다|모두|전부|\bbeide\b|\balle\b|\bles deux\b|\btou(?:te)?s\b|\bamb[oa]s\b|\btod[oa]s\b|\bоба\b|\bобе\b|\bвсе\b"
)
_NONE = re.compile(
    r"都不(?:是|对|做|要)?|没有一个|哪个都不|以上都不|均不|不是(?:这|那)些|\bnone\b|\bneither\b|\bnot (?:any|one) of\b|\bno one of\b|\bsomething else\b|どれ(?:で)?も(?:な|あ|违)|どちら(?:で)?も(?:な|あ|违)|该当(?:なし|しな)|"
    r"아무것도|둘 다 아니|모두 아니|전부 아니|해당.{0,4}없|\bkeine[sr]?\b|\bnichts davon\b|\baucune?\b|\bni l['’]une?\b|\bningun[oa]\b|\bninguno\b|\bni uno\b|\bни один|\bни одн|\bничего из|\bни то"
)
#: Words that may stand next to a choice; with more of others a text says more than that it chooses.
_MOST = 24


def choice_among(text: str, choices: tuple[str, ...]) -> tuple[str, ...] | None:
    """The choices that a short text takes of those shown, in their order: empty for none of them, None where it takes no choice."""
    plain = normalise(text)
    if not choices or len(plain) > _MOST * (1 if re.search(r"[\u3040-\u9fff\uac00-\ud7af]", plain) else 2):
        return None
    if _NONE.search(plain):
        return ()
    if _ALL.search(plain):
        return choices
    taken = {i for i, ordinal in enumerate(_ORDINALS) if ordinal.search(plain)}
    if _LAST.search(plain):
        taken.add(len(choices) - 1)
    return tuple(c for i, c in enumerate(choices) if i in taken) or None
