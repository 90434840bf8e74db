# SPDX-License-Identifier: EUPL-1.2
"""The pages over a release of the repository's own registers: every fact is on its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from fundgraph.config import Settings
from fundgraph.web.app import create_app
from fundgraph.web.query.questions import examples
from tests.published import SEED, fundgraph, releases
from tests.web.conftest import BufferedClient
from tests.web.reading import served

SLUG = "1DP-1.5.2.2.2-12-APIA-SIF-176"
PROMOTER = "lv-biedriba-izglitibas-iniciativu-centrs"
MONEY = [
    ("25623.18", "18008.07"),
    ("23591.24", "16580.02"),
    ("2031.94", "1428.06"),
    ("28578.34", "20084.97"),
    ("26546.39", "18656.91"),
    ("0.00", "0.00"),
    ("2031.95", "1428.06"),
]
LABELS = (
    "ESF Funding", "ESF private funding", "Total ESF spent", "ESF spent", "ESF spent, private",
    "ESF_PUBLISKAIS",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(registers: Path) -> Iterator[Flask]:
    """The site of the repository's registers."""
    with served(registers) as opened:
        yield opened.application


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site of the seed page as given."""
    if not SEED.is_dir():
        pytest.skip("the seed page is not beside the repository")
    folder = tmp_path_factory.mktemp("seed")
    fundgraph(folder, "publish", str(SEED))
    with served(releases(folder)) as opened:
        yield opened.application


@pytest.fixture(params=["site", "seeded"])
def either(request: pytest.FixtureRequest) -> FlaskClient:
    app: Flask = request.getfixturevalue(request.param)
    return BufferedClient(app, app.response_class)


@pytest.fixture
def pages(site: Flask) -> FlaskClient:
    return BufferedClient(site, site.response_class)


def read(client: FlaskClient, address: str, *, status: int = 200) -> html.HtmlElement:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == status
    assert response.mimetype == "text/html"
    return html.fromstring(response.get_data(as_text=True))


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def made_up(client: FlaskClient) -> list[str]:
    """The slugs of the made-up projects."""
    index = client.application.extensions["fundgraph"].releases.current().index
    return [row.slug for row in index.projects() if row.made_up]


def written(value: str, currency: str, language: str) -> str:
    whole, cents = f"{float(value):,.2f}".split(".")
    if language == "en":
        return f"€{whole}.{cents}" if currency == "EUR" else f"LVL {whole}.{cents}"
    return f"{whole.replace(',', ' ')},{cents} {'€' if currency == 'EUR' else 'LVL'}"


@pytest.mark.parametrize("language", ["lv", "en"])
def test_project_page_shows_every_figure_in_both_currencies(
    either: FlaskClient, language: str
) -> None:
    page = read(either, f"/{language}/project/{SLUG}")
    table = text_of(page.xpath("//section[@aria-labelledby='money']//table")[0])
    for euros, lats in MONEY:
        assert written(euros, "EUR", language) in table
        assert written(lats, "LVL", language) in table
    for label in LABELS:
        assert label in table


FACTS = {
    "lv": (
        "Pabeigts", "Koalīcija mazākumtautību politiskai līdzdalībai valsts sektorā",
        "1DP/1.5.2.2.2/12/APIA/SIF/176", "no 2012. gada 1. septembra līdz 2013. gada 31. augustam",
        "01.09.2012.", "31.08.2013.", "12 mēneši", "4 no 5", "30.10.2013.", "25.06.2021.",
        "Biedrība „Izglītības iniciatīvu centrs”", "Biedrība vai nodibinājums",
        "Rīgas iela 216B, Jēkabpils, LV-5202", "www.iic.lv", "kopā ar 4 sadarbības partneriem",
        "Biedrība „Ziemeļkurzemes Nevalstisko organizāciju atbalsta centrs”",
        "Biedrība „Jelgavas nacionālo kultūras biedrību asociācija”",
        "Biedrība „Jēkabpils NVO resursu centrs”", "Biedrība „Izglītības projekti”",
        "Eiropas Sociālais fonds", "2007.–2013. gads", "1.5.2.2.2", "1.5.2.2", "1.5.2", "1.5",
        "Kurzeme", "Latgale", "Vidzeme", "Zemgale", "Latgalē - Jēkabpilī: Brīvības 229",
        "Kurzemē- Talsos: Valdemāra 17a", "Zemgalē- Jelgavā: Sarmas 4", "Vidzemē- Madonā: Parka 4",
        "Sabiedrības integrācijas fonds", "LV003", "LV009", "Brīdinājums",
    ),
    "en": (
        "Completed", "1DP/1.5.2.2.2/12/APIA/SIF/176", "From 1 September 2012 to 31 August 2013.",
        "12 months", "4 of 5", "30 Oct 2013", "25 Jun 2021", "Association or foundation",
        "with 4 partners", "European Social Fund", "Administrative Capacity Building of NGOs",
        "Spending is 11.5% above the grant", "Warning", "Union funding", "Private funding",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ["lv", "en"])
def test_project_page_shows_every_fact(either: FlaskClient, language: str) -> None:
    shown = text_of(read(either, f"/{language}/project/{SLUG}").xpath("//main")[0])
    assert [fact for fact in FACTS[language] if fact not in shown] == []


def test_project_page_shows_four_findings_and_no_violation(either: FlaskClient) -> None:
    page = read(either, f"/en/project/{SLUG}")
    found = page.xpath("//section[@aria-labelledby='checks']//li")
    assert len(found) == 4
    assert all(re.match(r"Warning .+ (must|may) ", text_of(item)) for item in found)


def test_phone_and_fax_are_nowhere(either: FlaskClient) -> None:
    addresses = (f"/lv/project/{SLUG}", f"/lv/organisation/{PROMOTER}", "/lv/checks")
    for address in addresses:
        assert "65235635" not in either.get(address).get_data(as_text=True)


def test_extended_view_has_every_line_of_the_page(seeded: Flask) -> None:
    page = read(seeded.test_client(), f"/lv/project/{SLUG}?view=extended")
    rows = page.xpath("//table[caption[@id='lines']]/tbody/tr")
    shown = {text_of(row.xpath("th")[0]): text_of(row.xpath("td")[0]) for row in rows}
    lines = next(SEED.glob("*.txt")).read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split(": ", 1) for line in lines if re.match(r"[A-Z][\w ()]+: ", line))
    # Contacts are held back; the results stand on the page as a text of their own.
    assert {label for label in pairs if label not in shown} == {"Phone", "Fax", "Project results"}
    for label in ("Status", "Region", "Last change", "Start date of project", "Legal address"):
        assert shown[label] == " ".join(pairs[label].split())


def test_long_texts_are_whole_and_marked_as_latvian(seeded: Flask) -> None:
    page = read(seeded.test_client(), f"/en/project/{SLUG}")
    source = next(SEED.glob("*.txt")).read_text(encoding="utf-8")
    results = re.search(r"^Project results: (.+)$", source, re.MULTILINE)
    assert results
    prose = page.xpath("//section[@aria-labelledby='results']//div[@lang='lv']")
    shown = " ".join(text_of(part) for part in prose)
    assert shown == " ".join(results[1].split())


@pytest.mark.parametrize(
    ("language", "words"), [("lv", "Izdomāts, nav īsts."), ("en", "Made up, not real.")]
)
def test_made_up_projects_say_so(pages: FlaskClient, language: str, words: str) -> None:
    slugs = made_up(pages)
    assert len(slugs) >= 4
    for slug in slugs:
        banner = read(pages, f"/{language}/project/{slug}").xpath("//aside[@class='banner']")
        assert text_of(banner[0]).startswith(words)
    assert read(pages, f"/{language}/project/{SLUG}").xpath("//aside[@class='banner']") == []


def test_records_lead_to_the_licence_of_their_register(pages: FlaskClient) -> None:
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    for slug in made_up(pages):
        assert licence in read(pages, f"/lv/project/{slug}").xpath("//main//dd/a/@href")
    data = read(pages, "/lv/data").xpath("//section[@aria-labelledby='licence']")[0]
    assert "CC0" not in text_of(data)


@pytest.mark.parametrize(
    "below",
    ["en/", "en/projects", "en/regions", "en/programmes", "en/organisations", "sparql?lang=en"],
)
def test_pages_with_sums_say_that_some_records_are_made_up(pages: FlaskClient, below: str) -> None:
    banner = read(pages, f"/{below}").xpath("//aside[@class='banner']")
    assert re.search(r"(\d of \d|Every) .*projects? here (is|are) made up", text_of(banner[0]))


def test_organisations_that_only_made_up_projects_name_say_so(pages: FlaskClient) -> None:
    page = read(pages, "/en/organisations")
    rows = {row.xpath("th/a/@href")[0]: text_of(row) for row in page.xpath("//tbody/tr")}
    invented = [href for href, text in rows.items() if "made up, not real" in text]
    assert invented
    banner = read(pages, invented[0]).xpath("//aside[@class='banner']")
    assert "Only made-up projects name this organisation" in text_of(banner[0])
    assert f"/en/organisation/{PROMOTER}" in set(rows) - set(invented)


def test_sums_that_nobody_states_are_no_nought(pages: FlaskClient) -> None:
    rows = read(pages, "/en/organisations?sort=name").xpath("//tbody/tr")
    partners = [row for row in rows if text_of(row.xpath("td")[0]).endswith("runs 0")]
    assert partners
    assert {text_of(cell) for row in partners for cell in row.xpath("td")[1:]} == {"–not stated"}


def test_publisher_of_sources_is_no_empty_page(pages: FlaskClient) -> None:
    address = "/en/organisation/lv-sabiedribas-integracijas-fonds"
    page = read(pages, address)
    main = text_of(page.xpath("//main")[0])
    assert "It publishes 1 source file" in main or "It publishes" in main
    assert page.xpath("//dl[@class='figures']") == []
    files = page.xpath("//section[@aria-labelledby='files']//a/@href")
    assert files
    assert all(pages.get(href).status_code == 200 for href in files)


def test_place_shows_who_worked_there(pages: FlaskClient) -> None:
    towns = read(pages, f"/en/project/{SLUG}").xpath(
        "//section[@aria-labelledby='where']//a[contains(@href, '/place/')]/@href"
    )
    assert towns
    page = read(pages, towns[0])
    assert f"/en/project/{SLUG}" in page.xpath("//li[@class='hit']//a/@href")
    described = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert described["@type"] == "Place"
    assert described["containedInPlace"][0]["@id"].startswith("http://localhost:8000/id/region/")
    assert pages.get("/en/place/lv-nowhere").status_code == 404


def test_checks_show_all_findings_and_mark_a_chosen_rule(pages: FlaskClient) -> None:
    page = read(pages, "/en/checks")
    rules = page.xpath("//table[caption[@id='rule-table']]/tbody/tr")
    counts = [int(text_of(row.xpath("td")[0])) for row in rules]
    assert counts[0] == sum(counts[1:]) > 0
    found = page.xpath("//table[caption[@id='finding-table']]/tbody/tr")
    assert len(found) == min(50, counts[0])
    assert page.xpath("//tr[@class='on']") == rules[:1]
    chosen = read(pages, rules[1].xpath(".//a/@href")[0])
    marked = chosen.xpath("//tr[@class='on']//a[@aria-current='true']")
    assert text_of(marked[0]) == text_of(rules[1].xpath(".//a")[0])
    found = chosen.xpath("//table[caption[@id='finding-table']]/tbody/tr")
    assert len(found) == counts[1]


def test_real_records_alone_need_no_warning(seeded: Flask) -> None:
    assert read(seeded.test_client(), "/en/").xpath("//aside[@class='banner']") == []


def test_structured_data_names_the_thing_and_cannot_end_its_script(pages: FlaskClient) -> None:
    body = pages.get(f"/en/project/{SLUG}").get_data(as_text=True)
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)
    assert script
    assert "<" not in script[1]
    data = json.loads(script[1])
    assert data["@id"] == f"http://localhost:8000/id/project/{SLUG}"
    assert data["funding"][0]["amount"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": "25623.18",
    }
    assert len(data["member"]) == 5


def test_head_links_formats_languages_and_canonical_address(pages: FlaskClient) -> None:
    page = read(pages, f"/lv/project/{SLUG}")
    links = page.xpath("//head/link")
    types = {link.get("type") for link in links if link.get("rel") == "alternate"}
    assert {"text/turtle", "application/ld+json", "application/n-triples"} <= types
    languages = {link.get("hreflang"): link.get("href") for link in links if link.get("hreflang")}
    base = "http://localhost:8000"
    codes = {"lv": "lv", "en": "en", "x-default": "lv"}
    assert languages == {c: f"{base}/{of}/project/{SLUG}" for c, of in codes.items()}
    canonical = page.xpath("//head/link[@rel='canonical']/@href")
    assert canonical == [f"{base}/lv/project/{SLUG}"]


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/lv/projects?q=tilts&page=1", "/en/projects?q=tilts&page=1"),
        (f"/lv/organisation/{PROMOTER}", f"/en/organisation/{PROMOTER}"),
        ("/sparql?lang=lv&query=ASK%20%7B%7D", "/sparql?lang=en&query=ASK+%7B%7D"),
        ("/code/status?lang=lv", "/code/status?lang=en"),
        ("/lv/", "/en/"),
    ],
)
def test_other_language_is_the_same_page(pages: FlaskClient, address: str, other: str) -> None:
    links = read(pages, address).xpath("//div[@class='lang']/a/@href")
    assert links[1] == other


@pytest.mark.parametrize(("wanted", "language"), [("lv", "lv"), ("en-GB,en;q=0.9", "en")])
def test_root_is_home_in_the_readers_language(
    pages: FlaskClient, wanted: str, language: str
) -> None:
    response = pages.get("/", headers={"Accept": "text/html", "Accept-Language": wanted})
    page = html.fromstring(response.get_data(as_text=True))
    assert page.get("lang") == language
    assert "Accept-Language" in response.headers["Vary"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://localhost:8000/{language}/"]


PAGES = (
    "", "projects", "organisations", "regions", "programmes", "data", "checks", "about",
    "accessibility", "privacy", f"organisation/{PROMOTER}", "region/lv-latgale",
    "programme/lv-2007-2013-1.5.2.2.2", "programme/lv-2007-2013-1dp",
)  # fmt: skip


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("below", PAGES)
def test_every_page_has_one_heading_and_unique_ids(
    pages: FlaskClient, below: str, language: str
) -> None:
    page = read(pages, f"/{language}/{below}")
    assert page.get("lang") == language
    assert len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.xpath("//@style | //*[starts-with(name(@*), 'on')]") == []


@pytest.mark.parametrize("below", PAGES)
def test_every_link_of_this_site_leads_somewhere(pages: FlaskClient, below: str) -> None:
    page = read(pages, f"/lv/{below}")
    inside = {href.partition("#")[0] for href in page.xpath("//@href") if href.startswith("/")}
    broken = {
        href: status
        for href in sorted(inside)
        if (status := pages.get(href, headers={"Accept": "*/*"}).status_code) >= 400
    }
    assert broken == {}


@pytest.mark.parametrize(
    "address",
    [
        "/lv/project/nothing",
        "/lv/organisation/nothing",
        "/lv/programme/nothing",
        "/lv/region/nothing",
        "/lv/projects?page=0",
        "/lv/projects?page=2000",
        "/lv/projects?page=x",
        "/lv/nothing",
    ],
)
def test_what_is_not_there_is_a_page_too(pages: FlaskClient, address: str) -> None:
    page = read(pages, address, status=404)
    assert page.get("lang") == "lv"
    assert text_of(page.xpath("//h1")[0]) == "Šajā adresē nekā nav"


def test_what_was_searched_is_escaped(pages: FlaskClient) -> None:
    body = pages.get("/en/projects?q=<script>alert(1)</script>").get_data(as_text=True)
    assert "<script>alert" not in body
    assert "<script>alert(1)</script>" in unescape(body)


def test_regions_say_that_their_sums_must_not_be_added(pages: FlaskClient) -> None:
    assert "never add up" in text_of(read(pages, "/en/region/lv-latgale").xpath("//main")[0])
    assert "must not be added up" in text_of(read(pages, "/en/regions").xpath("//main")[0])


def test_data_page_lists_the_dumps_with_their_hashes(pages: FlaskClient) -> None:
    manifest = pages.application.extensions["fundgraph"].releases.current().manifest
    shown = text_of(read(pages, "/en/data").xpath("//main")[0])
    dumps = {n: e.sha256 for n, e in manifest.files.items() if n.startswith("dumps/")}
    assert dumps
    for name, sha256 in dumps.items():
        assert name.removeprefix("dumps/") in shown
        assert sha256 in shown


def test_query_page_shows_examples_limits_and_result(pages: FlaskClient) -> None:
    query = "SELECT ?n ?p WHERE { VALUES (?n ?p) { (1234.5 <javascript:x>) } }"
    page = read(pages, f"/sparql?lang=lv&query={query}")
    assert page.xpath("//textarea")[0].text_content().strip() == query
    cells = page.xpath("//tbody//td")
    assert text_of(cells[0]) == "1 234,50"
    assert page.xpath("//tbody//a") == []
    assert len(page.xpath("//section[@aria-labelledby='examples']//a")) >= 8
    stated = text_of(page.xpath("//section[@aria-labelledby='limits']")[0]).replace("\xa0", " ")
    for limit in ("10 sekundes", "1 024 MB", "1 000 000 rindu", "100 MB", "līdz 4", "16 384", "64"):
        assert limit in stated


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2012", "2012"),
        ("-2012", "\N{MINUS SIGN}2012"),
        ("12345", "12 345"),
        ("19388.9", "19 388,90"),
        ("0.702804", "0,702804"),
        ("1.0e3", "1 000"),
    ],
)
def test_numbers_of_a_result(pages: FlaskClient, value: str, shown: str) -> None:
    query = f"SELECT ?n WHERE {{ VALUES ?n {{ {value} }} }}"
    page = read(pages, f"/sparql?lang=lv&query={query}")
    assert text_of(page.xpath("//tbody//td")[0]) == shown


def test_examples_ask_in_the_language_of_the_page(pages: FlaskClient) -> None:
    queries = {
        language: [example.query for example in examples(language)] for language in ("en", "lv")
    }
    assert any("COALESCE(?en, ?lv, ?any)" in query for query in queries["en"])
    assert any("COALESCE(?lv, ?en, ?any)" in query for query in queries["lv"])
    for query in queries["en"]:
        assert pages.get("/sparql", query_string={"query": query}).status_code == 200
        assert ('LANG(?lv) = "lv"' in query) == ('LANG(?en) = "en"' in query)


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT ?s WHERE { ?s ?p }", 400, "Vaicājumā ir sintakses kļūda: `?s` šeit nevar būt"),
        ("SELECT * { x:y ?p ?o }", 400, "prefikss `x:` nav deklarēts"),
        ("CLEAR ALL", 403, "Šeit dati ir tikai lasāmi"),
        ("SELECT * { SERVICE <x:y> {} }", 400, "SERVICE nav pieejams"),
    ],
)
def test_faults_of_a_query_in_latvian(
    pages: FlaskClient, query: str, status: int, said: str
) -> None:
    page = read(pages, f"/sparql?lang=lv&query={query}", status=status)
    assert said in text_of(page.xpath("//div[@class='problem']")[0])


def test_query_page_marks_where_a_query_stops(pages: FlaskClient) -> None:
    page = read(pages, "/sparql?lang=en&query=SELECT ?s WHERE { ?s ?p }", status=400)
    problem = page.xpath("//div[@class='problem']")[0]
    assert "line 1, column" in text_of(problem)
    assert len(problem.xpath(".//mark")) == 1


def test_code_list_and_concept(pages: FlaskClient) -> None:
    rows = read(pages, "/code/status?lang=lv").xpath("//tbody/tr")
    assert "Pabeigts" in {text_of(row.xpath("td")[0]) for row in rows}
    concept = text_of(read(pages, "/code/currency/LVL?lang=en").xpath("//main")[0])
    assert "0.702804" in concept


def test_vocabulary_page_has_every_term(pages: FlaskClient) -> None:
    names = read(pages, "/ns/esf?lang=lv").xpath("//section[@class='term']/@id")
    assert {"Project", "Amount", "grantedEUR", "madeUp", "asPublished"} <= set(names)


def test_before_the_first_release_pages_say_so(tmp_path: Path) -> None:
    empty = create_app(Settings(releases_dir=str(tmp_path))).test_client()
    page = read(empty, "/lv/", status=503)
    assert "Vēl nekas nav publicēts" in text_of(page.xpath("//main")[0])
