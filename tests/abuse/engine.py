# SPDX-License-Identifier: EUPL-1.2
"""Rows 2, 3 and 11: queries that would end the engine's process, or keep it busy with a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.abuse.client import Answer, Client
from tests.abuse.heavy import HARMFUL
from tests.abuse.lines import Line, counted
from tests.abuse.site import Site
from tests.store.test_hostile import mixed

DEPTHS = (65, 100, 500, 2_200, 8_000, 50_000, 300_000)
DEEP = (20_000, 50_000, 140_000)
LARGEST = 1_000_000
SEEDS = 200
ALIVE = "ASK { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Shape:
    """A query whose middle can be nested to any depth."""

    name: str
    before: str
    opener: str
    inner: str
    closer: str
    after: str = " }"

    def text(self, depth: int) -> str:
        """The query, so many levels deep."""
        return self.before + self.opener * depth + self.inner + self.closer * depth + self.after


_SELECT, _FILTER, _OBJECT = "SELECT * { ", "SELECT * { FILTER(", "SELECT * { <x:s> <x:p> "
_PATH = "SELECT * { <x:s> "
_TRIPLE = "<x:s> <x:p> <x:o>"
SHAPES = (
    Shape("groups", _SELECT, "{", _TRIPLE, "}"),
    Shape("brackets", _FILTER, "(", "1", ")", ") }"),
    Shape("blank nodes", _OBJECT, "[ <x:p> ", "<x:o>", "]"),
    Shape("collections", _OBJECT, "(", "1", ")"),
    Shape("OPTIONAL", _SELECT, f"{_TRIPLE} OPTIONAL {{", _TRIPLE, "}"),
    Shape("UNION", _SELECT, "{} UNION {", _TRIPLE, "}"),
    Shape("MINUS", _SELECT, f"{_TRIPLE} MINUS {{", _TRIPLE, "}"),
    Shape("NOT EXISTS", _SELECT, "FILTER NOT EXISTS {", _TRIPLE, "}"),
    Shape("GRAPH", _SELECT, "GRAPH ?g {", _TRIPLE, "}"),
    Shape("SELECT", _SELECT, "{ SELECT * {", _TRIPLE, "}}"),
    Shape("functions", _FILTER, "CONCAT(", "'x'", ")", ") }"),
    Shape("paths", _PATH, "(", "<x:p>", ")*", " ?o }"),
    Shape("triple terms", _SELECT, "<<( <x:a> <x:b> ", "<x:c>", " )>>", " ?p ?o }"),
)
# These nest without brackets, or grow a deep tree from a flat text.
FLAT = (
    Shape("quoted triples", _SELECT, "<< ", "<x:s>", " <x:p> <x:o> >>", " ?p ?o }"),
    Shape("negations", _FILTER, "!", "true", "", ") }"),
    Shape("signs", _FILTER, "- ", "1", "", ") }"),
    Shape("sums", _FILTER, "1+", "1", "", ") }"),
    Shape("disjunctions", _FILTER, "1||", "1", "", ") }"),
    Shape("sequences", _PATH, "<x:p>/", "<x:p>", "", " ?o }"),
    Shape("alternatives", _PATH, "<x:p>|", "<x:p>", "", " ?o }"),
    Shape("inverses", _PATH, "^", "<x:p>", "", " ?o }"),
    Shape("chains of UNION", _SELECT, "{} UNION ", "{}", ""),
    Shape("chains of OPTIONAL", _SELECT, "OPTIONAL{}", "", ""),
    Shape("chains of FILTER", _SELECT, "FILTER(1)", "", ""),
    Shape("chains of BIND", "SELECT (1 AS ?z) ", "", "", "", f"{{ {_TRIPLE} }}"),
    Shape("chains of triples", _SELECT, f"{_TRIPLE}.", "", ""),
)


def nesting(site: Site, limit: float) -> Iterator[Line]:
    """Row 2: each shape at each depth is refused; flat texts that grow deep trees end nothing."""
    web, client = site.web(), site.client(HARMFUL)
    yield nested(client)
    yield from _flat(site)
    right = [client.query(shape.text(30)).status for shape in SHAPES]
    yield Line(2, "the same shapes, 30 deep", counted(right), "200", set(right) == {200})
    yield _unharmed(2, site, web)


def nested(client: Client) -> Line:
    """Whether each shape at each depth is refused."""
    wrong, statuses = [], []
    for shape in SHAPES:
        for depth in DEPTHS:
            text = shape.text(depth)
            statuses.append(client.query(text).status)
            # A request over 1 MB may find its connection closed before all of it was sent.
            if statuses[-1] not in ((400,) if len(text) <= LARGEST else (0, 413)):
                wrong.append(f"{shape.name} {depth}: {statuses[-1]}")
    what = f"{len(statuses)} nesting bombs, 65 to 300,000 deep"
    return Line(2, what, _with(counted(statuses), wrong), "400 (413: over 1 MB)", not wrong)


def _unharmed(row: int, site: Site, web: set[tuple[int, float]]) -> Line:
    """Whether the server still runs in the same processes, and answers."""
    kept, alive = site.web() == web, site.client().query(ALIVE).status
    figure = f"{'the same' if kept else 'restarted'}, {alive}"
    return Line(
        row, "web processes, the next query", figure, "the same, 200", kept and alive == 200
    )


def _with(figure: str, wrong: list[str]) -> str:
    return f"{figure}; {len(wrong)} wrong: {'; '.join(wrong[:3])}" if wrong else figure


def _flat(site: Site) -> Iterator[Line]:
    client = site.client(HARMFUL)
    answers, wrong = [], []
    for shape in FLAT:
        for depth in (1_000, 16_000 // max(1, len(shape.opener + shape.closer)) - 20):
            answers.append(client.query(shape.text(depth)))
            alive = client.query(ALIVE).status
            if not answers[-1].clear or answers[-1].status == 500 or alive != 200:
                wrong.append(f"{shape.name} {depth}: {answers[-1].status}, then {alive}")
    figure = _with(counted(answer.status for answer in answers), wrong)
    what = f"{len(answers)} long chains within the limits"
    yield Line(2, what, figure, "a clear answer, the next query works", not wrong)


def unscanned(site: Site, limit: float) -> Iterator[Line]:
    """Row 2, where nobody looks at a query before the engine parses it."""
    web, client = site.web(), site.client(HARMFUL)
    answers, wrong = [], []
    for shape in (*SHAPES, *FLAT):
        for depth in DEEP:
            answer = client.query(shape.text(depth)[:LARGEST])
            alive = client.query(ALIVE).status
            answers.append(answer)
            if answer.status not in _survived(shape) or not answer.clear or alive != 200:
                wrong.append(f"{shape.name} {depth}: {answer.status}, then {alive}")
    figure = _with(counted(answer.status for answer in answers), wrong)
    what = f"{len(answers)} bombs with the scan off, the next query"
    yield Line(2, what, figure, "503 (or no query: 400), then 200", not wrong)
    yield _unharmed(2, site, web)


def _survived(shape: Shape) -> tuple[int, ...]:
    """The statuses of a bomb: the engine may live through those that do not nest."""
    return (200, 400, 503) if shape in FLAT else (400, 503)


def orders(site: Site, limit: float) -> Iterator[Line]:
    """Row 3: ORDER BY over values of many types, some of which abort the engine."""
    web = site.web()
    clients = [site.client(HARMFUL + number) for number in range(3)]

    def ask(seed: int) -> Answer:
        return clients[seed % 3].query(mixed(seed))

    with ThreadPoolExecutor(len(clients)) as threads:
        answers = list(threads.map(ask, range(SEEDS)))
    fine = all(answer.clear and answer.status in (200, 503) for answer in answers)
    figure = counted(answer.status for answer in answers)
    yield Line(3, f"{SEEDS} ORDER BY over mixed types", figure, "200, or 503 with a reason", fine)
    yield _unharmed(3, site, web)
