# SPDX-License-Identifier: EUPL-1.2
"""CSV tables through a description: every field, every mistake of a row, as a stream."""

import tracemalloc
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fundgraph.errors import SourceError, UsageError
from fundgraph.record import Moment, Published, Record, Text
from fundgraph.report import Severity
from fundgraph.sources import Source, read
from fundgraph.sources.description import describe
from tests.sources.made_up_table import COLUMNS, ROW, Table


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("row", 2),
        ("number", "IZDOMATS/1"),
        ("country", "LV"),
        ("title", (Text("Izdomāts tilts", "lv"), Text("A made-up bridge", "en"))),
        ("abstract", (Text("Kopsavilkums", "lv"),)),
        ("results", (Text("Rezultāti", "lv"),)),
        ("fund", "ERDF"),
        ("period", "2014-2020"),
        ("status", "completed"),
        ("start", Moment("2012-09", date(2012, 9, 1), date(2012, 9, 30))),
        ("end", Moment("2013", date(2013, 1, 1), date(2013, 12, 31))),
        ("regions", ("lv-kurzeme", "lv-riga")),
        ("modified", date(2013, 10, 1)),
        ("intervention_fields", ("102", "103")),
        ("cofinancing_rate", Decimal("85")),
        ("number_separator", "/"),
    ],
)
def test_fields(record: Record, field: str, value: object) -> None:
    assert getattr(record, field) == value


def test_programme_sites_and_parties(record: Record) -> None:
    assert record.programme is not None
    assert record.programme.identifier == "1.5.2.2.2"
    assert record.programme.title == Text("NVO kapacitāte", "lv")
    assert [(site.published, site.town, site.region) for site in record.sites] == [
        ("Latgalē - Ludzā: Upes 1", "lv-ludza", "lv-latgale"),
        ("Talsi", "lv-talsi", "lv-kurzeme"),
    ]
    promoter = record.parties[0]
    assert promoter.legal_form == "association-or-foundation"
    assert (promoter.number, promoter.homepage) == ("40000000000", "http://www.example.org/")
    assert promoter.address is not None
    assert promoter.address.thoroughfare == "Tilta iela"
    assert [(party.role, party.name.value) for party in record.parties] == [
        ("promoter", "Biedrība „Izdomātais tilts”"),
        ("partner", "SIA „A, B”"),
        ("partner", "SIA C"),
        ("contractor", "SIA D"),
        ("contractor", "SIA E"),
    ]


def test_published_cells(record: Record) -> None:
    labels = [line.label for line in record.published]
    assert not {"Title", "Summary", "Results", "Internal"} & set(labels)
    assert Published("Granted EUR", "1 000,50") in record.published
    assert Published("Note", "Piezīme") in record.published
    assert [line.label for line in record.published if line.contact] == ["Phone"]
    assert dict(record.labels)["start"] == "Start"
    assert dict(record.labels)["sites"] in ("Place", "Town")


def test_the_source_file(table: Table) -> None:
    table.write(ROW)
    (entry,) = table.read(publisher="Iestāde", made_up=True, retrieved=date(2021, 6, 25))
    assert entry.record is not None
    source = entry.record.source
    assert source.sha256 == sha256(table.path.read_bytes()).hexdigest()
    assert (source.register, source.name, source.made_up) == ("izdomats", "izdomats.csv", True)
    assert source.publisher == Text("Iestāde", "lv")
    assert source.retrieved == date(2021, 6, 25)


REFUSED = [
    ({"No": ""}, "missing-number", "No"),
    ({"No": "-"}, "missing-number", "No"),
    ({"Title": "", "Title (en)": " "}, "empty-title", "Title (en)"),
    ({"Start": "drīz"}, "garbled-date", "Start"),
    ({"Changed": "2013"}, "garbled-date", "Changed"),
    ({"Rate": "850"}, "garbled-rate", "Rate"),
    ({"Granted EUR": "1.234.50"}, "garbled-amount", "Granted EUR"),
]


@pytest.mark.parametrize(("cells", "rule", "heading"), REFUSED)
def test_garbled_rows_are_refused_with_row_and_field(
    cells: dict[str, str], rule: str, heading: str, table: Table
) -> None:
    table.write(ROW, {**ROW, **cells}, ROW)
    entries = table.read()
    assert [entry.record is not None for entry in entries] == [True, False, True]
    (finding,) = entries[1].findings
    assert (finding.rule, finding.row, finding.field) == (rule, 3, heading)
    assert finding.file == "izdomats.csv"
    assert finding.severity is Severity.WARNING
    assert len(entries[1].cells) == (2 if rule == "garbled-amount" else 3)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("109 - kaut kas pavisam cits", ("kaut kas pavisam cits", "aktīva iekļaušana")),
        ("109. Ceļu būve", ("Ceļu būve", "aktīva iekļaušana")),
        ("109 - Aktīva iekļaušana, arī lai veicinātu vienlīdzību", None),
        ("109 - active inclusion", None),
        ("109", None),
    ],
)
def test_another_label_beside_a_code_is_told(
    cell: str, told: tuple[str, str] | None, table: Table
) -> None:
    table.write({**ROW, "Fields": cell})
    (entry,) = table.read(columns={**COLUMNS, "Fields": "intervention-field"}, language="lv")
    assert entry.record and entry.record.intervention_fields == ("109",)
    found = [one for one in entry.findings if one.rule == "label-differs"]
    assert len(found) == (told is not None)
    for one in found:
        assert (one.field, one.value) == ("Fields", cell)
        assert all(f"“{label}”" in one.message for label in told or ())


