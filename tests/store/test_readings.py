# SPDX-License-Identifier: EUPL-1.2
"""No reading of a query hides SERVICE: the engine itself says whether it reads one."""

import random
import re

import pyoxigraph as ox
import pytest

from fundgraph.errors import BadRequest
from fundgraph.store.scan import scan

HEAD = (
    "BASE <x://b/> PREFIX x: <x:> PREFIX : <y:> PREFIX port: <x://h:> "
    "PREFIX service: <s:> PREFIX servixe: <s:> SELECT * {"
)
HIDDEN = [
    "BIND('' AS ?a) FILTER(?a<'>').SERVICE <x:y> {?s ?p ?o} FILTER('x'='x')",
    "FILTER(?a<?b).SERVICE#>\n<x:y>{?s ?p ?o}",
    "FILTER(EXISTS{}<'>')SERVICE <x:y>{} #'\n",
    "?s ?p 1e5SERVICE<x:y>{}",
    "?s ?p trueSERVICE:y{}",
    "?s ?p x:.SERVICE <x:y>{}",
    "?s ?p port:SERVICE <x:y>{}",
    "SERVICESILENTx:y{}",
    "SERVICE:y{}",
    "SERVICE#\n?a#{\n{}",
    "VALUES ?v {'''a'} SERVICE <x:y>{}",
    "VALUES ?v {'''a'} SERVICE <x:y>{} #\\q'''\n",
    "VALUES ?v {'''a'} SERVICE <x:y>{} #\\uD800'''\n",
    "?s ?p <x:\\u0027>SERVICE <x:y>{} #'\n",
    "FILTER(<<(x:a x:b '>')>><'>')SERVICE:y{} #'\n",
]
ORDINARY = [
    "?s x:service 'service' . ?s service:a ?service",
    "GRAPH service:x { ?s ?p ?o } GRAPH ?service { ?s ?p ?service }",
    "SELECT ?service ?o { ?s ?service ?o }",
    "?s ?p 'SERVICE <x:y> {' , '''service ?a {''' # SERVICE <x:y> {\n",
    "?s <x:SERVICE> <service#> . FILTER(?a<?b && ?c>?d)",
    "FILTER(?a<?b&&?c>?d) ?s ?p 'service ?x {'",
    "VALUES (?a ?b) { (<x:service> <x://h/service>) (<b'> <c#d>) }",
    "?s ?p (<x:1> <x:2> <x:3> <x:4>)",
    "FILTER(?a IN (<x:service>, <service/b>))",
]
ELEMENTS = [
    *("?s ?p ?o", "?s x:p 'q'", "?s x:p 1e5", "?s x:p true", "?s x:p x:", "?s x:p port:", "{}"),
    *("?s x:p (1 2)", "?s x:p (<a> <b'> <c#d>)", "?s x:p 'x'@lv", "?s x:p _:b", "<s> <p#> <o'>"),
    *("FILTER(?a<?b)", "FILTER(?a<'>')", "FILTER(?a<?b&&?c>?d)", "FILTER(?a<1)", "FILTER(?a<-1)"),
    *("FILTER(?a<(1)>", "FILTER('x'='x')", 'FILTER("x"="x>")', "FILTER(?a<\"x\"||'x'>?b)"),
    *("VALUES ?v {'''a'}", 'VALUES ?v {"""a"}', "VALUES ?v {''}", "#'''\n", "#'\\q'''\n", "#>\n"),
    *("OPTIONAL{", "}", "FILTER(EXISTS{}<'>')", "FILTER(?a<x:f('>'))", "BIND(?a<?b AS ?c)"),
    *("FILTER(<<(x:a x:b '>')>><'>')", "?s x:p <<'>' x:b 'c'>>", "BIND(<x:\\u0027> AS ?c)"),
    *("?s x:p 'a service'", "?s x:p <service#>", "FILTER(?a IN(<b>,<c'>))", "#\\uD800'''\n"),
    *("<", ">", "'", '"', "(", ")", ".", "x:", "1", "?a<", "=", "\\q", "@lv", "[", "]", "''"),
]
CLAUSES = [
    *("SERVICE <x:y>{?s ?p ?o}", "SERVICE<x:y>{}", "SERVICESILENT<x:y>{}", "service silent:y{}"),
    *("SERVICE:y{}", "SERVICEx:y{}", "SERVICE#'>\n<x:y>{}", "SERVICE#>\n<x:y>#\n{}", "SERVICE?a{}"),
]
GAPS = ("", "", " ", ".", " . ", "\n")


def parses(text: str) -> bool:
    try:
        ox.Store().query(text)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):
        return True
    return True


def asks_another(text: str) -> bool:
    """Whether the engine reads SERVICE as that keyword: with another word it makes no sense."""
    return parses(text) and not parses(re.sub("(?i)service", "servixe", text))


def mixed(chance: random.Random, *, clause: bool) -> str:
    parts = chance.choices(ELEMENTS, k=chance.randrange(1, 6))
    if clause:
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(CLAUSES))
    return HEAD + "".join(part + chance.choice(GAPS) for part in parts) + "}"


@pytest.mark.parametrize("group", HIDDEN)
def test_hidden_clauses_are_refused(group: str) -> None:
    text = f"{HEAD}{group}}}"
    assert asks_another(text)
    with pytest.raises(BadRequest, match="SERVICE is not offered"):
        scan(text)


@pytest.mark.parametrize("group", ORDINARY)
def test_ordinary_queries_pass(group: str) -> None:
    text = f"{HEAD}{group}}}"
    assert parses(text)
    scan(text)


@pytest.mark.parametrize("seed", range(4))
def test_what_the_engine_reads_as_service_never_passes(seed: int) -> None:
    chance = random.Random(seed)
    found = 0
    for _ in range(3000):
        text = mixed(chance, clause=True)
        if asks_another(text):
            found += 1
            with pytest.raises(BadRequest):
                scan(text)
    assert found > 300


def test_what_parses_without_service_passes() -> None:
    chance = random.Random(0)
    texts = [mixed(chance, clause=False) for _ in range(3000)]
    parsed = [text for text in texts if parses(text)]
    assert len(parsed) > 300
    for text in parsed:
        scan(text)


def test_too_many_readings_are_refused() -> None:
    with pytest.raises(BadRequest, match="a space after each `<`"):
        scan("ASK { FILTER(1" + "<[(1>1(1" * 20)
