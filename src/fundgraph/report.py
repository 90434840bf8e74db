# SPDX-License-Identifier: EUPL-1.2
"""What was found in a source: findings by severity, each with its place."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

# The beginnings of the names of rules about amounts of money.
AMOUNT_RULES: Final = (
    "Amount-", "Project-granted", "Project-spent", "part-above-total", "garbled-amount",
)  # fmt: skip
# The rules of rows that are no data, and so are skipped.
SKIPPED_ROWS: Final = ("heading-row", "numbering-row", "section-row", "total-row")
_LAST_PART: Final = re.compile("[;:] ")
# The ends of the names of register pages; all other sources are tables.
PAGES: Final = (".html", ".htm", ".txt")


def is_page(file: str) -> bool:
    """Whether a file is a page, whose places are lines; those of a table are rows."""
    return file.lower().endswith(PAGES)


def remedy_of(message: str) -> str:
    """The end of a message that tells what to do: what follows its last semicolon or colon."""
    return _LAST_PART.split(message)[-1] if _LAST_PART.search(message) else ""


class Severity(StrEnum):
    """The severities of SHACL: a violation stops a publish, the others are published and shown."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as expected.

    `rule` is the name of a shape (`Project-title`) or of a reading rule (`garbled-date`);
    `messages` holds one sentence for each language (`en`, `lv`);
    `row` is the line of a text or page, the row of a table (the heading is row 1);
    `field` is the file's own heading or label; `project` is the project's number as published;
    `slug` is the slug of its IRI where one was minted; `refused` says that the row or page was left
    out because of this; `remedies` are the ends of the messages that tell a steward what to do.
    """

    severity: Severity
    rule: str
    messages: Mapping[str, str]
    file: str
    row: int | None = None
    field: str | None = None
    project: str | None = None
    slug: str | None = None
    value: str | None = None
    refused: bool = False
    remedies: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def said(self, language: str) -> str:
        """What is odd, without what to do; English where the language is missing."""
        whole = self.messages.get(language) or self.message
        remedy = self.remedy(language)
        return whole.removesuffix(remedy).rstrip(" ;:,") if whole.endswith(remedy) else whole

    def remedy(self, language: str) -> str:
        """What a steward is to do; empty where the message does not tell."""
        told = language if self.messages.get(language) else "en"
        return self.remedies.get(told, "")

    @property
    def message(self) -> str:
        """The English sentence."""
        return self.messages["en"]

    def as_json(self) -> dict[str, object]:
        """The finding as `check --json` prints it."""
        return {
            "severity": str(self.severity),
            "rule": self.rule,
            "message": self.message,
            "file": self.file,
            "row": self.row,
            "field": self.field,
            "project": self.project,
            "value": self.value,
            "refused": self.refused,
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a project's values stand in its source, to tie results of shapes to places.

    `labels` and `rows` are keyed by the fragment of a part (`granted-total-eur`), by the first word
    of one (`site`, `partner`), by a property IRI, or, for things that projects share, by their kind
    (`programme`); without any of them it is the record's row. `words` are what the source says of
    a place of work, by its fragment.
    """

    project: str
    number: str
    slug: str
    file: str
    row: int | None
    labels: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def place(self, focus: str, path: str | None) -> tuple[str | None, int | None]:
        """The field and row of a result, from its focus node and path (IRIs)."""
        thing, _, fragment = focus.partition("#")
        if thing == self.project:
            keys = [key for key in (fragment, fragment.partition("-")[0], path) if key]
        else:
            keys = thing.split("/")[-2:-1]
        label = next((self.labels[key] for key in keys if key in self.labels), None)
        row = next((self.rows[key] for key in keys if key in self.rows), self.row)
        return label, row


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a check or publish, in the order of files and rows."""

    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """True without a violation; warnings and infos are allowed."""
        return all(f.severity is not Severity.VIOLATION for f in self.findings)

    def counts(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(f.severity for f in self.findings)


@dataclass(frozen=True, slots=True)
class Sum:
    """The money of one column (its heading) in one currency: as the file has it, added up before
    anything is refused, and as the graph has it. `unread` counts the cells that could not be read
    as an amount, and so are in neither."""

    column: str
    currency: str
    file: Decimal
    graph: Decimal
    unread: int = 0

    @property
    def equal(self) -> bool:
        """True where nothing was lost on the way, and nothing added."""
        return self.file == self.graph and not self.unread


@dataclass(frozen=True, slots=True)
class Overview:
    """What a run read: the files, `rows = projects + levels + merged + refused + skipped`
    (`levels` are those of programmes), the organisations that projects name, the sums."""

    files: tuple[str, ...] = ()
    rows: int = 0
    projects: int = 0
    levels: int = 0
    organisations: int = 0
    merged: int = 0
    refused: int = 0
    skipped: int = 0
    sums: tuple[Sum, ...] = ()
