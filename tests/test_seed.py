# SPDX-License-Identifier: EUPL-1.2
"""The seed page as given: every fact of it, its oddities as warnings, the same in every format.

The page is read where it stands, beside the repository; without it these tests are skipped.
"""

import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from pyld import jsonld
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rich.console import Console

from fundgraph.check import check
from fundgraph.config import Settings
from fundgraph.console.progress import StageLines
from fundgraph.convert import convert
from fundgraph.report import Severity
from fundgraph.sources import locate
from fundgraph.tally import Tally
from fundgraph.tools import Tools, Watch
from fundgraph.vocabulary import DCTERMS, ESF, PROV, SDO

SEED = Path(__file__).parents[2] / "shared" / "seed" / "000_e7c571c301c3f806.txt"
PROJECT = URIRef("http://localhost:8000/id/project/1DP-1.5.2.2.2-12-APIA-SIF-176")
PART = Namespace(f"{PROJECT}#")
STAGE, COMPONENT = (
    Namespace(f"https://w3id.org/fundgraph/code/{x}/") for x in ("stage", "component")
)
MONEY = [
    ("granted", "total", "25623.18", "18008.07"),
    ("granted", "fund", "23591.24", "16580.02"),
    ("granted", "private", "2031.94", "1428.06"),
    ("spent", "total", "28578.34", "20084.97"),
    ("spent", "fund", "26546.39", "18656.91"),
    ("spent", "private", "0.00", "0.00"),
    ("spent", "public", "2031.95", "1428.06"),
]

pytestmark = pytest.mark.skipif(
    not SEED.is_file(), reason="the seed page is not beside the repository"
)


def watch() -> Watch:
    return Watch(StageLines(Console(quiet=True)))


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load(Settings())


def written(tools: Tools, form: str) -> bytes:
    out = io.BytesIO()
    convert(locate([str(SEED)], tools.settings), tools, form, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def graph(tools: Tools) -> Graph:
    return Graph().parse(data=written(tools, "nt"), format="nt")


@pytest.fixture(scope="module")
def tally(tools: Tools) -> Tally:
    return check(locate([str(SEED)], tools.settings), tools, watch())


def test_counts(tally: Tally) -> None:
    assert (tally.rows, tally.projects, tally.refused, tally.skipped) == (1, 1, 0, 0)
    assert tally.file_sums == tally.graph_sums
    assert tally.file_sums["ESF Funding", "EUR"] == Decimal("25623.18")
    assert tally.file_sums["• ESF Funding", "EUR"] == Decimal("23591.24")


@pytest.mark.parametrize(("stage", "component", "eur", "lvl"), MONEY)
def test_money_pairs(graph: Graph, stage: str, component: str, eur: str, lvl: str) -> None:
    for currency, value in (("EUR", eur), ("LVL", lvl)):
        amount = PART[f"{stage}-{component}-{currency.lower()}"]
        assert (PROJECT, ESF.amount, amount) in graph
        assert Decimal(str(graph.value(amount, SDO.value))) == Decimal(value)
        assert graph.value(amount, SDO.currency) == Literal(currency)
        assert graph.value(amount, ESF.stage) == STAGE[stage]
        assert graph.value(amount, ESF.component) == COMPONENT[component]
    pair = (PART[f"{stage}-{component}-lvl"], PROV.alternateOf, PART[f"{stage}-{component}-eur"])
    assert pair in graph
    assert len(set(graph.objects(PROJECT, ESF.amount))) == 2 * len(MONEY)


def test_facts(graph: Graph) -> None:
    slugs = {str(o).rpartition("/")[2] for o in graph.objects(PROJECT)}
    assert {
        "ESF", "2007-2013", "lv-2007-2013-1.5.2.2.2", "completed", "lv-kurzeme", "lv-latgale",
        "lv-vidzeme", "lv-zemgale", "LV003", "LV005", "LV008", "LV009",
    } <= slugs  # fmt: skip
    assert str(graph.value(PROJECT, DCTERMS.identifier)) == "1DP/1.5.2.2.2/12/APIA/SIF/176"
    title = graph.value(PROJECT, DCTERMS.title)
    assert title == Literal("Koalīcija mazākumtautību politiskai līdzdalībai valsts sektorā", "lv")
    assert str(graph.value(PROJECT, SDO.startDate)) == "2012-09-01"
    assert str(graph.value(PROJECT, SDO.endDate)) == "2013-08-31"
    assert str(graph.value(PART["source"], DCTERMS.modified)) == "2013-10-30"
    assert len(set(graph.objects(PROJECT, ESF.partner))) == 4
    assert len(set(graph.objects(PROJECT, ESF.promoter))) == 1
    assert len(set(graph.objects(PROJECT, ESF.site))) == 5


def test_every_word_of_the_page_is_there(graph: Graph) -> None:
    """Whatever the page says between its labels is a literal, or within one."""
    held_back = re.compile(r"^(Phone|Fax): ")
    kept = " ".join(str(o) for o in graph.objects() if isinstance(o, Literal))
    kept = " ".join(kept.split())
    furniture = {"Print |", "Extended view", "Search projects"}
    for line in SEED.read_text(encoding="utf-8").splitlines():
        text = " ".join(line.split())
        if not text or text in furniture or held_back.match(text) or text.startswith("Home >"):
            continue
        assert text.removeprefix("Project results: ") in kept, text


def test_contacts_are_nowhere(graph: Graph) -> None:
    assert "65235635" not in graph.serialize(format="nt")


def test_oddities_are_warnings(tally: Tally) -> None:
    found = {(f.rule, f.field, f.row) for f in tally.findings}
    assert {f.severity for f in tally.findings} == {Severity.WARNING}
    assert found == {
        ("Amount-rounding", "ESF Funding", 23),
        ("Project-spent", "Total ESF spent", 26),
        ("AmountPart-granted", "ESF_PUBLISKAIS", 29),
        ("Site-town", "Place of implementation", 35),
    }
    assert {f.project for f in tally.findings} == {"1DP/1.5.2.2.2/12/APIA/SIF/176"}
    assert {f.file for f in tally.findings} == {SEED.name}


@pytest.mark.parametrize(
    ("form", "parser"), [("ttl", "turtle"), ("rdfxml", "xml"), ("jsonld", "json-ld")]
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_formats_are_one_graph(tools: Tools, graph: Graph, form: str, parser: str) -> None:
    other = Graph().parse(data=written(tools, form), format=parser)
    assert isomorphic(other, graph)


def test_pyld_reads_the_same_graph(tools: Tools, graph: Graph) -> None:
    document = json.loads(written(tools, "jsonld"))
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert isomorphic(Graph().parse(data=lines, format="nt"), graph)
