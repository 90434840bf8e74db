# SPDX-License-Identifier: EUPL-1.2
"""A source and what reading gives: one entry for each row or page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from fundgraph.record import Record, TreeLevel
from fundgraph.report import Finding
from fundgraph.sources.description import Description

Cell = tuple[str, str, Decimal]
Unread = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A description and the files that it is about, in the order in which they are read.

    `drafted` tells a description that nobody wrote, `doubts` are what its draft leaves open,
    `unread` tells of files beside those of the run that nothing reads.
    """

    description: Description
    paths: tuple[Path, ...]
    drafted: bool = False
    doubts: tuple[Finding, ...] = ()
    unread: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row or page gave.

    `record` is None where it was refused (the findings say why) or `skipped` (an empty row), and
    where the row is a `level` of a programme.
    `cells` are its money as read from the source (column or label, currency, amount), whatever
    became of the record, by code apart from the record's; the label of a part is written
    `• ESF Funding`. `unread` are those (column, currency) that cannot be read as an amount.
    """

    record: Record | None
    findings: tuple[Finding, ...] = ()
    skipped: bool = False
    cells: tuple[Cell, ...] = ()
    unread: tuple[Unread, ...] = ()
    level: TreeLevel | None = None
