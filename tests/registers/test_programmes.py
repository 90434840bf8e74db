# SPDX-License-Identifier: EUPL-1.2
"""The real list of Latvia's activities of 2007–2013 is the tree of its programmes."""

import csv
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from fundgraph.check import check
from fundgraph.config import Settings
from fundgraph.pipeline import projects
from fundgraph.sources import locate
from fundgraph.tally import Tally
from fundgraph.tools import Tools, Watch
from fundgraph.vocabulary import CODE, DCTERMS, ESF, FOAF, RDF

HERE = Path(__file__).parent
FILE = HERE.parents[2] / "shared/samples/LV_2007-2013_activities.csv"
PROGRAMME = "http://localhost:8000/id/programme/lv-2007-2013-"
FUNDS = {"ESF": "ESF", "ERAF": "ERDF", "KF": "CF"}

pytestmark = pytest.mark.usefixtures("samples")


class Silent:
    def stage(self, name: str) -> None:
        pass

    def advance(self, projects: int) -> None:
        pass


@lru_cache(maxsize=1)
def published() -> tuple[Tally, Graph]:
    """What is counted and what is shared, of the tree alone."""
    tools, tally = Tools.load(Settings()), Tally()
    sources = locate([str(HERE / "lv-activities.toml")], Settings())
    assert list(projects(sources, tools.mapper(), tools.codes, tally)) == []
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in tally.shared)
    return tally, Graph().parse(data=text, format="nt")


def levels() -> dict[str, list[str]]:
    """The rows of the file that are levels, by number: nothing of the package is used."""
    with FILE.open(encoding="utf-8-sig", newline="") as lines:
        return {row[0].rstrip("."): row for row in csv.reader(lines) if row[0][:1].isdigit()}


def test_every_row_is_a_level_or_a_section() -> None:
    tally, graph = published()
    assert len(levels()) == 246
    assert (tally.rows, tally.levels, tally.skipped, tally.refused) == (248, 246, 2, 0)
    found = {str(one).removeprefix(PROGRAMME) for one in graph.subjects(RDF.type, ESF.Programme)}
    assert found == {*levels(), "1dp", "2dp", "3dp"}


def test_titles_and_funds_are_those_of_the_file() -> None:
    graph = published()[1]
    for number, (_, title, *_, fund) in levels().items():
        level = URIRef(PROGRAMME + number)
        titles = [str(one) for one in graph[level : DCTERMS.title] if one.language == "lv"]  # type: ignore[union-attr]
        assert titles == [title]
        assert list(graph.objects(level, DCTERMS.alternative)) == []
        if fund:
            assert list(graph.objects(level, ESF.fund)) == [URIRef(f"{CODE}fund/{FUNDS[fund]}")]


def test_three_funds_with_as_many_levels_as_in_the_file() -> None:
    graph = published()[1]
    expected = Counter(FUNDS[row[5]] for row in levels().values() if row[5])
    # The tree that the package carries has the fund of headings, too, where the file has none.
    expected["ESF"] += sum(not row[5] for number, row in levels().items() if number[:3] == "1.5")
    found = Counter(str(one).rpartition("/")[2] for one in graph.objects(None, ESF.fund))
    assert found == expected
    assert set(found) == {"ESF", "ERDF", "CF"}


@pytest.mark.parametrize("number", ["1.5.2.2.2", "2.1.2.2.4", "3.5.1.2.1"])
def test_every_level_lies_in_the_one_that_its_number_begins_with(number: str) -> None:
    graph = published()[1]
    level, path = URIRef(PROGRAMME + number), []
    while (above := graph.value(level, DCTERMS.isPartOf)) is not None:
        path.append(str(above).removeprefix(PROGRAMME))
        level = URIRef(str(above))
    parts = number.split(".")
    expected = [".".join(parts[:length]) for length in range(len(parts) - 1, 1, -1)]
    assert path == [*expected, f"{parts[0]}dp"]
    kinds = [graph.value(URIRef(PROGRAMME + one), ESF.level) for one in (number, *path)]
    assert [str(kind).rpartition("/")[2] for kind in kinds] == [
        "sub-activity", "activity", "measure", "priority", "programme",
    ]  # fmt: skip


def test_bodies_and_procedure_stay_as_published_with_their_row() -> None:
    graph = published()[1]
    record = graph.value(URIRef(f"{PROGRAMME}1.5.2.2.2"), FOAF.isPrimaryTopicOf)
    said = {str(line) for line in graph.objects(record, ESF.asPublished)}
    assert {
        "Ieviešanas kārtība: APIA", "Atbildīgā iestāde: Vkanc", "Sadarbības iestāde: SIF",
    } <= said  # fmt: skip
    with FILE.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row[0] for row in csv.reader(lines)]
    assert int(graph.value(record, ESF.row)) == rows.index("1.5.2.2.2.") + 1  # type: ignore[arg-type]


def test_the_shapes_have_nothing_to_say() -> None:
    tools = Tools.load(Settings())
    sources = locate([str(HERE / "lv-activities.toml")], Settings())
    report = check(sources, tools, Watch(Silent())).report()
    assert {finding.rule for finding in report.findings} == {"section-row"}
