# SPDX-License-Identifier: EUPL-1.2
"""Ten thousand addresses that nobody means well, drawn from a seed over all that the site answers:
none is an error of the server."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from random import Random
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from fundgraph.web.openapi_operations import OPERATIONS
from tests.abuse.injection import PARTS
from tests.abuse.payloads import PAYLOADS
from tests.web.conftest import FIRST, PLAIN, UNICODE

MANY = int(os.environ.get("FUNDGRAPH_TEST_ADDRESSES", "10000"))
SEED = 7
# What is asked most: that takes the most parameters. Queries of strangers take a process each.
WEIGHTS = {"projects": 12, "sparql": 1, "report": 1}
RIGHT = (
    PLAIN, UNICODE, FIRST, "lv-alfa", "lv-kurzeme", "lv-talsi", "none", "completed", "ESF", "2012",
    "1000", "1", "2", "tilts", "-granted", "title", "table", "map", "lv", "en", "csv", "ttl",
    "ASK {}", "SELECT * { ?s ?p ?o } LIMIT 2", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 2",
)  # fmt: skip
ODD = (
    "", " ", "0", "-1", "+1", "1.5", "1,5", "1e9", "NaN", "Infinity", "0x10", "9" * 30, "-" * 30,
    "٣", "²", "Ⅷ", "1_000", "2012-02-30", "0000", "99999", "true", "null", "None", "[]", "a" * 3000,
    "ļ" * 1500, "\x00", "\x7f", "\r\nX: y", "\u202e",
    "../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "*", "?", "'", '"',
)  # fmt: skip
# Escapes that are none, and bytes that are no UTF-8.
RAW = ("%", "%zz", "%ff", "%c0%80", "%ed%a0%80", "%00", "%u0041", "&&", "=", "&=&", "+", ";", "#")
PART = re.compile(r"<(?:[^<>]*:)?(\w+)>")
NAMES = ("q[]", "q", "page", "lang", "sort", "view", "__proto__", "Q", "", "ņ", "a b")


class Drawn:
    """Addresses of a site, drawn by chance."""

    def __init__(self, rules: list[Rule], chance: Random) -> None:
        self._chance = chance
        self._rules = rules
        self._weights = [WEIGHTS.get(rule.endpoint.split(".")[-1], 2) for rule in rules]

    def addresses(self, many: int) -> Iterator[str]:
        """So many of them."""
        for rule in self._chance.choices(self._rules, self._weights, k=many):
            yield f"{self._path(rule)}?{self._query(OPERATIONS[rule.endpoint].query)}"

    def _path(self, rule: Rule) -> str:
        return PART.sub(lambda part: self._part(part[1]), rule.rule)

    def _part(self, name: str) -> str:
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


def test_no_address_is_an_error(app: Flask, client: FlaskClient) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    answered: dict[int, int] = {}
    wrong = []
    for address in Drawn(rules, Random(SEED)).addresses(MANY):
        status = client.get(address, headers={"Accept": "text/html"}).status_code
        answered[status] = answered.get(status, 0) + 1
        if status >= 500:
            wrong.append(f"{status}: {address[:300]}")
    assert wrong == []
    # They are no mere refusals: pages, redirects, and what is not there, each many times.
    assert min(answered.get(status, 0) for status in (200, 303, 400, 404)) > MANY / 200
