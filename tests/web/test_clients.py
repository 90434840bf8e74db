# SPDX-License-Identifier: EUPL-1.2
"""Long answers: how many a client and all clients may have under way, and when a place is free."""

from __future__ import annotations

import gc

import pytest
from flask import Flask, Response

from fundgraph.errors import Busy, TooManyRequests
from fundgraph.web.clients import Turns

APP = Flask(__name__)


def begun(turns: Turns, address: str) -> Response:
    with APP.test_request_context(environ_base={"REMOTE_ADDR": address}):
        return turns.stream([b"one", b"two"])


def test_a_client_has_its_share() -> None:
    turns = Turns(each=2, together=3)
    under_way = [begun(turns, "192.0.2.1"), begun(turns, "192.0.2.1")]
    with pytest.raises(TooManyRequests) as refused:
        begun(turns, "192.0.2.1")
    assert int(refused.value.headers["Retry-After"]) > 0
    assert "one client 2 whole lists" in str(refused.value)
    assert refused.value.members == {"limit": "lists_per_client", "value": 2}
    under_way.append(begun(turns, "192.0.2.2"))
    with pytest.raises(Busy) as busy:
        begun(turns, "192.0.2.3")
    assert int(busy.value.headers["Retry-After"]) > 0
    assert busy.value.members == {"limit": "lists_at_a_time", "value": 3}
    under_way[0].close()
    begun(turns, "192.0.2.1").close()


def test_what_is_forgotten_takes_no_place() -> None:
    turns = Turns(each=1, together=1)
    answer = begun(turns, "192.0.2.1")
    del answer
    gc.collect()
    answer = begun(turns, "192.0.2.1")
    answer.close()
    answer.close()
    assert begun(turns, "192.0.2.1").status_code == 200
