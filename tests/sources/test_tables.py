# SPDX-License-Identifier: EUPL-1.2
"""CSV tables through a description: every field, every mistake, as a stream."""

import csv
import io
import tracemalloc
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fundgraph.codes import CodeLists
from fundgraph.errors import SourceError, UsageError
from fundgraph.iris import Minter
from fundgraph.mapping import Mapper
from fundgraph.record import Moment, Published, Record, Text
from fundgraph.reference import Reference
from fundgraph.report import Severity
from fundgraph.sources import Entry, Source, read
from fundgraph.sources.description import describe
from fundgraph.vocabulary import LOCN


def money(stage: str, component: str, currency: str, **more: str) -> dict[str, str]:
    return {"field": "amount", "stage": stage, "component": component, "currency": currency, **more}


COLUMNS: dict[str, Any] = {
    "No": "number",
    "Title": "title",
    "Title (en)": {"field": "title", "language": "en"},
    "Summary": "abstract",
    "Results": "results",
    "Fund": "fund",
    "Period": "period",
    "Programme": "programme",
    "Programme title": "programme-title",
    "Status": "status",
    "Start": "start",
    "End": "end",
    "Regions": {"field": "regions", "separator": ";"},
    "Place": "place",
    "Town": "town",
    "Town's region": "town-region",
    "Promoter": "promoter",
    "Form": "promoter-legal-form",
    "Reg. No": "promoter-number",
    "Address": "promoter-address",
    "Web": "promoter-homepage",
    "Phone": "contact",
    "Partners": "partners",
    "Contractors": {"field": "contractors", "separator": ";"},
    "Changed": "modified",
    "Fields": {"field": "intervention-field", "separator": ","},
    "Rate": "cofinancing-rate",
    "Note": "published",
    "Internal": "ignored",
    "Granted EUR": money("granted", "total", "EUR"),
    "Granted LVL": money("granted", "total", "LVL"),
    "Granted ESF EUR": money("granted", "fund", "EUR", part_of="total"),
}
ROW = {
    "No": "IZDOMATS/1",
    "Title": "Izdomāts tilts",
    "Title (en)": "A made-up bridge",
    "Summary": "Kopsavilkums",
    "Results": "Rezultāti",
    "Fund": "ERAF",
    "Period": "2014.-2020. gads",
    "Programme": "1.5.2.2.2.",
    "Programme title": "NVO kapacitāte",
    "Status": "Pabeigts",
    "Start": "2012-09",
    "End": "2013",
    "Regions": "Kurzemes reģions; Rīgas reģions",
    "Place": "Latgalē - Ludzā: Upes 1",
    "Town": "Talsi",
    "Town's region": "Kurzeme",
    "Promoter": "Biedrība „Izdomātais tilts”",
    "Form": "Biedrība",
    "Reg. No": "40000000000",
    "Address": "Tilta iela 2, Talsi, LV-0000",
    "Web": "www.example.org",
    "Phone": "00000000",
    "Partners": "SIA „A, B”,SIA C",
    "Contractors": "SIA D; SIA E",
    "Changed": "01.10.2013.",
    "Fields": "102,103",
    "Rate": "85%",
    "Note": "Piezīme",
    "Internal": "x",
    "Granted EUR": "1 000,50",
    "Granted LVL": "703.16",
    "Granted ESF EUR": "900.00",
}


class Table:
    """Writes a table of rows and reads it."""

    def __init__(self, folder: Path, reference: Reference, codes: CodeLists) -> None:
        self.path = folder / "izdomats.csv"
        self.reference, self.codes = reference, codes

    def read(self, **keys: Any) -> list[Entry]:
        base = {
            "name": "izdomats",
            "form": "csv",
            "country": "LV",
            "language": "lv",
            "beneficiary_kind": "organisations",
        }
        given = {"columns": COLUMNS, **base, **keys}
        values = {key: value for key, value in given.items() if value is not None}
        description = describe(values, origin="izdomats.toml")
        return list(read(Source(description, (self.path,)), self.reference, self.codes))

    def write(self, *rows: Mapping[str, str], separator: str = ",", bom: bool = False) -> None:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=separator)
        writer.writerow(COLUMNS)
        writer.writerows([list(row.values()) for row in rows])
        self.path.write_bytes(out.getvalue().encode("utf-8-sig" if bom else "utf-8"))

    def one(self, **cells: str) -> Entry:
        """The entry of the row with some cells changed (`_` stands for a space)."""
        self.write(ROW | {name.replace("_", " "): value for name, value in cells.items()})
        (entry,) = self.read()
        return entry


