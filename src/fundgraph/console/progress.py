# SPDX-License-Identifier: EUPL-1.2
"""Progress of a long run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class StageLines:
    """Progress where nobody watches: one line a stage on standard error."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def stage(self, name: str) -> None:
        """Prints the stage's name."""
        self._console.print(f"{name} …", highlight=False)

    def advance(self, projects: int) -> None:
        """Nothing: lines are for stages."""


class StageBars:
    """Progress on a terminal: the stage, the projects so far, the time; `bars` shows while open."""

    def __init__(self, console: Console) -> None:
        self.bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.completed:,.0f} projects"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self.bars.add_task("", total=None)

    def stage(self, name: str) -> None:
        """Shows the stage's name."""
        self.bars.update(self._task, description=name)

    def advance(self, projects: int) -> None:
        """Counts on."""
        self.bars.advance(self._task, projects)


@contextmanager
def progress(console: Console, *, quiet: bool) -> Iterator[StageLines | StageBars]:
    """Bars on a terminal, lines otherwise; nothing at all where `quiet`."""
    if quiet or not console.is_terminal:
        yield StageLines(Console(quiet=True) if quiet else console)
        return
    shown = StageBars(console)
    with shown.bars:
        yield shown
