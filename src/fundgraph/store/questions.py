# SPDX-License-Identifier: EUPL-1.2
"""The questions that the site itself asks: their texts are known, in either language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from fundgraph.writers.terms import literal

_FOLDER: Final = Path(__file__).parents[1] / "questions"
_COMMENTS: Final = re.compile(r"\A(?:\s*#[^\r\n]*\n|\s+)+")
_NUMBER: Final = re.compile(r'VALUES \?number { "(?:[^"\\\r\n]|\\.)*" }')
_EITHER: Final = re.compile(r"COALESCE\(\?(?:lv|en), \?(?:lv|en), \?any\)")


def is_known(text: str) -> bool:
    """Whether a text is one of the questions, as the site's query page shows and sends them."""
    return len(text) < _longest() and _plain(text) in _texts()


def _plain(text: str) -> str:
    """A question without what the page changes in it: heading, language, number, ends of lines."""
    body = _COMMENTS.sub("", text.replace("\r\n", "\n")).rstrip()
    return in_language(about_project(body, ""), "lv")


def about_project(query: str, number: str) -> str:
    """A question about the project of a number, with that of another; any other as it is."""
    return _NUMBER.sub(lambda _found: f"VALUES ?number {{ {literal(number)} }}", query)


def in_language(query: str, language: str) -> str:
    """A question that takes titles in any language, with `language` (`lv`, `en`) first."""
    other = "en" if language == "lv" else "lv"
    return _EITHER.sub(f"COALESCE(?{language}, ?{other}, ?any)", query)


@cache
def _texts() -> frozenset[str]:
    return frozenset(_plain(path.read_text("utf-8")) for path in _FOLDER.glob("*.rq"))


@cache
def _longest() -> int:
    return 2 * max(map(len, _texts()), default=0)