@pytest.fixture
def table(tmp_path: Path, reference: Reference, codes: CodeLists) -> Table:
    return Table(tmp_path, reference, codes)


@pytest.fixture
def record(table: Table) -> Record:
    entry = table.one()
    assert entry.findings == ()
    assert entry.record is not None
    return entry.record


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


def test_figures_and_raw_sums(table: Table) -> None:
    entry = table.one()
    assert entry.record is not None
    assert [
        (f.label, f.component, f.currency, f.value, f.part_of, f.alternate_of)
        for f in entry.record.figures
    ] == [
        ("Granted EUR", "total", "EUR", Decimal("1000.50"), None, None),
        ("Granted LVL", "total", "LVL", Decimal("703.16"), None, "EUR"),
        ("Granted ESF EUR", "fund", "EUR", Decimal("900.00"), "total", None),
    ]
    assert entry.cells == (
        ("Granted EUR", "EUR", Decimal("1000.50")),
        ("Granted LVL", "LVL", Decimal("703.16")),
        ("Granted ESF EUR", "EUR", Decimal("900.00")),
    )
    alone = table.one(Granted_EUR="-").record
    assert alone is not None
    assert alone.figures[0].alternate_of is None


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
    ("amounts", "options", "read"),
    [
        (["1.000,50", "1.234"], {}, ["1000.50", "1234"]),
        (["1.000,50", "1,234.50", "7"], {}, ["1000.50", "1234.50", "7"]),
        (["12.5", "1.234"], {}, ["12.5", "1.234"]),
        (["5", "1.234"], {"decimal": ","}, ["5", "1234"]),
        (["5", "4,995.00"], {"decimal": ","}, ["5", None]),
        (["5", "1.234"], {}, ["5", None]),
    ],
)
def test_columns_settle_how_they_write_amounts(
    amounts: list[str], options: dict[str, str], read: list[str | None], table: Table
) -> None:
    table.write(*[{**ROW, "Granted EUR": text} for text in amounts])
    columns = {**COLUMNS, "Granted EUR": {**COLUMNS["Granted EUR"], **options}}
    entries = table.read(columns=columns)
    values = [entry.record and str(entry.record.figures[0].value) for entry in entries]
    assert values == read
    assert sum((entry.record is None) for entry in entries) == read.count(None)


def test_an_open_column_is_said_once(table: Table) -> None:
    rows = [{**ROW, "Granted EUR": "1.234", "Start": "03/04/2012"}] * 3
    table.write(*rows)
    found = [finding for entry in table.read() for finding in entry.findings]
    once = [finding for finding in found if finding.rule.startswith("ambiguous")]
    assert [(finding.rule, finding.field, finding.value) for finding in once] == [
        ("ambiguous-dates", "Start", "03/04/2012"),
        ("ambiguous-amounts", "Granted EUR", "1.234"),
    ]
    settled = {
        **COLUMNS,
        "Granted EUR": {**COLUMNS["Granted EUR"], "decimal": "."},
        "Start": {"field": "start", "dates": "mdy"},
    }
    for entry in table.read(columns=settled):
        assert entry.record is not None
        assert entry.record.start is not None
        assert entry.record.start.value == "2012-03-04"


