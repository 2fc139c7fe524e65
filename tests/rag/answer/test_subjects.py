"""What a provision lays down, by our own Chinese words on it."""

import pytest

from corpus import Library
from rag.answer.subjects import Subject, lays_down

CAPITAL, TIME, AUTHORITY, PENALTY, MEANING = Subject


@pytest.mark.parametrize(
    ("said", "subjects"),
    [
        ("注册资本不低于1000万元（全国或跨省）", {CAPITAL}),
        ("不少于3名专职演出经纪人员及与业务相称的资金", set()),
        ("电影发行经营许可证：国务院或者省级电影主管部门，30日内决定", {TIME, AUTHORITY}),
        ("互联网新闻信息服务许可证，有效期3年", {TIME}),
        ("交易记录保存75年", set()),
        ("擅自经营的，没收违法所得并处罚款", {PENALTY}),
        ("商用密码指为不涉及国家秘密的信息提供加密保护的技术", {MEANING}),
        ("国务院制定的指导目录；指定出版单位", {AUTHORITY}),
    ],
)
def test_a_text_lays_down_what_it_names(said, subjects):
    assert {s for s in Subject if lays_down(s, said)} == subjects


def test_every_subject_is_laid_down_by_provisions_of_the_corpus(library: Library):
    digests = [c.provision.digest.zh for c in library.clauses.values()]
    for subject in Subject:
        assert 10 < sum(lays_down(subject, said) for said in digests) < len(digests) / 2, subject
