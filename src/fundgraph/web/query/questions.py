# SPDX-License-Identifier: EUPL-1.2
"""The example questions that the package carries, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from fundgraph.store.questions import about_project, in_language
from fundgraph.web.i18n import gettext as _

_COMMENTS: Final = re.compile(r"\A(?:#.*\n|\s*\n)+")
_HEAD: Final = re.compile(r"^# (group|draw|en|lv|en, more|lv, more): (.+)$", re.MULTILINE)
_DRAW: Final = re.compile(r"^[ \t]*#[ \t]*draw:[ \t]*[?$]?(\w+)[ \t]*\r?$", re.MULTILINE)
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
    """The question that a query is, of whatever project, if it is one; forms send other ends of
    lines."""
    plain = about_project(text.replace("\r\n", "\n").strip(), "")
    found = examples(language)
    return next((each for each in found if about_project(each.query, "").strip() == plain), None)


def drawn(query: str) -> str:
    """The column that a query's own line `# draw: column` has drawn; empty for none."""
    found = _DRAW.search(query)
    return found[1] if found else ""


def groups(language: str, number: str | None = None) -> tuple[Group, ...]:
    """The example questions by subject; what is asked of a project is asked of that of a number."""
    titles = _titles()
    found = [_of_project(example, number) for example in examples(language)]
    return tuple(Group(name, titles[name], _of(found, name)) for name in GROUPS)


def _of_project(example: Example, number: str | None) -> Example:
    if number is None:
        return example
    return replace(example, query=about_project(example.query, number))


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
    body = in_language(_COMMENTS.sub("", text), language)
    draw = f"# draw: {head['draw']}\n" if "draw" in head else ""
    return Example(name, title, note, head["group"], f"# {title}\n# {note}\n{draw}{body}")
