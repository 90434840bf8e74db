# SPDX-License-Identifier: EUPL-1.2
"""Regions as lists give them, by NUTS code or name; and lists spread over several columns."""

from pathlib import Path

import pytest

from fundgraph.codes import CodeLists
from fundgraph.iris import Minter
from fundgraph.mapping import Mapper
from fundgraph.record import GivenRegion, Record, Text
from fundgraph.reference import Reference
from fundgraph.sources import Entry, Source, read
from fundgraph.sources.description import describe
from fundgraph.sources.given import GivenRegions

NUTS = "http://data.europa.eu/nuts/code/"


def entries(
    folder: Path, reference: Reference, codes: CodeLists, country: str, **columns: tuple[str, str]
) -> Entry:
    """The entry of one made-up row; a column is a field and its cell."""
    fields = {"No": "number", "Title": "title"} | {n: one[0] for n, one in columns.items()}
    cells = ["IZD/1", "Izdomāts", *(one[1] for one in columns.values())]
    path = folder / "saraksts.csv"
    path.write_text(f"{';'.join(fields)}\n{';'.join(cells)}\n", encoding="utf-8")
    told = {
        "name": "izdomats", "form": "csv", "country": country, "language": "de",
        "separator": ";", "beneficiary_kind": "organisations", "columns": fields,
    }  # fmt: skip
    (entry,) = read(Source(describe(told, origin="test"), (path,)), reference, codes)
    return entry


def record(entry: Entry) -> Record:
    assert entry.findings == ()
    assert entry.record is not None
    return entry.record


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("AT130", "at130", "AT130"),
        ("AT130 Wien", "at130", "Wien"),
        ("AT130 - Wien", "at130", "Wien"),
        ("Wien (AT130)", "at130", "Wien"),
        ("130 - WIEN (NUTS)", "at130", "WIEN"),
        ("LT023", "lt023", "LT023"),
        ("210 - KÄRNTEN (NUTS)", None, None),
        ("AT999", None, None),
        ("40101 - Linz", None, None),
        ("ATEMPAUSE", None, None),
        ("SE1 7AB", None, None),
        ("AT1", "at1", "AT1"),
    ],
)
def test_a_nuts_code_is_one_of_the_eu_table(
    reference: Reference, text: str, code: str | None, name: str | None
) -> None:
    given = GivenRegions(reference, language="de", country="AT")
    assert given.coded(text) == code
    found = given.among([code or ""])
    assert [(one.name, one.nuts) for one in found] == (
        [(Text(name, "de"), code.upper())] if code and name else []
    )


def test_a_nuts_code_of_ours_is_our_region(reference: Reference) -> None:
    given = GivenRegions(reference, language="lv", country="LV")
    assert given.coded("LV003 Kurzeme") == given.coded("LV00B") == "lv-kurzeme"
    assert given.among(["lv-kurzeme"]) == ()


def test_regions_are_named_only_where_none_are_listed(reference: Reference) -> None:
    assert GivenRegions(reference, language="lv", country="LV").named("Sēlija") is None
    given = GivenRegions(reference, language="de", country="AT")
    assert given.named("Izdomātā zeme") == "at-izdomata-zeme"
    assert given.named("x" * 101) is None


def test_several_columns_of_regions(tmp_path: Path, reference: Reference, codes: CodeLists) -> None:
    entry = entries(
        tmp_path, reference, codes, "AT",
        A=("regions", "AT130 Wien"), B=("regions", "Izdomu zeme"), C=("regions", "AT130"),
        Who=("promoter", "Verein Alfa"),
    )  # fmt: skip
    found = record(entry)
    assert found.regions == ("at130", "at-izdomu-zeme")
    assert found.given_regions == (
        GivenRegion("at130", Text("Wien", "de"), "AT130"),
        GivenRegion("at-izdomu-zeme", Text("Izdomu zeme", "de"), None),
    )


def test_several_columns_of_each_list(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    found = record(
        entries(
            tmp_path,
            reference,
            codes,
            "AT",
            P1=("partners", "Verein Beta"),
            Who=("promoter", "Verein Alfa"),
            P2=("partners", "Verein Gamma"),
            P3=("partners", "-"),
            C1=("contractors", "Delta GmbH"),
            C2=("contractors", "Epsilon GmbH"),
            F1=("intervention-field", "102"),
            F2=("intervention-field", "117, 102"),
            S1=("place", "Linz"),
            S2=("place", ""),
            S3=("place", "131 - Izdoma"),
            S4=("place", "Linz"),
        )
    )
    roles = [(party.role, party.name.value, party.label) for party in found.parties]
    assert roles == [
        ("promoter", "Verein Alfa", "Who"),
        ("partner", "Verein Beta", "P1"),
        ("partner", "Verein Gamma", "P2"),
        ("contractor", "Delta GmbH", "C1"),
        ("contractor", "Epsilon GmbH", "C2"),
    ]
    assert found.intervention_fields == ("102", "117")
    assert [site.published for site in found.sites] == ["Linz", "131 - Izdoma"]


def test_an_unknown_word_names_its_own_column(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = entries(
        tmp_path, reference, codes, "LV",
        A=("regions", "Kurzeme"), B=("regions", "Sēlija"), Who=("promoter", "Biedrība Alfa"),
        F1=("intervention-field", "102"), F2=("intervention-field", "TO8 IP (ii)"),
    )  # fmt: skip
    assert {(one.rule, one.field) for one in entry.findings} == {
        ("unknown-region", "B"), ("unknown-intervention-field", "F2"),
    }  # fmt: skip
    assert entry.record is not None
    assert entry.record.regions == ("lv-kurzeme",)
    assert entry.record.intervention_fields == ("102", "unknown")


def test_a_given_region_is_described_once_and_linked_with_its_code(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    found = record(
        entries(
            tmp_path,
            reference,
            codes,
            "AT",
            A=("regions", "AT221 Graz"),
            Who=("promoter", "Verein Alfa"),
            S=("place", "130 - WIEN (NUTS)"),
        )
    )
    mapper = Mapper(Minter("http://localhost:8000/"), reference)
    first, second = mapper.map(found), mapper.map(found)
    graz, vienna = (f"<http://localhost:8000/id/region/{one}>" for one in ("at221", "at130"))
    assert (graz, "<http://www.w3.org/2004/02/skos/core#prefLabel>", '"Graz"@de') in first.shared
    assert (graz, "<http://www.w3.org/2004/02/skos/core#closeMatch>", f"<{NUTS}AT221>") in (
        first.shared
    )
    spatial = [o for _, p, o in first.triples if p == "<http://purl.org/dc/terms/spatial>"]
    assert spatial == [f"<{NUTS}AT221>"]
    regions = {o for _, p, o in first.triples if p == "<https://w3id.org/fundgraph/esf#region>"}
    assert regions == {graz, vienna}
    assert {s for s, _, _ in first.shared} >= {graz, vienna}
    assert second.shared == []
