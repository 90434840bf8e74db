# SPDX-License-Identifier: EUPL-1.2
"""The list of projects: filters, chips, views, orders, addresses, and what it makes of nonsense."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

from fundgraph.store.index import Index, Selection, Totals
from fundgraph.web.projects.asked import LISTS
from fundgraph.web.projects.excerpts import places
from tests.web.conftest import BufferedClient
from tests.web.test_pages import PROMOTER, read, text_of


@pytest.fixture(scope="module")
def pages(site: Flask) -> FlaskClient:
    return BufferedClient(site, site.response_class)


def heading(page: html.HtmlElement) -> str:
    return text_of(page.xpath("//div[@class='toolbar']/h2")[0])


def hits(page: html.HtmlElement) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = page.xpath("//li[@class='hit']")
    return found


def rows(page: html.HtmlElement) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = page.xpath("//div[@class='tablewrap']//tbody/tr")
    return found


def notes(page: html.HtmlElement) -> list[str]:
    return [text_of(note) for note in page.xpath("//div[@role='status']//li")]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?q=koalicija", 1),
        ("?q=KOALĪCIJA+mazak", 1),
        ("?q=zzzz", 0),
        ("?region=nothing", 0),
        (f"?organisation={PROMOTER}", 1),
        (f"?organisation={PROMOTER}&role=partner", 0),
        ("?programme=lv-2007-2013-1.5.2.2.2&q=sektora", 1),
        ("?sort=nothing&q=koalicija", 1),
        ("?q=koalicija&min=25+623,18&max=25623.18", 1),
        ("?q=koalicija&from=2012&to=2012", 1),
        ("?q=koalicija&from=2013", 0),
        ("?q=koalicija&status=terminated&status=completed", 1),
    ],
)
def test_filters(pages: FlaskClient, query: str, count: int) -> None:
    page = read(pages, f"/lv/projects{query}")
    assert len(hits(page)) == count
    assert heading(page).startswith(f"{count} projekt")


def test_boxes_count_what_they_would_add(pages: FlaskClient) -> None:
    page = read(pages, "/en/projects?region=lv-latgale&status=completed")
    boxes = page.xpath("//input[@type='checkbox']")
    chosen = {
        (box.get("name"), box.get("value")) for box in boxes if box.get("checked") is not None
    }
    assert {("region", "lv-latgale"), ("status", "completed")} == chosen
    assert not page.xpath("//input[@disabled] | //fieldset[@disabled]")
    for box in page.xpath("//fieldset[legend='Region']//input"):
        alone = read(pages, f"/en/projects?region={box.get('value')}&status=completed")
        told = text_of(box.getparent().xpath("span[@class='n num']")[0])
        assert heading(alone).startswith(f"{told} project")


def test_what_nobody_has_stays_and_is_greyed(pages: FlaskClient) -> None:
    page = read(pages, "/en/projects?q=koalicija")
    greyed = page.xpath("//label[contains(@class, 'zero')]/span[@class='n num']")
    assert greyed
    assert {text_of(count) for count in greyed} == {"0"}


@pytest.mark.parametrize("query", ["", "?q=koalicija", "?region=lv-latgale&view=table"])
def test_levels_that_have_projects_stand_before_those_without(
    pages: FlaskClient, query: str
) -> None:
    page = read(pages, f"/lv/projects{query}")
    boxes = page.xpath("//label[input[@name='programme']]")
    have = [text_of(box.xpath("span[@class='n num']")[0]) != "0" for box in boxes]
    assert have == sorted(have, reverse=True)
    greyed = page.xpath("//label[input[@name='programme'] and contains(@class, 'zero')]/@class")
    assert greyed == ["opt zero"] * have.count(False)


def test_each_chip_leads_to_the_list_without_it(pages: FlaskClient) -> None:
    address = "/en/projects?q=koalicija&region=lv-latgale&region=lv-kurzeme&from=2010&min=1000"
    page = read(pages, address)
    asked = parse_qsl(urlsplit(address).query)
    chips = page.xpath("//a[@class='chip']")
    left = [sorted(parse_qsl(urlsplit(chip.get("href")).query)) for chip in chips]
    assert sorted(left) == sorted(sorted(set(asked) - {one}) for one in asked)
    assert page.xpath("//a[@class='clear']/@href") == ["/en/projects"]
    assert text_of(chips[0]) == "“koalicija”×, remove"


def test_amounts_and_years_are_told_as_the_language_writes_them(pages: FlaskClient) -> None:
    page = read(pages, "/lv/projects?min=10+000&max=20000,50&from=2012")
    chips = [text_of(chip).removesuffix("×, noņemt") for chip in page.xpath("//a[@class='chip']")]
    assert chips == ["sākti no 2012. gada", "10 000 € – 20 000,50 €"]
    assert page.xpath("//input[@name='max']/@value") == ["20000,50"]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("projects?q=&from=&to=", "projects"),
        ("projects?q=a%20b&from=&region=x&region=&to=", "projects?q=a%20b&region=x"),
        ("projects?&q=%0d%0aX:y&==&%ff=", "projects?q=%0d%0aX:y&=="),
        ("organisations?q=+&form=&sort=name", "organisations?sort=name"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_empty_parameters_are_left_out(
    pages: FlaskClient, asked: str, kept: str, method: str
) -> None:
    answer = pages.open(f"/lv/{asked}", method=method)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/lv/{kept}")
    assert pages.open(f"/lv/{kept}", method=method).status_code == 200


def test_an_address_of_a_page_is_not_sent_on(pages: FlaskClient) -> None:
    statuses = [pages.get(f"/lv/projects?q=&page={page}").status_code for page in ("1", "-7")]
    assert statuses == [200, 404]


def test_words_are_marked_in_titles(pages: FlaskClient) -> None:
    page = read(pages, "/lv/projects?q=koalicija+SEKTOR")
    assert [mark.text for mark in page.xpath("//li//mark")] == ["Koalīcija", "sektorā"]


def test_words_of_other_texts_are_shown_where_they_stand(pages: FlaskClient) -> None:
    page = read(pages, "/en/projects?q=koalicija+nosleguma&view=list")
    (hit,) = hits(page)
    assert [mark.text for mark in hit.xpath("h3//mark")] == ["Koalīcija"]
    (found,) = hit.xpath("p[@class='found']")
    assert [mark.text for mark in found.xpath(".//mark")] == ["Noslēguma", "koalīcijā"]
    assert text_of(found).startswith("Results: ")
    assert found.xpath("span/@lang") == ["lv"]
    assert len(text_of(found)) < 220


def test_no_text_is_looked_through_for_ever() -> None:
    assert places("Ceļš un tilts", ["tilt", "cel", "none"]) == [(8, 12), (0, 3)]
    assert places("ceļš " * 100_000 + "tilts", ["tilt", "cel"]) == [(0, 3)]


def test_a_partner_is_shown_where_the_words_name_one(pages: FlaskClient) -> None:
    (hit,) = hits(read(pages, "/lv/projects?q=koalicija+resursu"))
    assert text_of(hit.xpath("p[@class='found']")[0]).startswith("Sadarbības partneris: Biedrība")
    (hit,) = hits(read(pages, "/lv/projects?q=koalicija+iniciativu"))
    assert hit.xpath("p[@class='found']") == []
    assert [mark.text for mark in hit.xpath("p//mark")] == ["iniciatīvu"]


@pytest.mark.parametrize(
    ("query", "found", "marks"),
    [
        ("koalicija+jekabpilī", "Place, as published: Latgalē - Jēkabpilī", ["Jēkabpilī"]),
        ("koalicija+TALSI", "Town: Talsi", ["Talsi"]),
        ("koalicija+zemgale", None, ["Zemgale"]),
    ],
)
def test_a_place_is_shown_where_the_words_name_one(
    pages: FlaskClient, query: str, found: str | None, marks: list[str]
) -> None:
    (hit,) = hits(read(pages, f"/en/projects?q={query}"))
    excerpt = hit.xpath("p[@class='found']")
    assert [text_of(one)[: len(found or "")] for one in excerpt] == ([found] if found else [])
    assert [mark.text for mark in hit.xpath("p//mark")] == marks
    (row,) = rows(read(pages, f"/en/projects?q={query}&view=table"))
    assert [mark.text for mark in row.xpath("td//mark")] == ([] if found else marks)


def test_amounts_that_the_checks_question_are_marked(pages: FlaskClient) -> None:
    for query in ("q=koalicija", "q=koalicija&view=table"):
        page = read(pages, f"/en/projects?{query}")
        (mark,) = page.xpath("//main//a[@class='tag warn']")
        assert text_of(mark) == "Warning: amounts"
        address, _, place = mark.get("href").partition("#")
        assert read(pages, address).get_element_by_id(place) is not None
        assert "question amounts of 1 project" in text_of(page.xpath("//p[@id='sums-note']")[0])
    for of in (f"organisation/{PROMOTER}", "region/lv-latgale", "programme/lv-2007-2013-1.5.2.2.2"):
        page = read(pages, f"/en/{of}")
        assert "question amounts of" in text_of(page.xpath("//p[@id='sums-note']")[0])
    page = read(pages, f"/en/organisation/{PROMOTER}")
    assert page.xpath("//li[@class='hit']//a[@class='tag warn']")


def test_the_best_match_is_offered_for_words_only(pages: FlaskClient) -> None:
    with_words = read(pages, "/en/projects?q=koalicija")
    assert text_of(with_words.xpath("//details[@class='menu']/summary")[0]).endswith("best match")
    without = read(pages, "/en/projects?sort=best")
    orders = [text_of(link) for link in without.xpath("//details[@class='menu']//a")]
    assert orders == ["most granted", "most spent", "newest", "title"]


def test_an_order_is_kept_by_pages_and_by_the_form(pages: FlaskClient) -> None:
    page = read(pages, "/en/projects?sort=title")
    titles = [text_of(hit.xpath("h3")[0]) for hit in hits(page)]
    following = page.xpath("//a[@rel='next']/@href")[0]
    assert following == "/en/projects?sort=title&page=2"
    titles += [text_of(hit.xpath("h3")[0]) for hit in hits(read(pages, following))]
    assert len(titles) == 50
    assert page.xpath("//input[@type='hidden'][@name='sort']/@value") == ["title"]


def test_every_project_is_on_one_page_only(pages: FlaskClient, index: Index) -> None:
    address, found = "/en/projects?sort=-spent", []
    while address:
        page = read(pages, address)
        found += page.xpath("//li[@class='hit']/h3/a/@href")
        address = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert len(found) == len(set(found)) == index.totals().projects


def test_table_has_the_rows_of_the_list(pages: FlaskClient) -> None:
    listed = read(pages, "/en/projects?region=lv-latgale")
    table = read(pages, "/en/projects?region=lv-latgale&view=table")
    titles = [text_of(row.xpath("th/a")[0]) for row in rows(table)]
    assert titles == [text_of(hit.xpath("h3")[0]) for hit in hits(listed)]
    (heads,) = table.xpath("//div[@class='tablewrap']//thead/tr")
    assert {len(row) for row in rows(table)} == {len(heads)}
    assert table.xpath("//div[@class='seg']/a[@aria-current]/text()") == ["Table"]


def test_map_counts_the_result_by_region(pages: FlaskClient) -> None:
    page = read(pages, "/en/projects?status=completed&view=map")
    rows = page.xpath("//table[caption[@id='region-table']]//tbody/tr")
    assert len(rows) == 5
    for row in rows:
        (link,) = row.xpath("th/a/@href")
        assert "view" not in link
        assert heading(read(pages, link)).startswith(f"{text_of(row.xpath('td')[0])} project")
    assert len(page.xpath("//*[local-name()='svg'][contains(@class, 'map')]//*[@d]")) == 5


def test_an_empty_result_says_what_to_take_away(pages: FlaskClient) -> None:
    page = read(pages, "/en/projects?q=koalicija&from=2013&region=lv-latgale")
    ways = page.xpath("//div[@class='empty']//li/a")
    assert [link.get("href") for link in ways] == [
        "/en/projects?region=lv-latgale&from=2013", "/en/projects?q=koalicija&region=lv-latgale",
    ]  # fmt: skip
    for link in ways:
        assert hits(read(pages, link.get("href")))


def test_the_whole_result_is_offered(pages: FlaskClient) -> None:
    page = read(pages, "/lv/projects?q=koalicija&view=table&page=1")
    links = page.xpath("//section[@class='takeaway']//a/@href")
    assert links[:4] == [
        "/data/projects.csv?q=koalicija&bom=true",
        *(f"/data/projects.{suffix}?q=koalicija" for suffix in ("json", "jsonld", "ttl")),
    ]
    assert links[4].startswith("/sparql?lang=lv&query=PREFIX")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("min=abc", "“abc” is not an amount in euros and was left out."),
        ("to=99999", "“99999” is not a year of four digits and was left out."),
        ("view=foo", "There is no view “foo”; this is the list."),
        ("sort=foo", "There is no order “foo”; this is the usual one."),
        ("role=partner", "A role needs an organisation; “partner” was left out."),
        ("from=2012&to=2010", "The first year is after the last: no project can fit both."),
        ("min=2&max=1", "The least amount is above the most: no project can fit both."),
        (
            "&".join(f"region={n}&fund={n}" for n in range(26)),
            "Of all filters together at most 50 choices count.",
        ),
        ("q=" + "a" * 501, "Only the first 500 characters are searched for."),
        ("q=" + "a+" * 13, "Only the first 12 words are searched for."),
    ],
)
def test_what_is_not_understood_is_said(pages: FlaskClient, query: str, told: str) -> None:
    assert notes(read(pages, f"/en/projects?{query}")) == [told]


@pytest.mark.parametrize("page", ["0", "-1", "2000", "x", "²", "9" * 30])
def test_there_is_no_page_beyond_the_end(pages: FlaskClient, page: str) -> None:
    read(pages, f"/en/projects?page={page}", status=404)


def test_ten_thousand_parameters_are_a_page_as_well(pages: FlaskClient) -> None:
    many = [(name, f"r{n}") for name in LISTS for n in range(1000)]
    page = read(pages, f"/en/projects?{urlencode(many + [('x', 'y')] * 5000)}")
    assert len(page.xpath("//a[@class='chip']")) == 50


@pytest.mark.parametrize("count", [500, 12])
def test_nothing_is_told_of_what_just_fits(pages: FlaskClient, count: int) -> None:
    text = "a" * count if count == 500 else "a " * count
    assert notes(read(pages, f"/en/projects?{urlencode({'q': text})}")) == []


def test_only_filters_that_could_help_are_tried(
    pages: FlaskClient, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Selection] = []
    counted = type(index).totals

    def totals(self: Index, selection: Selection) -> Totals:
        asked.append(selection)
        return counted(self, selection)

    monkeypatch.setattr(type(index), "totals", totals)
    query = urlencode(
        [("q", "koalicija"), ("fund", "x"), *(("region", f"r{n}") for n in range(40))]
    )
    read(pages, f"/en/projects?{query}")
    assert len(asked) == 3  # the list's own, without the words, without the fund


NAMES = ("q", "region", "programme", "status", "fund", "period", "organisation", "role", "from",
         "to", "min", "max", "sort", "view")  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["none", "lv-latgale", "completed", "ESF", "2007-2013", PROMOTER, "2012", "10 000", "-1",
         "1e9", "NaN", "map", "table", "title", "best", "'\"<>&%;\\", "\0", "\N{NO-BREAK SPACE}",
         "9" * 400, '"* OR title:', "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")]
    ),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=8))
@example([("q", "!!!"), ("view", "map")])
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_query_string_is_an_error(pages: FlaskClient, parameters: list[tuple[str, str]]) -> None:
    query = urlencode(parameters, errors="surrogatepass")
    for below in ("/lv/projects", "/data/projects.json", "/data/projects.csv"):
        assert pages.get(f"{below}?{query}", follow_redirects=True).status_code == 200


def test_old_addresses_of_one_value_keep_working(pages: FlaskClient) -> None:
    old = "/en/projects?q=&region=lv-latgale&programme=&organisation=&sort=-granted"
    page = read(pages, pages.get(old).headers["Location"])
    assert [text_of(chip) for chip in page.xpath("//a[@class='chip']")] == ["Latgale×, remove"]
    assert notes(page) == []


def test_programmes_of_one_name_tell_their_periods(pages: FlaskClient) -> None:
    labels = read(pages, "/lv/projects").xpath("//fieldset[legend='Programma']//label/span[1]")
    shown = [text_of(label) for label in labels]
    assert len(shown) == len(set(shown))
    assert any(re.search(r"\(20\d\d–20\d\d\)$", label) for label in shown)
    assert "1.5 Administratīvās kapacitātes stiprināšana" in shown


def test_histograms_have_their_table(pages: FlaskClient) -> None:
    page = read(pages, "/en/projects")
    for caption in ("Projects by the year of their start", "Projects by funding granted"):
        drawing = page.find(f".//svg[@aria-label='{caption}']")
        table = page.xpath(f"//table[normalize-space(caption)='{caption}']")[0]
        drawn = [r.get("height") for r in drawing.iter("rect") if r.get("class") in ("k1", "k2")]
        counts = [int(cell.text) for cell in table.findall(".//td")]
        assert len(counts) == len(drawn) and sum(counts) > 0
        assert [count == 0 for count in counts] == [height == "0" for height in drawn]
