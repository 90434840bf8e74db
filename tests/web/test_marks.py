# SPDX-License-Identifier: EUPL-1.2
"""Words that were looked for are marked in a text, whatever letters both are written in."""

from __future__ import annotations

import pytest

from fundgraph.web.marks import marked, sought


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Koalīcija un sektors", "koalicija", "<mark>Koalīcija</mark> un sektors"),
        ("Koalīcija un sektors", "KOAL sek", "<mark>Koalīcija</mark> un <mark>sektors</mark>"),
        ("Nekoalīcija", "koalicija", "Nekoalīcija"),
        ("A/1.5 & <b>", "1 b", "A/<mark>1</mark>.5 &amp; &lt;<mark>b</mark>&gt;"),
        ("a_b", "b", "a_<mark>b</mark>"),
        ("Łódź, İzmir", "lodz", "<mark>Łódź</mark>, İzmir"),
        ("Nothing", "!!!", "Nothing"),
        ("Nothing", None, "Nothing"),
    ],
)
def test_words_are_marked(text: str, words: str | None, expected: str) -> None:
    assert marked(text, sought(words)) == expected
