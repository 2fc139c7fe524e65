"""Words that may stand in any sentence: they join, name what a reader does in general, or are read by another part of the check
(leave, limits, numbers). What counts, compares, orders or widens (all, only, less, first, already, in practice) is none of them,
and has to stand in what a sentence cites, itself or a word of the same sense."""

from __future__ import annotations

from functools import cache

import snowballstemmer

_ENGLISH = """
a an the of to in on for by with at from as is are was were be been being it its itself this that these those which who whom whose and or
but so also thus therefore hence accordingly consequently while whereas although though however too because since i you your yours we
our they their them he his what how here there up into within under over through out upon during per via about such own both where
may can could would should will shall must might do does did done have has had having not no nor cannot neither without
need needs needed require requires required requirement requirements subject mandatory compulsory necessary
allow allowed allows permit permits permitted permission possible open opened opens opening access enter entry entering
prohibit prohibited prohibits prohibition forbid forbidden forbids ban bans banned bar barred bars close closed closes exclude excluded
restrict restricted restricts restriction restrictions limit limits limited limitation cap caps capped ceiling maximum minimum exceed
except excepted exception exceptions exempt exempted free outside inside beyond besides cover covers covered included includes include
fall falls count counts treat treated belong belongs apply applies applied applying application applicant become becomes
foreign investor investors investment investments invest invested investing
company companies firm firms business businesses enterprise enterprises venture joint partnership operator operators operate operating
operation operations run running engage provide provides provided providing offer services service sector sectors field fields
activity activities side share shares shareholding shareholdings stake stakes equity ownership own owned owner owns hold holds held
holding majority control controlled take takes taken
wholly fully full outright entirely percent per cent
china chinese country national nationally nationwide general generally elsewhere place places area areas zone zones
list lists rule rules provision provisions item items article articles regulation regulations measure measures notice note notes law
edition editions plan negative document documents year years month months day days date rmb yuan
state states say says said set sets lay laid stand stands mean means name named names keep make makes made give gives given put
get gets obtain obtains obtained seek sought ask asks asked come comes comes go goes matter different differ differs start starting starts
begin work works working works use used uses answer short confirm confirms confirmed remain remains continue still stay stays
longer long enough last able escape wto picture expect project further form forms between across separate separately
licence licences license licensing licensed approval approvals approve approved approves authority authorities consent
decide decides decided decision grant granted issue issued issues
register registered registration registering establish established establishing establishment form
condition conditions step steps procedure procedures
now today currently current present from
lift lifted lifts remove removed removes abolish abolished drop dropped
same likewise similarly equally
january february march april june july august september october november december
one two three four five six seven eight nine ten eleven twelve twenty thirty
"""
_CHINESE = """
的 了 在 是 也 都 均 和 与 及 或 对 由 向 按 依 据 以 于 为 其 这 那 该 此 并 且 而 但 则 还 又 就 即 从 自 起 至 到 把 被 给 让 使 用 中 内 里 上 下 所 者 等 第 要 才
按照 依照 依据 根据 对于 关于 因此 因而 所以 由于 因为 但是 不过 而且 并且 同时 同样 也是 此外 另外 其中 其余 以及 或者 如 例如 即 换言之 具体 具体来说
这一 这项 这些 这个 该项 本项 上述 下列 以下 如下 这里 那里 它 它们 自己 您 贵公司 也就是 事项 要点 情况
可以 可 能 能够 不能 不可 不可以 不得 不 未 没有 无 须 必须 应 应当 需 需要 要求 限于 只能 限 允许 准许 禁止 放开 开放 对外 取消 解除 不再 仍 仍然 依然 继续
属于 归入 列入 列出 列明 列为 列进 写明 规定 明确 说明 包括 包含 涉及 适用 除外 例外 之外 以外 除 不在 之列 之内 范围
外资 外商 外国 境外 投资 投资者 投资人 企业 公司 机构 业务 经营 从事 开办 设立 举办 办理 运营 开展 提供 进入 准入 领域 行业 活动 服务
股比 股权 比例 持股 出资 上限 限制 独资 合资 合作 控股 占 持有 达到 超过 不设 不限 最多 至多 最高 至少 最低 不低于 不少于 不超过 少于 股份 份额
取得 获得 拿到 申请 办理 领取 许可 许可证 批准 审批 批复 核准 登记 备案 报 条件 手续 程序 决定 作出 部门 主管
清单 负面清单 目录 文件 条 项 款 规则 条文 版 全国版 全国 一般 其他 地区 地方 当地 城市 试点
现在 目前 现行 如今 今天 此前 以来 当时 期间 年 月 日 天
做 办 有 会 得 来 去 说 看 走 同 相同 一样 一致 原则上 入世 三点 两点 几类 几种 几项 路子 路径 渠道 方式 形式 主要 分别 如何 什么 哪里 哪些 多少 吗 呢 年版 行 事 人 已 受 时 设 开 个 省 家 地 次 名 种 类 些 游 影片
"""
#: Words that widen: characters of theirs may stand anywhere, they may not.
WIDE = ("内地", "所有", "任何", "一切", "全部", "一律", "各地", "各省", "每个", "唯一", "首次", "随时", "自动")
#: Characters that join nothing: two of them side by side are a word of their own (自行, 开设), which has to stand somewhere.
FULL = frozenset("自行事人时设开个省家地次名种类中内里上下所者等说看走同办做有会得来去用受已")
#: Words of one sense: a word is known where another of its line stands.
_ALIKE = """
only solely alone exclusively
all every any each whole entire
suitable necessary matching appropriate corresponding adequate
first beforehand ahead
receipt receive received
accept accepted acceptance
most maximum
overseas abroad
staff personnel employee
proof prove proven
unlimited uncapped
inform notify notified declare declared
province provincial
publisher publish published publication
printer print printed
producer produce production producing
"""
_ALIKE_ZH = "只 仅 只有 只能 限\n每 各 每项\n港澳 香港 澳门\n试点 示范\n园长 校长"


