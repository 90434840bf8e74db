# SPDX-License-Identifier: EUPL-1.2
"""The values of the keys of a source description: each is read as its kind, or refused with what to
write in its place (UsageError)."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from fundgraph.errors import UsageError
from fundgraph.iris import EXAMPLE_BASE
from fundgraph.record import Text
from fundgraph.sources.columns import LANGUAGE, Column, read_columns
from fundgraph.sources.encoding import known as known_encoding
from fundgraph.sources.values import web_address
from fundgraph.sources.words import Word, read_words

# What stands in an address for the name of the file.
FILE_NAME = "{file}"


def wrong(key: str, value: Any, wanted: str, origin: str) -> UsageError:
    """The error of a value, with what to write in its place."""
    return UsageError(f"{origin}: {key} is {value!r}; write {wanted}")


def string(key: str, value: Any, origin: str) -> str:
    """A value that is a text, as it is. Raises UsageError for another."""
    if not isinstance(value, str):
        raise wrong(key, value, "a string", origin)
    return value


def _boolean(key: str, value: Any, origin: str) -> bool:
    if not isinstance(value, bool):
        raise wrong(key, value, "true or false", origin)
    return value


def _files(key: str, value: Any, origin: str) -> tuple[str, ...]:
    patterns = [value] if isinstance(value, str) else value
    if not isinstance(patterns, list) or not all(isinstance(one, str) for one in patterns):
        raise wrong(key, value, "a file name, or a list of them", origin)
    return tuple(patterns)


def _title(key: str, value: Any, origin: str) -> tuple[Text, ...]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise wrong(key, value, 'a table such as {lv = "…", en = "…"}', origin)
    for language in value:
        if not LANGUAGE.fullmatch(language):
            raise wrong(key, language, "a language tag such as lv", origin)
    return tuple(Text(text, language) for language, text in sorted(value.items()))


def _address(key: str, value: Any, origin: str) -> str:
    address = web_address(string(key, value, origin))
    if address is None:
        raise wrong(key, value, f"a web address such as {EXAMPLE_BASE}lists", origin)
    return address


def _download(key: str, value: Any, origin: str) -> tuple[tuple[str, str], ...]:
    """One address, in which `{file}` stands for the name of the file, or one for each file."""
    if isinstance(value, dict):
        return tuple((name, _address(key, one, origin)) for name, one in value.items())
    safe = quote(FILE_NAME)
    address = _address(key, string(key, value, origin).replace(FILE_NAME, safe), origin)
    return (("", address.replace(safe, FILE_NAME)),)


def _levels(key: str, value: Any, origin: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise wrong(key, value, 'a list such as ["programme", "priority", "measure"]', origin)
    return tuple(value)


def _top(key: str, value: Any, origin: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise wrong(key, value, 'a table such as {"1" = "1DP", "2" = "2DP"}', origin)
    return tuple((number.rstrip("."), above.rstrip(".")) for number, above in value.items())


def _date(key: str, value: Any, origin: str) -> date:
    if type(value) is not date:
        raise wrong(key, value, "a date such as 2021-06-25, without quotes", origin)
    return value


def _count(key: str, value: Any, origin: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise wrong(key, value, "a number from 1", origin)
    return value


def _encoding(key: str, value: Any, origin: str) -> str:
    if known_encoding(string(key, value, origin)) is None:
        raise wrong(key, value, "an encoding such as windows-1257 or utf-8", origin)
    return str(value)


def _columns(key: str, value: Any, origin: str) -> tuple[Column, ...]:
    if not isinstance(value, dict):
        raise wrong(key, value, 'a table such as "Project number" = "number"', origin)
    return read_columns(value, origin=origin)


def _words(key: str, value: Any, origin: str) -> tuple[Word, ...]:
    return read_words(value, origin=origin)


# How the values of keys are read that are no plain texts.
READERS = {
    "columns": _columns,
    "download": _download,
    "encoding": _encoding,
    "files": _files,
    "heading_row": _count,
    "heading_rows": _count,
    "landing_page": _address,
    "levels": _levels,
    "made_up": _boolean,
    "retrieved": _date,
    "title": _title,
    "top": _top,
    "words": _words,
}
