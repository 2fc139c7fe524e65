"""The commands that decide, map and compare."""

import json
from functools import partial

import pytest

from tests.command_line import zhunru as in_process


@pytest.fixture
def zhunru(tmp_path):
    return partial(in_process, tmp_path, columns=160)


def test_a_decision_shows_its_verdict_its_reasons_and_its_clauses(zhunru):
    shown = zhunru("decide", "数据中心", "--area", "上海临港", "--as-of", "2026-11-22", "--language", "zh").stdout
    for words in ("◎", "外资比例不设上限", "cn-telecom-pilot-107-2024#item-2", "cn-fi-negative-list-2024#item-12", "gives-way"):
        assert words in shown


def test_a_decision_is_data_too(zhunru):
    verdict = json.loads(zhunru("decide", "cinema", "--as-of", "2019-07-29", "--json").stdout)["verdict"]
    assert (verdict["status"], verdict["chinese_control"]) == ("restricted", True)


def test_two_lists_are_compared(zhunru):
    shown = zhunru("compare", "cn-fi-negative-list-2021", "cn-fi-negative-list-2024", "--sector", "publishing").stdout
    assert "▲" in shown and "printing of publications" in shown and "same" in shown


def test_a_timeline_and_a_map_are_tables(zhunru):
    timeline = zhunru("timeline", "演出经纪", "--language", "zh").stdout
    assert "2019-07-30" in timeline and "中方控股" in timeline
    table = zhunru("matrix", "--as-of", "2026-11-22", "--sector", "film").stdout
    assert "■ prohibited" in table and "Hainan" in table


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("decide", "quantum teleportation"), "names no one activity"),
        (("decide", "cinema", "--area", "Atlantis"), "names no one area"),
        (("compare", "Atlantis", "hainan"), "names no one side"),
        (("matrix", "--sector", "cooking"), "names no one sector"),
    ],
)
def test_what_is_not_known_is_told_without_a_trace(zhunru, arguments, words):
    done = zhunru(*arguments)
    assert done.returncode != 0
    assert words in done.stderr and "Traceback" not in done.stderr
