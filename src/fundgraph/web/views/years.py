# SPDX-License-Identifier: EUPL-1.2
"""The sums of projects by the year of their start, as a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from markupsafe import Markup

from fundgraph.store.index import Totals, YearRow
from fundgraph.web import texts
from fundgraph.web.charts import Series, columns
from fundgraph.web.i18n import translations

# A date that is off by a century must not make the chart one of a thousand empty years.
_MOST = 60


def year_chart(rows: Sequence[YearRow], language: str) -> Markup:
    """What was granted and spent by year, years without a project too; empty where no two years
    can be compared."""
    by_year = {row.year: row.totals for row in rows if row.year is not None}
    if len(by_year) < 2:
        return Markup("")
    years = _years(sorted(by_year))
    totals = [by_year.get(year, Totals()) for year in years]
    _ = translations(language).ugettext
    series = [
        _series(_("Granted"), totals, lambda found: found.known_granted, language),
        _series(_("Spent"), totals, lambda found: found.known_spent, language),
    ]
    shown = [one for one in series if any(one.values)]
    return columns(
        list(map(str, years)),
        shown,
        label=_said(years, totals, language),
        language=language,
        unit="€",
    )


def _said(years: Sequence[int], totals: Sequence[Totals], language: str) -> str:
    """What the chart shows, in a sentence."""
    _ = translations(language).ugettext
    year, most = max(zip(years, totals, strict=True), key=lambda pair: pair[1].granted)
    sentence = _("Funding granted and spent by the year in which projects started, %(years)s")
    if most.granted:
        sentence += _("; most was granted in %(year)s: %(money)s")
    return str(sentence) % {
        "years": f"{years[0]}\N{EN DASH}{years[-1]}",
        "year": year,
        "money": texts.short_money(Decimal(most.granted) / 100, language),
    }


def _years(known: list[int]) -> Sequence[int]:
    """All years from the first to the last, where they are not too many; else those known."""
    whole = range(known[0], known[-1] + 1)
    return whole if len(whole) <= _MOST else known[-_MOST:]


def _series(
    name: str, totals: Sequence[Totals], sums: Callable[[Totals], int | None], language: str
) -> Series:
    euros = [None if (cents := sums(found)) is None else Decimal(cents) / 100 for found in totals]
    told = ["–" if value is None else texts.euros(value, language) for value in euros]
    return Series(name, euros, told)
