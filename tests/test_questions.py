# SPDX-License-Identifier: EUPL-1.2
"""The competency questions against the published sample: expected rows, and a second engine."""

import csv
import io
import os
import re
import subprocess
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
import rdflib

from fundgraph.config import Settings
from fundgraph.resources import folder
from fundgraph.store import embedded
from fundgraph.store.queries import Query, QueryService
from fundgraph.store.questions import in_language
from fundgraph.store.scan import Form, scan

HERE = Path(__file__).parent
EXPECTED = HERE / "questions"
QUESTIONS = sorted((HERE.parent / "src" / "fundgraph" / "questions").glob("*.rq"))
BASE = "http://localhost:8000/"
Rows = list[list[str]]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the sample."""
    place = tmp_path_factory.mktemp("site")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FUNDGRAPH_")}
    subprocess.run(
        [sys.executable, "-m", "fundgraph", "publish", str(folder("data") / "registers")],
        cwd=place,
        env=kept,
        check=True,
        capture_output=True,
    )
    return place / "var" / "releases" / "current"


def answered(store: Path, question: Path) -> Rows:
    """The rows of a question's answer, the heading first."""
    return rows_of(store, question.read_text(encoding="utf-8"))


def rows_of(store: Path, text: str) -> Rows:
    """The rows of a query's answer, the heading first."""
    with QueryService(store, Settings()) as service:
        query = Query(text)
        answer = service.run(query, solution_type="text/csv", graph_type=None)
        return list(csv.reader(io.StringIO(answer.read().decode())))


