"""The fixed words of answers, Chinese and English side by side. Law's own words never stand here: they come from the corpus."""

from __future__ import annotations

_PHRASES: dict[str, tuple[str, str]] = {
    # The verdict in one breath, for comparisons and lists.
    "brief.prohibited": ("禁止外商投资", "prohibited"),
    "brief.uncommitted": ("不对外资开放", "not open to foreign investors"),
    "brief.cap": ("外资不超过 {cap}%", "foreign share up to {cap} %"),
    "brief.control": ("须中方控股", "Chinese-controlled"),
    "brief.control-cap": ("须中方控股，外资不超过 {cap}%", "Chinese-controlled, foreign share up to {cap} %"),
    "brief.control-jv": ("限于中方控股的合资、合作", "joint venture under Chinese control"),
    "brief.control-jv-cap": (
        "限于中方控股的合资、合作，外资不超过 {cap}%",
        "joint venture under Chinese control, foreign share up to {cap} %",
    ),
    "brief.jv": ("限于合资、合作", "joint venture only"),
    "brief.jv-cap": ("限于合资、合作，外资不超过 {cap}%", "joint venture only, foreign share up to {cap} %"),
    "brief.conditional": ("外资不设上限，须取得许可或批准", "open without a foreign cap, with a licence or approval"),
    "brief.project": ("可以，须逐项报批", "possible with approval case by case"),
    "brief.open": ("外资不设上限", "open without a foreign cap"),
    "brief.not-covered": ("未收录", "not covered"),
    "brief.unclear": ("不能确定", "unclear"),
    # Headlines for one decision.
    "head.prohibited": ("不可以。{activity}禁止外商投资。", "No. Foreign investment in {activity} is prohibited."),
    "head.uncommitted": (
        "目前不可以。没有规定向外资开放{activity}，但也不是点名禁止。",
        "Not at present. No rule opens {activity} to foreign investors, though none prohibits it by name.",
    ),
    "head.cap": ("外资比例不超过 {cap}%。", "A foreign investor may own up to {cap} %."),
    "head.cap-except": (
        "一般不超过 {cap}%；{count}类业务不受此限。",
        "In general up to {cap} %; {count} services are outside this limit.",
    ),
    "head.control": ("可以投资，但须由中方控股。", "Only with Chinese control."),
    "head.control-cap": (
        "可以投资，但须由中方控股，外资不超过 {cap}%。",
        "Only with Chinese control, and a foreign share of up to {cap} %.",
    ),
    "head.control-jv": (
        "可以，但限于中方控股的合资、合作。",
        "Only as a joint venture or in cooperation, under Chinese control.",
    ),
    "head.control-jv-cap": (
        "可以，但限于中方控股的合资、合作，外资不超过 {cap}%。",
        "Only as a joint venture or in cooperation under Chinese control, with a foreign share of up to {cap} %.",
    ),
    "head.jv": ("可以，但限于合资、合作。", "Yes, but only as a joint venture or in cooperation with a Chinese partner."),
    "head.jv-cap": (
        "可以，但限于合资、合作，外资不超过 {cap}%。",
        "Only as a joint venture or in cooperation, with a foreign share of up to {cap} %.",
    ),
    "head.conditional": (
        "可以，外资比例不设上限（可以独资），但须取得许可或批准。",
        "Yes, up to 100 %, with a licence or approval.",
    ),
    "head.project": (
        "可以，但须逐项报批；不涉及设立企业，没有股比限制。",
        "Yes, with approval case by case; it takes no company of one's own, so no share limit applies.",
    ),
    "head.open": ("可以，外资比例不设上限（可以独资）。", "Yes, up to 100 %."),
    "head.unclear": ("按现有资料不能确定。", "The corpus does not settle this."),
    "head.not-covered": ("这一天的规定未收录。", "The rules of that day are not in the corpus."),
    "head.then-now": ("{day}：{then}；现在：{now}。", "On {day}: {then}; today: {now}."),
    # Why.
    "why.decides": ("{place}：{digest}", "{place}: {digest}"),
    "why.uncommitted": (
        "没有清单点名禁止{activity}；但{place}只开放中国入世承诺范围内的电信业务，{activity}不在其中。",
        "No list prohibits {activity} by name; but {place} opens only the telecom services China committed to at the WTO, and this is not among them.",
    ),
    "why.same-closed": ("{place}同样不允许。", "{place} does not allow it either."),
    "why.same-cap": ("{place}同样以 {cap}% 为限。", "{place} sets the same limit of {cap} %."),
    "why.same-cap-yields": (
        "{place}同样以 {cap}% 为限，国家另有规定的除外。",
        "{place} sets the same limit of {cap} %, unless the State provides otherwise.",
    ),
    "why.own-cap": ("{place}另以 {cap}% 为外资上限。", "{place} puts the foreign share at no more than {cap} %."),
    "why.same-control": ("{place}同样要求中方控股。", "{place} requires Chinese control as well."),
    "why.same-jv": ("{place}同样限于合资、合作。", "{place} requires a joint venture as well."),
    "why.same-open": ("{place}同样放开。", "{place} opens it as well."),
    "why.gives-way": (
        "一般规则（{place}）为：{brief}；这里适用更开放的规定。",
        "The general rule is {place} ({brief}); the more open one applies here.",
    ),
    "why.not-listed": (
        "{edition}没有列出{activity}；清单以外的领域，内外资一致管理。",
        "{edition} does not list {activity}; outside the list foreign and domestic investors are treated alike.",
    ),
    "why.approvals-stay": (
        "文化等领域的审批、资质条件和国家安全规定照旧适用。",
        "Approvals, qualifications and national-security rules in culture and other fields go on applying.",
    ),
    "why.depends": (
        "{activity}没有自己的类别，要看它实际做什么。",
        "{activity} is no category of its own in the rules; it depends on what it does.",
    ),
    "why.varies": (
        "{activity}是一类业务的总称，其中各项规定不同，须分别判断。",
        "{activity} covers several businesses under different rules; each is decided by itself.",
    ),
    "why.topic": (
        "{activity}不是可以申请准入的业务，收录的规定只涉及它怎么做。",
        "{activity} is no business one asks leave to enter; the rules in the corpus are on how it is done.",
    ),
    "why.conflict": (
        "{place}与{other}的规定互相矛盾，两者效力相当，因此不作判断。",
        "{place} and {other} contradict each other with equal standing, so no verdict is given.",
    ),
    "why.incomplete": (
        "{edition}在本库中只收录了一部分条目，未收录不等于未列入，因此不作判断。",
        "Only part of {edition} is written up here; what is missing from it may still have been listed, so no verdict is given.",
    ),
    "why.telecom-silent": (
        "没有收录到对{activity}作出规定的条目；电信业务未经开放即不开放，须向工业和信息化部核实。",
        "No clause on {activity} is in the corpus; telecom is closed unless opened, so ask the Ministry of Industry and Information Technology.",
    ),
    "why.no-list": (
        "{day}有效的全国版清单没有收录，本库的全国版清单始于 {first}。",
        "The national list in force on {day} is not in the corpus, which begins with the edition of {first}.",
    ),
    # Paragraph leads and their sentences.
    "lead.except": ("不受此限", "Outside this limit"),
    "lead.closed-here": ("不在入世承诺内", "Outside the WTO commitments"),
    "lead.conditions": ("条件与许可", "Conditions and licences"),
    "lead.more": ("哪里更开放", "Where it is more open"),
    "lead.always": ("各行业通用", "For every investment"),
    "lead.change": ("变化", "What changed"),
    "lead.possible": ("不设企业的做法", "Without a company in China"),
    "lead.unchecked": ("尚未核对", "Not yet checked"),
    "always.partnership": (
        "有股权要求的领域，不得设立外商投资合伙企业。",
        "No foreign-invested partnership may be formed where the share is regulated.",
    ),
    "always.individual-business": (
        "不得以个体工商户、个人独资企业或者农民专业合作社成员的身份经营。",
        "It takes a company: not a sole trader, a sole proprietorship or membership of a farmers' cooperative.",
    ),
    "always.security-review": (
        "涉及国家安全的重要文化、信息技术和互联网产品与服务并取得实际控制权的，须事先申报安全审查。",
        "Taking control of important cultural, information-technology or internet products and services that bear on national security has to be notified for security review beforehand.",
    ),
    "closed-here": ("{names}，一般不对外资开放。", "{names}: in general not open to foreign investors."),
    "more.none": ("自贸试验区、海南自贸港和试点的规定都没有放宽这一条。", "No free-trade-zone, Hainan or pilot rule lifts this."),
    "more.place": ("{name}：{brief}。", "{name}: {brief}."),
    "more.services": ("{name}：{services}，{brief}。", "{name}: {services}, {brief}."),
    "change.before": ("{day} 之前：{brief}。", "Before {day}: {brief}."),
    "change.now": ("自 {day} 起：{brief}。", "Since {day}: {brief}."),
    "unchecked": (
        "{places}：本库的记录来自记忆，尚未有人与官方原文核对。",
        "{places}: set down from memory; nobody has yet checked it against the official text.",
    ),
    "closing": (
        "依据 {day} 有效的文件；资料核对至 {checked}。",
        "On the rules in force on {day}; corpus checked through {checked}.",
    ),
    "closing.ahead": (
        "{day} 还没有到：依据现在已知的文件；资料核对至 {checked}。",
        "{day} lies ahead: on the rules known now; corpus checked through {checked}.",
    ),
    "left-out": (
        "问题还涉及另外 {count} 种组合，这里没有列出；请分开来问。",
        "The question covers {count} more combinations that are not shown; ask about them separately.",
    ),
    # Open questions, and none.
    "abstain.scope.head": ("这个问题不在准入的范围内。", "This question is outside what Zhunru covers."),
    "abstain.activity.head": ("没有认出问题里的业务。", "The business in this question was not recognised."),
    "abstain.silent.head": ("收录的文件没有回答这个问题。", "The corpus does not answer this."),
    "abstain.scope": (
        "准入回答外资进入中国电信、互联网和文化领域的问题。",
        "Zhunru answers on foreign access to China's telecom, internet and cultural sectors.",
    ),
    "abstain.activity": (
        "因此不作判断。准入收录的是中国电信、互联网、数据、新闻出版、广播电视、电影、演出、娱乐、艺术品与文物等领域的外资准入规定；请换一个业务名称再问。",
        "So there is no verdict. Zhunru covers foreign access to telecom, internet, data, press and publishing, "
        "broadcasting, film, performance, entertainment, art and relics in China; name the business in other words.",
    ),
    "abstain.silent": (
        "准入收录的是中国电信、互联网和文化领域的外资准入规定。",
        "Zhunru covers foreign access to China's telecom, internet and cultural sectors.",
    ),
    # Names of regimes in the strip of places.
    "regime.national": ("全国", "National"),
    "regime.ftz": ("自贸试验区", "Free-trade zones"),
    "regime.hainan": ("海南自贸港", "Hainan"),
    "regime.pilot": ("试点地区", "Pilot areas"),
    "regime.hong-kong": ("香港投资者", "Hong Kong investors"),
    "regime.macao": ("澳门投资者", "Macao investors"),
    "regime.part": ("（部分业务）", " (some services)"),
    # Suggestions.
    "ask.hainan": ("外资在海南可以做{activity}吗？", "May a foreign investor run {activity} in Hainan?"),
    "ask.ftz": ("外资在自贸试验区可以做{activity}吗？", "May a foreign investor run {activity} in a free-trade zone?"),
    "ask.national": ("外资在中国可以做{activity}吗？", "May a foreign investor run {activity} in China?"),
    # Joints.
    "areas.more": ("{names}等{count}地", "{names} and others ({count} places in all)"),
    "list": ("、", ", "),
    "and": ("；", "; "),
    "place": ("{document}{locator}", "{document}, {locator}"),
}


def say(language: str, key: str, **values: object) -> str:
    """The phrase ``key`` in ``language`` (Chinese for zh, else English), its blanks filled."""
    return _PHRASES[key][0 if language == "zh" else 1].format(**values)


def share(value: float) -> str:
    """A share in percent without a needless decimal: 50.0 → 50, 33.3 → 33.3."""
    return f"{value:g}"
