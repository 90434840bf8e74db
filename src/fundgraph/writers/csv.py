# SPDX-License-Identifier: EUPL-1.2
"""CSV: the projects among the statements as a flat table (RFC 4180), safe to open in a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Sequence

from fundgraph.vocabulary import DCTERMS, ESF, SDO, code
from fundgraph.writers.csv_amounts import AMOUNT_COLUMNS, amount_cells, shown
from fundgraph.writers.groups import Predicates, grouped, in_order, once
from fundgraph.writers.stream import Writer
from fundgraph.writers.terms import RDF_TYPE, Triple, last_step, parse_term, value_of

Groups = dict[str, Predicates]
Column = Callable[[str, Groups], str]

SEPARATOR = "; "
PROJECT = ESF.Project.n3()
TITLE = DCTERMS.title.n3()
PARTICIPATION, ROLE, SITE = ESF.participation.n3(), ESF.role.n3(), ESF.site.n3()
AS_PUBLISHED, REGION = ESF.asPublished.n3(), ESF.region.n3()
# What a formula begins with, also in the wide letters of East Asia.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _terms(subject: str, predicate: str, groups: Groups) -> Sequence[str]:
    found = groups[subject].get(predicate, ()) if subject in groups else ()
    return found if len(found) < 2 else once(found)


def _values(subject: str, predicate: str, groups: Groups) -> list[str]:
    return list(map(value_of, _terms(subject, predicate, groups)))


def _text(predicate: str) -> Column:
    return lambda subject, groups: safe(SEPARATOR.join(_values(subject, predicate, groups)))


def _texts_by_language(predicate: str, language: str) -> Column:
    def column(subject: str, groups: Groups) -> str:
        terms = map(parse_term, _terms(subject, predicate, groups))
        return safe(SEPARATOR.join(term.value for term in terms if term.language == language))

    return column


def _title(subject: str, groups: Groups) -> tuple[str, str]:
    """The project's title and its language: of several, one that is no translation into English."""
    terms = map(parse_term, _terms(subject, TITLE, groups))
    by_language: dict[str, list[str]] = {}
    for term in terms:
        by_language.setdefault(term.language or "", []).append(term.value)
    if not by_language:
        return "", ""
    language = min(by_language, key=lambda one: (one == "en", one != "lv", one))
    return safe(SEPARATOR.join(by_language[language])), language


def _code(predicate: str) -> Column:
    """The code of each concept, the slug of each thing."""
    return lambda subject, groups: safe(
        SEPARATOR.join(map(last_step, _terms(subject, predicate, groups)))
    )


def _money(predicate: str) -> Column:
    """Two decimals at least; never as text, so that a sheet adds it up."""
    return lambda subject, groups: SEPARATOR.join(map(shown, _values(subject, predicate, groups)))


def _parties(role: str) -> Column:
    """The names of the organisations in a role, as published."""
    wanted = f"<{code('role', role)}>"

    def column(subject: str, groups: Groups) -> str:
        parts = _terms(subject, PARTICIPATION, groups)
        found = [part for part in parts if wanted in _terms(part, ROLE, groups)]
        names = [name for part in found for name in _values(part, AS_PUBLISHED, groups)]
        return safe(SEPARATOR.join(names))

    return column


def _sites(subject: str, groups: Groups) -> str:
    parts = _terms(subject, SITE, groups)
    names = [name for part in parts for name in _values(part, AS_PUBLISHED, groups)]
    return safe(SEPARATOR.join(names))


def _regions(subject: str, groups: Groups) -> str:
    """The regions of the project; of one that states none, those of its sites."""
    sites = (one for part in _terms(subject, SITE, groups) for one in _terms(part, REGION, groups))
    found = _terms(subject, REGION, groups) or dict.fromkeys(sites)
    return safe(SEPARATOR.join(map(last_step, found)))


def _amounts(subject: str, groups: Groups) -> list[str]:
    currency, *usual, every = amount_cells(subject, groups)
    return [safe(currency), *usual, safe(every)]


COLUMNS: dict[str, Column] = {
    "number": _text(DCTERMS.identifier.n3()),
    "iri": lambda subject, groups: value_of(subject),
    "title": lambda subject, groups: _title(subject, groups)[0],
    "title_language": lambda subject, groups: _title(subject, groups)[1],
    "title_lv": _texts_by_language(TITLE, "lv"),
    "title_en": _texts_by_language(TITLE, "en"),
    "status": _code(ESF.status.n3()),
    "fund": _code(ESF.fund.n3()),
    "period": _code(ESF.period.n3()),
    "programme": _code(ESF.programme.n3()),
    "start": _text(SDO.startDate.n3()),
    "end": _text(SDO.endDate.n3()),
    "regions": _regions,
    "promoter": _parties("promoter"),
    "promoter_iri": _text(ESF.promoter.n3()),
    "partners": _parties("partner"),
    "contractors": _parties("contractor"),
    "granted_eur": _money(ESF.grantedEUR.n3()),
    "spent_eur": _money(ESF.spentEUR.n3()),
    "sites": _sites,
    "made_up": _text(ESF.madeUp.n3()),
}
HEADINGS = (*COLUMNS, *AMOUNT_COLUMNS)


class CsvWriter(Writer):
    """One row a project; statements about anything else are left out."""

    def start(self) -> None:
        """Write the headings."""
        self._rows([HEADINGS])

    def write(self, triples: Collection[Triple], graph: str | None = None) -> None:
        """Write the projects of one group."""
        groups = grouped(triples)
        projects = [s for s, said in groups.items() if PROJECT in said.get(RDF_TYPE, ())]
        self._rows(
            [
                [*(column(s, groups) for column in COLUMNS.values()), *_amounts(s, groups)]
                for s in in_order(projects, groups)
            ]
        )

    def _rows(self, rows: Sequence[Sequence[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        self.out.write(text.getvalue().encode())