def expected(question: Path) -> Rows:
    with (EXPECTED / f"{question.stem}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_answers(release: Path, question: Path) -> None:
    assert answered(release / "store", question) == expected(question)


def plain(value: str) -> str:
    """A cell that compares: engines write one decimal in more than one way."""
    try:
        return str(Decimal(value).normalize())
    except InvalidOperation:
        return value


@pytest.fixture(scope="module")
def graph(release: Path) -> rdflib.Graph:
    """All that is published, in rdflib."""
    store = embedded.EmbeddedStore.open(release / "store")
    lines = (
        " ".join(triple) for name in store.graph_names() for triple in store.graph_triples(name)
    )
    return rdflib.Graph().parse(data=" .\n".join([*lines, ""]), format="nt")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_another_engine_gives_the_same(graph: rdflib.Graph, question: Path) -> None:
    result = graph.query(question.read_text(encoding="utf-8"))
    found = [["" if cell is None else plain(str(cell)) for cell in row] for row in result]
    rows = [[plain(cell) for cell in row] for row in expected(question)[1:]]
    assert sorted(found) == sorted(rows)


def test_every_question_has_an_expected_answer() -> None:
    assert [path.stem for path in QUESTIONS] == sorted(path.stem for path in EXPECTED.glob("*.csv"))
    assert len(QUESTIONS) >= 25


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_fit_for_the_query_page(question: Path) -> None:
    text = question.read_text(encoding="utf-8")
    for language in ("en", "lv"):
        assert len(re.findall(rf"^# {language}: [A-ZĀ-Ž].+\?$", text, re.MULTILINE)) == 1
        assert len(re.findall(rf"^# {language}, more: [A-ZĀ-Ž].+\.$", text, re.MULTILINE)) == 1
    assert len(re.findall(r"^# group: (\w+)$", text, re.MULTILINE)) == 1
    assert scan(text).form is Form.SELECT
    assert re.search(r"^ORDER BY", text, re.MULTILINE), "the order of the rows is left to chance"
    assert BASE not in text, "a question holds for every site"


def built(folder: Path, turtle: str) -> Path:
    """A store of these statements."""
    triples = rdflib.Graph().parse(data=turtle, format="turtle").serialize(format="nt")
    lines = folder / "lines.nq"
    lines.write_text(triples.replace(" .\n", f" <{BASE}data/graph/x> .\n"), encoding="utf-8")
    embedded.build(folder / "store", [lines])
    return folder / "store"


def test_disagreeing_currencies_are_found(tmp_path: Path) -> None:
    """The sample has none: 10.00 LVL are 14.23 EUR, to the cent, and not 14.25."""
    prefix = (
        "@prefix esf: <https://w3id.org/fundgraph/esf#> . @prefix schema: <https://schema.org/> ."
    )
    text = f"""{prefix}
    @prefix dct: <http://purl.org/dc/terms/> . @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <x:lvl> skos:notation "LVL" ; esf:perEuro 0.702804 .
    <x:a> dct:identifier "A" ; esf:amount <x:a#1> , <x:a#2> , <x:a#3> .
    <x:a#1> schema:value 14.23 ; schema:currency "EUR" .
    <x:a#2> schema:value 10.00 ; schema:currency "LVL" ; prov:alternateOf <x:a#1> .
    <x:a#3> schema:value 10.02 ; schema:currency "LVL" ; prov:alternateOf <x:a#1> ;
      esf:asPublished "Funding" .
    """
    question = next(path for path in QUESTIONS if "currencies" in path.stem)
    heading, *rows = answered(built(tmp_path, text), question)
    assert [row[: heading.index("difference")] for row in rows] == [
        ["x:a", "Funding", "10.02", "LVL", "14.23"]
    ]


PLACES = f"""@prefix esf: <https://w3id.org/fundgraph/esf#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix legal: <http://www.w3.org/ns/legal#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<x:who> legal:legalName "Biedrība" .
<x:said> a esf:Project ; esf:region <x:kurzeme> ; esf:site <x:said#1> .
<x:said#1> esf:region <x:latgale> .
<x:by-sites> a esf:Project ; esf:site <x:by-sites#1> , <x:by-sites#2> , <x:by-sites#3> .
<x:by-sites#1> esf:region <x:latgale> . <x:by-sites#2> esf:region <x:latgale> .
<x:by-sites#3> esf:region <x:zemgale> .
<x:withheld> a esf:Project ; esf:region <x:zemgale> ; esf:grantedEUR 4.0 .
<x:nowhere> a esf:Project ; esf:site <x:nowhere#1> .
{
    " ".join(
        f"<x:{name}> esf:promoter <x:who> ; esf:grantedEUR {euros} ;"
        ' esf:notBefore "2012-03-01"^^xsd:date .'
        for name, euros in (("said", "1.0"), ("by-sites", "2.0"), ("nowhere", "8.0"))
    )
}"""


@pytest.mark.parametrize(
    ("stem", "rows"),
    [
        (
            "01-most-received",
            [["x:kurzeme", "1"], ["x:latgale", "2"], ["x:zemgale", "2"]],
        ),
        (
            "09-money-by-region",
            [["x:kurzeme", "1"], ["x:latgale", "2"], ["x:zemgale", "6"]],
        ),
        ("20-several-regions", [["x:by-sites", "2"]]),
    ],
)
def test_a_project_that_states_no_region_counts_once_in_each_of_its_sites(
    tmp_path: Path, stem: str, rows: Rows
) -> None:
    """Whoever promotes it, named or not."""
    graph = rdflib.Graph().parse(data=PLACES, format="turtle")
    question = next(path for path in QUESTIONS if path.stem == stem)
    heading, *found = answered(built(tmp_path, PLACES), question)
    figure = "regions" if "regions" in heading else "granted"
    assert sorted([row[0], row[heading.index(figure)]] for row in found) == rows
    other = graph.query(question.read_text(encoding="utf-8"))
    assert sorted([str(row[0]), plain(str(row[figure]))] for row in other) == rows


PROJECTS = """@prefix dct: <http://purl.org/dc/terms/> .
<x:1> dct:title "Z"@cs , "A"@de . <x:2> dct:title "A"@de , "Z"@en .
<x:3> dct:title "A"@en , "Z"@lv . <x:4> a dct:Thing ."""


TITLES = re.compile(r"  OPTIONAL { (?:SELECT \?project \?lv WHERE { )?\?project dct:title \?lv")


def test_a_title_is_one_in_any_language(tmp_path: Path) -> None:
    """Latvian or English first, as the page says; else the first in the alphabet, once."""
    store = built(tmp_path, PROJECTS)
    texts = [question.read_text(encoding="utf-8") for question in QUESTIONS]
    ways = {
        text[found.start() : text.rindex("}")] for text in texts if (found := TITLES.search(text))
    }
    assert len(ways) == 2, "by project for a few, as tables for many"
    head = "PREFIX dct: <http://purl.org/dc/terms/> SELECT ?title {{ {} {} }} ORDER BY ?project"
    projects = "VALUES ?project { <x:1> <x:2> <x:3> <x:4> }"
    for way in ways:
        for language, titles in (("lv", ["A", "Z", "Z", ""]), ("en", ["A", "Z", "A", ""])):
            query = head.format(projects, in_language(way, language))
            assert [row[0] if row else "" for row in rows_of(store, query)[1:]] == titles


BARE = """@prefix esf: <https://w3id.org/fundgraph/esf#> .
@prefix schema: <https://schema.org/> .
<x:bare> a esf:Project ; esf:grantedEUR 8.0 ; esf:programme <x:level> ; esf:partner <x:who> ;
  esf:amount <x:bare#1> , <x:bare#2> .
<x:bare#1> schema:value 8.0 ; schema:currency "EUR" ;
  esf:stage <https://w3id.org/fundgraph/code/stage/granted> ;
  esf:component <https://w3id.org/fundgraph/code/component/total> .
<x:bare#2> schema:value 6.0 ; schema:currency "EUR" ;
  esf:stage <https://w3id.org/fundgraph/code/stage/granted> ;
  esf:component <https://w3id.org/fundgraph/code/component/fund> .
<x:level> a esf:Programme ."""


@pytest.mark.parametrize(
    ("stem", "row"),
    [
        ("04-share-of-the-fund", ["x:level", "", "", "", "1", "8", "6", "75"]),
        ("07-money-by-legal-form", ["", "0", "1", "8", ""]),
        ("11-projects-by-status", ["", "1", "8"]),
        ("13-busiest-partners", ["x:who", "1", "0"]),
        ("17-largest-grants", ["x:bare", "", "", "8"]),
        ("18-programme-tree", ["x:level", "", "", "1", "8"]),
        ("25-funds-and-periods", ["", "", "8", "1"]),
    ],
)
def test_a_project_without_what_is_asked_for_is_not_lost(
    tmp_path: Path, stem: str, row: list[str]
) -> None:
    """One that states sums, a partner and a programme without a level, and nothing else."""
    question = next(path for path in QUESTIONS if path.stem == stem)
    assert answered(built(tmp_path, BARE), question)[1:] == [row]
