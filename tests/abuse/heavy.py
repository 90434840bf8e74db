# SPDX-License-Identifier: EUPL-1.2
"""Rows 1, 4 and 5: queries that ask for too much, beside clients who mean no harm."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from tests.abuse.client import Answer, Client
from tests.abuse.light import light_client
from tests.abuse.lines import Line, counted, milliseconds
from tests.abuse.site import MEGABYTE, Site, Watch

Products = dict[str, tuple[str, str]]
AT_ONCE = 20
MOST_PAGE_S, MOST_LIGHT_S, SPARE_S = 0.25, 2.0, 1.0
MOST_MEMORY, FLAT = 2_500 * 1_000_000, 100 * MEGABYTE
GREEDY, GREEDY_S = 8, 20.0
HARMFUL = 300  # the addresses of harmful clients begin here

_TWO = "?a ?b ?c . ?d ?e ?f"
_TITLES = "?a <http://purl.org/dc/terms/title> ?c . ?d <http://purl.org/dc/terms/title> ?f"
_THREE = f"{_TWO} . ?g ?h ?i"
_NUMBERS = " ".join(map(str, range(400)))
_DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
KINDS = {
    "Cartesian product, counted": f"SELECT (COUNT(*) AS ?n) {{ {_THREE} }}",
    "Cartesian product, all rows": f"SELECT * {{ {_TWO} }}",
    "Cartesian product, constructed": f"CONSTRUCT {{ ?a ?e ?f }} {{ {_TWO} }}",
    "path of any length, any property": (
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:z>|^!<x:z>)* ?b . ?c (!<x:z>|^!<x:z>)* ?d }"
    ),
    "paths within paths": "SELECT ?a ?b { ?a ((!<x:y>/!<x:z>)*/^(!<x:y>|!<x:z>)+)* ?b }",
    "VALUES by VALUES": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?{v} {{ {_NUMBERS} }}" for v in "abcde")
    + " }",
    "ORDER BY over millions": f"SELECT * {{ {_TWO} }} ORDER BY ?c ?f LIMIT 1",
    "DISTINCT over millions": f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {_TWO} }} }}",
    "GROUP BY over millions": f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {_TWO} }} GROUP BY ?a ?d ?f",
    "FILTER NOT EXISTS by row": (
        f"SELECT ?a {{ {_TWO} FILTER NOT EXISTS {{ ?g ?h ?i . ?j ?k ?l FILTER(?i = ?f + 1) }} }}"
    ),
    "GROUP_CONCAT without end": (
        f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?s) {{ {_TWO} }}"
    ),
    "a string doubled forty times": f"SELECT ?x40 {{ BIND('xxxxxxxx' AS ?x0) {_DOUBLED} }}",
    "REGEX over millions": (
        f"SELECT (COUNT(*) AS ?n) {{ {_TWO} FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(a|ab)*z')) }}"
    ),
}
FORMATS = {
    "JSON": "application/sparql-results+json",
    "XML": "application/sparql-results+xml",
    "CSV": "text/csv",
    "TSV": "text/tab-separated-values",
}
GRAPH_FORMATS = {
    "Turtle": "text/turtle",
    "N-Triples": "application/n-triples",
    "RDF/XML": "application/rdf+xml",
    "JSON-LD": "application/ld+json",
}


def runaway(site: Site, limit: float) -> Iterator[Line]:
    """Row 1: each kind twenty times at once, from one client and from twenty; then all together."""
    web = site.web()
    with Watch(site) as watch, light_client(site.client(), pages(site)) as light:
        ended = [
            answer
            for addresses in (1, AT_ONCE)
            for text in KINDS.values()
            for answer in at_once(site, [text] * AT_ONCE, addresses)
        ]
        ended += at_once(site, [*KINDS.values()] * AT_ONCE, AT_ONCE)
    goal = f"≤ {milliseconds(MOST_PAGE_S)}, none fails"
    fine = light.p99 <= MOST_PAGE_S and not light.failed
    yield Line(1, "pages beside 13 kinds × 20 heavy queries", str(light), goal, fine)
    yield from _ends(ended, limit)
    gigabytes = f"{watch.peak / 1e9:.2f} GB, {watch.before / 1e9:.2f} GB before"
    fine = watch.peak <= MOST_MEMORY
    yield Line(1, "memory of all processes together", gigabytes, "≤ 2.5 GB", fine)
    kept = len(site.web() & web)
    figure = f"{kept} of {len(web)} still the same"
    yield Line(1, "web processes", figure, "none restarts", site.web() == web)


def _ends(ended: Sequence[Answer], limit: float) -> Iterator[Line]:
    longest = max(answer.seconds for answer in ended)
    goal = f"each ends ≤ {limit:g} s + 1 s"
    fine = longest <= limit + SPARE_S
    yield Line(1, f"{len(ended)} heavy queries", f"longest {longest:.2f} s", goal, fine)
    figure = counted(answer.status for answer in ended)
    unclear = [answer for answer in ended if not answer.clear]
    goal = "each says clearly what happened"
    yield Line(1, f"how they end, {len(unclear)} of them unclear", figure, goal, not unclear)


def at_once(site: Site, texts: Sequence[str], addresses: int) -> list[Answer]:
    """The answers to queries that are sent at once, from so many addresses; no two are the same
    text, so that none is answered by another's answer."""
    clients = [site.client(HARMFUL + number % addresses) for number in range(len(texts))]
    different = [f"{text} # {number}" for number, text in enumerate(texts)]
    with ThreadPoolExecutor(len(texts)) as threads:
        return list(threads.map(lambda client, text: client.query(text), clients, different))


