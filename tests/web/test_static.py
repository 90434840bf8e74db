# SPDX-License-Identifier: EUPL-1.2
"""Style sheet, scripts and icon: in a coding, whole or in ranges, and asked for once."""

from __future__ import annotations

import brotli  # type: ignore[import-untyped]
from flask.testing import FlaskClient

SHEET = "/static/site.css"


def test_the_style_sheet_comes_in_a_coding(client: FlaskClient) -> None:
    plain = client.get(SHEET)
    coded = client.get(SHEET, headers={"Accept-Encoding": "br"})
    assert (plain.status_code, coded.status_code) == (200, 200)
    assert coded.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in coded.headers["Vary"]
    assert brotli.decompress(coded.data) == plain.data
    assert int(coded.headers["Content-Length"]) == len(coded.data) < len(plain.data) / 3


def test_what_a_reader_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(SHEET, headers={"Accept-Encoding": "br"})
    headers = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    assert client.get(SHEET, headers=headers).status_code == 304


def test_a_range_is_that_of_the_plain_file(client: FlaskClient) -> None:
    plain = client.get(SHEET).data
    headers = {"Accept-Encoding": "br", "Range": "bytes=10-19"}
    part = client.get(SHEET, headers=headers)
    assert (part.status_code, part.data) == (206, plain[10:20])
    assert "Content-Encoding" not in part.headers
