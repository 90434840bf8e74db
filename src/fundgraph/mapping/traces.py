# SPDX-License-Identifier: EUPL-1.2
"""Where the values of a project stand in its source, by the words that shapes have for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from fundgraph.iris import name_slug
from fundgraph.record import Record, Site
from fundgraph.report import Trace
from fundgraph.vocabulary import DCTERMS, ESF, SDO

T = TypeVar("T")

FIELDS = {
    "number": str(DCTERMS.identifier),
    "title": str(DCTERMS.title),
    "abstract": str(DCTERMS.abstract),
    "results": str(ESF.results),
    "fund": str(ESF.fund),
    "period": str(ESF.period),
    "programme": str(ESF.programme),
    "status": str(ESF.status),
    "start": str(SDO.startDate),
    "end": str(SDO.endDate),
    "regions": str(ESF.region),
    "sites": str(ESF.site),
    "modified": str(DCTERMS.modified),
}
# Shapes look at bounds and at parts; a reader looks for the label that they come from.
DERIVED = {
    "start": str(ESF.notBefore),
    "end": str(ESF.notAfter),
    "sites": "site",
    "promoter": "promoter",
    "partners": "partner",
    "contractors": "contractor",
}
# Things that projects share, by their kind.
SHARED = {"programme": "programme", "regions": "region", "sites": "place"}

EURO_FIGURES = {"granted": str(ESF.grantedEUR), "spent": str(ESF.spentEUR)}


def site_names(sites: tuple[Site, ...]) -> list[str]:
    """The fragment of each site: its town, told apart by what was published where two share one."""
    names: list[str] = []
    for site in sites:
        town = site.town.partition("-")[2] if site.town else ""
        name = f"site-{town or name_slug(site.published)}"
        if name in names:
            name = f"{name}-{name_slug(site.published)}"
        names.append(name)
    return names


def trace(record: Record, project: str, slug: str, names: list[str]) -> Trace:
    """What ties results of shapes to the source; `names` are the fragments of the figures."""
    labels = by_key(dict(record.labels))
    rows = by_key(dict(record.rows))
    for figure, name in zip(record.figures, names, strict=True):
        keys = [name]
        if figure.part_of is None and figure.stage in EURO_FIGURES:
            keys.append(EURO_FIGURES[figure.stage])
        for key in keys:
            labels.setdefault(key, figure.label)
            if figure.row is not None:
                rows.setdefault(key, figure.row)
    words = dict(
        zip(site_names(record.sites), (one.published for one in record.sites), strict=True)
    )
    return Trace(project, record.number, slug, record.source.name, record.row, labels, rows, words)


def by_key(found: Mapping[str, T]) -> dict[str, T]:
    """Labels or rows of a record's fields, by the keys of a trace."""
    tables = (FIELDS, DERIVED, SHARED)
    return {
        table[name]: value for name, value in found.items() for table in tables if name in table
    }
