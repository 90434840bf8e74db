# SPDX-License-Identifier: EUPL-1.2
"""Every sentence of the query service has its Latvian; what has none stays, marked as English."""

from __future__ import annotations

import pytest
from flask import Flask

from fundgraph.web.sentences import spoken

SENTENCES = [
    "The query ran longer than 10 s (query_timeout_s) and was ended. Ask for less: fewer patterns "
    "without a shared variable, a LIMIT, a smaller graph.",
    "The query needed more than 1024 MB of memory (query_memory_mb) and was ended. Ask for less.",
    "The result is over the limit query_max_rows = 1000. Add LIMIT and OFFSET, or take a dump.",
    "At most 2 queries of one client run at a time and 4 wait (queries_per_client).",
    "All places for queries were taken for 5 s.",
    "The query has 20000 bytes; at most 16000 are read.",
    "The query nests more than 64 levels of brackets.",
    "SERVICE is not offered: this service asks no other one.",
    "This service is read only: it takes queries, no updates.",
    "The query does not parse: the prefix `x:` is not declared.",
    "The query does not parse: the string is never closed.",
    "The query does not parse: `{` is never closed.",
    "The query does not parse: `)` closes nothing.",
    "The query does not parse: `}` is not expected here.",
    "The query does not parse: `}` is not expected here; expected: . ;.",
    "The query does not parse: the query ends too early.",
    "The query does not parse: the query ends too early; expected: }.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_known_sentences(app: Flask, sentence: str) -> None:
    with app.test_request_context("/lv/"):
        said = spoken(sentence)
        assert said.language == "lv"
        assert "query" not in said.text.replace("query_max_rows", "")
    with app.test_request_context("/en/"):
        assert spoken(sentence).text == sentence


def test_the_engines_own_words_stay_english(app: Flask) -> None:
    with app.test_request_context("/lv/"):
        said = spoken("The query cannot be evaluated: no such function")
    assert (said.text, said.language) == (
        "The query cannot be evaluated: no such function",
        "en",
    )