def test_a_cell_may_name_its_currency(table: Table) -> None:
    table.write(
        {**ROW, "Granted EUR": "5.172.338,50 kn"},
        {**ROW, "Granted EUR": "€ 7"},
        {**ROW, "Granted EUR": "8 kr"},
        {**ROW, "Granted EUR": "9"},
    )
    amount = money("granted", "total", "cell")
    entries = table.read(columns={**COLUMNS, "Granted EUR": amount})
    figures = [entry.record.figures[0] if entry.record else None for entry in entries]
    assert [figure and (figure.currency, figure.alternate_of) for figure in figures] == [
        ("HRK", None),
        ("EUR", None),
        None,
        None,
    ]
    assert [cell[1] for cell in entries[0].cells] == ["HRK", "LVL", "EUR"]
    assert entries[3].findings[0].rule == "no-currency"


@pytest.mark.parametrize(
    ("rates", "unit", "read"),
    [
        (["(45%)", "50,00 %", "40"], None, ["45", "50.00", "40"]),
        (["0.85", "1", "0.5"], None, ["85.00", "100", "50.0"]),
        (["0.85", "1", "0.5"], "percent", ["0.85", "1", "0.5"]),
        (["1", "1", "50"], "fraction", ["100", "100", None]),
    ],
)
def test_rates(rates: list[str], unit: str | None, read: list[str | None], table: Table) -> None:
    table.write(*[{**ROW, "Rate": rate} for rate in rates])
    option = {"field": "cofinancing-rate", **({"unit": unit} if unit else {})}
    entries = table.read(columns={**COLUMNS, "Rate": option})
    values = [entry.record and str(entry.record.cofinancing_rate) for entry in entries]
    assert values == read
    said = [finding.rule for entry in entries for finding in entry.findings]
    assert ("rates-as-fractions" in said) == (unit is None and rates[0] == "0.85")


def test_quarters_and_ranges(table: Table) -> None:
    columns = {key: value for key, value in COLUMNS.items() if key != "End"}
    columns["Start"] = "dates"
    table.write({**ROW, "Start": "Q1 2012 - Janvier 2014"})
    (entry,) = table.read(columns={**columns, "End": "ignored"})
    assert entry.record is not None
    assert entry.record.start == Moment("", date(2012, 1, 1), date(2012, 3, 31))
    assert entry.record.end == Moment("2014-01", date(2014, 1, 1), date(2014, 1, 31))
    table.write({**ROW, "Start": "2014 - 2012"})
    (entry,) = table.read(columns={**columns, "End": "ignored"})
    assert [finding.rule for finding in entry.findings] == ["garbled-date"]


STRANGE = [
    ({"Status": "Kaut kā"}, "unknown-status", "status", "unknown"),
    ({"Fund": "Zelts"}, "unknown-fund", "fund", "unknown"),
    ({"Period": "1999"}, "unknown-period", "period", None),
    ({"Regions": "Kurzeme;Sēlija"}, "unknown-region", "regions", ("lv-kurzeme",)),
    ({"Fields": "102,x9"}, "unknown-intervention-field", "intervention_fields", ("102", "unknown")),
]


@pytest.mark.parametrize(("cells", "rule", "field", "value"), STRANGE)
def test_strange_words_are_said(
    cells: dict[str, str], rule: str, field: str, value: object, table: Table
) -> None:
    table.write({**ROW, **cells})
    (entry,) = table.read()
    assert [finding.rule for finding in entry.findings] == [rule]
    assert entry.record is not None
    assert getattr(entry.record, field) == value


def test_other_strange_words(table: Table) -> None:
    entry = table.one(Form="Gilde", Web="javascript:alert(1)")
    assert [f.rule for f in entry.findings] == ["unknown-legal-form", "bad-homepage"]
    assert entry.record is not None
    assert entry.record.parties[0].homepage is None
    assert entry.record.parties[0].legal_form == "unknown"


def test_cells_are_cleaned_and_published_as_they_are(table: Table) -> None:
    entry = table.one(
        Title="Izdoma\u0304ts\u00a0 tilts\u00ad", Note="a\u00a0 b", Status=" Pabeigts "
    )
    assert entry.record is not None
    assert entry.record.title[0].value == "Izdomāts tilts"
    assert entry.record.status == "completed"
    assert Published("Note", "a\u00a0 b") in entry.record.published
    assert Published("Title", "Izdoma\u0304ts\u00a0 tilts\u00ad") in entry.record.published


