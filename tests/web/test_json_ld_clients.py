# SPDX-License-Identifier: EUPL-1.2
"""Documents as clients of JSON-LD load them: by their address, the context by its own."""

from __future__ import annotations

from typing import Any

import pytest
from pyld import jsonld

from tests.web.conftest import BASE, PLAIN


@pytest.mark.parametrize(
    "below",
    [f"id/project/{PLAIN}", f"data/project/{PLAIN}", f"data/project/{PLAIN}.jsonld", "ns/esf"],
)
def test_pyld_loads_what_is_at_an_address(over_http: str, below: str) -> None:
    fetch = jsonld.requests_document_loader()

    def load(url: str, options: dict[str, Any]) -> Any:
        return fetch(url.replace(BASE, over_http), options)

    nodes = jsonld.flatten(f"{BASE}{below}", options={"documentLoader": load})
    assert any(node["@id"].startswith(BASE) or "fundgraph" in node["@id"] for node in nodes)
