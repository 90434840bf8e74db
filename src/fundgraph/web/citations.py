# SPDX-License-Identifier: EUPL-1.2
"""What citations are made of: the line for people, the BibTeX entry for programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fundgraph.web.views.statements import Words

_SPECIAL: Final = re.compile(r"[\\{}$&#^_%~]")
# What has no sign of its own behind a backslash; and braces, which BibTeX counts also behind one:
# a single one would end the field, or never let it end.
_NAMED: Final = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation after APA (7th edition, data sets): what stands before the title, the title, which
    is in italics, and what comes after it; and the same as BibTeX. `language` is that of the name
    that it begins with, where that is known."""

    before: str
    title: Words
    after: str
    bibtex: str
    language: str | None = None


def entry(name: str, fields: Mapping[str, str | None]) -> str:
    """A BibTeX entry under a name, without the fields that have no value."""
    key = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or name.encode().hex()
    lines = ",\n".join(f"  {field} = {{{value}}}" for field, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}\n}}"


def ended(text: str) -> str:
    """A text that ends with a full stop."""
    return text if text.endswith(".") else f"{text}."


def escaped(text: str) -> str:
    """A text as it stands in a field of BibTeX."""
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0], f"\\{found[0]}"), text)
