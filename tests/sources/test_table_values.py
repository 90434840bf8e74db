# SPDX-License-Identifier: EUPL-1.2
"""Words, places, parties and texts in the cells of tables."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fundgraph.codes import CodeLists
from fundgraph.iris import Minter
from fundgraph.mapping import Mapper
from fundgraph.record import Moment, Published, Text
from fundgraph.reference import Reference
from fundgraph.sources import Source, read
from fundgraph.sources.description import describe
from fundgraph.vocabulary import LOCN
from tests.sources.made_up_table import COLUMNS, ROW, Table


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
