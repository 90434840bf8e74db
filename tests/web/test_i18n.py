# SPDX-License-Identifier: EUPL-1.2
"""The translations: complete, none stale, plural forms right, placeholders kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural

from fundgraph.web import i18n

WEB = Path(i18n.__file__).parent
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
TAG = re.compile(r"</?\w+")

MsgId = str | tuple[str, ...]


def used() -> set[MsgId]:
    """Every message that a template or module of the site asks for."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    options = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
    found = extract_from_dir(WEB, methods, options)
    return {
        message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found
    }


def translated() -> dict[MsgId, Message]:
    messages = (message for message in i18n.catalogue("lv") if message.id)
    return {m.id if isinstance(m.id, str) else tuple(m.id): m for m in messages}


def forms(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(form) for form in value)  # type: ignore[union-attr, attr-defined]


def test_every_message_has_a_latvian_translation() -> None:
    known = translated()
    missing = {m for m in used() if m not in known or not all(forms(known[m].string))}
    assert missing == set()


def test_no_translation_is_stale() -> None:
    assert set(translated()) - used() == set()


def test_nothing_is_left_fuzzy() -> None:
    assert [m.id for m in translated().values() if m.fuzzy] == []


def test_placeholders_and_markup_are_kept() -> None:
    for message in translated().values():
        wanted = set(PLACEHOLDER.findall("".join(forms(message.id))))
        for form in forms(message.string):
            found = set(PLACEHOLDER.findall(form))
            assert found <= wanted, message.id
            assert wanted - found <= {"num"}, message.id
            assert not TAG.search(form), message.id


def test_plural_forms_are_those_of_latvian() -> None:
    assert i18n.catalogue("lv").plural_forms == str(get_plural("lv"))


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 projektu"),
        (1, "1 projekts"),
        (2, "2 projekti"),
        (11, "11 projekti"),
        (21, "21 projekts"),
        (111, "111 projekti"),
    ],
)
def test_latvian_counts(count: int, text: str) -> None:
    form = i18n.translations("lv").ungettext("%(count)s project", "%(count)s projects", count)
    assert form % {"count": count} == text
