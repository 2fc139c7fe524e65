"""Invented documents that a user might add, one of each kind, for tests."""

from __future__ import annotations

from pathlib import Path

from corpus import Library, load_library
from corpus.added import add_files
from corpus.sheets.keeping import draft_missing
from corpus.sheets.store import read_sheet, save_sheet, sheet_path

#: A pilot that opens a business in a zone, with a capital of its own.
PILOT = """青州湾市外商投资电信业务试点办法
青湾政发〔2026〕9号
第一条 为扩大电信业务对外开放，制定本办法。
第二条 在青州湾自由贸易片区内，外商可以独资经营呼叫中心业务，注册资本不低于五百万元。
第三条 本办法自2026年9月1日起施行。
"""
#: A prohibition in a port city.
BAN = """新海港市港口文化市场外资管理暂行规定
新港政规〔2026〕3号
第一条 为规范港区文化市场，制定本规定。
第二条 新海港市行政区域内禁止外商投资设立演出经纪机构和歌舞娱乐场所。
第三条 违反本规定的，由市文化和旅游局责令停业，处五万元罚款。
第四条 本规定自2026年10月1日起施行。
"""
#: A joint venture with a cap.
JOINT = """南湖州市外商投资电影放映业管理办法
第一条 为促进电影放映业发展，制定本办法。
第二条 外商在南湖州市投资经营电影院，限于与中方合资、合作，外资比例不得超过百分之六十，并应当经市电影局批准。
第三条 本办法自2026年8月15日起施行。
"""
#: A notice in English.
NOTICE = """Notice of Haimen Port City on Foreign Investment in Data Centres
No. 12 of 2026

Article 1 This Notice is made to open the digital economy further.

Article 2 In Haimen Port City, foreign investors may hold up to 70% of the equity of a company that operates an internet data centre, only in the form of a joint venture with a Chinese partner. The registered capital shall be at least RMB 20 million.

Article 3 Foreign investment in data centres is subject to approval by the Haimen Port City Bureau of Industry.

Article 4 This Notice takes effect on 1 October 2026.
"""
TEXTS = {"pilot": PILOT, "ban": BAN, "joint": JOINT, "notice": NOTICE}


def add_texts(home: Path, texts: dict[str, str], confirmed: bool = True) -> dict[str, str]:
    """Add texts to a home folder as a user does, and confirm what is read of them; their ids by name."""
    kept, source = home / "corpus", home / "in"
    source.mkdir(parents=True, exist_ok=True)
    ids = {}
    for name, text in texts.items():
        path = source / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        (outcome,) = add_files([path], list(load_library().documents.values()), kept)
        ids[name] = outcome.document or ""
    for sheet in draft_missing(load_library(added=kept), kept):
        save_sheet(kept, sheet.model_copy(update={"confirmed": confirmed}))
    return ids


def edit_sheet(home: Path, document: str, *changes: tuple[str, str]) -> None:
    """Edit the sheet of a document as text, as a person does."""
    path = sheet_path(home / "corpus", document)
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    read_sheet(path)


def list_of_2027(library: Library) -> str:
    """An invented edition of the national list, in force from 2027-03-01, 30 items: the cap of item 12 rises to 60%, social surveys (item 16)
    are opened up to Chinese control, and internet cafés are closed (item 30). The rest says what the edition before says, worded
    a little otherwise."""
    before = library.documents["cn-fi-negative-list-2024"]
    said = {
        p.id: p.digest.zh.replace("禁止外商投资", "禁止投资").replace("由此", "").replace("须由", "应当由")
        for p in before.provisions
    }
    said["item-12"] = said["item-12"].replace("不得超过50%", "不得超过60%").replace("50%的上限", "60%的上限")
    said["item-16"] = "社会调查应当由中方控股。"
    said["item-30"] = "禁止投资互联网上网服务营业场所。"
    numerals = "一二三四五六七八九"
    notes = [f"{numerals[n - 1]}、{said[f'note-{n}']}" for n in range(1, 10)]
    items = [f"{n}. {said[f'item-{n}']}" for n in range(1, 31)]
    head = [
        "外商投资准入特别管理措施（负面清单）（2027年版）",
        "国家发展和改革委员会 商务部令第3号",
        "（2027年1月20日公布，自2027年3月1日起施行）",
    ]
    return "\n".join([*head, "说明", *notes, "负面清单", *items, ""])
