"""Test sets in four formats, and every fault with its place and remedy."""

import csv
import json
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ZhunruError
from evals.sets.entries import COLUMNS
from evals.sets.items import Expected, Item
from evals.sets.read import DATASETS, SetError, files_of, read_set, set_hash

YAML = """\
- id: vat-cap
  question: 外资做增值电信，股比上限是多少？
  language: zh-Hans
  as_of: 2024-12-01
  verdicts: [{status: [restricted, conditional], cap: 50, deciding: [cn-fi-negative-list-2024#item-12], activity: value-added-telecom}]
  clauses: [cn-fi-negative-list-2024#item-12, cn-telecom-enterprise-provisions-2022#article-6]
  must_say: ["50%|百分之五十", 电子商务]
  tags: [telecom, caps]
  why: 第12项
  frozen: true
- id: declined
  question: How do I cook, "well"?
  language: en
  abstain: true
  why: not about China's markets
"""
ROWS = [
    {
        "id": "vat-cap",
        "question": "外资做增值电信，股比上限是多少？",
        "language": "zh-Hans",
        "as_of": "2024-12-01",
        "status": "restricted; conditional",
        "cap": "50",
        "deciding": "cn-fi-negative-list-2024#item-12",
        "activity": "value-added-telecom",
        "clauses": "cn-fi-negative-list-2024#item-12; cn-telecom-enterprise-provisions-2022#article-6",
        "must_say": "50%|百分之五十;电子商务",
        "tags": "telecom; caps",
        "why": "第12项",
        "frozen": "true",
    },
    {
        "id": "declined",
        "question": 'How do I cook, "well"?',
        "language": "en",
        "abstain": "true",
        "why": "not about China's markets",
    },
]


def written(folder: Path, ending: str, rows=ROWS) -> Path:
    """The same set in a format."""
    path = folder / f"set.{ending}"
    if ending == "yaml":
        path.write_text(YAML, encoding="utf-8")
    elif ending == "jsonl":
        items = read_set(written(folder, "yaml"))
        path.write_text("".join(i.model_dump_json() + "\n" for i in items), encoding="utf-8")
    elif ending == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
    else:
        book = openpyxl.Workbook()
        book.active.append(COLUMNS)
        for row in rows:
            book.active.append([row.get(name) for name in COLUMNS])
        book.save(path)
    return path


def faults(path: Path, library=None) -> list[str]:
    with pytest.raises(SetError) as caught:
        read_set(path, library)
    return caught.value.faults


@pytest.mark.parametrize("ending", ["yaml", "jsonl", "csv", "xlsx"])
def test_a_set_is_the_same_in_every_format(tmp_path, library, ending):
    items = read_set(written(tmp_path, ending), library)
    assert items == read_set(written(tmp_path, "yaml"))
    assert set_hash(items[::-1]) == set_hash(read_set(written(tmp_path, "yaml")))


def test_excel_cells_that_are_dates_and_numbers_are_read(tmp_path, library):
    from datetime import datetime

    row = ROWS[0] | {"as_of": datetime(2024, 12, 1), "cap": 50, "frozen": True}
    assert read_set(written(tmp_path, "xlsx", [row, ROWS[1]]), library) == read_set(written(tmp_path, "yaml"))


def test_every_fault_of_a_yaml_set_is_told_at_once_with_line_and_remedy(tmp_path, library):
    path = tmp_path / "set.yaml"
    path.write_text(
        """\
- id: One Two
  question: 外资？
  language: zh
- id: two
  question: 外资？
  language: zh-Hans
  area: Atlantis
  verdicts:
    - status: [restricted]
      activity: data-center
      area: nowhere
      deciding: [cn-fi-negative-list-2024#item-99]
  why: 无
- id: two
  question: q
  language: en
  abstain: true
  colour: red
  why: none
- id: two
  question: q
  language: en
  clauses: [item-12]
  why: none
- id: two
  question: q
  language: en
  abstain: true
  why: none
""",
        encoding="utf-8",
    )
    told = "\n".join(faults(path, library))
    for expected in (
        "set.yaml:1: id: `One Two` has not the form of an id. Use lower-case",
        "set.yaml:3: language:",
        "set.yaml:1: why: Field required. Add it;",
        "set.yaml:7: area: `Atlantis` names no one area",
        "set.yaml:10: verdicts.0.activity: no activity `data-center`. Did you mean `data-centre`?",
        "set.yaml:11: verdicts.0.area: no area `nowhere`",
        "set.yaml:12: verdicts.0.deciding.0: no provision `cn-fi-negative-list-2024#item-99`. Did you mean",
        "set.yaml:18: colour:",
        "set.yaml:23: clauses.0: `item-12` has not the form of an id. Write document#provision",
        "set.yaml:25: id: `two` is taken at",
    ):
        assert expected in told, told


