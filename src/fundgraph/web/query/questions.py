# SPDX-License-Identifier: EUPL-1.2
"""The example questions that the package carries, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from fundgraph.web.i18n import gettext as _

_COMMENTS: Final = re.compile(r"\A(?:#.*\n|\s*\n)+")
_EITHER: Final = re.compile(r"COALESCE\(\?(?:lv|en), \?(?:lv|en)\)")
_HEAD: Final = re.compile(r"^# (group|en|lv|en, more|lv, more): (.+)$", re.MULTILINE)
FIRST: Final = "10-money-by-year"
GROUPS: Final = ("money", "projects", "organisations", "places", "programmes", "sources")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a sentence more about it, its group and its query; `name` is that of its
    file."""

    name: str
    title: str
    note: str
    group: str
    query: str


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about one subject under its name."""

    name: str
    title: str
    examples: tuple[Example, ...]


@cache
def examples(language: str) -> tuple[Example, ...]:
    """The example questions in a language, by their numbers."""
    folder = files("fundgraph") / "questions"
    texts = sorted(
        (entry.name, entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".rq")
    )
    return tuple(_example(name.removesuffix(".rq"), text, language) for name, text in texts)


def first(language: str) -> Example:
    """The question that the page begins with: a short one, with a chart."""
    return next(example for example in examples(language) if example.name == FIRST)


def asked(text: str, language: str) -> Example | None:
    """The question that a query is, if it is one; forms send other ends of lines."""
    plain = text.replace("\r\n", "\n").strip()
    return next((each for each in examples(language) if each.query.strip() == plain), None)


def groups(language: str) -> tuple[Group, ...]:
    """The example questions by subject."""
    titles = _titles()
    found = examples(language)
    return tuple(Group(name, titles[name], _of(found, name)) for name in GROUPS)


def _of(found: Iterable[Example], group: str) -> tuple[Example, ...]:
    return tuple(example for example in found if example.group == group)


def _titles() -> dict[str, str]:
    return {
        "money": _("Money"),
        "projects": _("Projects"),
        "organisations": _("Organisations"),
        "places": _("Places"),
        "programmes": _("Programmes"),
        "sources": _("Sources and vocabulary"),
    }


def _example(name: str, text: str, language: str) -> Example:
    head = dict(_HEAD.findall(text))
    title, note = head[language], head[f"{language}, more"]
    body = _in_language(_COMMENTS.sub("", text), language)
    return Example(name, title, note, head["group"], f"# {title}\n# {note}\n{body}")


def _in_language(query: str, language: str) -> str:
    """A question that takes titles in either language, with that of the page first."""
    other = "en" if language == "lv" else "lv"
    return _EITHER.sub(f"COALESCE(?{language}, ?{other})", query)
