# SPDX-License-Identifier: EUPL-1.2
"""Contact data and personal codes are held back, wherever a source has them: not in records, not in
findings, not in a byte of a release."""

import gzip
import json
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from fundgraph.codes import CodeLists
from fundgraph.config import Settings
from fundgraph.pipeline import projects
from fundgraph.publish import Outcome, Publisher
from fundgraph.reference import Reference
from fundgraph.sources import locate
from fundgraph.sources.discretion import Discretion
from fundgraph.sources.marks import mark
from fundgraph.sources.personal import CODE, EMAIL, PHONE
from fundgraph.sources.personal_headings import kind_of_heading
from fundgraph.tally import Tally
from fundgraph.tools import Tools, Watch
from fundgraph.web.app import create_app
from tests.sources.made_up import FORMS, fields, printed, read_text

ADDRESS, NUMBER, PERSON = "anna.izdomata@example.net", "67123456", "010180-12345"
PLANTED = f"raksti {ADDRESS}, tālr. {NUMBER}, kods {PERSON}"
PIECES = ("izdomata@", "example.net", "6712345", "010180", "0-12345")
MARK, CODE_MARK = "[kontaktinformācija nav publicēta]", "[personas kods nav publicēts]"
HIDDEN = f"raksti {MARK}, tālr. {MARK}, kods {CODE_MARK}"
KINDS = {f"text-with-{kind}" for kind in (EMAIL, PHONE, CODE)}

DESCRIPTION = """
name = "izdomats"
form = "{form}"
country = "LV"
language = "lv"
currency = "EUR"
beneficiary_kind = "organisations"
[columns]
"No" = "number"
"Title" = "title"
"Title en" = {{field = "title", language = "en"}}
"Summary" = "abstract"
"Place" = "place"
"Promoter" = "promoter"
"Partners" = "partners"
"Address" = "promoter-address"
"Status" = "status"
"Note" = "published"
"Phone" = "contact"
"Sum" = {{field = "amount", stage = "granted", component = "total"}}
"Start" = "start"
"""
HEADING = [
    "No", "Title", "Title en", "Summary", "Place", "Promoter", "Partners", "Address", "Status",
    "Note", "Phone", "Sum", "Start",
]  # fmt: skip
PLAIN = dict.fromkeys(HEADING, "") | {
    "No": "IZD/1",
    "Title": "Izdomāts tilts",
    "Promoter": "Biedrība Izdoma",
    "Sum": "26001500",
    "Start": "2012",
}
TEXTS = ["Title", "Title en", "Summary", "Place", "Promoter", "Address", "Status", "Note"]


def register(folder: Path, *rows: dict[str, str], form: str = "csv") -> Path:
    """A description, and the list that it is about."""
    path = folder / "izdomats.toml"
    path.write_text(DESCRIPTION.format(form=form), encoding="utf-8")
    cells = [[{**PLAIN, **row}[name] for name in HEADING] for row in rows]
    if form == "json":
        text = json.dumps([dict(zip(HEADING, row, strict=True)) for row in cells])
    else:
        text = "\n".join("\t".join(row) for row in [HEADING, *cells])
    (folder / f"izdomats.{form}").write_text(text, encoding="utf-8")
    return path


def run(path: Path, *, contacts: bool = False) -> tuple[Tally, str]:
    """What is counted, and all that is made of a register, findings included."""
    settings = Settings(publish_contacts=contacts)
    tools, tally = Tools.load(settings), Tally()
    found = list(projects(locate([str(path)], settings), tools.mapper(), tools.codes, tally))
    return tally, repr((found, tally.findings, tally.shared, tally.origins))


def assert_none(text: str) -> None:
    for piece in PIECES:
        assert piece not in text


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("field", TEXTS)
def test_no_column_tells_any(field: str, form: str, tmp_path: Path) -> None:
    tally, made = run(register(tmp_path, {field: PLANTED}, form=form))
    assert tally.projects == 1
    assert_none(made)
    assert {one.rule for one in tally.findings} >= KINDS
    held = [one for one in tally.findings if one.rule in KINDS]
    assert {(one.field, one.value) for one in held} == {(field, None)}
    language = "en" if field == "Title en" else "lv"
    assert mark(PHONE, language) in made
    assert all(mark(CODE, language) in one.message for one in held if CODE in one.rule)