def test_a_label_in_a_language_without_labels_is_not_judged(table: Table) -> None:
    table.write({**ROW, "Fields": "109 - Straßenbau"})
    (entry,) = table.read(columns={**COLUMNS, "Fields": "intervention-field"}, language="de")
    assert "label-differs" not in [one.rule for one in entry.findings]


def test_empty_and_misshapen_rows(table: Table) -> None:
    table.write(ROW)
    long, short = ",".join(["x"] * 40), "a,b"
    text = table.path.read_text(encoding="utf-8")
    table.path.write_text(f"{text}\n,,,\n{long}\n{short}\n", encoding="utf-8")
    entries = table.read()
    assert [entry.skipped for entry in entries] == [False, True, True, False, False]
    assert [f.rule for entry in entries[3:] for f in entry.findings] == ["garbled-row"] * 2
    assert "40 cells, the heading 32" in entries[3].findings[0].message
    assert entries[4].findings[0].row == 6


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [True, False])
def test_separators_and_byte_order_marks(separator: str, bom: bool, table: Table) -> None:
    table.write(ROW, separator=separator, bom=bom)
    (entry,) = table.read()
    assert entry.record is not None
    assert entry.record.title[0].value == "Izdomāts tilts"


def test_line_breaks_in_cells(table: Table) -> None:
    table.write({**ROW, "Summary": "viens\r\ndivi"}, ROW)
    first, second = table.read()
    assert first.record is not None
    assert first.record.abstract[0].value == "viens divi"
    assert second.record is not None
    assert second.record.row == 3


def test_a_heading_that_is_not_there_names_the_nearest(table: Table) -> None:
    table.write(ROW)
    with pytest.raises(UsageError, match=r"no column 'Titel', .* the nearest is 'Title'"):
        table.read(columns={"No": "number", "Titel": "title"})


def test_a_heading_that_is_there_twice(table: Table) -> None:
    table.path.write_text("No,Title,No\n1,A,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="2 columns are called 'No'"):
        table.read(columns={"No": "number", "Title": "title"})


def test_columns_that_nothing_names_are_said_once(table: Table) -> None:
    table.path.write_text("No,Title,Phone,E-mail\n1,A,2,a@b\n2,B,2,a@b\n", encoding="utf-8")
    first, second = table.read(columns={"No": "number", "Title": "title"})
    assert [(f.rule, f.value, f.row) for f in first.findings] == [
        ("unread-columns", "Phone, E-mail", 1)
    ]
    assert second.findings == ()
    assert first.record is not None
    assert [line.label for line in first.record.published] == ["No"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"fund": "ESG"}, "unknown key 'ESG'; the nearest known one is 'ESF'"),
        ({"period": "2007-2014"}, "the nearest known one is '2007-2013'"),
    ],
)
def test_codes_of_a_description_are_checked(keys: dict[str, str], words: str, table: Table) -> None:
    table.write(ROW)
    with pytest.raises(UsageError, match=words):
        table.read(**keys)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty: its first row must hold the headings"),
        (b"No,Title\n1,\xff\n", "the first bad byte is number 12, in line 2"),
        (b'No,Title\n1,"' + b"x" * 200_000, "what follows row 1 cannot be read"),
    ],
)
def test_files_that_are_no_table(data: bytes, words: str, table: Table) -> None:
    table.path.write_bytes(data)
    with pytest.raises(SourceError, match=words):
        table.read(columns={"No": "number", "Title": "title"})


def test_a_file_that_is_gone(table: Table) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        table.read()


def test_rows_are_read_as_a_stream(table: Table) -> None:
    def peak(rows: int) -> int:
        table.write(*[ROW] * rows)
        description = describe(
            {"name": "x", "form": "csv", "country": "LV", "language": "lv", "columns": COLUMNS},
            origin="x",
        )
        source = Source(description, (table.path,))
        tracemalloc.start()
        count = sum(1 for _ in read(source, table.reference, table.codes))
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == rows
        return highest

    peak(10)
    # The first 2,000 rows are looked at together: they settle how columns write values.
    assert peak(3600) < peak(2200) + 500_000


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cells_give_one_entry_a_row(data: st.DataObject, table: Table) -> None:
    cell = st.one_of(st.sampled_from(sorted(set(ROW.values()))), st.text(max_size=12))
    rows = [
        {
            name: data.draw(cell) if data.draw(st.booleans()) else value
            for name, value in ROW.items()
        }
        for _ in range(2)
    ]
    # A file with zero bytes is refused as a whole.
    characters = {c for row in rows for value in row.values() for c in value}
    if any(c == "\0" or 0xD800 <= ord(c) < 0xE000 for c in characters):
        return
    table.write(*rows)
    entries = table.read()
    assert len(entries) == 2
    assert all(entry.record or entry.findings or entry.skipped for entry in entries)
