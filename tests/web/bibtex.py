# SPDX-License-Identifier: EUPL-1.2
"""A strict reader of BibTeX: entries of fields in braces, and nothing that BibTeX or LaTeX would
stumble over."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENTRY = re.compile(r"@([a-z]+)\{([A-Za-z0-9-]+),\n(.*)\n\}", re.DOTALL)
_FIELD = re.compile(r"  ([a-z]+) = \{")
# What LaTeX prints for what stands in a field; a sign of its own syntax may stand there in no
# other way.
_PRINTED = {
    r"\textbackslash{}": "\\",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    **{f"\\{sign}": sign for sign in "$&#_%"},
}
_SIGN = re.compile(r"\\text[a-z]+\{\}|\\.|[^\\]", re.DOTALL)
_URL = re.compile(r"\\url\{([^{}\\\s]+)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its kind, its key, and its fields as they are printed."""

    kind: str
    key: str
    fields: dict[str, str]


def read_entry(text: str) -> Entry:
    """The one entry of a text; ValueError for whatever is not in its form."""
    found = _ENTRY.fullmatch(text)
    if found is None:
        raise ValueError(f"no entry: {text}")
    fields: dict[str, str] = {}
    at, body = 0, found[3]
    while start := _FIELD.match(body, at):
        end = _closing(body, start.end())
        if start[1] in fields:
            raise ValueError(f"twice: {start[1]}")
        fields[start[1]] = _printed(body[start.end() : end])
        at = end + 1
        if at == len(body):
            return Entry(found[1], found[2], fields)
        if body[at : at + 2] != ",\n":
            raise ValueError(f"no comma before {body[at : at + 40]!r}")
        at += 2
    raise ValueError(f"no field: {body[at : at + 40]!r}")


def _closing(text: str, at: int) -> int:
    """Where the brace closes that was opened before. BibTeX counts all braces, also those behind a
    backslash, and reads no further than the one that evens them."""
    open_braces = 1
    for place in range(at, len(text)):
        open_braces += {"{": 1, "}": -1}.get(text[place], 0)
        if not open_braces:
            return place
    raise ValueError("a brace is left open")


def _printed(value: str) -> str:
    if address := _URL.fullmatch(value):
        return address[1]
    if value.startswith("{") and _closing(value, 1) == len(value) - 1:
        value = value[1:-1]  # kept as it is written, whatever the style does to letters
    return "".join(_one(sign[0]) for sign in _SIGN.finditer(value))


def _one(sign: str) -> str:
    if len(sign) == 1 and sign not in "{}$&#^_%~\\":
        return sign
    if sign not in _PRINTED:
        raise ValueError(f"LaTeX would read {sign!r}")
    return _PRINTED[sign]