def test_amounts_and_numbers_of_projects_stay(tmp_path: Path) -> None:
    tally, made = run(register(tmp_path, {"No": NUMBER, "Sum": NUMBER}))
    assert tally.findings == []
    assert tally.graph_sums == tally.file_sums != {}
    assert MARK not in made


def test_what_cleaning_lays_bare_is_held_back_too(tmp_path: Path) -> None:
    address = ADDRESS.replace("@", "\u00ad@")
    hidden = f"zvani 6712\u200b3456 vai {address}"
    tally, made = run(register(tmp_path, {"Note": hidden}))
    assert len(tally.findings) == 2
    assert not any(piece in made for piece in ("6712", "3456", "izdomata", "example.net"))


def test_refused_and_skipped_rows_do_not_quote_any(tmp_path: Path) -> None:
    path = register(tmp_path, {"Start": f"tālr. {NUMBER}"}, {"Sum": ADDRESS}, {})
    with (tmp_path / "izdomats.csv").open("a", encoding="utf-8") as file:
        file.write(f"\n{PLANTED}" + "\t" * 12)
    tally, made = run(path)
    assert (tally.refused, tally.skipped) == (2, 1)
    assert {"garbled-date", "garbled-amount", "section-row"} <= {o.rule for o in tally.findings}
    assert_none(made)


