# SPDX-License-Identifier: EUPL-1.2
"""The pages that lead into the data: home, lists, regions; those of another country, too."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree, html

from fundgraph.iris import Minter
from fundgraph.store.index import RegionRow, Totals, YearRow
from fundgraph.web.views.regions import overview
from fundgraph.web.views.statements import Things
from fundgraph.web.views.years import year_chart
from tests.published import fundgraph, releases
from tests.web.reading import read, served

DESCRIPTION = """\
name = "{name}"
form = "csv"
files = ["{name}.csv"]
country = "CZ"
language = "cs"
currency = "EUR"
beneficiary_kind = "organisations"
made_up = true
{told}
[columns]
"Název" = "title"
"Příjemce" = "promoter"
"{amount}" = {{field = "amount", stage = "granted", component = "total", decimal = ","}}
{columns}
"""
CZECH = DESCRIPTION.format(
    name="esf",
    told='title = {cs = "Seznam projektů", en = "List of projects"}',
    amount="Dotace",
    columns="""\
"Číslo" = "number"
"Kraj" = "regions"
"Fond" = "fund"
"Zahájení" = "start"
""",
)
ROWS = """\
Číslo;Název;Příjemce;Kraj;Fond;Zahájení;Dotace
CZ.1/1;Vzdělávání;Obec Příkladov;Vysočina;ESF;2012-01-01;1000,50
CZ.1/2;Práce;Spolek Vzor;Zlínský kraj;EFRR;2015-01-01;3000000
CZ.1/3;Škola;Spolek Vzor;Zlínský kraj;ESF;2015-05-01;
CZ.1/4;Dům;Spolek Vzor;Zlínský kraj;;;100
"""

# A list without numbers, funds and days; it has years.
BARE = DESCRIPTION.format(
    name="bare",
    told='title = {cs = "Holý seznam", en = "A bare list"}\npublisher = "Úřad Příkladov"',
    amount="Náklady",
    columns='"Od" = "start"\n"Do" = "end"',
)
BARE_ROWS = """\
Název;Příjemce;Od;Do;Náklady
Dílna;Spolek Vzor;2008;2015;50
"""


@pytest.fixture(scope="module")
def czech(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A made-up register of a country without outlines."""
    folder = tmp_path_factory.mktemp("czech")
    (folder / "esf.toml").write_text(CZECH, encoding="utf-8")
    (folder / "esf.csv").write_text(ROWS, encoding="utf-8")
    (folder / "bare.toml").write_text(BARE, encoding="utf-8")
    (folder / "bare.csv").write_text(BARE_ROWS, encoding="utf-8")
    fundgraph(folder, "publish", "esf.toml", "bare.toml")
    with served(releases(folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def latvian(registers: Path) -> Iterator[FlaskClient]:
    with served(registers) as opened:
        yield opened


def page(client: FlaskClient, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.get_data(as_text=True))


def texts(found: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in found.xpath(path)]


def test_home_has_what_a_visitor_comes_for(latvian: FlaskClient) -> None:
    found = page(latvian, "/lv/")
    assert len(found.xpath("//form[@role='search']//input[@name='q']")) == 1
    assert len(found.xpath("//dl[@class='figures']/div")) == 4
    assert len(found.xpath("//svg[starts-with(@class, 'map')]//a")) == 5
    assert len(found.xpath("//figure[@class='plot']//svg[@role='img']")) == 1
    assert len(found.xpath("//section[@aria-labelledby='questions']//li")) == 4
    [real, made_up, files] = texts(found, "//section[@aria-labelledby='sources']//li")
    assert real.startswith("Sabiedrības integrācijas fonda projektu reģistrs")
    assert real.endswith("1 projekts · dati uz 25.06.2021.")
    assert made_up.endswith("izdomāts, nav īsts")
    assert files == "Avota datnes"


def test_home_shows_the_years_of_its_table_as_columns(latvian: FlaskClient) -> None:
    found = page(latvian, "/en/")
    rows = [cell for cell in texts(found, "//details//tbody/tr/th") if cell.isdigit()]
    shown = [text.partition(" ")[0] for text in texts(found, "//figure//title")]
    assert rows
    assert set(rows) <= set(shown)
    assert shown == [str(year) for year in range(int(shown[0]), int(shown[-1]) + 1)]


def test_regions_without_outlines_are_a_list(czech: FlaskClient) -> None:
    for address in ("/lv/", "/lv/regions"):
        found = page(czech, address)
        assert found.xpath("//svg[starts-with(@class, 'map')]") == []
        rows = texts(found, "//div[@aria-labelledby='region-table']//tbody/tr/th")
        assert rows[:2] == ["Vysočina", "Zlínský kraj"]
        names = found.xpath("//div[@aria-labelledby='region-table']//th/a/span/@lang")
        assert names == ["cs", "cs"]


@pytest.mark.parametrize("address", ["/en/", "/en/regions"])
def test_projects_without_a_region_have_a_row(czech: FlaskClient, address: str) -> None:
    found = page(czech, address)
    *_, last = found.xpath("//div[@aria-labelledby='region-table']//tbody/tr")
    assert texts(last, "*")[:3] == ["Not stated", "1", "50"]
    (link,) = last.xpath("th/a/@href")
    assert texts(page(czech, link), "//li[@class='hit']/h3") == ["Dílna"]


def test_no_row_where_all_projects_state_a_region(latvian: FlaskClient) -> None:
    links = page(latvian, "/lv/regions").xpath("//tbody//a/@href")
    assert links
    assert [link for link in links if "region=none" in link] == []


def test_a_region_ranks_those_who_received_most(czech: FlaskClient) -> None:
    found = page(czech, "/en/region/cz-zlinsky-kraj")
    (row,) = found.xpath("//section[@aria-labelledby='receivers']//tbody/tr")
    assert texts(row, "th/a | td")[:3] == ["Spolek Vzor", "3", "3,000,100"]
    (address,) = row.xpath("td/a/@href")
    listed = texts(page(czech, address), "//li[@class='hit']/h3")
    assert sorted(listed) == ["Dům", "Práce", "Škola"]


@pytest.mark.parametrize(("largest", "told"), [(40, False), (4000, True)])
def test_a_map_says_that_its_colours_go_by_rank(
    latvian: FlaskClient, largest: int, told: bool
) -> None:
    base = "http://localhost:8000/id/region/lv-"
    euros = {"riga": largest, "latgale": 10, "kurzeme": 20, "vidzeme": 30}
    rows = " ".join(f"(<{base}{name}> {value})" for name, value in euros.items())
    query = f"SELECT ?region ?euros {{ VALUES (?region ?euros) {{ {rows} }} }}"
    asked = {"query": query, "lang": "en"}
    answer = latvian.get("/sparql", query_string=asked, headers={"Accept": "text/html"})
    found = html.fromstring(answer.get_data(as_text=True))
    assert found.xpath("//svg[starts-with(@class, 'map')]")
    said = (
        "Each colour stands for about as many regions: with equal steps most would have the same."
    )
    assert (said in texts(found, "//p")) == told
    picture = latvian.get("/sparql", query_string={**asked, "format": "svg"})
    drawn = etree.fromstring(picture.data)
    assert (said in drawn.xpath("//*[local-name()='text']/text()")) == told


def test_each_region_of_another_country_has_a_page(czech: FlaskClient) -> None:
    for link in page(czech, "/en/regions").xpath("//tbody//a[contains(@href, '/region/')]/@href"):
        found = page(czech, link)
        assert len(found.xpath("//ol//li[@class='hit']")) >= 1
        assert found.xpath("//svg[starts-with(@class, 'map')]") == []


def test_home_leads_to_the_projects_of_each_fund(czech: FlaskClient) -> None:
    links = page(czech, "/en/").xpath("//section[@aria-labelledby='funds']//a/@href")
    funds = ("ESF", "ERDF", "none")
    assert links == [f"/en/projects?fund={fund}" for fund in funds]
    assert [len(page(czech, link).xpath("//li[@class='hit']")) for link in links] == [2, 1, 2]
    labels = texts(page(czech, "/lv/"), "//section[@aria-labelledby='funds']//a")
    assert labels[-1] == "Nav norādīts"


def test_charts_say_whom_they_leave_out(czech: FlaskClient) -> None:
    said = "1 project states no start; it stands in the table only."
    assert said in texts(page(czech, "/en/"), "//main//p")
    # One year makes no chart: the table stands there by itself.
    assert said not in texts(page(czech, "/en/region/cz-zlinsky-kraj"), "//main//p")
    assert texts(page(czech, "/en/projects"), "//fieldset/p[@class='small muted']") == [
        "1 project states no start.", "1 project has no figure in euros.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("funds", "title"),
    [
        (("ESF", "ESF"), "European Social Fund projects"),
        (("ESF", ""), "Publicly funded projects"),
        (("ESF", "EFRR"), "Publicly funded projects"),
        (("", ""), "Publicly funded projects"),
    ],
)
def test_a_site_is_named_after_the_fund_that_all_its_projects_name(
    tmp_path: Path, funds: tuple[str, str], title: str
) -> None:
    (tmp_path / "bare.toml").write_text(f'{BARE}"Fond" = "fund"\n', encoding="utf-8")
    lines = (f"Dílna {n};Spolek Vzor;2008;2015;50;{fund}\n" for n, fund in enumerate(funds))
    rows = "Název;Příjemce;Od;Do;Náklady;Fond\n" + "".join(lines)
    (tmp_path / "bare.csv").write_text(rows, encoding="utf-8")
    fundgraph(tmp_path, "publish", "bare.toml")
    with served(releases(tmp_path)) as opened:
        home = page(opened, "/en/")
    assert home.findtext(".//title").endswith(title)
    of_the_fund = "by the European Social Fund" in texts(home, "//main//p[@class='by']")[0]
    assert of_the_fund == ("Social" in title)


def test_a_number_of_ours_is_told_from_the_list_s_own(czech: FlaskClient) -> None:
    (hit,) = page(czech, "/en/projects?q=dilna").xpath("//li[@class='hit']")
    assert "number given here: generated/" in texts(hit, "p[@class='meta']")[0]
    found = page(czech, hit.xpath("h3/a/@href")[0])
    assert "this one was given here" in texts(found, "//p[@class='idline']")[0]
    assert texts(found, "//dl[@class='figures']/div[1]/dd") == ["€50.00", "“Náklady”"]
    other = page(czech, "/en/project/CZ.1-1")
    assert "given here" not in texts(other, "//p[@class='idline']")[0]


def test_a_period_that_is_known_in_part_is_shown_so(czech: FlaskClient) -> None:
    duration = "//dl[@class='figures']/div[3]/dd"
    assert texts(page(czech, "/en/project/CZ.1-1"), duration) == [
        "from 1 Jan 2012", "the source states no end",
    ]  # fmt: skip
    assert texts(page(czech, "/en/project/CZ.1-4"), duration) == ["not stated"]
    (bare,) = page(czech, "/en/projects?q=dilna").xpath("//li[@class='hit']/h3/a/@href")
    assert texts(page(czech, bare), duration) == [
        "2008 – 2015", "the source states years only",
    ]  # fmt: skip


def test_home_counts_the_organisations_that_the_commands_count(
    czech: FlaskClient, tmp_path: Path
) -> None:
    for name, text in {"bare.toml": BARE, "bare.csv": BARE_ROWS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "fundgraph", "check", "bare.toml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.stdout.count("; 1 organisation\n") == 1
    assert texts(page(czech, "/en/"), "//dl[@class='figures']/div[2]/dd") == ["2"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=vzor", ["Spolek Vzor"]),
        ("q=PRIKLADOV&form=nothing&sort=nothing", ["Obec Příkladov"]),
        ("q=%20&sort=name", ["Obec Příkladov", "Spolek Vzor"]),
        ("q=%00%3Cb%3E", []),
    ],
)
def test_organisations_are_found_by_name(czech: FlaskClient, query: str, names: list[str]) -> None:
    found = page(czech, f"/en/organisations?{query}")
    assert texts(found, "//tbody/tr/th/a") == names
    assert texts(found, "//div[@class='toolbar']/h2")[0].startswith(f"{len(names)} ")


def test_a_list_keeps_its_order_when_it_is_searched(czech: FlaskClient) -> None:
    found = page(czech, "/en/organisations?sort=name")
    assert found.xpath("//form[@class='fields']//input[@name='sort']/@value") == ["name"]


def region(slug: str, granted: int | None) -> RegionRow:
    known = Totals(1, granted or 0, without_granted=int(granted is None))
    return RegionRow(slug, totals=known)


def test_a_map_shows_the_regions_that_it_has() -> None:
    known = Things(lambda iri: [], Minter("http://localhost/"), "en")
    rows = [region("lv-riga", 500), region("lv-zemgale", None), region("cz-praha", 900)]
    found = overview([*rows, RegionRow("lv-latgale")], known)
    assert {area.slug for area in found.areas} == {
        "cz-praha", "lv-latgale", "lv-riga", "lv-zemgale"
    }  # fmt: skip
    assert found.drawing is not None
    assert {s.slug: s.kind for s in found.drawing.shapes if s.kind} == {"lv-riga": "c4"}
    assert (found.amounts["lv-riga"], found.amounts["lv-zemgale"]) == ("€5", "not stated")
    assert [area.slug for area in found.largest(1)] == ["cz-praha"]


def test_of_many_regions_the_largest_come_first() -> None:
    known = Things(lambda iri: [], Minter("http://localhost/"), "en")
    found = overview([region(f"cz-{number}", number) for number in range(5)], known)
    assert [area.slug for area in found.largest(2)] == ["cz-4", "cz-3"]
    assert [area.slug for area in found.largest(5)] == [f"cz-{number}" for number in range(5)]


def test_no_map_of_regions_without_any_project() -> None:
    known = Things(lambda iri: [], Minter("http://localhost/"), "en")
    found = overview([RegionRow("lv-riga"), region("cz-praha", 900)], known)
    assert (found.drawing, [area.slug for area in found.areas]) == (None, ["cz-praha"])


def years(*known: int | None) -> list[YearRow]:
    return [YearRow(year, Totals(1, 100)) for year in known]


def test_a_chart_says_what_it_shows() -> None:
    rows = [YearRow(2012, Totals(1, 100)), YearRow(2013, Totals(1, 230_000_000))]
    assert (
        'projects started, 2012–2013; most was granted in 2013: €2.3\N{NO-BREAK SPACE}million"'
        in (year_chart(rows, "en"))
    )
    nothing = [YearRow(year, Totals(1, without_granted=1)) for year in (2012, 2013)]
    assert "most was" not in year_chart([*nothing, YearRow(2014, Totals(1))], "en")


def test_a_year_alone_is_no_chart() -> None:
    assert year_chart([], "lv") == year_chart(years(2012), "lv") == ""
    assert year_chart(years(2012, None), "lv") == ""


def test_years_far_apart_make_no_empty_columns() -> None:
    this = date.today().year
    chart = year_chart(years(1, this, this + 1), "en")
    assert chart.count("<title>") == 3


@pytest.mark.parametrize("language", ["lv", "en"])
def test_a_question_about_a_project_is_asked_of_one_of_the_release(
    czech: FlaskClient, language: str
) -> None:
    title = "No kuras datnes" if language == "lv" else "Which file does a figure"
    start = read(czech, f"/sparql?lang={language}")
    (link,) = start.xpath(f"//a[starts-with(., '{title}')]/@href")
    found = read(czech, link)
    assert found.xpath("//div[@id='result']//tbody/tr")
    (chosen,) = found.xpath("//section[@aria-labelledby='examples']//a[@aria-current]/@href")
    assert chosen == link
