# SPDX-License-Identifier: EUPL-1.2
"""Ideas of a heading → the fields that its column may hold, each with how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field; for money, its stage and component. `aside` says what is kept as published."""

    field: str
    stage: str = ""
    component: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A field that a heading with all ideas of `needs` may hold; `free` may stand beside them."""

    field: str
    score: float
    needs: frozenset[str]
    free: frozenset[str] = frozenset()
    aside: str = ""


# What any heading may add without meaning something else.
_FREE = frozenset({"name", "project", "unit", "form", "native"})
# What an idea that no rule accounts for takes away.
_UNACCOUNTED = 0.13
_OF_PERSONS = (
    "beneficiary number date year country entity legal address place phone mail contact title "
    "decision national currency start end"
)
_LEVELS = "programme priority measure submeasure specific goal fund eu period number title call"


def _rule(field: str, score: float, needs: str, free: str = "", aside: str = "") -> Rule:
    return Rule(field, score, frozenset(needs.split()), frozenset(free.split()), aside)


RULES = (
    _rule("number", 0.92, "project number", "eu fund programme contract application unit acronym"),
    _rule("number", 0.75, "number"),
    _rule("number", 0.84, "number contract", "grant decision"),
    _rule("number", 0.88, "number application", "project"),
    _rule("number", 0.7, "number grant", "decision contract eu"),
    _rule("ignored", 0.82, "counter", "number"),
    _rule("title", 0.95, "project name", "title beneficiary english"),
    _rule("title", 0.95, "project title", "name english application"),
    _rule("title", 0.88, "title", "english"),
    _rule("title", 0.62, "name"),
    _rule("title", 0.66, "project"),
    _rule("published", 0.85, "acronym", "title name", "short name"),
    _rule("abstract", 0.86, "summary", "english measure category"),
    _rule("abstract", 0.94, "project summary", "english goal result measure"),
    _rule("abstract", 0.5, "goal project", "english"),
    _rule("published", 0.7, "goal", "target", "goals"),
    _rule("published", 0.8, "target", "", "target group"),
    _rule("results", 0.82, "result", "english"),
    _rule("results", 0.93, "result project", "english"),
    _rule("start", 0.82, "start", "contract measure duration"),
    _rule("start", 0.93, "start date", "contract measure"),
    _rule("start", 0.94, "start project", "date duration measure"),
    _rule("end", 0.82, "end", "contract measure duration"),
    _rule("end", 0.93, "end date", "contract measure"),
    _rule("end", 0.94, "end project", "date duration measure"),
    _rule("dates", 0.7, "duration", "project start end date measure"),
    _rule("start", 0.58, "duration"),
    _rule("end", 0.57, "duration"),
    _rule("dates", 0.72, "start end", "project date duration"),
    _rule("modified", 0.88, "updated", "date project"),
    _rule("published", 0.85, "decision date", "grant granted contract call project", "decision"),
    _rule("published", 0.72, "contract date", "start decision project", "contract date"),
    _rule("published", 0.55, "date", "", "date"),
    _rule("published", 0.7, "year", "granted money", "year"),
    _rule("promoter", 0.9, "beneficiary", "contract grant fund application entity legal english"),
    _rule("promoter", 0.96, "beneficiary name", "contract grant application entity legal english"),
    _rule("promoter", 0.6, "entity", "legal"),
    _rule("promoter-legal-form", 0.93, "legal form", "beneficiary"),
    _rule("promoter-legal-form", 0.8, "beneficiary category", "legal form"),
    _rule("promoter-legal-form", 0.7, "entity category", "legal form beneficiary"),
    _rule("promoter-legal-form", 0.85, "legal status", "beneficiary public private"),
    _rule("promoter-legal-form", 0.6, "beneficiary form"),
    _rule("promoter-number", 0.9, "registration", "beneficiary number entity"),
    _rule("promoter-number", 0.86, "beneficiary number", "registration entity"),
    _rule("promoter-number", 0.9, "tax number", "beneficiary registration entity"),
    _rule("promoter-number", 0.84, "tax", "beneficiary registration entity"),
    _rule("published", 0.8, "tax", "money", "tax"),
    _rule("promoter-address", 0.93, "beneficiary address", "legal postcode place"),
    _rule("promoter-address", 0.82, "seat", "beneficiary address place town postcode"),
    _rule("promoter-address", 0.62, "beneficiary place", "postcode town address"),
    _rule("promoter-postcode", 0.9, "beneficiary postcode", "address"),
    _rule("published", 0.8, "beneficiary region", "town place", "seat"),
    _rule("published", 0.8, "beneficiary town", "place", "seat"),
    _rule("promoter-country", 0.9, "beneficiary country"),
    _rule("published", 0.8, "beneficiary sector", "", "sector"),
    _rule("promoter-homepage", 0.92, "beneficiary web", "address"),
    _rule("published", 0.8, "web", "project", "web address"),
    _rule("contact", 0.97, "person", _OF_PERSONS, "person"),
    _rule("contact", 0.96, "phone", "contact beneficiary number mail"),
    _rule("contact", 0.96, "mail", "contact beneficiary address phone"),
    _rule("contact", 0.93, "contact", "beneficiary address mail phone"),
    _rule("partners", 0.92, "partner"),
    _rule("contractors", 0.9, "contractor"),
    _rule("regions", 0.84, "region", "number place eu category"),
    _rule("regions", 0.86, "region place", "number"),
    _rule("place", 0.88, "place", "number category postcode address town region indicator"),
    _rule("place", 0.94, "place project", "number category postcode address town region indicator"),
    _rule("place", 0.84, "address", "place postcode town"),
    _rule("postcode", 0.9, "postcode", "place number address project"),
    _rule("place", 0.84, "postcode town", "place number address region"),
    _rule("town", 0.84, "town", "number"),
    _rule("town", 0.86, "town place", "number"),
    _rule("intervention-field", 0.93, "intervention", "category number goal english"),
    _rule("intervention-field", 0.97, "intervention category", "number goal measure english"),
    _rule("published", 0.62, "category", "", "category"),
    _rule("published", 0.85, "ineligible", "money total grant", "what is not eligible"),
    _rule("published", 0.7, "category region", "", "category of region"),
    _rule("programme", 0.84, "programme", "number title eu fund"),
    _rule("programme", 0.86, "priority", f"{_LEVELS} intervention"),
    _rule("programme", 0.82, "measure", _LEVELS),
    _rule("programme", 0.8, "specific goal", _LEVELS),
    _rule("programme", 0.6, "specific", _LEVELS),
    _rule("status", 0.93, "status", "contract"),
    _rule("fund", 0.93, "fund", "eu programme category"),
    _rule("fund", 0.7, "eu"),
    _rule("period", 0.92, "period", "programme"),
    _rule("country", 0.92, "country", "place number"),
    _rule("published", 0.92, "currency", "number money grant total eligible eu", "currency"),
    _rule("published", 0.88, "authority", "programme contract number grant measure", "authority"),
    _rule("published", 0.85, "call", "number application measure date start end title", "call"),
    _rule("published", 0.88, "indicator", "number category result end start goal", "indicator"),
    _rule("published", 0.85, "sector", "category measure number", "sector"),
    _rule("published", 0.85, "coordinate", "place", "coordinate"),
    _rule("published", 0.85, "multimedia", "", "pictures"),
    _rule("cofinancing-rate", 0.5, "rate"),
    _rule("published", 0.86, "rate end", "project", "progress"),
    _rule("published", 0.86, "progress", "rate end money paid status number", "progress"),
    _rule("published", 0.84, "participants", "rate number result total indicator", "participants"),
    _rule("published", 0.8, "rate paid", "money", "progress"),
    _rule("cofinancing-rate", 0.95, "rate eu", "cofinancing grant priority fund programme measure"),
    _rule("cofinancing-rate", 0.93, "rate cofinancing", "eu priority grant programme"),
    _rule("cofinancing-rate", 0.86, "rate grant", "eu priority"),
    _rule("cofinancing-rate", 0.62, "eu cofinancing", "priority programme fund"),
)
# Beside the word for a fund, these tell of its money.
_OF_FUND = frozenset({"total", "granted", "paid", "certified"})
_MONEY = frozenset({"money", "grant", "cofinancing", "paid", "eligible", "private", "public"})
_OF_MONEY = _MONEY | {
    "national", "local", "total", "eu", "fund", "granted", "applied", "contract", "certified",
    "unit", "rate", "project", "programme", "other", "name", "beneficiary", "region",
}  # fmt: skip
_STAGES = (
    ("certified", "certified"),
    ("paid", "spent"),
    ("applied", "applied"),
    ("contract", "contracted"),
)
# Whose money it is beside that of a fund.
_OTHERS = frozenset({"eligible", "private", "national", "local", "public", "money"})
# What tells of money only if the cells do, too.
_WEAK = (("total", 0.7), ("eu", 0.6), ("national", 0.5), ("other", 0.45))
_SURE, _LESS_SURE = 0.9, 0.75
# What a heading of another kind than money, which yet speaks of it, loses.
_ELSEWHERE = frozenset(
    {
        "priority",
        "specific",
        "category",
        "intervention",
        "goal",
        "call",
        "date",
        "currency",
        "participants",
        "person",
    }
)
_LOSS = 0.25


def meanings(ideas: Set[str]) -> Iterator[tuple[Meaning, float]]:
    """What a heading with these ideas may mean, in no order."""
    for rule in RULES:
        if rule.needs <= ideas:
            left = ideas - rule.needs - rule.free - _FREE
            yield Meaning(rule.field, aside=rule.aside), rule.score - _UNACCOUNTED * len(left)
    yield from _amounts(ideas)


def _amounts(ideas: Set[str]) -> Iterator[tuple[Meaning, float]]:
    score = next((score for idea, score in _WEAK if idea in ideas), 0.0)
    if ideas & _MONEY:
        score = _SURE if ideas & {"money", "grant", "cofinancing"} else _LESS_SURE
    if "rate" in ideas and "money" not in ideas:
        score -= _LOSS
    if "fund" in ideas and ideas & _OF_FUND:
        score = max(score, _LESS_SURE)
    if score > 0:
        left = ideas - _OF_MONEY
        score -= _UNACCOUNTED * len(left) + (_LOSS if left & _ELSEWHERE else 0)
        stage = next((code for idea, code in _STAGES if idea in ideas), "granted")
        yield Meaning("amount", stage, _component(ideas)), score


def _component(ideas: Set[str]) -> str:
    """Whose money or which total; the first that fits."""
    given = bool(ideas & {"grant", "cofinancing"})
    whole = "granted" in ideas and "eligible" not in ideas
    cases = (
        ("fund", "fund" in ideas and bool(ideas & _OF_FUND) and not ideas & _OTHERS),
        ("fund", "eu" in ideas and (given or not ideas & {"eligible", "total"} or whole)),
        ("private", "private" in ideas and "public" not in ideas),
        ("national-public", "national" in ideas),
        ("municipal-public", "local" in ideas),
        ("public", "public" in ideas and "private" not in ideas),
        ("total-eligible", "eligible" in ideas),
        ("other", "other" in ideas),
        ("total", "total" in ideas),
        ("public", given and "money" not in ideas),
        ("fund", "cofinancing" in ideas),
        ("public", "grant" in ideas),
    )
    return next((code for code, holds in cases if holds), "total")
