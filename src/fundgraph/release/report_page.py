# SPDX-License-Identifier: EUPL-1.2
"""A report as one page that needs nothing else: to be looked at, mailed or printed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FunctionLoader, StrictUndefined

from fundgraph import __version__
from fundgraph.release.cases import Case, Group, by_rule, sentence
from fundgraph.release.report_files import writable
from fundgraph.report import Overview, Report, Severity, is_page

DEFAULT = "en"
EXAMPLES = 5
DRAFTED = "drafted-description"
# More than the 28 of decimal's own context: what no amount in a cell has.
_DIGITS = 100_000
_TEMPLATE, _WORDS = "report.html", "report_words.toml"
# Control characters have no place in a page; each has a picture of its own.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"} | {
    0x7F: 0x2421
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns the table of a group needs: a file, where there are several; the others, where
    any case has something to say; `place` is what the places are called."""

    file: bool
    row: bool
    times: bool
    field: bool
    value: bool
    project: bool
    gap: bool
    place: str


def write_page(path: Path, report: Report, overview: Overview, *, language: str, day: date) -> None:
    """Writes what was read and found as a page in a language (in English where it is not ours).

    Raises MachineRefuses where the file cannot be written.
    """
    words = _words().get(language) or _words()[DEFAULT]
    spoken = language if language in _words() else DEFAULT
    groups = list(by_rule(report.findings))
    page = _environment(spoken).get_template(_TEMPLATE)
    stream = page.stream(
        language=spoken,
        say=partial(_say, words),
        report=report,
        overview=overview,
        groups=groups,
        counts=report.counts(),
        severities=[one for one in Severity if report.counts()[one]],
        columns=partial(_columns, files=len(overview.files)),
        drafts=[case.first for group in groups if group.rule == DRAFTED for case in group.cases],
        day=format_date(day, words["day"], locale=spoken),
        version=__version__,
        examples=EXAMPLES,
    )
    stream.enable_buffering(200)
    with writable(path) as out, localcontext(prec=_DIGITS):
        stream.dump(out, encoding="utf-8", errors="replace")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_file(_WORDS))


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _environment(language: str) -> Environment:
    """Templates that escape all they are given."""
    environment = Environment(
        autoescape=True,
        finalize=_shown,
        loader=FunctionLoader(_file),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    number = partial(_number, language=language)
    environment.filters.update(
        amount=partial(_amount, language=language),
        number=number,
        rows=partial(_rows, number=number),
        sentence=sentence,
    )
    return environment


def _shown(value: object) -> object:
    return value.translate(_PICTURES) if isinstance(value, str) else value


def _say(words: Mapping[str, str], key: str, *values: object) -> str:
    return words[key].format(*values)


def _number(value: int, language: str) -> str:
    return format_decimal(value, locale=language)


def _amount(value: Decimal, language: str) -> str:
    return format_decimal(value, "#,##0.00########", locale=language)


def _rows(case: Case, number: Callable[[int], str], most: int = 0) -> str:
    """The rows of a case, `2–8, 10`; at most so many pieces, if any are too many."""
    pieces = [str(one) if one == last else f"{one}–{last}" for one, last in case.rows()]
    cut = pieces[:most] if most else pieces
    return ", ".join([*cut, *(["…"] if len(cut) < len(pieces) else [])])


def _columns(group: Group, files: int) -> Columns:
    firsts = [case.first for case in group.cases]
    return Columns(
        file=files > 1,
        row=any(one.row is not None for one in firsts),
        times=len(group) > len(group.cases),
        field=any(one.field for one in firsts),
        value=any(one.value for one in firsts),
        project=any(case.project for case in group.cases),
        gap=not group.alike,
        place=_place({is_page(one.file) for one in firsts}),
    )


def _place(pages: Set[bool]) -> str:
    """The word for places: a line of a page, a row of a table."""
    return "row-or-line" if len(pages) > 1 else "line" if True in pages else "row"
