# SPDX-License-Identifier: EUPL-1.2
"""Which column of a result is drawn, by which others, and which of its rows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree, html

from fundgraph.web.query.citing import title_of
from fundgraph.web.query.ordering import ordered_by
from fundgraph.web.query.questions import Example, drawn, examples
from tests.web.reading import said, served
from tests.web.test_query_page import asked, question, shown

VALUES = "SELECT {} {{ VALUES ({}) {{ {} }} }} {}"


@pytest.fixture(scope="module")
def app(registers: Path) -> Iterator[Flask]:
    with served(registers) as opened:
        yield opened.application


def heading(page: html.HtmlElement) -> str:
    return page.xpath("string(//h2[@id='picture']/code)")


def labels(page: html.HtmlElement) -> list[str]:
    return [said(each) for each in page.xpath("//ul[@class='hbars']/li/*[1]")]


def values(variables: str, rows: str, order: str = "") -> str:
    return VALUES.format(variables, variables, rows, order)


def test_questions_name_what_is_drawn() -> None:
    undrawn = ("05-active-on-a-date", "19-in-a-town", "22-changed-since")
    for example in examples("en"):
        column = drawn(example.query)
        assert bool(column) == (example.name not in undrawn)
        assert f"?{column}" in example.query
        assert f"\n# draw: {column}\n" in example.query or not column


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("Which projects spent more", ""),  # a row alone
        ("Which completed projects spent least", "percent / project"),
        ("How much went to each legal form", "granted / form"),
        ("Which organisations worked together", ""),  # all of them once
        ("How many projects are completed", "projects / status"),
        ("How much did each fund", "granted / period"),
        ("Who received most in each region", "granted / region, year"),
    ],
)
def test_a_question_draws_what_it_asks_for(client: FlaskClient, start: str, found: str) -> None:
    assert heading(asked(client, question(start))) == found


def test_the_line_of_a_query_and_the_address_choose_the_column(client: FlaskClient) -> None:
    query = values("?who ?one ?two", '("a" 1 2) ("b" 2 1)')
    assert heading(asked(client, query)) == "one / who"
    for line in ("# draw: two\r\n", "#draw:?two\n", "# A\n\t# draw: $two \n"):
        assert heading(asked(client, line + query)) == "two / who"
    assert heading(asked(client, "# draw: two\n" + query, draw="one")) == "one / who"
    assert heading(asked(client, "# draw: none\n" + query)) == "one / who"


def test_years_are_drawn_last(client: FlaskClient) -> None:
    page = asked(client, values("?who ?year ?n", '("a" 2012 7) ("b" 2012 8)'))
    assert heading(page) == "n / who"
    assert [said(each) for each in page.xpath("//p[@class='sorts']/a")] == ["n", "year"]


def test_two_columns_tell_rows_apart(client: FlaskClient) -> None:
    rows = '("a" "x"@de 1) ("a" "y"@de 3) ("b" "x"@de 2) (UNDEF "x"@de 4)'
    page = asked(client, values("?one ?other ?n", rows))
    assert heading(page) == "n / one, other"
    assert labels(page) == ["no value · x", "a · y", "b · x", "a · x"]
    assert {each.get("lang") for each in page.xpath("//ul[@class='hbars']/li/*[1]")} == {"de"}


def test_one_row_may_have_no_label(client: FlaskClient) -> None:
    page = asked(client, values("?one ?n", '("a" 1) ("b" 2) (UNDEF 3)'))
    assert labels(page) == ["no value", "b", "a"]


@pytest.mark.parametrize(
    ("order", "first", "told"),
    [
        ("", "m39", "The largest 20 of 40 rows are drawn; the table has them all."),
        ("ORDER BY ?who", "m39", "The largest 20 of 40 rows are drawn; the table has them all."),
        ("ORDER BY ?n", "m0", "The first 20 of 40 rows are drawn, in the order of the query."),
        ("ORDER BY DESC(?n)", "m39",
         "The first 20 of 40 rows are drawn, in the order of the query."),
    ],
)  # fmt: skip
def test_bars_are_the_first_rows_of_an_order_by_them_else_the_largest(
    client: FlaskClient, order: str, first: str, told: str
) -> None:
    rows = " ".join(f'("m{number}" {number})' for number in range(40))
    page = asked(client, values("?who ?n", rows, order))
    assert labels(page)[0] == first
    assert page.xpath("string(//section[@aria-labelledby='picture']/p[last()])") == told


def test_the_beginning_of_a_long_result_is_drawn_in_its_order(client: FlaskClient) -> None:
    rows = " ".join(f'("{number}" {number})' for number in range(1100))
    page = asked(client, values("?who ?n", rows, "ORDER BY DESC(?n)"))
    assert labels(page)[0] == "1099"
    assert "The first 20 of 1,100 rows" in page.text_content()


def test_bars_of_one_length_are_not_drawn(client: FlaskClient) -> None:
    rows = " ".join(f'("m{number}" {1 + number // 30})' for number in range(40))
    assert heading(asked(client, values("?who ?n", rows, "ORDER BY ?n"))) == ""
    assert heading(asked(client, values("?who ?n", rows))) == "n / who"
    assert heading(asked(client, values("?who ?n", '("a" 1) ("b" 1)'))) == ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?n {} ORDER BY ?n", "n"),
        ("SELECT ?n {} order by desc ( $ņ ) ?m LIMIT 3", "ņ"),
        ("SELECT ?n {} ORDER BY (?n)", "n"),
        ("SELECT ?n {} ORDER BY (?n + 1)", None),
        ("SELECT ?n {} ORDER BY ABS(?n)", None),
        ("SELECT ?n { { SELECT * {} ORDER BY ?n } }", None),
        ('SELECT ("ORDER BY ?n" AS ?m) {}', None),
        ("SELECT * {} ORDER BY", None),
        ("", None),
    ],
)
def test_the_order_of_a_query(query: str, found: str | None) -> None:
    assert ordered_by(query) == found


def test_a_project_beside_its_title_is_drawn_by_it(client: FlaskClient) -> None:
    page = asked(client, question("Which projects were granted most"))
    titles = [said(each) for each in page.xpath("//tbody/tr/td[2]")]
    assert labels(page) == titles
    assert "1DP/1.5.2.2.2/12/APIA/SIF/176" in shown(page)[1]


@pytest.mark.parametrize("language", ["lv", "en"])
def test_a_question_without_an_answer_says_what_it_leaves_out(
    client: FlaskClient, language: str
) -> None:
    example = next(each for each in examples(language) if each.name == "08-currencies-disagree")
    page = asked(client, example.query, language)
    assert page.xpath("//div[@id='result']/p[@role='status']/following-sibling::p[1]/text()") == [
        example.note
    ]


def test_years_without_a_row_keep_their_place(client: FlaskClient) -> None:
    page = asked(client, values("?year ?n", "(2012 7) (2015 8)"))
    told = page.xpath("//*[name()='rect' and @class='hit']/*[name()='title']/text()")
    assert told == ["2012 – 7", "2013 – –", "2014 – –", "2015 – 8"]


def svg(client: FlaskClient, query: str, **more: str) -> tuple[int, bytes]:
    parameters = {"lang": "en", "query": query, "format": "svg", **more}
    answer = client.get("/sparql", query_string=parameters)
    assert answer.status_code == 406 or answer.mimetype == "image/svg+xml"
    return answer.status_code, answer.data


@pytest.mark.parametrize("example", examples("en"), ids=lambda example: example.name)
def test_what_the_page_draws_is_a_file_too(client: FlaskClient, example: Example) -> None:
    page = asked(client, example.query)
    status, data = svg(client, example.query)
    links = page.xpath("//a[@download]")
    kind = page.xpath("string(//h2[@id='picture']/text())").strip()
    named = [link.text_content() for link in links]
    assert named[:-1] == ([f"{kind} as SVG"] if kind else [])
    if not kind:
        assert status == 406
        return
    assert client.get(links[0].get("href")).data == data
    root = etree.fromstring(data)
    texts = root.xpath("//*[local-name()='text']/text()")
    assert {example.title, heading(page)} <= set(texts)
    assert b"class=" not in data
    release = client.application.extensions["fundgraph"].releases.current().id
    assert any(release in text for text in texts)
    assert any("made up, for show" in text for text in texts)
    assert not root.xpath("//@*[starts-with(., 'http://') and name() != 'xmlns']")


def test_a_file_has_the_column_that_is_asked_for_and_all_its_words(client: FlaskClient) -> None:
    long = "<b>&amp;\U0001f600</b> " * 30
    query = values("?who ?one ?two", f'("{long}" -5 2) ("b" 2 1)')
    _, data = svg(client, query, draw="two")
    root = etree.fromstring(data)
    texts = root.xpath("//*[local-name()='text']/text()")
    assert "two / who" in texts
    assert any(text.endswith("…") and len(text) < 110 for text in texts)
    assert long.strip() in [each.strip() for each in root.xpath("//*[local-name()='title']/text()")]
    assert svg(client, query, draw="one")[1] != data


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("\n# Who? \nSELECT", "Who?"),
        ("# draw: n\n\n#Who?\n", "Who?"),
        ("# draw: n\nSELECT", ""),
        ("# \n# draw: n", ""),
        ("SELECT # no", ""),
        ("#\n# draw: n\n# Who?\nSELECT", ""),
        ("# A\n# draw: n", "A"),
        ("SELECT *\n# no", ""),
    ],
)
def test_what_is_drawn_is_no_title(query: str, title: str) -> None:
    assert title_of(query) == title


@pytest.mark.parametrize("filling", [" ", "\r", "\t", "\n", " \n", "x ", "# draw:", "# draw:\n"])
def test_no_query_is_long_looked_through_for_its_title(filling: str) -> None:
    query = "# draw:" + filling * (15_000 // len(filling)) + "\nSELECT"
    begun = time.process_time()
    title_of(query)
    drawn(query)
    assert time.process_time() - begun < 0.5


def test_a_file_is_xml_whatever_the_result_holds(client: FlaskClient) -> None:
    query = "# Who\x01\ufffe?\n" + values("?who ?n", r'("a\u0000\u000b" 1) ("b\uFFFF" 2)')
    status, data = svg(client, query)
    assert status == 200
    assert "Who\ufffd\ufffd?" in etree.fromstring(data).xpath("//*[local-name()='text']/text()")


@pytest.mark.parametrize(
    "query", ["ASK {}", "SELECT ?s {}", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1"]
)
def test_what_cannot_be_drawn_is_no_file(client: FlaskClient, query: str) -> None:
    status, data = svg(client, query)
    assert status == 406
    assert b"cannot be drawn" in data


def test_a_long_query_is_posted_for_its_files(client: FlaskClient) -> None:
    query = "#" + "a" * 9000 + "\n" + values("?who ?n", '("a" 1) ("b" 2)')
    data = {"query": query}
    page = html.fromstring(
        client.post("/sparql?lang=en", data=data, headers={"Accept": "text/html"}).text
    )
    form = page.xpath("//div[@id='result']//form")[0]
    sent = {each.get("name"): each.get("value") for each in form.xpath(".//input")}
    types = [each.get("value") for each in form.xpath(".//button")]
    found = [client.post(form.get("action"), data={**sent, "format": each}) for each in types]
    assert [answer.mimetype for answer in found] == ["image/svg+xml", "text/csv"]
    assert found[1].text.splitlines() == ["who,n", "a,1", "b,2"]
