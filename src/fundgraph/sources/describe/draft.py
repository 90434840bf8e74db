# SPDX-License-Identifier: EUPL-1.2
"""A file never seen before → the draft of its description."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from fundgraph.errors import UsageError
from fundgraph.sources.describe.choice import Choice, candidates, choose
from fundgraph.sources.describe.column import SURE, Column, with_one_order
from fundgraph.sources.describe.facts import (
    Fact,
    cell_currencies,
    country,
    currency,
    file_facts,
    heading_currency,
    language,
    names_language,
    text_languages,
)
from fundgraph.sources.describe.known_codes import of_known_codes
from fundgraph.sources.describe.levels import weighed, with_title
from fundgraph.sources.describe.lexicon import fold
from fundgraph.sources.describe.options import TEXTS, options
from fundgraph.sources.describe.profile import Profile, profile
from fundgraph.sources.describe.toml import line, quoted
from fundgraph.sources.describe.trees import as_tree, is_tree
from fundgraph.sources.description import LAYOUT, Description, describe
from fundgraph.sources.holdings import PROGRAMMES, PROJECTS
from fundgraph.sources.merging import MERGE
from fundgraph.sources.sheets import Layout, open_table, sniff
from fundgraph.sources.sheets.layout import CSV
from fundgraph.sources.values import clean

# What is looked at of a table: rows, columns, cells, letters of a cell.
READ, WIDEST, MOST_CELLS, LONGEST = 4000, 500, 400_000, 2000

# Cells of so many words are texts, in which no date is looked for.
_LONG_TEXT = 12
# What a heading that names a currency counts beside cells that name one.
_CELLS_OF_A_HEADING = 50
BENEFICIARY_KIND = (
    'TO BE DECIDED: "organisations" publishes the names of all promoters, "both" or "persons" hold '
    "back whoever may be a natural person; until it is written, names are held back"
)
# What only people know of a list.
_OPEN = (
    ("publisher", "who publishes the list"),
    ("licence", "its licence: an SPDX name such as CC-BY-4.0, or an address"),
    ("landing_page", "the web page that offers the file"),
    ("download", "the address of the file"),
)
# Where each heading stands.
Headings = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of a description, with how sure each value is."""

    path: Path
    layout: Layout
    language: Fact
    country: Fact
    currency: Fact
    columns: tuple[Column, ...]
    repeated: tuple[str, ...] = ()
    holds: str = PROJECTS
    same_numbers: int = 0
    hyphens: bool = False

    @property
    def name(self) -> str:
        """A name for the register, from that of its file."""
        words = "-".join(re.findall(r"[a-z0-9]+", fold(self.path.name.split(".")[0])))
        return words if words[:1].isalpha() else f"list-{words}".rstrip("-")

    def toml(self) -> str:
        """The description in TOML, each doubt beside what it is about."""
        return "\n".join(self._lines()) + "\n"

    def description(self) -> Description:
        """The description as `check` and `publish` take it.

        Raises UsageError where the draft lacks what a description needs.
        """
        return describe(tomllib.loads(self.toml()), origin=f"the draft for {self.path}")

    def _lines(self) -> Iterator[str]:
        yield f"# A draft for {self.path.name}: look at what has a number from 0 to 1 behind it."
        yield line("name", self.name)
        yield from _layout_lines(self.layout)
        yield line("files", self.path.name)
        yield from _open_lines(self.language.value)
        for key in ("country", "language"):
            yield _fact_line(key, getattr(self, key))
        yield from self._of_programmes() if self.holds == PROGRAMMES else self._of_projects()
        yield ""
        yield "[columns]"
        for column in self.columns:
            yield column.line()
        for heading in self.repeated:
            yield f"# {quoted(heading)} cannot be read: more than one column is called so"

    def _of_programmes(self) -> Iterator[str]:
        yield line("holds", PROGRAMMES, "the rows are levels of programmes, not projects")
        period, _ = file_facts(self.path.name)
        if period:
            yield line("period", period, "0.70: the name of the file")
        else:
            yield f"# {line('period', '2014-2020', 'write the programming period')}"

    def _of_projects(self) -> Iterator[str]:
        yield _fact_line("currency", self.currency)
        yield f"# {line('beneficiary_kind', 'organisations', BENEFICIARY_KIND)}"
        if self.hyphens:
            yield line("number_separator", "-", "the numbers have hyphens; addresses keep them so")
        period, fund = file_facts(self.path.name)
        chosen = {column.choice.meaning.field for column in self.columns if column.active}
        if period and "period" not in chosen:
            yield f"# {line('period', period, '0.70: the name of the file')}"
        if fund and "fund" not in chosen:
            yield f"# {line('fund', fund, '0.60: the name of the file')}"
        if self.same_numbers:
            why = f"{self.same_numbers} rows repeat a number of another and are refused without it"
            yield f"# {line('repeated', MERGE, why)}"


