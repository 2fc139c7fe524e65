"""The command line: `ask` in a process of its own, as a user runs it, the other commands in that of the tests."""

import json
import os
import subprocess
import sys
from functools import partial

import pytest

from tests.command_line import zhunru as in_process
from tests.conftest import ROOT


@pytest.fixture
def zhunru(home):
    return partial(in_process, home)


@pytest.fixture
def process(home):
    """Runs a command as a user does."""

    def run(*arguments):
        env = {**os.environ, "ZHUNRU_HOME": str(home), "COLUMNS": "120"}
        command = [sys.executable, "-m", "api.cli", *arguments]
        return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300)

    return run


def test_ask_prints_headline_note_and_sources(process):
    out = process("ask", "外资在中国做增值电信，股比上限是多少？")
    assert out.returncode == 0, out.stderr
    assert "50%" in out.stdout
    assert "cn-fi-negative-list-2024#item-12" in out.stdout


def test_ask_prints_the_answer_object_as_json(zhunru):
    out = zhunru("ask", "Can we own 100% of a call centre company in Chengdu?", "--json", "--as-of", "2025-01-01")
    answer = json.loads(out.stdout)
    assert answer["verdict"]["as_of"] == "2025-01-01"
    assert answer["verdict"]["foreign_cap_pct"] == 100


def test_an_unknown_place_is_an_error_with_a_remedy_and_no_stack_trace(zhunru):
    out = zhunru("ask", "外资可以做数据中心吗？", "--area", "Atlantis")
    assert out.returncode == 1
    assert "Atlantis" in out.stderr
    assert "Traceback" not in out.stderr


def test_index_build_says_what_it_has(zhunru):
    out = zhunru("index", "build")
    assert out.returncode == 0, out.stderr
    assert "multilingual-e5-small" in out.stdout


def test_the_import_contract_lets_nothing_import_evals_and_the_commands_of_evals_are_there_all_the_same(process):
    assert "ask" in process("bench", "--help").stdout


def test_a_port_in_use_is_told_at_once_with_what_to_do(zhunru, server):
    out = zhunru("serve", "--port", server.rsplit(":", 1)[1])
    assert out.returncode == 1
    assert "PORT=" in out.stderr
    assert "Traceback" not in out.stderr
