# SPDX-License-Identifier: EUPL-1.2
"""Requests on a condition and for a part (RFC 9110, 13 and 14): each field, and their order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import FIRST, PLAIN

DUMP = f"/dumps/{FIRST}/projects.nq.gz"
# Kept whole, streamed, run by a worker, made of a file.
ADDRESSES = [
    f"/data/project/{PLAIN}.ttl",
    f"/en/project/{PLAIN}",
    "/data/graph/made-up.nt",
    "/sparql?query=ASK%7B%7D",
    "/sparql",
    DUMP,
]
THEN = "Sun, 22 Nov 2026 10:15:00 GMT"
BEFORE = "Sun, 22 Nov 2026 10:14:59 GMT"

# What is asked for, with TAG for the entity tag, and the status.
CONDITIONS: list[tuple[Mapping[str, str], int]] = [
    ({"If-Match": "*"}, 200),
    ({"If-Match": "TAG"}, 200),
    ({"If-Match": '"other", TAG'}, 200),
    ({"If-Match": '"other"'}, 412),
    ({"If-Match": "W/TAG"}, 412),
    ({"If-Unmodified-Since": THEN}, 200),
    ({"If-Unmodified-Since": BEFORE}, 412),
    ({"If-Unmodified-Since": "yesterday"}, 200),
    ({"If-Match": "TAG", "If-Unmodified-Since": BEFORE}, 200),
    ({"If-Match": '"other"', "If-Unmodified-Since": THEN}, 412),
    ({"If-Match": "TAG", "If-None-Match": "TAG"}, 304),
    ({"If-Match": '"other"', "If-None-Match": "TAG"}, 412),
    ({"If-Unmodified-Since": THEN, "If-None-Match": "TAG"}, 304),
    ({"If-Unmodified-Since": BEFORE, "If-None-Match": "TAG"}, 412),
    ({"If-None-Match": "TAG", "If-Modified-Since": BEFORE}, 304),
    ({"If-None-Match": '"other"', "If-Modified-Since": THEN}, 200),
    ({"If-Modified-Since": THEN}, 304),
    ({"If-Modified-Since": BEFORE}, 200),
    ({"If-Modified-Since": "tomorrow"}, 200),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_conditions(client: FlaskClient, address: str, method: str) -> None:
    tag = client.get(address).headers["ETag"]
    for fields, status in CONDITIONS:
        headers = {name: value.replace("TAG", tag) for name, value in fields.items()}
        answer = client.open(address, method=method, headers=headers)
        assert (answer.status_code, fields) == (status, fields)
        if status != 200:
            assert "Content-Range" not in answer.headers
        if status == 412 and method == "GET":
            assert answer.get_json()["status"] == 412
            assert not {"ETag", "Last-Modified"} & set(answer.headers.keys())


@pytest.mark.parametrize("address", ["/nowhere", f"/id/project/{PLAIN}", "/sparql?query=rubbish"])
def test_what_is_no_success_has_no_conditions(client: FlaskClient, address: str) -> None:
    status = client.get(address).status_code
    for name, value in (
        ("If-Match", '"other"'),
        ("If-None-Match", "*"),
        ("If-Unmodified-Since", BEFORE),
    ):
        assert client.get(address, headers={name: value}).status_code == status


def test_what_has_no_tag_matches_any_tag_only(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"If-Match": "*"}).status_code == 200
    assert client.get("/healthz", headers={"If-Match": '"other"'}).status_code == 412


SIZE = -1
# A range, and the first and last byte of the answer; None for a whole one, an empty tuple for 416.
RANGES: list[tuple[str, tuple[int, ...] | None]] = [
    ("bytes=0-9", (0, 9)),
    ("bytes=5-", (5, SIZE)),
    ("BYTES=0-0", (0, 0)),
    ("bytes=0-99999999", (0, SIZE)),
    ("bytes=-5", (-5, SIZE)),
    ("bytes=-99999999", (0, SIZE)),
    ("bytes=99999999-", ()),
    ("bytes=-0", ()),
    ("rows=1-2", None),
    ("bytes=9-2", None),
    ("bytes=a-b", None),
    ("bytes=-", None),
    ("bytes", None),
    ("", None),
    ("bytes=0-1,5-6", None),
]


@pytest.mark.parametrize(("wanted", "part"), RANGES)
def test_ranges(
    client: FlaskClient, releases: Path, wanted: str, part: tuple[int, ...] | None
) -> None:
    content = (releases / FIRST / "dumps/projects.nq.gz").read_bytes()
    answer = client.get(DUMP, headers={"Range": wanted})
    if part is None:
        assert (answer.status_code, answer.data) == (200, content)
        assert answer.headers["Accept-Ranges"] == "bytes"
    elif not part:
        assert answer.status_code == 416
        assert answer.headers["Content-Range"] == f"bytes */{len(content)}"
        assert answer.get_json()["status"] == 416
    else:
        first, last = (len(content) + at if at < 0 else at for at in part)
        assert (answer.status_code, answer.data) == (206, content[first : last + 1])
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
        assert answer.headers["Content-Length"] == str(len(answer.data))


RANGES_ON_CONDITION = [
    ("If-Range", "TAG", 206),
    ("If-Range", "W/TAG", 200),
    ("If-Range", '"other"', 200),
    ("If-Range", THEN, 206),
    ("If-Range", BEFORE, 200),
    ("If-Range", "Sun, 22 Nov 2026 10:15:01 GMT", 200),
    ("If-Range", "some day", 200),
    ("If-Match", "TAG", 206),
    ("If-Match", '"other"', 412),
    ("If-None-Match", "TAG", 304),
    ("If-None-Match", '"other"', 206),
    ("If-Modified-Since", THEN, 304),
    ("If-Unmodified-Since", BEFORE, 412),
]


@pytest.mark.parametrize(("name", "value", "status"), RANGES_ON_CONDITION)
def test_a_range_on_condition(client: FlaskClient, name: str, value: str, status: int) -> None:
    tag = client.get(DUMP).headers["ETag"]
    headers = {name: value.replace("TAG", tag), "Range": "bytes=0-9"}
    assert client.get(DUMP, headers=headers).status_code == status


def test_a_range_is_of_get_only(client: FlaskClient) -> None:
    head = client.head(DUMP, headers={"Range": "bytes=0-9"})
    assert (head.status_code, head.headers["Accept-Ranges"]) == (200, "bytes")


@pytest.mark.parametrize("address", ADDRESSES[:-1])
def test_what_has_no_ranges_comes_whole(client: FlaskClient, address: str) -> None:
    whole = client.get(address)
    part = client.get(address, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (part.status_code, part.data) == (200, whole.data)
