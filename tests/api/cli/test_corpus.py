"""`zhunru corpus check`, `stats`, `show` and `diff`, as a table and as data."""

import json
import re
import shutil
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli.main import app
from corpus.library import DATA
from tests.command_line import zhunru as in_process


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ZHUNRU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "160")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["corpus", *arguments])

    return run


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A small corpus: the taxonomy and one list, with a cap that its digest does not know and one fault of form."""
    for name in ("activities", "areas.yaml", "origins.yaml", "corpus.yaml"):
        copy = shutil.copytree if (DATA / name).is_dir() else shutil.copy
        copy(DATA / name, tmp_path / name)
    (tmp_path / "national").mkdir()
    name = "cn-fi-negative-list-2024.yaml"
    text = (DATA / "national" / name).read_text(encoding="utf-8").replace("supersedes: cn-fi-negative-list-2021\n", "")
    text = text.replace("cap: 66", "cap: 67").replace("kind: negative-list", "kind: negative-lust")
    (tmp_path / "national" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_check_passes_on_the_bundled_corpus(corpus) -> None:
    """This is the command that an editor of the corpus runs before handing a change in."""
    out = corpus("check")
    assert out.exit_code == 0, out.stdout
    assert "0 errors" in out.stdout
    assert re.search(r"Official address: \d+ of \d+ documents in force that decide or condition", out.stdout)


def test_check_prints_every_fault_under_its_file_and_fails(corpus, faulty: Path) -> None:
    out = corpus("check", str(faulty))
    assert out.exit_code == 1
    assert "2 errors, 0 warnings" in out.stdout
    assert out.stdout.count("cn-fi-negative-list-2024.yaml") == 1
    assert "item-1.measures.0.cap" in out.stdout
    assert "Correct the cap or the digest." in out.stdout


def test_check_gives_the_list_as_data(corpus, faulty: Path) -> None:
    out = corpus("check", str(faulty), "--json")
    assert out.exit_code == 1
    findings = json.loads(out.stdout)
    assert {f["name"] for f in findings} == {"bad-value", "cap-contradiction"}
    assert set(findings[0]) == {"name", "file", "line", "field", "problem", "remedy", "severity"}
    line = Path(findings[1]["file"]).read_text(encoding="utf-8").splitlines()[findings[1]["line"] - 1]
    assert line.strip() == "cap: 67"


def test_check_of_a_folder_that_is_not_there_is_an_error_with_a_remedy(corpus) -> None:
    out = corpus("check", "/nowhere")
    assert out.exit_code == 1
    assert "No corpus at /nowhere." in out.stderr


def test_stats_count_for_the_day_asked(corpus) -> None:
    out = corpus("stats", "--as-of", "2023-05-01")
    assert out.exit_code == 0, out.stderr
    assert "Documents on 2023-05-01" in out.stdout
    assert "equity-cap" in out.stdout
    assert re.search(r"Official address: \d+ of \d+ documents", out.stdout)
    counted = json.loads(corpus("stats", "--as-of", "2023-05-01", "--json").stdout)
    assert counted["as_of"] == "2023-05-01"
    assert counted["documents"]["national"]["in-force"] == 1
    assert counted["aliases"]["telecom"]["ja"] > 0


def test_show_prints_one_provision_with_both_digests_and_its_measures_in_plain_words(corpus) -> None:
    out = corpus("show", "cn-fi-negative-list-2024#item-12")
    assert out.exit_code == 0, out.stderr
    assert "第12项 · item 12" in out.stdout
    assert "value-added telecommunications: foreign share at most 50%" in out.stdout.replace("\n", " ")
    assert "外资股比至多50%" in out.stdout
    assert "verified" in out.stdout
    assert "item-13" not in out.stdout


def test_show_prints_a_whole_document_with_its_editions(corpus) -> None:
    out = corpus("show", "cn-fi-negative-list-2024")
    assert "→ cn-fi-negative-list-2021 → cn-fi-negative-list-2024" in out.stdout.replace("\n", " ").replace("  ", "")
    assert out.stdout.count("cn-fi-negative-list-2024#item-") == 29


def test_show_gives_a_document_as_data(corpus) -> None:
    entry = json.loads(corpus("show", "cn-fi-negative-list-2024", "--json").stdout)
    assert entry["document"]["effective"] == "2024-11-01"
    assert entry["editions"][-2:] == ["cn-fi-negative-list-2021", "cn-fi-negative-list-2024"]
    first = entry["provisions"][0]
    assert first["id"] == "cn-fi-negative-list-2024#item-1"
    assert first["measures"][0]["words"]["en"].endswith("foreign share at most 66%")
    assert first["measures"][0]["measure"]["cap"] == 66


@pytest.mark.parametrize(
    ("wanted", "near"),
    [("cn-fi-negativ-list-2024", "cn-fi-negative-list-2024"), ("cn-fi-negative-list-2024#item-120", "item-12")],
)
def test_an_unknown_id_is_an_error_that_names_the_nearest(corpus, wanted: str, near: str) -> None:
    for out in (corpus("show", wanted), corpus("diff", wanted, "cn-fi-negative-list-2021")):
        assert out.exit_code == 1
        assert near in out.stderr.split("Did you mean")[1]


def test_diff_prints_what_was_struck_out_and_what_that_opens(corpus) -> None:
    out = corpus("diff", "cn-fi-negative-list-2021", "cn-fi-negative-list-2024")
    assert out.exit_code == 0, out.stderr
    assert "printing of publications: Chinese control → open" in out.stdout
    assert "2 removed" in out.stdout


def test_diff_says_when_an_edition_is_not_there_in_full(corpus) -> None:
    """Otherwise `unclear` would be read as a change of the law."""
    out = corpus("diff", "cn-fi-negative-list-2018", "cn-fi-negative-list-2019")
    assert "cn-fi-negative-list-2018 is not written up in full" in out.stdout.replace("\n", " ")


def test_diff_gives_the_comparison_as_data(corpus) -> None:
    compared = json.loads(corpus("diff", "cn-fi-negative-list-2021", "cn-fi-negative-list-2024", "--json").stdout)
    assert compared["before_whole"] and compared["after_whole"]
    removed = [d for d in compared["differences"] if d["change"] == "removed"]
    assert [(d["before"]["id"], d["effect"]) for d in removed] == [("item-6", "loosened"), ("item-7", "loosened")]


def test_colour_is_there_on_a_terminal_only(corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets plain text."""
    arguments = ("diff", "cn-fi-negative-list-2021", "cn-fi-negative-list-2024")
    assert "\x1b[" not in corpus(*arguments).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in corpus(*arguments).stdout


