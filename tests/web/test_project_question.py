# SPDX-License-Identifier: EUPL-1.2
"""A list of projects as a query: it finds the same projects, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import QuerySolutions, RdfFormat, Store
from werkzeug.datastructures import MultiDict

from fundgraph.config import Settings
from fundgraph.iris import Minter
from fundgraph.store.index import Index, ProjectRow, Selection
from fundgraph.store.index.builder import sort_key
from fundgraph.vocabulary import DCTERMS
from fundgraph.web.app import create_app
from fundgraph.web.projects import asked
from fundgraph.web.projects.asked import LISTS
from fundgraph.web.projects.question import by_title, query_of
from fundgraph.web.projects.takeaway import MANY, MANY_BY_WORDS, slow
from tests.store.test_titles import TITLES, statements
from tests.store.test_titles import write as write_index
from tests.web.conftest import BufferedClient
from tests.web.test_pages import read

STATES = 200
SORTS = ("-granted", "-spent", "-start", "title")
Parameters = list[tuple[str, str]]


@pytest.fixture(scope="module")
def site(sampled: Path) -> Iterator[Flask]:
    app = create_app(Settings(releases_dir=str(sampled), query_timeout_s=60))
    yield app
    app.extensions["fundgraph"].releases.close()


@pytest.fixture(scope="module")
def client(site: Flask) -> FlaskClient:
    return BufferedClient(site, site.response_class)


@pytest.fixture(scope="module")
def index(site: Flask) -> Index:
    found: Index = site.extensions["fundgraph"].releases.current().index
    return found


def answered(client: FlaskClient, query: str) -> list[tuple[str, str, str]]:
    """The projects that a query finds, their titles and the languages of these."""
    accept = {"Accept": "application/sparql-results+json"}
    response = client.post("/sparql", data={"query": query}, headers=accept)
    assert response.status_code == 200, response.get_data(as_text=True)
    return [
        (row["project"]["value"], row["title"]["value"], row["title"].get("xml:lang", "und"))
        for row in response.get_json()["results"]["bindings"]
    ]


def asked_of(client: FlaskClient, query: str) -> list[str]:
    """The projects that a query finds."""
    return [project for project, _title, _language in answered(client, query)]


def offered(client: FlaskClient, parameters: Parameters, language: str = "en") -> str:
    """The query that the page of a list offers."""
    page = read(client, f"/{language}/projects?{urlencode(parameters)}")
    (address,) = page.xpath("//section[@class='takeaway']//a[contains(@href, '/sparql')]/@href")
    return parse_qs(urlsplit(address).query)["query"][0]


def listed(client: FlaskClient, parameters: Parameters) -> list[str]:
    found = client.get(f"/data/projects.json?{urlencode(parameters)}").get_json()
    return [project["iri"] for project in found["projects"]]


def places_of(client: FlaskClient) -> dict[str, str]:
    """What is said of where each project is: its sites as published, the names of what it is in."""
    query = """PREFIX esf: <https://w3id.org/fundgraph/esf#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?project (GROUP_CONCAT(?text; separator=" ") AS ?said) WHERE {
      { ?project esf:site ?site . ?site esf:asPublished ?text }
      UNION { ?project esf:region ?where . ?where skos:prefLabel ?text }
      UNION { ?project esf:site ?site . ?site esf:region ?where . ?where skos:prefLabel ?text }
      UNION { ?project esf:site ?site . ?site esf:place ?where . ?where skos:prefLabel ?text }
    } GROUP BY ?project"""
    accept = {"Accept": "application/sparql-results+json"}
    found = client.post("/sparql", data={"query": query}, headers=accept).get_json()
    return {row["project"]["value"]: row["said"]["value"] for row in found["results"]["bindings"]}


def states(index: Index, places: dict[str, str], seed: int) -> Iterator[Parameters]:
    """What somebody might choose, drawn from what there is."""
    random, rows = Random(seed), index.projects(limit=1000)
    facets = index.search().facets
    values = {
        name: [count.value or "none" for count in getattr(facets, field)]
        for name, field in LISTS.items()
    }
    while True:
        row, state = random.choice(rows), Parameters()
        for name, known in values.items():
            if random.random() < 0.3:
                state += [(name, value) for value in random.sample(known, min(3, len(known)))]
        if random.random() < 0.3:
            state.append(("q", some_words(row, places.get(row.iri, ""), random)))
        state += ranges(row, random)
        if random.random() < 0.15:
            slug, role = random.choice(row.organisations)
            state += [("organisation", slug), *([("role", role)] if random.random() < 0.5 else [])]
        yield [*state, ("sort", random.choice(SORTS))]


def some_words(row: ProjectRow, places: str, random: Random) -> str:
    """Beginnings of words of a project's title, number, promoter or places, in any letters."""
    words = f"{row.title} {row.number} {row.promoter_name or ''} {places}".split()
    chosen = random.sample(words, random.randint(1, min(3, len(words))))
    cut = " ".join(word[: random.randint(2, 9)] for word in chosen)
    return random.choice([cut, cut.upper(), cut.lower().translate(str.maketrans("āčēī", "acei"))])


