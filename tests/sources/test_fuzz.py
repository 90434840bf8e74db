# SPDX-License-Identifier: EUPL-1.2
"""Two thousand files gone wrong: each is read, row by row, or refused with a sentence.

Every case is drawn from its seed alone; a failure names it, and the file stays where it says.
`FUZZ_FROM=5000` draws others.
"""

import io
import os
import resource
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from random import Random
from types import FrameType

import pytest
from rich.console import Console

from fundgraph.check import validate
from fundgraph.config import Settings
from fundgraph.console.tally import print_json, print_tally, summary
from fundgraph.errors import CommandError
from fundgraph.pipeline import projects
from fundgraph.sources import Source, locate
from fundgraph.sources.description import describe, read_description
from fundgraph.sources.sheets import Layout, open_table
from fundgraph.tally import Project, Tally
from fundgraph.tools import Tools
from tests.sources import made_up, made_up_lists
from tests.sources.spoiling import Grid, spoiled_bytes, spoiled_grid
from tests.sources.spoilt_forms import WRITERS
from tests.sources.test_sheets_twins import COLUMNS, HEADING, ROWS

SHARED = Path(__file__).parents[3] / "shared"
DESCRIPTIONS = Path(__file__).parents[1] / "registers"
FROM = int(os.environ.get("FUZZ_FROM", "0"))
CASES = 100  # of a test
FEW = 24  # rows of a list
MEMORY, SECONDS = 700_000_000, 60
DESCRIBED = {
    "name": "izdomats", "form": "csv", "country": "LV", "language": "lv", "currency": "EUR",
    "beneficiary_kind": "organisations", "columns": COLUMNS,
}  # fmt: skip


class Stuck(BaseException):
    """A file that takes a minute of computing."""


def _stuck(_number: int, _frame: FrameType | None) -> None:
    raise Stuck


