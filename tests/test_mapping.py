# SPDX-License-Identifier: EUPL-1.2
"""Record → triples: every value arrives, every name is minted once, nothing is said twice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fundgraph.iris import Minter
from fundgraph.mapping import Mapped, Mapper
from fundgraph.mapping.amounts import decimal
from fundgraph.record import (
    Address,
    Figure,
    Moment,
    Party,
    ProgrammeLevel,
    Published,
    Record,
    Site,
    SourceFile,
    Text,
)
from fundgraph.reference import load_reference
from fundgraph.resources import folder
from fundgraph.vocabulary import DCTERMS, ESF, LEGAL, PROV, RDF, SDO, SKOS, XSD
from fundgraph.writers.terms import Triple

BASE = "http://localhost:8000/"
REFERENCE = load_reference(folder("data") / "reference")
RATES = {"LVL": Decimal("0.702804")}
PROJECT = f"<{BASE}id/project/A-1>"


def record(**changes: object) -> Record:
    source = SourceFile("sif", "page 1.html", "00ff", date(2021, 6, 25), Text("Fonds", "lv"))
    plain = Record(source, 2, "A/1", "LV", (Text("Nosaukums", "lv"),), period="2007-2013")
    return replace(plain, **changes)  # type: ignore[arg-type]


def mapper(*, contacts: bool = False) -> Mapper:
    return Mapper(Minter(BASE), REFERENCE, rates=RATES, contacts=contacts)


def about(triples: list[Triple], subject: str) -> set[tuple[str, str]]:
    return {(p, o) for s, p, o in triples if s == subject}


def value(mapped: Mapped, subject: str, predicate: object) -> set[str]:
    return {o for s, p, o in mapped.triples if s == subject and p == f"<{predicate}>"}


def part(name: str) -> str:
    return f"{PROJECT[:-1]}#{name}>"


def party(name: str, role: str = "partner", **details: object) -> Party:
    return replace(Party(Text(name, "lv"), role, "LV"), **details)  # type: ignore[arg-type]


def test_facts() -> None:
    moment = Moment("2012-09", date(2012, 9, 1), date(2012, 9, 30))
    mapped = mapper().map(record(start=moment, end=moment, status="completed", fund="ESF"))
    facts = about(mapped.triples, PROJECT)
    for predicate, term in [
        (DCTERMS.identifier, '"A/1"'),
        (DCTERMS.title, '"Nosaukums"@lv'),
        (ESF.status, "<https://w3id.org/fundgraph/code/status/completed>"),
        (SDO.startDate, '"2012-09"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        (ESF.notBefore, '"2012-09-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (ESF.notAfter, '"2012-09-30"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ]:
        assert (f"<{predicate}>", term) in facts
    assert not value(mapped, PROJECT, ESF.madeUp)


@pytest.mark.parametrize(
    ("number", "lexical"),
    [("0.00", "0"), ("25623.10", "25623.1"), ("100", "100"), ("1E+3", "1000"), ("-0.00", "0")],
)
def test_decimals_are_written_as_the_store_keeps_them(number: str, lexical: str) -> None:
    assert decimal(Decimal(number)) == f'"{lexical}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def test_what_a_source_says_twice_is_stated_once() -> None:
    mapped = mapper().map(record(published=(Published("A", "x"), Published("A", "x", 2))))
    assert len(mapped.triples) == len(set(mapped.triples))
    assert sum(value == '"A: x"' for _, _, value in mapped.triples) == 1


def figure(component: str, currency: str, number: str, **details: object) -> Figure:
    plain = Figure("granted", component, currency, Decimal(number), "Label")
    return plain._replace(**details)  # type: ignore[arg-type]


def test_amounts_are_tied_together() -> None:
    figures = (
        figure("total", "EUR", "25.00"),
        figure("total", "LVL", "17.57", alternate_of="EUR"),
        figure("private", "EUR", "25.00", part_of="total"),
    )
    mapped = mapper().map(record(figures=figures))
    assert len(value(mapped, PROJECT, ESF.amount)) == 3
    total = part("granted-total-eur")
    assert value(mapped, part("granted-total-lvl"), PROV.alternateOf) == {total}
    assert value(mapped, part("granted-private-eur"), ESF.partOf) == {total}
    assert value(mapped, PROJECT, ESF.grantedEUR) == {decimal(Decimal(25))}
    assert not value(mapped, PROJECT, ESF.spentEUR)


def test_a_second_figure_of_a_kind_is_kept() -> None:
    figures = (figure("other", "EUR", "1"), figure("other", "EUR", "2", label="Cits"))
    mapped = mapper().map(record(figures=figures))
    assert value(mapped, PROJECT, ESF.amount) == {
        part("granted-other-eur"),
        part("granted-other-eur-cits"),
    }
    assert not value(mapped, PROJECT, ESF.grantedEUR), "two to choose from: none is chosen"


def test_lats_alone_are_converted() -> None:
    mapped = mapper().map(record(figures=(figure("total", "LVL", "18008.07"),)))
    converted = part("granted-total-eur")
    assert value(mapped, PROJECT, ESF.grantedEUR) == {decimal(Decimal("25623.18"))}
    assert value(mapped, converted, PROV.wasDerivedFrom) == {part("granted-total-lvl")}
    assert value(mapped, converted, ESF.rate) == {decimal(Decimal("0.702804"))}


def test_other_currencies_are_not_converted() -> None:
    mapped = mapper().map(record(figures=(figure("total", "PLN", "1"),)))
    assert not value(mapped, PROJECT, ESF.grantedEUR)


def test_parties() -> None:
    parties = (
        party('Biedrība "A"', "promoter"),
        party("SIA B"),
        party("SIA „B”"),
        party("Biedrība „C”", "contractor"),
    )
    mapped = mapper().map(record(parties=parties))
    organisation = f"<{BASE}id/organisation/lv-sia-b>"
    assert value(mapped, PROJECT, ESF.partner) == {organisation}
    assert value(mapped, part("partner-lv-sia-b"), ESF.asPublished) == {'"SIA B"', '"SIA „B”"'}
    assert value(mapped, part("promoter"), ESF.asPublished) == {'"Biedrība \\"A\\""'}
    assert value(mapped, PROJECT, ESF.participation) == {
        part("promoter"),
        part("partner-lv-sia-b"),
        part("contractor-lv-biedriba-c"),
    }
    names = {o for s, p, o in mapped.shared if s == organisation and "legalName" in p}
    assert names == {'"SIA B"@lv'}
    assert (organisation, f"<{DCTERMS.alternative}>", '"SIA „B”"@lv') in mapped.shared


def test_a_second_promoter_is_a_part_of_its_own() -> None:
    parties = (party("A", "promoter"), party("B", "promoter"))
    mapped = mapper().map(record(parties=parties))
    assert value(mapped, PROJECT, ESF.participation) == {part("promoter"), part("promoter-lv-b")}
    assert len(value(mapped, PROJECT, ESF.promoter)) == 2


def test_names_that_meet_in_a_slug_are_kept_apart() -> None:
    mapped = mapper().map(record(parties=(party("Ziema"), party("Zīema"))))
    slugs = sorted(value(mapped, PROJECT, ESF.partner))
    assert len(slugs) == 2
    assert slugs[1] == f"<{BASE}id/organisation/lv-ziema>"
    assert slugs[0].startswith(f"<{BASE}id/organisation/lv-ziema-")


def test_what_is_shared_is_said_once() -> None:
    one = mapper()
    parties = (party("A", "promoter", homepage="http://a.example/", legal_form="other"),)
    first = one.map(record(parties=parties, regions=("lv-latgale",)))
    second = one.map(record(number="A/2", parties=parties, regions=("lv-latgale",)))
    assert first.shared
    assert second.shared == []


def test_contacts_are_held_back_unless_published() -> None:
    published = (Published("Phone", "65000000", 3, contact=True), Published("Status", "Pabeigts"))
    plain = record(parties=(party("A", "promoter", phone="65000000"),), published=published)
    held = mapper().map(plain)
    assert not any("65000000" in term for triple in held.triples + held.shared for term in triple)
    shown = mapper(contacts=True).map(plain)
    assert any("65000000" in term for *_, term in shown.shared)
    assert value(shown, part("source"), ESF.asPublished) == {
        '"Phone: 65000000"',
        '"Status: Pabeigts"',
    }


def test_a_file_leads_to_where_it_was_fetched() -> None:
    address = "https://example.org/list.csv"
    plain = record()
    one = mapper().map(replace(plain, source=replace(plain.source, address=address)))
    file = f"<{BASE}data/source/sif/page%201.html>"
    assert (file, DCTERMS.source.n3(), f"<{address}>") in one.triples
    assert not [t for t in mapper().map(plain).triples if t[0] == file and t[2] == f"<{address}>"]


def test_programme_path_is_described() -> None:
    level = ProgrammeLevel("1.5.2.2.2", Text("Administrative Capacity Building of NGOs", "en"))
    mapped = mapper().map(record(programme=level))
    slugs = {s.rpartition("/")[2][:-1] for s, p, _ in mapped.shared if p == f"<{ESF.level}>"}
    path = {"1dp", "1.5", "1.5.2", "1.5.2.2", "1.5.2.2.2"}
    assert slugs == {f"lv-2007-2013-{identifier}" for identifier in path}


def test_unknown_programme_keeps_what_is_published() -> None:
    level = ProgrammeLevel("9.9", Text("Cita", "lv"))
    mapped = mapper().map(record(programme=level))
    facts = about(mapped.shared, f"<{BASE}id/programme/lv-2007-2013-9.9>")
    assert (f"<{DCTERMS.title}>", '"Cita"@lv') in facts
    assert not any(p == f"<{ESF.level}>" for p, _ in facts)


@pytest.mark.parametrize(("year", "nuts"), [(2012, "LV003"), (2025, "LV00B")])
def test_nuts_is_that_of_the_projects_time(year: int, nuts: str) -> None:
    moment = Moment(str(year), date(year, 1, 1), date(year, 12, 31))
    mapped = mapper().map(record(regions=("lv-kurzeme",), start=moment, end=moment))
    found = value(mapped, PROJECT, DCTERMS.spatial)
    assert found == {f"<http://data.europa.eu/nuts/code/{nuts}>"}


def test_sites() -> None:
    address = Address(Text("Parka 4, Madona", "lv"), "Parka", "4", "Madona", "LV-4801")
    sites = (
        Site("Madonā: Parka 4", "lv-madona", "lv-vidzeme", address),
        Site("Madonā: Saules 1", "lv-madona", "lv-vidzeme"),
        Site("visā Latvijā"),
    )
    mapped = mapper().map(record(sites=sites))
    assert value(mapped, PROJECT, ESF.site) == {
        part("site-madona"),
        part("site-madona-madona-saules-1"),
        part("site-visa-latvija"),
    }
    assert f"<{BASE}id/place/lv-madona>" in value(mapped, part("site-madona"), ESF.place)


def test_a_site_lies_in_the_region_that_its_source_says_else_in_that_of_its_town() -> None:
    sites = (
        Site("Rēzekne", "lv-rezekne"),
        Site("Zemgalē - Talsos", "lv-talsi", "lv-zemgale"),
        Site("Tur", "xx-tur"),
        Site("visā Latvijā"),
    )
    mapped = mapper().map(record(sites=sites))
    said = {s.partition("#site-")[2]: o for s, p, o in mapped.triples if p == f"<{ESF.region}>"}
    assert said == {
        "rezekne>": f"<{BASE}id/region/lv-latgale>",
        "talsi>": f"<{BASE}id/region/lv-zemgale>",
    }
    assert (said["rezekne>"], f"<{SKOS.prefLabel}>", '"Latgale"@lv') in mapped.shared


def test_source_is_said_once_a_file() -> None:
    one = mapper()
    document = f"<{BASE}data/source/sif/page%201.html>"
    first, second = one.map(record()), one.map(record(number="A/2"))
    assert (f"<{SDO.sha256}>", '"00ff"') in about(first.triples, document)
    assert not about(second.triples, document)
    assert value(second, f"<{BASE}id/project/A-2#source>", DCTERMS.source) == {document}
    publisher = f"<{BASE}id/organisation/lv-fonds>"
    assert (publisher, f"<{LEGAL.legalName}>", '"Fonds"@lv') in first.shared


def test_made_up_is_said_in_the_data() -> None:
    plain = record()
    mapped = mapper().map(replace(plain, source=replace(plain.source, made_up=True)))
    assert len([o for _, p, o in mapped.triples if p == f"<{ESF.madeUp}>"]) == 2


def test_no_statement_twice() -> None:
    region = ("lv-latgale", "lv-latgale")
    site = (Site("Madona", "lv-madona"), Site("Madona", "lv-madona"))
    mapped = mapper().map(record(regions=region, sites=site))
    assert len(mapped.triples) == len(set(mapped.triples))


def test_trace_finds_label_and_line() -> None:
    plain = record(
        figures=(figure("total", "EUR", "1", label="ESF Funding", row=28),),
        labels=(("end", "Project finish date"),),
        rows=(("end", 36),),
    )
    trace = mapper().map(plain).trace
    amount = f"{BASE}id/project/A-1#granted-total-eur"
    assert trace.place(amount, str(SDO.value)) == ("ESF Funding", 28)
    assert trace.place(trace.project, str(ESF.notAfter)) == ("Project finish date", 36)
    assert trace.place(trace.project, None) == (None, 2)


def test_a_promoter_who_is_held_back_takes_part_unnamed() -> None:
    held_back = party("", "promoter", withheld=True)
    mapped = mapper().map(record(parties=(held_back, party("SIA B"), held_back)))
    assert {p for s, p, o in mapped.triples if s == part("promoter")} == {
        RDF.type.n3(),
        ESF.role.n3(),
    }
    assert value(mapped, PROJECT, ESF.promoter) == set()
    assert part("promoter") in value(mapped, PROJECT, ESF.participation)
    assert len(value(mapped, PROJECT, ESF.participation)) == 2


def test_a_quarter_has_bounds_only() -> None:
    quarter = Moment("", date(2012, 1, 1), date(2012, 3, 31))
    mapped = mapper().map(record(start=quarter, end=quarter))
    assert value(mapped, PROJECT, SDO.startDate) == value(mapped, PROJECT, SDO.endDate) == set()
    assert value(mapped, PROJECT, ESF.notBefore) == {f'"2012-01-01"^^<{XSD.date}>'}
    assert value(mapped, PROJECT, ESF.notAfter) == {f'"2012-03-31"^^<{XSD.date}>'}
