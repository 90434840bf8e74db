# SPDX-License-Identifier: EUPL-1.2
"""Register pages → records: the seed, every form of a page, every block that may be missing."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from fundgraph.codes import CodeLists
from fundgraph.record import Moment, Published, Record, Text
from fundgraph.reference import Reference
from fundgraph.report import Severity
from fundgraph.sources import Entry
from tests.sources.made_up import (
    ABSTRACT,
    ENGLISH,
    FORMS,
    LATVIAN,
    TITLE,
    Fields,
    facts,
    fields,
    printed,
    read_all,
    read_text,
)

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_e7c571c301c3f806.txt"


@pytest.fixture(scope="module")
def seed(reference: Reference, codes: CodeLists) -> Entry:
    if not SEED.exists():
        pytest.skip("the seed page is not at hand")
    (entry,) = read_all([SEED], reference, codes)
    return entry


@pytest.fixture(scope="module")
def record(seed: Entry) -> Record:
    assert seed.record is not None
    return seed.record


def test_the_seed_is_read_without_a_finding(seed: Entry) -> None:
    assert seed.findings == ()
    assert not seed.skipped


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "1DP/1.5.2.2.2/12/APIA/SIF/176"),
        ("country", "LV"),
        ("row", None),
        ("fund", "ESF"),
        ("period", "2007-2013"),
        ("status", "completed"),
        ("start", Moment("2012-09-01", date(2012, 9, 1), date(2012, 9, 1))),
        ("end", Moment("2013-08-31", date(2013, 8, 31), date(2013, 8, 31))),
        ("modified", date(2013, 10, 30)),
        ("regions", ("lv-kurzeme", "lv-latgale", "lv-vidzeme", "lv-zemgale")),
        ("title", (Text("Koalīcija mazākumtautību politiskai līdzdalībai valsts sektorā", "lv"),)),
    ],
)
def test_the_seeds_plain_facts(record: Record, field: str, value: object) -> None:
    assert getattr(record, field) == value


def test_the_seeds_programme(record: Record) -> None:
    assert record.programme is not None
    assert record.programme.identifier == "1.5.2.2.2"
    assert record.programme.title == Text("Administrative Capacity Building of NGOs", "en")


def test_the_seeds_long_texts_are_whole(record: Record) -> None:
    lines = SEED.read_text(encoding="utf-8").splitlines()
    assert record.abstract == (Text(lines[16], "lv"),)
    assert record.results == (Text(lines[18].partition(": ")[2], "lv"),)


def test_the_seeds_source_file(record: Record) -> None:
    source = record.source
    assert (source.register, source.name) == ("sif", SEED.name)
    assert source.sha256 == sha256(SEED.read_bytes()).hexdigest()
    assert source.retrieved == date(2021, 6, 25)
    assert source.publisher == Text("Sabiedrības integrācijas fonds", "lv")
    assert not source.made_up
    sentence = SEED.read_text(encoding="utf-8").splitlines()[6]
    assert source.attribution == (Text("esf-vk-sif-es-jauns", "zxx"), Text(sentence, "lv"))


def test_the_seeds_seven_pairs_of_money(record: Record, seed: Entry) -> None:
    pairs = [
        ("granted", "total", None, "ESF Funding", "25623.18", "18008.07"),
        ("granted", "fund", "total", "• ESF Funding", "23591.24", "16580.02"),
        ("granted", "private", "total", "• ESF private funding", "2031.94", "1428.06"),
        ("spent", "total", None, "Total ESF spent", "28578.34", "20084.97"),
        ("spent", "fund", "total", "• ESF spent", "26546.39", "18656.91"),
        ("spent", "private", "total", "• ESF spent, private", "0.00", "0.00"),
        ("spent", "public", "total", "• ESF_PUBLISKAIS", "2031.95", "1428.06"),
    ]
    found = [
        (f.stage, f.component, f.part_of, f.column or f.label, f.currency, str(f.value))
        for f in record.figures
    ]
    assert found == [
        (*pair[:4], currency, value)
        for pair in pairs
        for currency, value in zip(("EUR", "LVL"), pair[4:], strict=True)
    ]
    assert {(f.currency, f.alternate_of) for f in record.figures} == {("EUR", None), ("LVL", "EUR")}
    assert [f.row for f in record.figures[::2]] == [23, 24, 25, 26, 27, 28, 29]
    assert [(label, code, str(value)) for label, code, value in seed.cells] == [
        (label, code, value) for _, _, _, label, code, value in found
    ]


def test_the_seeds_parties(record: Record) -> None:
    promoter, *partners = record.parties
    assert promoter.name == Text('Biedrība "Izglītības iniciatīvu centrs"', "lv")
    assert promoter.legal_form == "association-or-foundation"
    assert promoter.homepage == "http://www.iic.lv/"
    assert (promoter.phone, promoter.fax) == ("65235635", "65235635")
    assert promoter.address is not None
    assert promoter.address.post_code == "LV-5202"
    assert [(partner.role, partner.name.value) for partner in partners] == [
        ("partner", "Biedrība „Ziemeļkurzemes Nevalstisko organizāciju atbalsta centrs”"),
        ("partner", "Biedrība ”Jelgavas nacionālo kultūras biedrību asociācija”"),
        ("partner", "Biedrība ”Jēkabpils NVO resursu centrs”"),
        ("partner", "Biedrība „Izglītības projekti”"),
    ]
    assert {(party.row, party.label) for party in partners} == {(32, "Partner(s)")}


def test_the_seeds_sites(record: Record) -> None:
    assert [(site.town, site.region) for site in record.sites] == [
        ("lv-jekabpils", "lv-latgale"),
        ("lv-talsi", "lv-kurzeme"),
        ("lv-jelgava", "lv-zemgale"),
        ("lv-madona", "lv-vidzeme"),
        ("lv-aluksne", "lv-vidzeme"),
    ]


def test_the_seeds_labels_and_lines(record: Record) -> None:
    assert dict(record.labels)["start"] == "Start date of project"
    assert dict(record.labels)["sites"] == "Place of implementation"
    assert dict(record.rows)["title"] == 10
    assert dict(record.rows)["abstract"] == 17
    assert dict(record.rows)["number"] == 30
    lines = SEED.read_text(encoding="utf-8").splitlines()
    for published in record.published:
        assert published.row is not None
        label = published.label.removeprefix("• ")
        assert lines[published.row - 1].strip(" •") == f"{label}: {published.value}"
    assert len(record.published) == 24
    assert [line.label for line in record.published if line.contact] == ["Phone", "Fax"]


@pytest.fixture
def example(tmp_path: Path, reference: Reference, codes: CodeLists) -> Record:
    record = read_text(printed(), tmp_path, reference, codes).record
    assert record is not None
    return record


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_page_gives_the_same_record(
    form: str, example: Record, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = read_text(FORMS[form](), tmp_path, reference, codes)
    assert entry.findings == ()
    assert entry.record is not None
    assert facts(entry.record) == facts(example)
    assert entry.cells[2][0] == "• ESF Funding" or form in ("paragraphs", "boxes")


@pytest.mark.parametrize("form", FORMS)
def test_labels_are_read_in_latvian_as_in_english(
    form: str, example: Record, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = read_text(FORMS[form](LATVIAN), tmp_path, reference, codes)
    assert entry.findings == ()
    assert entry.record is not None
    record = facts(entry.record)
    assert record.programme is not None
    assert record.programme.title == Text("NVO kapacitāte", "lv")
    for field in ("number", "title", "abstract", "results", "fund", "regions", "sites", "status"):
        assert getattr(record, field) == getattr(example, field)
    assert [f.value for f in record.figures] == [f.value for f in example.figures]
    assert [f.component for f in record.figures] == [f.component for f in example.figures]
    assert [p.name for p in record.parties] == [p.name for p in example.parties]


def test_the_example_is_what_it_says(example: Record) -> None:
    assert example.title == (Text(TITLE, "lv"),)
    assert example.abstract == (Text(ABSTRACT, "lv"),)
    assert example.results == (Text("Uzbūvēja „vienu” tiltu.", "lv"),)
    assert [p.name.value for p in example.parties] == [
        'Biedrība "Izdomātais tilts"',
        "Biedrība „A, B un C”",
        "SIA ”Izdomātā upe”",
    ]


MISSING = {
    "funding": ("fund", None),
    "programme": ("programme", None),
    "results": ("results", ()),
    "regions": ("regions", ()),
    "modified": ("modified", None),
    "start": ("start", None),
    "end": ("end", None),
    "places": ("sites", ()),
    "status": ("status", None),
}


@pytest.mark.parametrize("form", ["printed", "table"])
@pytest.mark.parametrize("name", MISSING)
def test_a_missing_block_is_a_missing_value(
    form: str, name: str, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = read_text(FORMS[form](fields(without=[name])), tmp_path, reference, codes)
    assert entry.findings == ()
    assert entry.record is not None
    field, value = MISSING[name]
    assert getattr(entry.record, field) == value
    assert entry.record.title == (Text(TITLE, "lv"),)
    assert entry.record.abstract == (Text(ABSTRACT, "lv"),)


def test_a_page_with_little_on_it(tmp_path: Path, reference: Reference, codes: CodeLists) -> None:
    text = f"{TITLE}\n\nProject number: IZDOMATS/9\nStatus: Pabeigts\nProject Promoter: SIA Alfa\n"
    entry = read_text(text, tmp_path, reference, codes)
    assert entry.findings == ()
    assert entry.record is not None
    assert entry.record.title == (Text(TITLE, "lv"),)
    assert entry.record.sites == entry.record.figures == entry.record.abstract == ()
    assert entry.record.fund is entry.record.period is entry.record.source.retrieved is None


@pytest.mark.parametrize("values", [fields(without=["promoter"]), fields(promoter="")])
def test_a_page_without_a_promoter_is_refused(
    values: Fields, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = read_text(printed(values), tmp_path, reference, codes)
    assert entry.record is None
    assert [(one.rule, one.refused) for one in entry.findings] == [("empty-promoter", True)]


def test_no_partners_in_three_ways(tmp_path: Path, reference: Reference, codes: CodeLists) -> None:
    for values in (fields(without=["partners"]), fields(partners=""), fields(partners="-")):
        record = read_text(printed(values), tmp_path, reference, codes).record
        assert record is not None
        assert [party.role for party in record.parties] == ["promoter"]


def test_the_breadcrumb_is_never_the_title(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = read_text(printed(title=""), tmp_path, reference, codes)
    assert entry.record is None
    assert [finding.rule for finding in entry.findings] == ["empty-title"]


def test_several_paragraphs_are_one_text(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    text = printed(abstract="Pirmā rindkopa.\n\nOtrā: ar kolu.\n- trešā")
    text = text.replace("vienu” tiltu.", "vienu” tiltu.\nVēl\u00a0viens.")
    record = read_text(text, tmp_path, reference, codes).record
    assert record is not None
    assert record.abstract[0].value == "Pirmā rindkopa. Otrā: ar kolu. trešā"
    assert record.results[0].value == "Uzbūvēja „vienu” tiltu. Vēl viens."


def test_a_windows_1257_page_is_read_and_said(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(printed().encode("cp1257"))
    (entry,) = read_all([page], reference, codes)
    assert entry.record is not None
    assert entry.record.title == (Text(TITLE, "lv"),)
    assert [(f.rule, f.severity) for f in entry.findings] == [("detected-encoding", Severity.INFO)]


ODDITIES = [
    (fields(status="Nezināmi"), "unknown-status", "Status", Severity.WARNING),
    (fields(legal_form="Gilde"), "unknown-legal-form", ENGLISH["legal-form"][0], Severity.WARNING),
    (fields(regions="Sēlija,Kurzemes region"), "unknown-region", "Region", Severity.WARNING),
    (fields(funding="Gold 2007-2013"), "unknown-fund", "Source of Funding", Severity.WARNING),
    (fields(funding="ESF"), "unknown-period", "Source of Funding", Severity.WARNING),
    (fields(programme="Tilti"), "unknown-programme", "Program", Severity.WARNING),
    (fields(homepage="javascript:alert(1)"), "bad-homepage", "www", Severity.WARNING),
    (fields(partners='SIA "A,SIA B'), "unbalanced-quotes", "Partner(s)", Severity.WARNING),
]  # fmt: skip


@pytest.mark.parametrize(("values", "rule", "label", "severity"), ODDITIES)
def test_strange_values_are_kept_and_said(
    values: dict[str, tuple[str, str]],
    rule: str,
    label: str,
    severity: Severity,
    tmp_path: Path,
    reference: Reference,
    codes: CodeLists,
) -> None:
    entry = read_text(printed(values), tmp_path, reference, codes)
    (finding,) = entry.findings
    assert (finding.rule, finding.field, finding.severity) == (rule, label, severity)
    assert finding.project == "IZDOMATS/1"
    assert finding.row is not None
    assert entry.record is not None
    value = next(value for name, value in values.values() if name == label)
    assert Published(label, value, finding.row) in entry.record.published


def test_unknown_codes_are_unknown(tmp_path: Path, reference: Reference, codes: CodeLists) -> None:
    values = fields(status="x", legal_form="x", funding="Gold 2007-2013")
    record = read_text(printed(values), tmp_path, reference, codes).record
    assert record is not None
    assert record.status == record.fund == record.parties[0].legal_form == "unknown"
    assert record.period == "2007-2013"


def test_unknown_labels_and_lines_are_kept_or_counted(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    text = printed().replace("Status:", "Mērķa grupa: jaunieši\nMob: 20000000\nStatus:")
    entry = read_text(f"{text}\nUz redzēšanos\nvēl\n", tmp_path, reference, codes)
    assert [finding.rule for finding in entry.findings] == [
        "unknown-label", "unknown-label", "unread-lines",
    ]  # fmt: skip
    assert "2, the first is line" in entry.findings[-1].message
    assert entry.record is not None
    contacts = {line.label: line.contact for line in entry.record.published}
    assert (contacts["Mērķa grupa"], contacts["Mob"]) == (False, True)


def test_a_repeated_label_is_said(tmp_path: Path, reference: Reference, codes: CodeLists) -> None:
    text = printed().replace("Status:", "Status: Atsaukts\nStatus:")
    entry = read_text(text, tmp_path, reference, codes)
    assert [finding.rule for finding in entry.findings] == ["repeated-label"]
    assert entry.record is not None
    assert entry.record.status == "completed"


def test_strange_parts_of_the_money(tmp_path: Path, reference: Reference, codes: CodeLists) -> None:
    part = "  • ESF private funding"
    more = "  • Zelts: 1.00 EUR;\n  • Pašvaldības finansējums: 2 EUR"
    text = printed().replace(part, f"{more}\n{part}")
    entry = read_text(text, tmp_path, reference, codes)
    assert [(finding.rule, finding.field) for finding in entry.findings] == [
        ("unknown-component", "• Zelts")
    ]
    assert entry.record is not None
    found = {(f.label, f.component, f.part_of) for f in entry.record.figures}
    assert ("Zelts", "other", "total") in found
    assert ("Pašvaldības finansējums", "municipal-public", "total") in found
    assert ("• Zelts", "EUR", Decimal("1.00")) in entry.cells


def test_parts_without_their_total_are_part_of_none(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    values = fields(granted="1 000.00 EUR", spent="")
    record = read_text(printed(values), tmp_path, reference, codes).record
    assert record is not None
    assert {(f.stage, f.component, f.currency): f.part_of for f in record.figures} == {
        ("granted", "total", "EUR"): None,
        ("granted", "fund", "EUR"): "total",
        ("granted", "fund", "LVL"): None,
        ("granted", "private", "EUR"): "total",
        ("granted", "private", "LVL"): None,
        ("spent", "public", "EUR"): None,
        ("spent", "public", "LVL"): None,
    }


def test_a_page_that_lost_its_bullets(
    example: Record, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    record = read_text(printed().replace("  • ", ""), tmp_path, reference, codes).record
    assert record is not None
    assert facts(record).figures == facts(example).figures


@pytest.mark.parametrize("separator", [",", ", ", "; ", " ,"])
def test_regions_are_parted_with_or_without_a_space(
    separator: str, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    regions = separator.join(("Kurzemes reģions", "Rīgas reģions"))
    page = tmp_path / "page.txt"
    page.write_text(printed(fields(LATVIAN, regions=regions)), encoding="utf-8")
    (entry,) = read_all([page], reference, codes)
    assert entry.record is not None
    assert entry.record.regions == ("lv-kurzeme", "lv-riga")


@pytest.mark.parametrize("named", [True, False])
def test_a_page_without_description_is_of_the_publisher_that_it_names(
    named: bool, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    words = "Šī sadaļa top ar fonda atbalstu. Par to atbild Sabiedrības integrācijas fonds."
    text = printed(LATVIAN)
    page = tmp_path / "page.txt"
    page.write_text(text.replace("Print |", f"Print |\n\n{words}") if named else text, "utf-8")
    (entry,) = read_all([page], reference, codes)
    assert entry.record is not None
    publisher = Text("Sabiedrības integrācijas fonds", "lv")
    assert entry.record.source.publisher == (publisher if named else None)