def pages(site: Site) -> list[str]:
    """The addresses of pages as people ask for them, most of them of projects."""
    slugs = [slug for (slug,) in site.rows("SELECT slug FROM project ORDER BY random() LIMIT 400")]
    bodies = site.rows("SELECT slug FROM organisation ORDER BY random() LIMIT 40")
    return [
        *(f"/{language}/project/{slug}" for slug in slugs for language in ("lv", "en")),
        *(f"/lv/organisation/{slug}" for (slug,) in bodies),
        *("/lv/", "/en/", "/lv/projects", "/en/regions"),
    ]


def starving(site: Site, limit: float) -> Iterator[Line]:
    """Row 4: one client has eight heavy queries at work all the time; another asks light ones."""
    done = Event()
    client = site.client(HARMFUL)
    with ThreadPoolExecutor(GREEDY) as threads:
        greedy = [threads.submit(_ask_on, client, text, done) for text in list(KINDS.values())[:8]]
        with light_client(site.client(), queries(site)) as light:
            time.sleep(GREEDY_S)
        done.set()
    asked = sum(one.result() for one in greedy)
    what = f"light queries beside {asked} heavy ones, 8 at a time"
    fine = light.p99 <= MOST_LIGHT_S and not light.failed and bool(light.seconds)
    yield Line(4, what, str(light), "p99 ≤ 2,000 ms, none fails", fine)


def _ask_on(client: Client, text: str, done: Event) -> int:
    """Asks again and again until it is done; how often it asked."""
    asked = 0
    while not done.is_set():
        asked += 1
        if client.query(text).status == 429:
            done.wait(0.1)
    return asked


def queries(site: Site) -> list[str]:
    """Light queries, all different."""
    iris = site.rows("SELECT iri FROM project ORDER BY random() LIMIT 500")
    return [f"? SELECT * {{ <{iri}> ?p ?o }}" for (iri,) in iris]


def huge(site: Site, limit: float) -> Iterator[Line]:
    """Row 5: products of statements, in every format, read to the end or left in the middle."""
    client = site.client(HARMFUL)
    at_once(site, ["ASK { ?s ?p ?o }"] * AT_ONCE, AT_ONCE)  # all that is needed has started
    yield from _noticed_all(client, _products(_TWO), "products of all statements, every format")
    with Watch(site) as watch:
        yield from _noticed_all(client, _products(_TITLES), "products of all titles, every format")
    grown = watch.peak - watch.before
    figure = f"{grown / MEGABYTE:+.0f} MB at the peak"
    what = "memory of all processes while rows come"
    yield Line(5, what, figure, "at most +100 MB", grown <= FLAT)
    _leave(client)
    alive = client.query("ASK { ?s ?p ?o }").status
    yield Line(5, "a query after 20 readers who left", str(alive), "200", alive == 200)


def _noticed_all(client: Client, asked: Products, what: str) -> Iterator[Line]:
    answers = {name: client.query(text, accept) for name, (text, accept) in asked.items()}
    wrong = {name: found.status for name, found in answers.items() if not _noticed(found)}
    figure = counted(found.status for found in answers.values()) + (f"; {wrong}" if wrong else "")
    goal = "413 (503: too long), or a cut"
    yield Line(5, f"{len(answers)} {what}", figure, goal, not wrong)


def _products(patterns: str) -> Products:
    """The queries by their format, each with its media type."""
    select, construct = (
        f"SELECT * {{ {patterns} }}",
        f"CONSTRUCT {{ ?a <x:p> ?f }} {{ {patterns} }}",
    )
    return {
        **{name: (select, accept) for name, accept in FORMATS.items()},
        **{name: (construct, accept) for name, accept in GRAPH_FORMATS.items()},
    }


def _noticed(answer: Answer) -> bool:
    """Whether the client knows that it did not get everything."""
    return bool(answer.fault) or (answer.status in (413, 503) and answer.clear)


def _leave(client: Client) -> None:
    """Asks twenty times for as much as is answered, and goes after the first bytes."""
    text = "SELECT%20%2A%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%20"
    for number in range(AT_ONCE):
        with client.connected() as connection:
            head = f"GET /sparql?query={text}{10_000 + number} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            connection.sendall(head.encode())
            connection.recv(10)