def ranges(row: ProjectRow, random: Random) -> Parameters:
    found: Parameters = []
    if row.start and random.random() < 0.3:
        found.append((random.choice(["from", "to"]), row.start[:4]))
    if row.granted and random.random() < 0.3:
        found.append((random.choice(["min", "max"]), f"{row.granted / 100:.2f}"))
    return found


def test_the_query_of_a_list_finds_its_projects(client: FlaskClient, index: Index) -> None:
    drawn, sizes = states(index, places_of(client), 5), []
    languages = cycle(("lv", "en"))
    while len(sizes) < STATES:
        state, language = next(drawn), next(languages)
        column = dict(state)["sort"].removeprefix("-")
        data = f"/data/projects.json?{urlencode([*state, ('lang', language)])}"
        projects = client.get(data).get_json()["projects"]
        if not projects:
            continue
        told = answered(client, offered(client, state, language))
        assert sorted(told) == sorted((x["iri"], x["title"], x["language"]) for x in projects)
        found = [project for project, _title, _language in told]
        assert len(found) == len(set(found))
        values = {project["iri"]: project[column] for project in projects}
        assert set(found) == set(values), state
        # Of equal values, either may come first.
        assert [values[iri] for iri in found] == list(values.values()), state
        sizes.append(len(found))
    assert sum(1 < size < index.totals().projects for size in sizes) > STATES / 2


@pytest.mark.parametrize(
    "state",
    [
        [("q", "zzzz")],
        [("q", "!!!")],
        [("region", "nowhere")],
        [("region", "a b> } #")],
        [("organisation", 'x" y')],
        [("from", "2013"), ("to", "2012")],
    ],
)
def test_nothing_is_found_by_either(client: FlaskClient, state: Parameters) -> None:
    assert listed(client, state) == []
    minter = client.application.extensions["fundgraph"].minter
    assert asked_of(client, query_of(asked.read(MultiDict(state), ""), minter, "lv")) == []


def test_a_query_too_long_for_an_address_is_sent_by_a_form(client: FlaskClient) -> None:
    state = [("q", "koalicija")] + [("region", f"{n:0200}") for n in range(40)]
    state.append(("region", "lv-latgale"))
    page = read(client, f"/en/projects?{urlencode(state)}")
    (form,) = page.xpath("//section[@class='takeaway']//form")
    assert (form.get("action"), form.get("method")) == ("/sparql", "post")
    (query,) = form.xpath("input/@value")
    assert asked_of(client, query) == listed(client, state) != []


@pytest.mark.parametrize(
    ("text", "projects", "warned"),
    [
        ("a", MANY_BY_WORDS + 1, True),
        ("a", MANY_BY_WORDS, False),
        (None, MANY + 1, True),
        (None, MANY, False),
    ],
)
def test_a_query_that_may_meet_its_limit_is_announced(
    text: str | None, projects: int, warned: bool
) -> None:
    assert slow(asked.Asked(Selection(text=text)), projects) == warned


def test_titles_in_any_language_are_found_and_sorted_as_in_the_list(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    write_index(path)
    list_of, store = Index.open(path), Store()
    for slug in TITLES:
        text = "".join(f"{' '.join(triple)} .\n" for triple in statements(slug))
        number = f'<x:{slug}> {DCTERMS.identifier.n3()} "{slug}" .\n'
        store.load((text + number).encode(), RdfFormat.N_TRIPLES)
    for language in ("lv", "en"):
        found = store.query(query_of(asked.Asked(sort="title"), Minter("x:"), language))
        assert isinstance(found, QuerySolutions)
        assert [(x["title"].value, x["title"].language or "und") for x in found] == [
            (row.title, row.title_language)
            for row in list_of.projects(sort="title", language=language)
        ]


def test_odd_titles_are_sorted_as_in_the_list(client: FlaskClient) -> None:
    odd = [
        "„Ābols”", "Ābols", "(Azote)", "azote", "– 1. daļa", "Āzene", "'Čau'", "Cz", "čau", "d",
        "[x] Ģints", "gz", "ŠŪPOLES", "Szz", "Žanis", "« a »", "a «b» c", "a b", "ļ", "ķ", "ņ",
    ]  # fmt: skip
    values = " ".join(f'"{title}"' for title in odd)
    query = f"SELECT ?title ?number {{ VALUES ?title {{ {values} }} }} ORDER BY {by_title()}"
    accept = {"Accept": "application/sparql-results+json"}
    found = client.post("/sparql", data={"query": query}, headers=accept).get_json()
    titles = [row["title"]["value"] for row in found["results"]["bindings"]]
    assert [sort_key(title) for title in titles] == sorted(map(sort_key, odd))