def test_only_spacing_leaves_no_original(table: Table) -> None:
    entry = table.one(Title="Izdomāts\u00a0\n tilts", Summary="viens_x000D_\ndivi")
    assert entry.record is not None
    assert entry.record.abstract[0].value == "viens divi"
    labels = [line.label for line in entry.record.published]
    assert "Title" not in labels
    assert "Summary" in labels


@pytest.mark.parametrize("word", ["", "n/a"])
def test_a_row_without_a_promoter_is_refused(word: str, table: Table) -> None:
    entry = table.one(Promoter=word)
    assert entry.record is None
    (found,) = entry.findings
    assert (found.rule, found.row, found.field, found.refused) == (
        "empty-promoter", 2, "Promoter", True,
    )  # fmt: skip
    assert entry.cells != ()


@pytest.mark.parametrize("word", ["n/a", "N/A", "brak", "NR", "n.v.t.", "o.A.", "–", "Nav"])
def test_placeholders_are_no_values(word: str, table: Table) -> None:
    entry = table.one(Start=word, Status=word, Rate=word, Partners=word, **{"Granted LVL": word})
    assert entry.findings == ()
    assert entry.record is not None
    assert (entry.record.start, entry.record.status, entry.record.cofinancing_rate) == (None,) * 3
    assert "partner" not in {party.role for party in entry.record.parties}
    assert [figure.currency for figure in entry.record.figures] == ["EUR", "EUR"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("115 - label, with a comma", ("115",)),
        ("115: label", ("115",)),
        ("115 – a, 102 – b", ("115", "102")),
        ("102,103; 115", ("102", "103", "115")),
        ("115", ("115",)),
        ("0109", ("109",)),
        ("CI 109", ("109",)),
        ("109.", ("109",)),
        ("109. Made-up inclusion", ("109",)),
        ("109 Made-up inclusion, of all; 115 label", ("109", "115")),
    ],
)
def test_codes_with_their_labels(cell: str, expected: tuple[str, ...], table: Table) -> None:
    table.write({**ROW, "Fields": cell})
    (entry,) = table.read(columns={**COLUMNS, "Fields": "intervention-field"})
    assert entry.record is not None
    assert entry.record.intervention_fields == expected
    assert {finding.rule for finding in entry.findings} <= {"label-differs"}


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


def test_places_with_a_separator(table: Table) -> None:
    table.write({**ROW, "Place": "Made-up Hall, 2 Made-up Street| |Made-up School, Made-up Town"})
    places = {name: field for name, field in COLUMNS.items() if "own" not in name}
    (entry,) = table.read(columns={**places, "Place": {"field": "place", "separator": "|"}})
    assert entry.record is not None
    assert [site.published for site in entry.record.sites] == [
        "Made-up Hall, 2 Made-up Street",
        "Made-up School, Made-up Town",
    ]


def test_a_code_and_a_label_that_disagree_are_unknown(table: Table) -> None:
    entry = table.one(Fund="ESF - Kohēzijas fonds", Regions="LV003 - Kurzeme (NUTS)")
    assert entry.record is not None
    assert entry.record.fund == "unknown"
    assert entry.record.regions == ("lv-kurzeme",)


