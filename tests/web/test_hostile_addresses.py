# SPDX-License-Identifier: EUPL-1.2
"""Ten thousand requests that nobody means well, drawn from a seed over all that the site answers:
none is an error of the server, whatever the method, the types and the languages asked for."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import NamedTuple
from urllib.parse import quote, unquote

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from fundgraph.web.openapi_operations import OPERATIONS
from tests.abuse.injection import PARTS
from tests.abuse.payloads import PAYLOADS
from tests.web.conftest import FIRST, PLAIN, UNICODE

MANY = int(os.environ.get("FUNDGRAPH_TEST_ADDRESSES", "10000"))
SEED = 7
# What is asked most: that takes the most parameters, and bodies.
WEIGHTS = {"projects": 12, "sparql": 4, "report": 1}
QUERIES = ("ASK {}", "SELECT * { ?s ?p ?o } LIMIT 2", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 2")
RIGHT = (
    PLAIN, UNICODE, FIRST, "lv-alfa", "lv-kurzeme", "lv-talsi", "none", "completed", "ESF", "2012",
    "1000", "1", "2", "tilts", "-granted", "title", "table", "map", "lv", "en", "csv", "ttl",
    "json", "svg", "atom",
    *QUERIES,
)  # fmt: skip
ODD = (
    "", " ", "0", "-1", "+1", "1.5", "1,5", "1e9", "NaN", "Infinity", "0x10", "9" * 30, "-" * 30,
    "٣", "²", "Ⅷ", "1_000", "2012-02-30", "0000", "99999", "true", "null", "None", "[]", "a" * 3000,
    "ļ" * 1500, "\x00", "\x7f", "\r\nX: y", "\u202e",
    "../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "*", "?", "'", '"',
)  # fmt: skip
# Escapes that are none, and bytes that are no UTF-8.
RAW = ("%", "%zz", "%ff", "%c0%80", "%ed%a0%80", "%00", "%u0041", "&&", "=", "&=&", "+", ";", "#")
# What clients ask for and what none should; most ask for a page, as what follows is worked on.
ACCEPTS = (
    "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "*/*", "",
    "application/ld+json", "text/turtle", "application/rdf+xml", "application/n-triples",
    "text/csv", "application/json", "application/sparql-results+json", "image/svg+xml",
    "application/atom+xml", "application/problem+json", "text/plain",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#flattened"',
    'application/ld+json;profile="x\\"y', "text/html;q=NaN", "text/html;q=-1", "text/html;q=1e9",
    "text/turtle;q=0, */*;q=0", "nonsense", "/", "*", ",,,;;;==", "text/html;;q", "a/b;" * 2000,
    "text/\u00fctml", "*/*;q=\u0663", "text/html;charset=\"", "application/*;q=0.0001",
)  # fmt: skip
LANGUAGES = (
    "lv", "en", "de", "lv-LV,lv;q=0.9,en;q=0.1", "*", "", "en;q=NaN", "lv;q=-1", "x" * 3000,
    "en-" * 1000, ",;=,", "*;q=0", "zh-Hant-TW-x-private", "\u013cv", "'; DROP TABLE project; --",
)  # fmt: skip
# Bodies by which /sparql is asked, right and wrong, with their types.
FORM = "application/x-www-form-urlencoded"
BODY_TYPES = (FORM, "application/sparql-query", "application/sparql-update", "text/plain", "", "x/",
              "application/sparql-query; charset=klingon", f"{FORM}; charset=utf-16",
              "multipart/form-data; boundary=", "application/json")  # fmt: skip
PART = re.compile(r"<(?:(?:any\(([^()]*)\)|[^<>]*):)?(\w+)>")
NAMES = ("q[]", "q", "page", "lang", "sort", "view", "__proto__", "Q", "", "ņ", "a b")


class Asked(NamedTuple):
    """A request: its method, address, headers and body."""

    method: str
    address: str
    headers: dict[str, str]
    body: bytes = b""


class Drawn:
    """Requests of a site, drawn by chance."""

    def __init__(self, rules: list[Rule], chance: Random) -> None:
        self._chance = chance
        self._rules = rules
        self._weights = [WEIGHTS.get(rule.endpoint.split(".")[-1], 2) for rule in rules]

    def requests(self, many: int) -> Iterator[Asked]:
        """So many of them."""
        for rule in self._chance.choices(self._rules, self._weights, k=many):
            address = f"{self._path(rule)}?{self._query(OPERATIONS[rule.endpoint].query)}"
            if "POST" in (rule.methods or ()) and self._chance.random() < 0.5:
                yield self._posted(rule, self._chance.choice((rule.rule, address)))
            else:
                method = "HEAD" if self._chance.random() < 0.15 else "GET"
                yield Asked(method, address, self._headers())

    def _headers(self) -> dict[str, str]:
        page = self._chance.random() < 0.5
        drawn = {"Accept": "text/html" if page else self._chance.choice(ACCEPTS)}
        if self._chance.random() < 0.5:
            drawn["Accept-Language"] = self._chance.choice(LANGUAGES)
        # A header is bytes: whatever is no Latin-1 comes as that, octet by octet.
        return {name: value.encode().decode("latin-1") for name, value in drawn.items()}

    def _posted(self, rule: Rule, address: str) -> Asked:
        kind = self._chance.choice((FORM, FORM, *BODY_TYPES))
        right = self._chance.random() < 0.5
        query = self._chance.choice(QUERIES) if right else self._value()
        more = self._query(OPERATIONS[rule.endpoint].query)
        form = f"query={quote(query)}{'' if right else f'&{more}'}"
        body = (form if kind.startswith(FORM) else query).encode()
        if self._chance.random() < 0.1:
            body += self._chance.choice((b"\xff", b"\x00", b"%", b"a" * 20_000))
        return Asked("POST", address, {**self._headers(), "Content-Type": kind}, body)

    def _path(self, rule: Rule) -> str:
        return PART.sub(lambda part: self._part(part[2], part[1]), rule.rule)

    def _part(self, name: str, choices: str | None) -> str:
        if choices and self._chance.random() < 0.9:
            return self._chance.choice(choices.split(", "))
        if name == "number" and self._chance.random() < 0.5:
            return str(self._chance.randrange(3))
        if name == "language":
            return self._chance.choice(("lv", "en"))
        right = self._chance.random() < 0.7
        return quote(self._chance.choice(RIGHT) if right else self._value(), safe="")

    def _query(self, names: tuple[str, ...]) -> str:
        known = [*names, *names, *names, *NAMES]
        chosen = self._chance.choices(known, k=self._chance.randrange(1, 6))
        return "&".join(self._pair(name) for name in chosen)

    def _pair(self, name: str) -> str:
        if self._chance.random() < 0.1:
            return f"{quote(name)}{self._chance.choice(RAW)}"
        return f"{quote(name)}={quote(self._value(), safe='')}"

    def _value(self) -> str:
        kind = self._chance.choice((RIGHT, RIGHT, ODD, ODD, PAYLOADS, PARTS))
        if kind is PARTS:
            return "".join(self._chance.choices(PARTS, k=self._chance.randrange(1, 6)))
        return self._chance.choice(kind)


def test_no_request_is_an_error(app: Flask, client: FlaskClient) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    answered: Counter[int] = Counter()
    fulfilled: Counter[str] = Counter()
    wrong = []
    for method, address, headers, body in Drawn(rules, Random(SEED)).requests(MANY):
        status = client.open(address, method=method, headers=headers, data=body).status_code
        answered[status] += 1
        fulfilled[method] += status == 200
        if status >= 500:
            wrong.append(f"{status}: {method} {address[:300]} {headers} {body[:300]!r}")
    assert wrong == []
    # They are no mere refusals: pages, redirects, and what is not there, each many times.
    assert min(answered[status] for status in (200, 303, 400, 404, 406)) > MANY / 400
    assert fulfilled["HEAD"] > MANY / 40
    assert fulfilled["POST"] > MANY / 2000


def test_every_route_is_asked_by_each_method_that_it_knows(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    known = {(rule.rule, method) for rule in rules for method in rule.methods or ()}
    site = app.url_map.bind("localhost")
    asked = set()
    for method, address, *_ in Drawn(rules, Random(SEED)).requests(MANY):
        try:
            rule, _values = site.match(unquote(address.partition("?")[0]), method, return_rule=True)
        except HTTPException:
            continue  # what is drawn for a part of the address may fit no route
        asked.add((rule.rule, method))
    assert {(rule, method) for rule, method in known if method != "OPTIONS"} - asked == set()