@pytest.mark.parametrize(("ending", "where"), [("csv", "set.csv:3: "), ("xlsx", "set.xlsx, row 3: ")])
def test_a_fault_in_a_table_names_its_row_and_column(tmp_path, ending, where):
    rows = [ROWS[0], ROWS[0] | {"id": "x", "status": "allowed", "cap": "50%", "clauses": "item-12"}]
    told = faults(written(tmp_path, ending, rows))
    assert [t.split(where)[1].split(":")[0] for t in told] == ["status", "cap", "clauses"]


def test_a_csv_line_is_counted_as_an_editor_counts_it(tmp_path):
    rows = [ROWS[0] | {"why": "two\nlines"}, ROWS[1] | {"language": "tlh"}]
    assert ":4: language" in faults(written(tmp_path, "csv", rows))[0]


def test_a_fault_in_jsonl_names_its_line(tmp_path):
    path = tmp_path / "set.jsonl"
    line = {"id": "a", "question": "外资？\u2028", "language": "zh-Hans", "abstain": True, "why": "x"}
    path.write_text(
        json.dumps(line, ensure_ascii=False) + "\n\n" + json.dumps(line | {"id": "b", "why": ""}) + "\n", encoding="utf-8"
    )
    assert faults(path)[0].startswith(f"{path}:3: why:")


def test_a_verdict_that_rests_on_what_is_not_in_force_that_day_is_a_fault(tmp_path, library):
    path = tmp_path / "set.yaml"
    path.write_text(YAML.replace("2024-12-01", "2024-10-31"), encoding="utf-8")
    assert "is not in force on 2024-10-31" in faults(path, library)[0]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.yaml", None, "There is no test set"),
        ("set.txt", b"", "is no `.txt`"),
        ("set.yaml", b"- id: [", "not valid YAML"),
        ("set.yaml", b"id: a", "expected a list"),
        ("set.yaml", b"[]", "there is no item"),
        ("set.yaml", b"- just words", "set.yaml:1:"),
        ("set.jsonl", b"{", "set.jsonl:1: not valid JSON"),
        ("set.csv", b"", "the file is empty"),
        ("set.csv", "id,问题\n".encode(), "no column is named `问题`"),
        ("set.csv", b"id;question\n", "no column is named"),
        ("set.csv", b"id,id\n", "stands there twice"),
        ("set.csv", b"id,why\na,b,c\n", "more cells than columns"),
        ("set.csv", b'id,why\n"a,b\n', "not valid CSV"),
        ("set.csv", "id,why\na,外资\n".encode("gbk"), "not UTF-8"),
        ("set.xlsx", b"PK no workbook", "not an Excel workbook"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(tmp_path, name, content, says):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ZhunruError, match=says.replace("`", ".")) as caught:
        read_set(path)
    assert caught.value.remedy


@given(st.binary(max_size=200), st.sampled_from(["yaml", "jsonl", "csv", "xlsx"]))
def test_no_content_makes_reading_fail_in_another_way(tmp_path_factory, content, ending):
    path = tmp_path_factory.mktemp("any") / f"set.{ending}"
    path.write_bytes(content)
    with suppress(ZhunruError):
        read_set(path)


def test_a_folder_is_one_set_and_ids_are_unique_across_its_files(tmp_path):
    written(tmp_path, "yaml")
    assert len(read_set(tmp_path)) == 2
    written(tmp_path, "csv")
    told = faults(tmp_path)
    assert len(told) == 2 and "is taken at" in told[0]


def test_our_own_sets_are_sound_together(library):
    assert len(read_set(DATASETS, library)) >= 400


def test_our_own_sets_are_found_by_name():
    first = files_of(DATASETS)[0]
    assert files_of(Path(first.stem)) == [first]


def test_the_schema_is_documented():
    text = (DATASETS / "README.md").read_text(encoding="utf-8")
    for name in (*Item.model_fields, *Expected.model_fields, *COLUMNS):
        assert f"`{name}`" in text, name