@pytest.mark.parametrize(
    ("cell", "name", "number"),
    [
        ("Ministarstvo (15351583880)", "Ministarstvo", "15351583880"),
        ("Fundacja A (NIP: 1234567890)", "Fundacja A", "1234567890"),
        ("Skola (Rīga)", "Skola (Rīga)", "40000000000"),
        ("Skola (2012)", "Skola (2012)", "40000000000"),
    ],
)
def test_numbers_in_brackets(cell: str, name: str, number: str, table: Table) -> None:
    columns = {**COLUMNS, "Reg. No": "ignored"} if number != "40000000000" else COLUMNS
    table.write({**ROW, "Promoter": cell})
    (entry,) = table.read(columns=columns)
    assert entry.record is not None
    promoter = entry.record.parties[0]
    assert (promoter.name.value, promoter.number) == (name, number)
    assert Published("Promoter", cell) in entry.record.published


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
    ("amount", "words"),
    [
        (money("grant", "total", "EUR"), "the nearest known one is 'granted'"),
        (money("granted", "totals", "EUR"), "the nearest known one is 'total'"),
        (money("granted", "fund", "EUR", part_of="al"), "unknown key 'al'"),
        ({"field": "amount", "stage": "granted", "component": "total"}, "has no currency"),
        (money("granted", "total", "EUR"), "two columns hold the amount granted total EUR"),
    ],
)
def test_wrong_amount_columns(amount: dict[str, str], words: str, table: Table) -> None:
    table.write(ROW)
    columns = {"No": "number", "Title": "title", "Granted LVL": amount}
    if "two columns" in words:
        columns["Granted EUR"] = amount
    with pytest.raises(UsageError, match=words):
        table.read(columns=columns)


def test_a_currency_for_the_whole_table(table: Table) -> None:
    table.write(ROW)
    amount = {"field": "amount", "stage": "granted", "component": "total"}
    columns = {"No": "number", "Title": "title", "Granted EUR": amount}
    (entry,) = table.read(columns=columns, currency="LVL")
    assert entry.cells == (("Granted EUR", "LVL", Decimal("1000.50")),)


@pytest.mark.parametrize(
    ("kind", "form", "held_back"),
    [
        ("organisations", "Fiziska persona", False),
        ("both", "Fiziska persona", True),
        ("both", "Gilde", True),
        ("both", "Biedrība", False),
        ("persons", "", True),
        (None, "", True),
        (None, "Biedrība", False),
    ],
)
def test_promoters_who_can_be_persons_are_held_back(
    kind: str | None, form: str, held_back: bool, table: Table
) -> None:
    table.write({**ROW, "Form": form})
    (entry,) = table.read(beneficiary_kind=kind)
    assert entry.record is not None
    promoter = entry.record.parties[0]
    assert (promoter.role, promoter.withheld) == ("promoter", held_back)
    values = repr((entry.record.published, entry.record.parties))
    assert ("Izdomātais tilts" not in values) is held_back
    rules = {finding.rule for finding in entry.findings}
    assert ("held-back-person" in rules) is held_back
    assert ("unknown-beneficiary-kind" in rules) is (kind is None)
    assert ("SIA C" in values) is (kind == "organisations")
    assert ("SIA E" in values) is (kind == "organisations")


def test_contact_data_in_texts_is_held_back_and_said(table: Table) -> None:
    entry = table.one(
        Summary="Raksti uz izdomats@example.org vai zvani: tālr. 67 123 456",
        Note="personas kods 010180-12345",
    )
    said = {(finding.rule, finding.field) for finding in entry.findings}
    assert said == {
        ("text-with-e-mail", "Summary"),
        ("text-with-phone", "Summary"),
        ("text-with-personal-code", "Note"),
    }
    assert "izdomats@" not in repr(entry)
    assert "010180" not in repr(entry)


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


ROW_CURRENCY: dict[str, Any] = {
    "No": "number",
    "Title": "title",
    "Who": "promoter",
    "Currency": "currency",
    "Granted": {"field": "amount", "stage": "granted", "component": "total"},
    "Spent": {"field": "amount", "stage": "spent", "component": "total", "currency": "EUR"},
}


def row_currency(
    folder: Path, reference: Reference, codes: CodeLists, *cells: str, **keys: str
) -> Entry:
    path = folder / "valuta.csv"
    path.write_text(f"{';'.join(ROW_CURRENCY)}\n1;A;SIA B;{';'.join(cells)}\n", encoding="utf-8")
    told = {
        "name": "valuta", "form": "csv", "country": "LV", "language": "lv", "separator": ";",
        "beneficiary_kind": "organisations", "columns": ROW_CURRENCY, **keys,
    }  # fmt: skip
    (entry,) = read(Source(describe(told, origin="test"), (path,)), reference, codes)
    return entry