@contextmanager
def bounded() -> Iterator[None]:
    """At most so much memory more than now, and no endless loop."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    before = signal.signal(signal.SIGPROF, _stuck)
    resource.setrlimit(resource.RLIMIT_AS, (now * resource.getpagesize() + MEMORY, hard))
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGPROF, before)


@lru_cache(maxsize=1)
def tools() -> Tools:
    return Tools.load(Settings())


@lru_cache(maxsize=1)
def grids() -> list[Grid]:
    """Made-up lists in many languages."""
    lists = [
        [list(made["columns"]), *made_up_lists.rows(language)[:FEW]]
        for language, made in made_up_lists.LISTS.items()
    ]
    return [[HEADING, *ROWS, *ROWS], *lists]


@lru_cache(maxsize=1)
def pages() -> list[bytes]:
    """Made-up pages in every form, and the real one where it is."""
    real = [path.read_bytes() for path in sorted(SHARED.glob("seed/*.txt"))]
    bases = (made_up.ENGLISH, made_up.LATVIAN)
    return real + [write(base).encode() for write in made_up.FORMS.values() for base in bases]


@lru_cache(maxsize=1)
def samples() -> list[tuple[str, Grid, bytes]]:
    """The first rows of the real lists: as cells, and (but for old workbooks) as they stand."""
    paths = sorted(path for path in SHARED.glob("samples/*") if path.is_file())
    return [(path.name, _first_rows(path), _first_bytes(path)) for path in paths]


def _first_rows(path: Path) -> Grid:
    with open_table(path, Layout()) as table:
        return [list(table.heading), *(cells for _, cells in islice(table.rows, FEW))]


def _first_bytes(path: Path) -> bytes:
    """A text up to the end of a row; what is not closed after it is part of the trial."""
    data = path.read_bytes()
    return b"" if path.suffix == ".xls" and b"<" not in data[:9] else b"".join(
        data.splitlines(keepends=True)[: FEW * 4]
    )[:20_000]  # fmt: skip


def made_up_case(seed: int, folder: Path) -> Path:
    """A made-up table or page with something wrong."""
    chance = Random(seed)
    if chance.random() < 0.2:
        return _page(folder, chance)
    grid = chance.choice(grids()[1:]) if seed % 3 else grids()[0]
    return _table(folder, _form(chance), grid, chance)


def sample_case(seed: int, folder: Path) -> Path:
    """The beginning of a real list with something wrong, in its own form or in another."""
    chance = Random(seed)
    name, grid, data = chance.choice(samples())
    if not data or chance.random() < 0.5:
        path = _table(folder, _form(chance), grid, chance)
        return path.rename(folder / f"{Path(name).stem}{path.suffix}")
    path = folder / name
    path.write_bytes(spoiled_bytes(data, chance))
    return path


def _form(chance: Random) -> str:
    """Old workbooks are rare, as a process of their own reads them."""
    return chance.choice([form for form in WRITERS if form != "xls" or chance.random() < 0.15])


def _page(folder: Path, chance: Random) -> Path:
    path = folder / chance.choice(["page.html", "page.txt"])
    path.write_bytes(spoiled_bytes(chance.choice(pages()), chance))
    return path


def _table(folder: Path, form: str, grid: Grid, chance: Random) -> Path:
    path = folder / f"list.{form}"
    wrong = chance.choice(["cells", "cells", "bytes", "both"])
    WRITERS[form](path, grid if wrong == "bytes" else spoiled_grid(grid, chance), chance)
    if wrong != "cells":
        path.write_bytes(spoiled_bytes(path.read_bytes(), chance))
    return path


def sources_of(path: Path, seed: int) -> list[Source]:
    """As a steward brings it: without a description, or with that of the whole list."""
    if seed % 3:
        return locate([str(path)], Settings())
    for description in map(read_description, sorted(DESCRIPTIONS.glob("*-*.toml"))):
        if any(Path(file).stem == path.stem for file in description.files):
            return [Source(description, (path,))]
    return [Source(describe(DESCRIBED, origin="izdomats.toml"), (path,))]


def attempt(path: Path, seed: int) -> bool:
    """True where the file was read, every row accounted for; False where it was refused."""
    tally = Tally()
    try:
        found = sources_of(path, seed)
        read = list(projects(found, tools().mapper(), tools().codes, tally))
    except CommandError as error:
        words = str(error)
        assert words.isprintable(), words
        assert path.stem in words or "izdomats" in words
        return False
    others = tally.merged + tally.refused + tally.skipped
    assert tally.rows == tally.projects + tally.levels + others
    assert len(read) == tally.projects
    if seed % 10 == 0:
        whole_check(read, tally)
    return True


def whole_check(read: Sequence[Project], tally: Tally) -> None:
    """What `check` does with the projects: validates them and prints what it found."""
    validate(read, with_small_sample(tools()), tally)
    shown = Console(file=io.StringIO(), soft_wrap=True, emoji=False)
    print_tally(shown, tally)
    print_json(shown, summary(tally))


def with_small_sample(known: Tools) -> Tools:
    """The same; the reference looks at a few projects only: it is slow."""
    return replace(known, settings=replace(known.settings, validation_sample=2))


def run(seeds: range, case: object, folder: Path) -> int:
    """How many of the files were read."""
    assert callable(case)
    read = 0
    for seed in seeds:
        here = folder / f"{seed}" / "register"
        here.mkdir(parents=True)
        path = case(seed, here)
        try:
            with bounded():
                read += attempt(path, seed)
        except BaseException as error:
            error.add_note(f"seed {seed}: {path}")
            raise
        shutil.rmtree(here.parent)
    return read


@pytest.mark.parametrize("first", range(FROM, FROM + 12 * CASES, CASES))
def test_made_up_files(first: int, tmp_path: Path) -> None:
    assert run(range(first, first + CASES), made_up_case, tmp_path) > CASES // 8


@pytest.mark.parametrize("first", range(FROM, FROM + 8 * CASES, CASES))
def test_real_lists(first: int, tmp_path: Path) -> None:
    if not (SHARED / "samples").is_dir():
        pytest.skip("the sample lists are not beside the repository")
    assert run(range(first, first + CASES), sample_case, tmp_path) > CASES // 8