#: What puts one thing before another in English. What follows it has to follow it in the provision too; Chinese puts it behind
#: its word, with which it is a pair of characters that the provision has to have.
ORDER = frozenset({"before", "after", "until", "once", "then", "first", "prior", "unless"})
#: What parts cases; where a number is said of each, the numbers are compared.
CASES = frozenset({"if", "when", "where", "provided"})
#: What says whose a thing is: it stands before the same word in the provision, unless it speaks of investors and their shares.
SIDES = frozenset({"foreign", "chinese", "domestic", "overseas", "imported", "local"})
OF_SIDES = """
investor investors invested investing investment investments company companies firm firms capital share shares shareholding stake stakes equity side party parties
partner partners ownership owned owner owners held holding majority enterprise enterprises contribution contributions business businesses control controlled
participation operator operators law limit cap ceiling providers employee employees
"""


@cache
def stemmed(word: str) -> str:
    return word.rstrip("s") if word.startswith("foreigner") else snowballstemmer.stemmer("english").stemWord(word)


@cache
def english() -> frozenset[str]:
    return frozenset(map(stemmed, _ENGLISH.split()))


@cache
def sided() -> frozenset[str]:
    return frozenset(map(stemmed, OF_SIDES.split()))


@cache
def chinese() -> tuple[str, ...]:
    return tuple(set(_CHINESE.split()))


@cache
def alike() -> dict[str, frozenset[str]]:
    """Each word that has others of its sense, with them: English words without endings."""
    groups = [frozenset(map(stemmed, line.split())) for line in _ALIKE.strip().splitlines()]
    groups += [frozenset(line.split()) for line in _ALIKE_ZH.splitlines()]
    return {word: frozenset().union(*(g for g in groups if word in g)) for group in groups for word in group}