@pytest.mark.parametrize(
    ("cells", "keys", "expected"),
    [
        (("LVL", "70.28", "100"), {}, ["LVL", "EUR"]),
        (("latvian lats", "70.28", "£ 5"), {}, ["LVL", "GBP"]),
        (("PLN", "70.28 EUR", ""), {}, ["EUR"]),
        (("", "70.28", "100"), {"currency": "LVL"}, ["LVL", "EUR"]),
    ],
)
def test_a_column_names_the_currency_of_a_row(
    cells: tuple[str, ...],
    keys: dict[str, str],
    expected: list[str],
    tmp_path: Path,
    reference: Reference,
    codes: CodeLists,
) -> None:
    entry = row_currency(tmp_path, reference, codes, *cells, **keys)
    assert entry.findings == ()
    assert entry.record is not None
    assert [figure.currency for figure in entry.record.figures] == expected
    assert [currency for _, currency, _ in entry.cells] == expected


@pytest.mark.parametrize(
    ("currency", "rules"),
    [("zelts", ["unknown-currency", "no-currency"]), ("", ["no-currency"])],
)
def test_a_row_without_a_known_currency_is_refused(
    currency: str, rules: list[str], tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = row_currency(tmp_path, reference, codes, currency, "70.28", "100")
    assert entry.record is None
    assert [(one.rule, one.row) for one in entry.findings] == [(rule, 2) for rule in rules]


ADDRESSED: dict[str, Any] = {
    "No": "number", "Title": "title", "Who": "promoter", "Address": "promoter-address",
    "Code": "promoter-postcode", "State": "promoter-country", "Place": "place",
    "Place code": "postcode", "Country": "country",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "sites"),
    [
        (("Linz", "4020", "Österreich"), [("Linz", "Linz, 4020, Österreich", "4020")]),
        (("", "4020", ""), [("4020", "4020", "4020")]),
        (("", "", "Österreich"), [("Österreich", "Österreich", None)]),
        (("-", "-", "n/a"), []),
    ],
)
def test_post_codes_and_countries_are_parts_of_addresses(
    cells: tuple[str, ...],
    sites: list[tuple[str, str, str | None]],
    tmp_path: Path,
    reference: Reference,
    codes: CodeLists,
) -> None:
    path = tmp_path / "adreses.csv"
    line = ";".join(("1", "A", "B GmbH", "Gasse 1, Wien", "1010", "AT", *cells))
    path.write_text(f"{';'.join(ADDRESSED)}\n{line}\n", encoding="utf-8")
    told = {
        "name": "adreses", "form": "csv", "country": "AT", "language": "de", "separator": ";",
        "beneficiary_kind": "organisations", "columns": ADDRESSED,
    }  # fmt: skip
    (entry,) = read(Source(describe(told, origin="test"), (path,)), reference, codes)
    assert entry.findings == ()
    assert entry.record is not None
    found = [
        (site.published, site.address.full.value, site.address.post_code)
        for site in entry.record.sites
        if site.address
    ]
    assert found == sites
    address = entry.record.parties[0].address
    assert address is not None
    assert address.full == Text("Gasse 1, Wien, 1010, AT", "de")
    assert (address.thoroughfare, address.post_code, address.country) == ("Gasse", "1010", "AT")
    shared = Mapper(Minter("http://localhost:8000/"), reference).map(entry.record).shared
    assert '"AT"@de' in {o for _, p, o in shared if p == LOCN.adminUnitL1.n3()}


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("", ("102",)),
        ("2014-2020", ("102",)),
        ("2007-2013", ("unknown",)),
        ("2021-2027", ("unknown",)),
    ],
)
def test_intervention_fields_are_those_of_their_period(
    period: str, expected: tuple[str, ...], table: Table
) -> None:
    entry = table.one(Period=period, Fields="102")
    assert entry.record is not None
    assert entry.record.intervention_fields == expected
    rules = [finding.rule for finding in entry.findings]
    assert rules == ["unknown-intervention-field"] * (expected == ("unknown",))