def test_headings_and_labels_do_not_tell_any_either(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    path = register(tmp_path, {"Note": PLANTED, "Status": "Kaut kas"})
    for file in (path, tmp_path / "izdomats.csv"):
        text = file.read_text(encoding="utf-8")
        for name in ("Note", "Status", "Sum"):
            text = re.sub(rf"\b{name}\b", f"{name}, {ADDRESS}", text, count=1)
        file.write_text(text, encoding="utf-8")
    tally, made = run(path)
    assert tally.projects == 1
    assert_none(made)
    assert f"Note, {MARK}" in made
    page = printed().replace("Status:", f"Raksti {ADDRESS}: birojs\nStatus:")
    entry = read_text(page, tmp_path, reference, codes)
    assert entry.record is not None
    assert_none(repr(entry))


def test_settings_publish_contact_data_but_no_personal_code(tmp_path: Path) -> None:
    path = register(tmp_path, {"Summary": PLANTED, "Phone": f"{NUMBER}, {PERSON}"})
    tally, made = run(path, contacts=True)
    assert f"raksti {ADDRESS}, tālr. {NUMBER}, kods {CODE_MARK}" in made
    assert PERSON not in made
    assert {(one.rule, one.field) for one in tally.findings} == {
        ("text-with-personal-code", "Summary"),
        ("text-with-personal-code", "Phone"),
    }


def test_a_personal_code_is_no_registration_number(tmp_path: Path) -> None:
    path = register(tmp_path, {"Note": PERSON})
    text = path.read_text(encoding="utf-8").replace('"published"', '"promoter-number"')
    path.write_text(text, encoding="utf-8")
    tally, made = run(path)
    assert [one.rule for one in tally.findings] == ["text-with-personal-code"]
    assert PERSON not in made
    assert "lv-biedriba-izdoma" in made


@pytest.mark.parametrize("number", [PERSON, PERSON.replace("-", ""), "010180\u201312345"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_personal_code_is_no_number_of_a_project(form: str, number: str, tmp_path: Path) -> None:
    tally, made = run(register(tmp_path, {"No": number, "Note": PLANTED}, {}, form=form))
    assert (tally.projects, tally.refused) == (1, 1)
    assert_none(made)
    (told,) = [one for one in tally.findings if one.rule == "code-as-number"]
    assert (told.field, told.value, told.project, told.refused) == ("No", None, None, True)
    assert "such as that of the contract" in told.message


def renamed(path: Path, heading: str, field: str) -> None:
    """Gives the column of notes another heading and field, in the list and its description."""
    text = path.read_text(encoding="utf-8").replace(
        '"Note" = "published"', f'"{heading}" = "{field}"'
    )
    path.write_text(text, encoding="utf-8")
    rows = path.with_suffix(".csv")
    rows.write_text(rows.read_text(encoding="utf-8").replace("Note", heading), encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "cell", "shown", "kind"),
    [
        ("Tālrunis", "67 123 456 / 29 123 456 (Anna)", f"{MARK} (Anna)", PHONE),
        ("Kontakttālrunis (darba laikā)", "67 123 456", MARK, PHONE),
        ("Phone number", "67 123 456", MARK, PHONE),
        ("E-pasts", f"{ADDRESS} vai nav", f"{MARK} vai nav", EMAIL),
        ("Personas kods", "010180 12345", CODE_MARK, CODE),
        ("Personas kods vai reģ. nr.", "40003000000", CODE_MARK, CODE),
    ],
)
def test_a_column_of_contact_data_is_not_published_silently(
    heading: str, cell: str, shown: str, kind: str, tmp_path: Path
) -> None:
    path = register(tmp_path, {"Note": cell}, {"No": "IZD/2"})
    renamed(path, heading, "published")
    tally, made = run(path)
    assert f"Published(label='{heading}', value='{shown}'" in made
    assert cell not in made
    told, held = sorted(tally.findings, key=lambda one: one.rule)
    assert (told.rule, told.field, told.value) == ("personal-heading", heading, "published")
    assert (held.rule, held.field) == (f"text-with-{kind}", heading)


@pytest.mark.parametrize("field", ["contact", "ignored"])
def test_a_column_of_contact_data_that_is_described_so_is_not_told(
    field: str, tmp_path: Path
) -> None:
    path = register(tmp_path, {"Note": NUMBER})
    renamed(path, "Tālrunis", field)
    assert run(path)[0].findings == []


@pytest.mark.parametrize(
    "heading",
    [
        "Mailing address", "Telpas", "Mobilitāte", "Tālruņu izmaksas", "Kods", "Telecoms",
        "Mobilna szansa", "Biržų m.", "IP telefonijos", "Hall i. T.",
    ],
)  # fmt: skip
def test_other_headings_are_not_told(heading: str) -> None:
    assert kind_of_heading(heading) is None


@pytest.mark.parametrize("field", ["town", "promoter-number"])
def test_a_bare_telephone_is_no_town_and_no_registration_number(field: str, tmp_path: Path) -> None:
    path = register(tmp_path, {"Note": NUMBER}, {"No": "IZD/2", "Note": "40003000000"})
    renamed(path, "Other", field)
    tally, made = run(path)
    assert [(one.rule, one.row) for one in tally.findings] == [("text-with-phone", 2)]
    assert NUMBER not in made
    assert "40003000000" in made


@pytest.mark.parametrize("field", ["Start", "Sum", "Status"])
def test_findings_quote_no_bare_telephone(field: str, tmp_path: Path) -> None:
    tally, made = run(register(tmp_path, {field: f"Anna {NUMBER}"}))
    (told,) = [one for one in tally.findings if not one.rule.startswith("text-with-")]
    assert told.value == f"Anna {MARK}"
    assert f"Anna {MARK}" in told.messages["lv"]
    assert NUMBER not in made


@pytest.mark.parametrize("form", FORMS)
def test_a_personal_code_is_no_number_of_a_page(
    form: str, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    entry = read_text(FORMS[form](fields(number=PERSON)), tmp_path, reference, codes)
    assert entry.record is None
    assert [one.rule for one in entry.findings if one.refused] == ["code-as-number"]
    assert_none(repr(entry))


@pytest.mark.parametrize("code", [PERSON, "01018012345"])
def test_a_name_and_a_registration_number_tell_no_personal_code(code: str, tmp_path: Path) -> None:
    path = register(tmp_path, {"Promoter": f"Anna Izdoma ({code})", "Note": code})
    text = path.read_text(encoding="utf-8").replace('"published"', '"promoter-number"')
    path.write_text(text, encoding="utf-8")
    tally, made = run(path)
    assert [one.rule for one in tally.findings] == ["text-with-personal-code"] * 2
    assert code not in made


@pytest.mark.parametrize("form", FORMS)
def test_no_field_of_a_page_tells_any(
    form: str, tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    for name in ("results", "promoter", "partners", "places", "address", "programme"):
        values = fields(**{name: f"Izdoma {PLANTED}"})
        entry = read_text(FORMS[form](values), tmp_path, reference, codes)
        assert entry.record is not None
        assert_none(repr(entry))
        assert {one.rule for one in entry.findings} >= KINDS
        assert all(one.row and one.field for one in entry.findings)


def test_titles_summaries_and_strange_labels_of_a_page(
    tmp_path: Path, reference: Reference, codes: CodeLists
) -> None:
    page = printed(title=f"Tilts, {PLANTED}", abstract=PLANTED)
    page = page.replace("Status:", f"Piezīme: zvani {NUMBER[:4]} {NUMBER[4:]}\nStatus:")
    entry = read_text(page, tmp_path, reference, codes)
    assert entry.record is not None
    assert_none(repr(entry))
    assert entry.record.title[0].value == f"Tilts, {HIDDEN}"
    assert entry.record.abstract[0].value == HIDDEN
    held = [(one.rule, one.field) for one in entry.findings if one.rule in KINDS]
    assert held[:3] == [(rule, "title") for rule in sorted(KINDS, key=_turn)]


def _turn(rule: str) -> int:
    return [EMAIL, CODE, PHONE].index(rule.removeprefix("text-with-"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{ADDRESS}, {ADDRESS}; {NUMBER}.", f"{MARK}."),
        (f"{NUMBER} un {NUMBER}", f"{MARK} un {MARK}"),
        (f"{NUMBER}@example.net", MARK),
        ("26 123 456 EUR, 2014.-2020.", "26 123 456 EUR, 2014.-2020."),
    ],
)
def test_a_mark_stands_for_what_stands_together(text: str, shown: str) -> None:
    assert Discretion("LV", "lv").text(text)[0] == shown


def test_marks_are_in_the_language_of_the_text() -> None:
    assert Discretion("DE", "de-AT").text(ADDRESS)[0] == "[Kontaktdaten nicht veröffentlicht]"
    assert Discretion("MT", "mt").text(ADDRESS)[0] == "[contact details not published]"


class Silent:
    """A watch without a face."""

    def stage(self, name: str) -> None:
        pass

    def advance(self, projects: int) -> None:
        pass


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of a list with planted data in every text."""
    folder = tmp_path_factory.mktemp("planted")
    texts = dict.fromkeys(TEXTS, f"Izdoma {PLANTED}")
    path = register(folder, texts, {"No": "IZD/2", "Start": PLANTED})
    settings = Settings(releases_dir=str(folder / "releases"))
    sources = locate([str(path)], settings)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    done = Publisher(sources, Tools.load(settings), Watch(Silent()), now).publish()
    assert done.outcome is Outcome.PUBLISHED
    assert done.release is not None
    return folder / "releases" / done.release


@pytest.fixture(scope="module")
def site(release: Path) -> FlaskClient:
    """The site that serves the release."""
    return create_app(Settings(releases_dir=str(release.parent))).test_client()


def test_no_file_of_a_release_has_any(release: Path) -> None:
    looked = 0
    for path in release.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            assert not [piece for piece in PIECES if piece.encode() in data], path
            looked += MARK.encode() in data
    assert looked >= 3
    with sqlite3.connect(release / "search.sqlite") as index:
        assert_none("\n".join(index.iterdump()).replace(mark(CODE, "lv"), ""))


PAGES = [
    "/en/project/IZD-1", "/lv/project/IZD-1?view=extended", "/data/project/IZD-1.ttl",
    "/data/project/IZD-1.jsonld", "/data/project/IZD-1.csv", "/data/source/izdomats/izdomats.csv",
    "/en/checks", "/lv/checks", "/data/findings.csv", "/en/", "/lv/projects", "/data/projects.csv",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_the_site_tells_none(path: str, site: FlaskClient) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    assert_none(answer.get_data(as_text=True))


@pytest.mark.parametrize("words", [NUMBER, PERSON, "izdomata", "example.net"])
def test_the_search_finds_none(words: str, site: FlaskClient) -> None:
    found = site.get("/data/projects.json", query_string={"q": words}).get_json()
    assert found["total"] == 0, found
    assert site.get("/data/projects.json", query_string={"q": "Izdoma"}).get_json()["total"] == 1


def test_the_page_of_the_project_says_what_is_held_back(site: FlaskClient) -> None:
    page = site.get("/en/project/IZD-1").get_data(as_text=True)
    assert "The text holds an e-mail address, which was held back" in page
    assert "is no known status" in page
