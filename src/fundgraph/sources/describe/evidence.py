# SPDX-License-Identifier: EUPL-1.2
"""What the cells of a column say for and against a field."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fundgraph.sources.describe.meanings import Meaning
from fundgraph.sources.describe.profile import Profile

# How much evidence strengthens, leaves, weakens or rules out what a heading says.
FOR, NEUTRAL, AGAINST, NOT = 1.06, 1.0, 0.6, 0.15
PERSON = "person"  # whatever a column tells of persons
_MANY = 40  # rows from which on repetitions tell something


def fit(meaning: Meaning, column: Profile) -> float:
    """The factor by which the cells of a column change the trust in a meaning."""
    if not column.filled or meaning.aside == PERSON:
        return 0.95
    test = _FITS.get(meaning.field)
    return test(column) if test else _aside(meaning, column)


def _is_typed(column: Profile) -> bool:
    """True for a column of numbers or dates."""
    return max(column.share("number"), column.share("date")) > 0.6


def _number(column: Profile) -> float:
    if column.share("sequence"):
        return AGAINST
    if column.words > 4 or (column.share("date") > 0.9 and not column.share("year")):
        return NOT
    if column.rows >= _MANY and column.variety < 0.2:
        return AGAINST
    return FOR if column.share("code") > 0.8 and column.variety > 0.9 else NEUTRAL


def _title(column: Profile) -> float:
    if _is_typed(column) or column.share("web") > 0.5:
        return NOT
    if column.share("code") > 0.7 and column.words < 1.5:
        return AGAINST
    if column.rows >= _MANY and column.variety < 0.1:
        return AGAINST
    return FOR if column.words >= 2.5 and column.variety > 0.6 else NEUTRAL


def _text(column: Profile) -> float:
    if _is_typed(column):
        return NOT
    if column.words < 3:
        return AGAINST
    return FOR if column.length > 60 else NEUTRAL


def _date(column: Profile) -> float:
    dated = column.share("date")
    if dated >= 0.8:
        return FOR
    if column.share("range") > 0.5 or dated > 0.4:
        return 0.8
    return NOT


def _dates(column: Profile) -> float:
    if column.share("period") > 0.5:
        return NOT
    if column.share("range") > 0.5:
        return 1.3
    return NOT


def _amount(column: Profile) -> float:
    if column.share("number") < 0.5 or column.share("percent") > 0.5:
        return NOT
    if column.share("year") > 0.9 or column.share("sequence"):
        return NOT
    if column.share("small") > 0.9 and column.distinct > 1:
        return AGAINST
    return FOR if column.share("money") > 0.7 else NEUTRAL


def _rate(column: Profile) -> float:
    if column.share("percent") > 0.5:
        return 1.3
    if column.share("small") > 0.9:
        return FOR
    return NOT if column.share("number") > 0.5 else 0.5


def _fund(column: Profile) -> float:
    if _is_typed(column):
        return NOT
    if column.share("fund") > 0.5:
        return 1.1
    return 0.8 if column.variety < 0.5 or column.rows < _MANY else AGAINST


def _status(column: Profile) -> float:
    if _is_typed(column) or (column.rows >= _MANY and column.distinct > 30):
        return NOT
    return FOR if column.share("status") > 0.5 else NEUTRAL


def _named(column: Profile) -> float:
    if _is_typed(column) or column.share("mail") > 0.5:
        return NOT
    if column.length > 150:
        return AGAINST
    return FOR if column.share("organisation") > 0.3 else NEUTRAL


def _registration(column: Profile) -> float:
    if column.share("money") > 0.5 and column.share("digits") < 0.5:
        return NOT
    if column.share("digits") > 0.6 or column.share("code") > 0.8:
        return FOR
    return AGAINST


def _where(column: Profile) -> float:
    if column.share("date") > 0.6 and not column.share("digits"):
        return NOT
    return AGAINST if column.share("long") > 0.6 else NEUTRAL


def _region(column: Profile) -> float:
    if column.share("money") > 0.8 or column.share("date") > 0.6:
        return NOT
    return FOR if column.share("nuts") > 0.5 else NEUTRAL


def _field_of_intervention(column: Profile) -> float:
    if column.share("money") > 0.6 or column.share("date") > 0.6:
        return NOT
    # The fields of intervention have numbers; without them it may be another classification.
    return NEUTRAL if column.share("field-code") > 0.3 else 0.85


def _level(column: Profile) -> float:
    if column.share("money") > 0.6 or column.share("percent") > 0.5:
        return NOT
    if column.rows >= _MANY and column.variety > 0.8:
        return AGAINST
    return FOR if column.share("level") > 0.7 else NEUTRAL


def _contact(column: Profile) -> float:
    return FOR if column.share("mail") + column.share("phone") > 0.5 else 0.9


def _web(column: Profile) -> float:
    return FOR if column.share("web") > 0.5 else 0.8


def _country(column: Profile) -> float:
    return FOR if column.share("country") > 0.6 else 0.8


def _postcode(column: Profile) -> float:
    return NOT if column.share("percent") > 0.6 else _where(column)


def _few(column: Profile) -> float:
    return NOT if column.rows >= _MANY and column.distinct > 60 else NEUTRAL


def _counter(column: Profile) -> float:
    return FOR if column.share("sequence") else AGAINST


def _aside(meaning: Meaning, column: Profile) -> float:
    dated = "date" in meaning.aside or meaning.aside == "decision"
    return 0.7 if dated and column.share("date") < 0.5 else NEUTRAL


_FITS: dict[str, Callable[[Profile], float]] = {
    "number": _number, "title": _title, "abstract": _text, "results": _text,
    "start": _date, "end": _date, "modified": _date, "dates": _dates, "amount": _amount,
    "cofinancing-rate": _rate, "fund": _fund, "status": _status, "promoter": _named,
    "partners": _named, "contractors": _named, "promoter-number": _registration,
    "promoter-address": _where, "place": _where, "town": _where,
    "postcode": _postcode, "promoter-postcode": _postcode, "country": _country,
    "promoter-country": _country, "regions": _region,
    "intervention-field": _field_of_intervention, "programme": _level, "contact": _contact,
    "promoter-homepage": _web, "promoter-legal-form": _few, "period": _few, "ignored": _counter,
}  # fmt: skip


def from_cells(column: Profile) -> Iterator[tuple[Meaning, float, str]]:
    """What a column may hold by its cells alone: the meaning, how sure, and why."""
    if not column.filled:
        return
    for kind, least, meaning, score, why in _ALONE:
        if column.share(kind) >= least:
            yield meaning, score, why
    if column.share("money") > 0.8 and column.share("number") > 0.9 and not column.share("year"):
        yield Meaning("amount", "granted", "total"), 0.45, "its cells are amounts"
    if column.share("code") > 0.9 and column.variety > 0.98 and column.words < 1.5:
        yield Meaning("number"), 0.5, "its cells are codes, each another"
    if column.words > 2.5 and column.variety > 0.8 and not column.share("long") > 0.4:
        yield Meaning("title"), 0.42, "its cells are texts, each another"


_ALONE = (
    ("mail", 0.8, Meaning("contact"), 0.9, "its cells are e-mail addresses"),
    ("phone", 0.9, Meaning("contact"), 0.5, "its cells look like telephone numbers"),
    ("web", 0.8, Meaning("published", aside="web address"), 0.75, "its cells are web addresses"),
    ("percent", 0.8, Meaning("cofinancing-rate"), 0.55, "its cells are per cents"),
    ("country", 0.9, Meaning("country"), 0.8, "its cells are countries"),
    ("period", 0.9, Meaning("period"), 0.85, "its cells are programming periods"),
    ("range", 0.7, Meaning("dates"), 0.75, "its cells are ranges of dates"),
    ("fund", 0.9, Meaning("fund"), 0.6, "its cells are names of funds"),
    ("status", 0.95, Meaning("status"), 0.4, "its cells are words for the state of a project"),
    ("sequence", 1.0, Meaning("ignored"), 0.76, "it counts the rows"),
    ("organisation", 0.5, Meaning("promoter"), 0.45, "its cells are names of organisations"),
    ("long", 0.6, Meaning("abstract"), 0.45, "its cells are long texts"),
    ("nuts", 0.9, Meaning("regions"), 0.6, "its cells are NUTS codes"),
)
