# SPDX-License-Identifier: EUPL-1.2
"""The first records of a draft, for people to look at."""

from __future__ import annotations

from collections.abc import Iterator

from fundgraph.sources.describe.draft import Column, Draft

_WIDEST = 90


def preview(draft: Draft) -> Iterator[str]:
    """The first rows as the draft maps them: a line for each field that is filled."""
    for number, row in enumerate(draft.rows, start=1):
        yield f"Record {number}"
        for column, cell in zip(draft.columns, row, strict=True):
            if cell and column.active:
                yield f"  {_label(column)}: {_cut(cell)}"


def _label(column: Column) -> str:
    choice = column.choice
    told = " ".join(filter(None, (choice.meaning.stage, choice.meaning.component)))
    if choice.meaning.field == "published":
        told = _cut(choice.heading)
    return f"{choice.meaning.field} ({told})" if told else choice.meaning.field


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