def test_an_added_file_is_reported_and_quoted_and_a_bad_one_named(tmp_path):
    """From the shell to the quotation: add, ask, read the official words; the unreadable file does not stop the other."""
    (tmp_path / "外商投资电信企业管理规定.md").write_text(
        "外商投资电信企业管理规定\n\n（根据2022年3月29日《决定》修订）\n\n第六条　测试用的第六条文字。\n", encoding="utf-8"
    )
    (tmp_path / "broken.pdf").write_bytes(b"not a pdf")
    zhunru = partial(in_process, tmp_path / "home")
    added = zhunru("corpus", "add", str(tmp_path), "--json")
    outcomes = {o["source"]: o for o in json.loads(added.stdout)}
    assert added.returncode == 1
    assert outcomes["broken.pdf"]["status"] == "refused"
    assert outcomes["外商投资电信企业管理规定.md"]["document"] == "cn-telecom-enterprise-provisions-2022"
    answer = json.loads(zhunru("ask", "外资在中国做增值电信，股比上限是多少？", "--json").stdout)
    assert [c["quote_kind"] for c in answer["citations"][:2]] == ["digest", "official"]
    again = zhunru("corpus", "add", str(tmp_path / "外商投资电信企业管理规定.md"))
    assert again.returncode == 0
    assert "unchanged" in again.stdout


def test_fetching_offline_says_so_and_writes_nothing(corpus, tmp_path, monkeypatch):
    def unreachable(host: str):
        raise OSError(f"no address for {host}")

    monkeypatch.setattr("socket.getaddrinfo", lambda host, *_, **__: unreachable(host))
    result = corpus("fetch", str(tmp_path / "pages"), "--only", "cn-fi-negative-list-2024")
    assert result.exit_code == 1
    assert "offline" in result.stderr
    assert not (tmp_path / "pages").exists()
