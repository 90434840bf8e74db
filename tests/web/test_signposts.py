# SPDX-License-Identifier: EUPL-1.2
"""The links of the catalogue to what it lists, and back."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import BASE, FIRST, GRAPH

DUMP = f"/dumps/{FIRST}/projects.nq.gz"


def links(answer: TestResponse) -> set[str]:
    return set(answer.headers["Link"].split(", "))


@pytest.mark.parametrize("address", ["/catalog", "/catalog.nt", "/.well-known/void"])
def test_the_catalogue_leads_to_its_items(client: FlaskClient, address: str) -> None:
    found = links(client.get(address, headers={"Accept": "text/turtle"}))
    assert {
        f'<{DUMP}>; rel="item"; type="application/gzip"',
        f'<{GRAPH}>; rel="item"',
        f'<{BASE}catalog>; rel="cite-as"',
        '<http://www.w3.org/ns/dcat#Catalog>; rel="type"',
        '</catalog.ttl>; rel="alternate"; type="text/turtle"',
    } <= found


def test_every_item_is_there_and_leads_back(client: FlaskClient) -> None:
    found = client.get("/catalog.ttl").headers["Link"].split(", ")
    items = [each[1 : each.index(">")].removeprefix(BASE) for each in found if 'rel="item"' in each]
    assert len(items) > 5
    for item in items:
        answer = client.get(item)
        assert answer.status_code == 200
        assert '</catalog>; rel="collection"' in links(answer)