def draft(path: Path) -> Draft:
    """The draft of a description for a table of any form.

    Raises SourceError for a file that cannot be read, or holds no table, UsageError for a
    description.
    """
    if path.suffix == ".toml":
        raise UsageError(f"{path} is a description already; give the list that it describes")
    with open_table(path, sniff(path)) as table:
        heading, layout = table.heading, table.layout
        most = min(READ, MOST_CELLS // max(len(heading), 1))
        rows = [[cell[:LONGEST] for cell in cells] for _, cells in islice(table.rows, most)]
    counted = Counter(heading)
    indexes = [index for index, name in enumerate(heading) if name and counted[name] == 1][:WIDEST]
    cells = {index: _cells(rows, index) for index in indexes}
    drafted = _drafted(path, layout, [(index, heading[index]) for index in indexes], cells)
    return replace(drafted, repeated=tuple(name for name in counted if name and counted[name] > 1))


def _drafted(path: Path, layout: Layout, headings: Headings, cells: dict[int, list[str]]) -> Draft:
    spoken, profiles = _profiled(headings, cells)
    own = text_languages(headings, profiles, spoken.value)
    chosen = _chosen(headings, profiles, spoken, own)
    holds = PROGRAMMES if is_tree(chosen, profiles, cells) else PROJECTS
    chosen = as_tree(chosen) if holds == PROGRAMMES else chosen
    money = [choice for choice in chosen if choice.meaning.field == "amount"]
    currencies = _currencies(money, profiles)
    home = country(spoken, currencies, list(profiles.values()), path.name)
    unit = currency(currencies, home)
    own |= dict.fromkeys(_lone_titles(chosen), spoken.value)
    columns = tuple(
        _column(choice, profiles[choice.index], cells[choice.index], spoken, unit, own)
        for choice in chosen
    )
    return Draft(
        path,
        layout,
        spoken,
        home,
        unit,
        tuple(with_one_order(columns)),
        holds=holds,
        same_numbers=_same_numbers(chosen, profiles),
        hyphens=_have_hyphens(chosen, cells),
    )


def _profiled(headings: Headings, cells: dict[int, list[str]]) -> tuple[Fact, dict[int, Profile]]:
    """The language of a table, and what its columns hold."""
    first = {index: profile(cells[index], "") for index, _ in headings}
    spoken = language([heading for _, heading in headings], first.values())
    # Months in words are those of the language, which only now is known.
    return spoken, {
        index: profile(cells[index], spoken.value) if known.words < _LONG_TEXT else known
        for index, known in first.items()
    }


def _chosen(
    headings: Headings, profiles: dict[int, Profile], spoken: Fact, own: dict[int, str]
) -> list[Choice]:
    """The meaning of each column."""
    choices = [
        choice
        for index, heading in headings
        for choice in candidates(index, heading, profiles[index], frozenset({spoken.value}))
    ]
    chosen = with_title(choose(headings, weighed(choices, profiles), own), profiles)
    return [of_known_codes(choice, profiles[choice.index]) for choice in chosen]


def _lone_titles(chosen: Sequence[Choice]) -> list[int]:
    """The only column of titles, which is in the language of the table unless it says another."""
    titles = [one for one in chosen if one.meaning.field == "title"]
    return [one.index for one in titles if len(titles) == 1 and not names_language(one.heading)]


def _same_numbers(chosen: Sequence[Choice], profiles: dict[int, Profile]) -> int:
    """How many rows have a number that another has, too."""
    numbers = [profiles[one.index] for one in chosen if one.meaning.field == "number"]
    return sum(one.filled - one.distinct for one in numbers)


def _have_hyphens(chosen: Sequence[Choice], cells: dict[int, list[str]]) -> bool:
    """Whether the numbers of projects have hyphens, and none has a slash, which addresses would
    write as a hyphen."""
    numbers = [
        one for choice in chosen if choice.meaning.field == "number" for one in cells[choice.index]
    ]
    return any("-" in one for one in numbers) and not any("/" in one for one in numbers)


def _column(
    choice: Choice,
    known: Profile,
    cells: Sequence[str],
    spoken: Fact,
    unit: Fact,
    own: dict[int, str],
) -> Column:
    found, doubt = options(
        choice,
        known,
        cells,
        currency=unit.value,
        language=spoken.value,
        own=own[choice.index] if choice.meaning.field in TEXTS else spoken.value,
    )
    return Column(choice, found, doubt)


def _currencies(money: Sequence[Choice], profiles: dict[int, Profile]) -> Counter[str]:
    """How many columns, or cells of one, name which currency."""
    found: Counter[str] = Counter()
    for choice in money:
        found.update(cell_currencies(profiles[choice.index]))
        if named := heading_currency(choice.heading):
            found[named] += _CELLS_OF_A_HEADING
    return found


def _cells(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return [clean(row[index]) if index < len(row) else "" for row in rows]


def _open_lines(language: str) -> Iterator[str]:
    """What a draft cannot know, to be filled in."""
    yield f'# title = {{{language} = ""}}  # what the list is called'
    yield from (f"# {line(key, '', why)}" for key, why in _OPEN)
    yield "# retrieved = 2026-01-31  # the day on which the file was fetched"


def _fact_line(key: str, fact: Fact) -> str:
    return line(key, fact.value, "" if fact.confidence >= SURE else f"{fact.confidence:.2f}")


def _layout_lines(layout: Layout) -> Iterator[str]:
    form = layout.form or CSV
    yield line("form", form)
    for key, forms in LAYOUT.items():
        value = getattr(layout, key)
        if value is not None and form in forms:
            yield line(key, value)
