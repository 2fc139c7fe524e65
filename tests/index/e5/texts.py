"""Texts of many kinds, to compare two embedders on."""

ASKED = [
    "外资可以开电影院吗？",
    "我们是一家德国公司，想在上海独资做增值电信业务，外资股比有没有上限，要先办哪些许可证？",
    "2019年7月以前演出经纪是不是必须合资？现在执行的是哪一版负面清单？",
    "外資可以在香港透過CEPA經營互聯網數據中心嗎？",
    "ＩＤＣ　牌照（全角）①②③㎡ ½ ﬁne",
    "𠮷野家🙂 可以独资吗",
    "May a foreign investor hold a majority in a mobile network operator?",
    "what happens if we start a call centre in Chengdu without the approval, is there a fine",
    "Which licence does an internet data centre need in Hainan, and who grants it?",
    "100 %   foreign-owned:\tyes\nor no?",
    "外国企業は中国で映画館を経営できますか。",
    "日本の会社が上海自由貿易試験区でデータセンター事業に100％出資することは可能でしょうか。",
    "외국인 투자자가 중국에서 출판사를 소유할 수 있습니까?",
    "한국 게임 회사가 중국에서 직접 모바일 게임을 서비스할 수 있나요?",
    "Может ли иностранный инвестор владеть телекоммуникационной компанией в Китае?",
    "Какая лицензия нужна для центра обработки данных на Хайнане?",
    "Darf ein ausländischer Investor in China ein Rechenzentrum allein betreiben?",
    "Un investisseur étranger peut-il détenir 100 % d'une agence de spectacles à Pékin ?",
    "¿Puede una empresa española publicar libros en China?",
    "هل يجوز للمستثمر الأجنبي امتلاك شركة اتصالات؟",
    "नेटवर्क सेवा में विदेशी निवेश",
    "a",
    "？",
    "",
]
PASSAGES = [
    "增值电信业务的外资股比不超过50%（电子商务、国内多方通信、存储转发类、呼叫中心除外）。 The foreign share in value-added "
    "telecommunications may not exceed 50%, except e-commerce, domestic multi-party communication, store-and-forward and call centres.",
    "禁止投资新闻机构（包括但不限于通讯社）。 Foreign investment in news organisations is prohibited.",
    "第六条 经营全国的或者跨省、自治区、直辖市范围的基础电信业务的，其注册资本最低限额为10亿元人民币。",
    "出版物印刷须由中方控股。 Printing of publications must be Chinese-controlled.",
    "外国投资者应当在变更发生后三十日内，通过企业登记系统提交变更报告。" * 4,
    "The Chinese party must hold the controlling interest; the legal representative must be a Chinese national.",
    "映画館の建設、経営は中国側の持分が過半数でなければならない。",
    "Оператор связи обязан получить лицензию до начала деятельности.",
    "인터넷 뉴스 정보 서비스, 인터넷 출판 서비스에 대한 투자를 금지한다.",
    "• item (1)\r\n• item (2)\u3000—\u00a0end\u200b",
]
#: Longer than the 510 tokens that the model takes at once.
LONG = "第三条 外商投资电信企业可以经营下列电信业务，但须经国务院电信主管部门批准：" * 40 + "That is all of it. " * 60
