# SPDX-License-Identifier: EUPL-1.2
"""What the core of the site hands to its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as a page, `application/problem+json` (RFC 9457) or text.

    `choices` are the media types there are, where none that was asked for exists; `members` more
    of a problem document: of a limit its name (`limit`) and `value`, of a fault its line (`text`).
    """

    status: int
    title: str
    detail: str
    line: int | None = None
    column: int | None = None
    choices: tuple[str, ...] = ()
    members: Mapping[str, object] = field(default_factory=dict)

    def as_text(self) -> str:
        """The title and the detail, and of a fault its place and its line."""
        lines = [self.title, self.detail]
        if self.line:
            lines += [f"Line {self.line}, column {self.column}:", str(self.members.get("text", ""))]
        return "\n".join(lines) + "\n"

    def as_json(self) -> dict[str, object]:
        """The members of a problem document; what is not known is left out."""
        members: dict[str, object] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "line": self.line,
            "column": self.column,
            "choices": list(self.choices) or None,
            **self.members,
        }
        return {key: value for key, value in members.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an answer: RFC 8288 header and `<link>` alike; `href` is a path or an IRI."""

    href: str
    rel: str
    type: str | None = None
    language: str | None = None
    label: str = ""

    def header(self) -> str:
        """The link as it stands in the `Link` header."""
        target = f'<{self.href}>; rel="{self.rel}"'
        kind = f'; type="{self.type}"' if self.type else ""
        language = f'; hreflang="{self.language}"' if self.language else ""
        return target + kind + language


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer of a query as the query page shows it: one of a table, a truth value, a graph.

    `rows` are the first bindings, as in the SPARQL results JSON (`{"type": "uri", "value": …}`);
    `total` is how many there are (of triples for a graph); `graph` is Turtle; `cut` says whether
    there is more than is shown; `formats` are links to the whole.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Mapping[str, str]], ...] = ()
    total: int = 0
    boolean: bool | None = None
    graph: str | None = None
    cut: bool = False
    formats: tuple[Link, ...] = field(default=())
