# SPDX-License-Identifier: EUPL-1.2
"""Source descriptions: what they say, and the sentence for each mistake."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fundgraph.errors import SourceError, UsageError
from fundgraph.record import Text
from fundgraph.sources import read_description
from fundgraph.sources.columns import Column, read_columns
from fundgraph.sources.description import describe
from fundgraph.sources.sheets import Layout

PAGES: dict[str, Any] = {"name": "izdomats", "form": "register-page"}
TABLE: dict[str, Any] = {
    "name": "izdomats",
    "form": "csv",
    "country": "LV",
    "language": "lv",
    "columns": {"No": "number", "Title": "title"},
}


def test_a_whole_description(tmp_path: Path) -> None:
    path = tmp_path / "izdomats.toml"
    path.write_text(
        """
        name = "izdomats"
        form = "csv"
        files = "a.csv"
        title = {lv = "Izdomāts", en = "Made up"}
        publisher = "Izdomātā iestāde"
        made_up = true
        country = "LV"
        language = "lv"
        retrieved = 2021-06-25
        number_separator = "-"

        [columns]
        "No" = "number"
        "Title" = {field = "title", language = "en"}
        "Granted" = {field = "amount", stage = "granted", component = "total", currency = "EUR"}
        """,
        encoding="utf-8",
    )
    found = read_description(path)
    assert (found.name, found.form, found.files) == ("izdomats", "csv", ("a.csv",))
    assert found.title == (Text("Made up", "en"), Text("Izdomāts", "lv"))
    assert found.publisher == Text("Izdomātā iestāde", "lv")
    assert found.made_up
    assert found.retrieved == date(2021, 6, 25)
    assert found.number_separator == "-"
    assert found.columns == (
        Column("No", "number"),
        Column("Title", "title", language="en"),
        Column("Granted", "amount", stage="granted", component="total", currency="EUR"),
    )


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("csv", {"encoding": "cp1250", "separator": "\t", "heading_row": 3, "heading_rows": 2}),
        ("xlsx", {"sheet": "Saraksts", "heading_row": 3}),
        ("xls", {"sheet": "Saraksts"}),
        ("ods", {"sheet": "Saraksts"}),
        ("html-table", {"sheet": "2", "encoding": "utf-8"}),
        ("json", {"records": "result.records", "encoding": "utf-16"}),
    ],
)
def test_where_a_table_lies_in_its_file(form: str, keys: dict[str, Any]) -> None:
    found = describe({**TABLE, "form": form, **keys}, origin="izdomats.toml")
    assert found.layout == Layout(form, **keys)


@pytest.mark.parametrize(
    ("form", "key"),
    [("xlsx", "separator"), ("csv", "sheet"), ("csv", "records"), ("json", "sheet")],
)
def test_a_key_of_another_form_says_so(form: str, key: str) -> None:
    with pytest.raises(UsageError, match=f"{key} says nothing of the form '{form}'"):
        describe({**TABLE, "form": form, key: ";"}, origin="izdomats.toml")


def test_a_page_needs_little() -> None:
    found = describe(PAGES, origin="izdomats.toml")
    assert (found.country, found.language, found.number_separator) == ("LV", "lv", "/")
    assert found.columns == found.files == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nmae": "x"}, "unknown key 'nmae'; the nearest known one is 'name'"),
        ({"form": "pdf"}, "form is 'pdf'; write one of register-page, csv"),
        ({"name": "Izdomāts"}, "name is 'Izdomāts'; write small letters"),
        ({"name": "shared"}, "name is 'shared'; write a name that no other graph has"),
        ({"files": 3}, "files is 3; write a file name"),
        ({"files": ["a", 3]}, "write a file name, or a list of them"),
        ({"title": "Izdomāts"}, "write a table such as"),
        ({"publisher": 1}, "publisher is 1; write a string"),
        ({"made_up": "yes"}, "made_up is 'yes'; write true or false"),
        ({"retrieved": "2021-06-25"}, "without quotes"),
        ({"country": "Latvia"}, "country is 'Latvia'; write an ISO 3166 code"),
        ({"language": "Latvian"}, "write a language tag such as lv"),
        ({"number_separator": "_"}, "write '/' or '-'"),
        ({"repeated": "maybe"}, "write refuse or merge"),
        ({"beneficiary_kind": "all"}, "write organisations or persons or both"),
        ({"currency": "euro"}, "write an ISO 4217 code such as EUR"),
        ({"seperator": ";"}, "unknown key 'seperator'; the nearest known one is 'separator'"),
        ({"separator": ";;"}, "separator is ';;'; write one character"),
        ({"encoding": "utf-9"}, "encoding is 'utf-9'; write an encoding such as windows-1257"),
        ({"encoding": "base64"}, "encoding is 'base64'; write an encoding"),
        ({"encoding": "unicode_escape"}, "write an encoding"),
        ({"heading_row": 0}, "heading_row is 0; write a number from 1"),
        ({"heading_rows": True}, "heading_rows is True; write a number from 1"),
        ({"sheet": 1}, "sheet is 1; write a string"),
        ({"sheet": "A"}, "sheet says nothing of the form 'register-page'; remove it"),
    ],
)
def test_wrong_values_say_what_to_write(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        describe({**PAGES, **changes}, origin="izdomats.toml")
    assert words in str(caught.value)
    assert str(caught.value).startswith("izdomats.toml")


@pytest.mark.parametrize("key", ["name", "country", "language", "columns"])
def test_a_table_needs_more(key: str) -> None:
    values = {name: value for name, value in TABLE.items() if name != key}
    with pytest.raises(UsageError, match=f"the key '{key}' is missing"):
        describe(values, origin="izdomats.toml")


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"No": "nummer"}, "unknown key 'nummer'; the nearest known one is 'number'"),
        ({"No": 3}, "write a field"),
        ({"No": {"field": "number", "language": "lv"}}, "unknown key 'language'"),
        ({"Sum": {"field": "amount", "stage": "granted"}}, "needs a stage and a component"),
        ({"A": "status", "B": "status"}, "'B' and 'A' are both 'status'"),
        ({"Title": "published"}, "[columns] names no column for 'title'"),
    ],
)
def test_wrong_columns_say_what_to_write(columns: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        describe({**TABLE, "columns": {**TABLE["columns"], **columns}}, origin="izdomats.toml")
    assert words in str(caught.value)


def test_files_that_are_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("name = ", encoding="utf-8")
    with pytest.raises(UsageError, match="is not valid TOML"):
        read_description(path)
    path.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(UsageError, match="is not valid TOML"):
        read_description(path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_description(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"x = {'[' * 3000}", "not valid TOML"),
        (f"x = {'9' * 5000}", "not valid TOML"),
        ('licence = "not an iri <x>"', "SPDX name"),
        ('title = { "x y>" = "…" }', "language tag"),
        ('title = { "" = "…" }', "language tag"),
    ],
)
def test_hostile_values_are_one_sentence(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f'name = "a"\nform = "register-page"\n{line}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_description(path)


def test_language_of_a_column_is_a_tag() -> None:
    with pytest.raises(UsageError, match="language tag"):
        read_columns({"T": {"field": "title", "language": "lv> <a:b>"}}, origin="a.toml")


LIST = "https://example.org/lists"


@pytest.mark.parametrize(
    ("keys", "address"),
    [
        ({}, None),
        ({"landing_page": LIST}, LIST),
        ({"landing_page": LIST, "download": f"{LIST}/a.csv"}, f"{LIST}/a.csv"),
        ({"download": f"{LIST}/{{file}}?v=1"}, f"{LIST}/saraksts%201.csv?v=1"),
        ({"download": {"saraksts 1.csv": f"{LIST}/1", "2.csv": f"{LIST}/2"}}, f"{LIST}/1"),
        ({"download": {"2.csv": f"{LIST}/2"}, "landing_page": LIST}, LIST),
        ({"landing_page": "www.example.org/lists"}, LIST.replace("https://", "http://www.")),
    ],
)
def test_where_a_file_was_fetched(keys: dict[str, Any], address: str | None) -> None:
    found = describe({**TABLE, **keys}, origin="izdomats.toml")
    assert found.address_of("saraksts 1.csv") == address


@pytest.mark.parametrize("key", ["landing_page", "download"])
@pytest.mark.parametrize(
    "value", ["", "javascript:alert(1)", "no address", 7, {"a.csv": 7}, [LIST]]
)
def test_what_is_no_web_address_is_said(key: str, value: object) -> None:
    with pytest.raises(UsageError, match=f"{key} is"):
        describe({**TABLE, key: value}, origin="izdomats.toml")
