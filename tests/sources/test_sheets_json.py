# SPDX-License-Identifier: EUPL-1.2
"""JSON lists of any shape: nested, flattened, by key, by line, fiches of label and value."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from fundgraph.errors import SourceError, UsageError
from fundgraph.sources.sheets import Layout, Table, open_table

RECORDS: list[dict[str, Any]] = [
    {"No": "IZDOMATS/1", "Title": "Izdomāts tilts", "Granted": 1000.5},
    {"No": "IZDOMATS/2", "Title": "Izdomāts ceļš", "Granted": 109073.68000000001},
    {"No": "IZDOMATS/3", "Title": "Izdomāta iela", "Granted": None},
]
CELLS = [
    ["No", "Title", "Granted"],
    ["IZDOMATS/1", "Izdomāts tilts", "1000.5"],
    ["IZDOMATS/2", "Izdomāts ceļš", "109073.68"],
    ["IZDOMATS/3", "Izdomāta iela", ""],
]


def opened(folder: Path, value: Any, layout: Layout | None = None) -> Table:
    path = folder / "izdomats.json"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return open_table(path, layout or Layout())


def cells(table: Table) -> list[list[str]]:
    return [list(table.heading), *(row for _, row in table.rows)]


SHAPES: list[tuple[Any, str]] = [
    (RECORDS, ""),
    ({"data": RECORDS}, "data"),
    ({"help": "x", "result": {"fields": [{"id": "No", "type": "text"}], "records": RECORDS}},
     "result.records"),
    ({"a.b": {"items": RECORDS}}, "a\\.b.items"),
    ("\n".join(json.dumps(one) for one in RECORDS), ""),
    ([list(RECORDS[0]), *(list(one.values()) for one in RECORDS)], ""),
]  # fmt: skip


@pytest.mark.parametrize(("value", "path"), SHAPES)
def test_a_list_is_found_wherever_it_is(value: Any, path: str, tmp_path: Path) -> None:
    table = opened(tmp_path, value)
    assert cells(table) == CELLS
    assert table.layout.records == path
    assert cells(opened(tmp_path, value, Layout(records=path))) == CELLS


def test_records_by_key(tmp_path: Path) -> None:
    for value, path in (
        ({one["No"]: one for one in RECORDS}, ""),
        ({"projects": {one["No"]: one for one in RECORDS}}, "projects"),
    ):
        table = opened(tmp_path, value)
        assert table.layout.records == path
        assert table.heading == ("key", "No", "Title", "Granted")
        assert [row[1] for _, row in table.rows] == ["IZDOMATS/1", "IZDOMATS/2", "IZDOMATS/3"]


def test_nested_keys_lists_and_kinds_of_values(tmp_path: Path) -> None:
    record = {
        "No": 3,
        "place": {"town": "Talsi", "region": {"code": "LV003"}},
        "partners": [{"name": "A", "no": 1}, {"name": "B", "no": 2}],
        "fields": ["102", "103"],
        "done": True,
        "Two\n languages/ two": "x",
        "big": 12345678901234567890,
        "small": 1e-7,
    }
    table = opened(tmp_path, [record, {"No": 4, "other": "y"}])
    first, second = (dict(zip(table.heading, row, strict=True)) for _, row in table.rows)
    assert first == {
        "No": "3", "place.town": "Talsi", "place.region.code": "LV003", "partners.name": "A; B",
        "partners.no": "1; 2", "fields": "102; 103", "done": "true", "Two languages/ two": "x",
        "big": "12345678901234567890", "small": "0.0000001", "other": "",
    }  # fmt: skip
    assert {key: value for key, value in second.items() if value} == {"No": "4", "other": "y"}


@pytest.mark.parametrize(
    ("label", "value"), [("label", "value"), ("Nazwa", "wartość"), ("title", "content")]
)
def test_fiches_of_label_and_value(label: str, value: str, tmp_path: Path) -> None:
    fiches = [[{label: key, value: cell} for key, cell in one.items()] for one in RECORDS]
    assert cells(opened(tmp_path, fiches)) == CELLS
    inside = [{"id": str(n), "fields": fiche} for n, fiche in enumerate(fiches)]
    assert opened(tmp_path, {"fiches": inside}).heading == ("id", "No", "Title", "Granted")


def test_rows_that_say_nothing_are_empty(tmp_path: Path) -> None:
    table = opened(tmp_path, [RECORDS[0], {}, {"No": None}, RECORDS[1]])
    assert [(number, kind) for number, _, kind in table.stream] == [
        (1, None), (2, "empty-row"), (3, "empty-row"), (4, None)
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(json.dumps(RECORDS, ensure_ascii=False, indent=1).encode(encoding))
    table = open_table(path, Layout())
    assert (cells(table), table.layout.form) == (CELLS, "json")


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ("dtaa", "records: unknown key 'dtaa'; the nearest known one is 'data'"),
        ("meta", "records is 'meta', which is no list"),
        ("data.x", "records is 'data.x'; the file has no such list"),
    ],
)
def test_a_described_path_that_is_not_there(records: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        opened(tmp_path, {"meta": 1, "data": RECORDS}, Layout(records=records))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"a": 1}, {"a": 2', "is not valid JSON at character 19: "),
        ('[{"a": 1} {"a": 2}]', "is not valid JSON at character 11: ',' is missing"),
        ('[{"a": 1}, x]', "is not valid JSON at character 12: "),
        ('{"a": [{"b": 1}', "is not valid JSON at character 16: "),
        ('{"a" 1}', "':' is missing"),
        ('{"a": "b"}', "holds no list of records"),
        ('["a", "b"]', "holds no list of records"),
        ("[]", "holds no list of records"),
        ("[{}, {}]", "holds no list of records"),
    ],
)
def test_what_is_no_list_says_where(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=words):
        opened(tmp_path, text)


def test_one_long_line_takes_the_memory_of_a_record(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    record = json.dumps({"No": "1", "Title": "Izdomāts" * 100, "Granted": 1.5})
    path.write_text(f"[{','.join([record] * 10_000)}]", encoding="utf-8")
    assert path.stat().st_size > 10_000_000
    tracemalloc.start()
    count = sum(1 for _ in open_table(path, Layout()).rows)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_000
    assert highest < 6_000_000
