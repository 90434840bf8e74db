# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in a project, and in which role."""

from __future__ import annotations

from collections.abc import Mapping

from fundgraph.mapping.facts import A, concept
from fundgraph.record import Party
from fundgraph.vocabulary import ESF
from fundgraph.writers.terms import Triple

PARTICIPATION, PARTICIPATION_CLASS = ESF.participation.n3(), ESF.Participation.n3()
ORGANISATION, ROLE = ESF.organisation.n3(), ESF.role.n3()
SHORT_CUTS = {"promoter": ESF.promoter.n3(), "partner": ESF.partner.n3()}


def fragment(party: Party, slug: str, taken: Mapping[str, object]) -> str:
    """`promoter` for the promoter, `partner-<slug>` for the others; a second promoter is a part
    of its own, so that nothing is lost and the shapes can say so."""
    if party.role == "promoter" and "promoter" not in taken:
        return "promoter"
    return f"{party.role}-{slug}"


def withheld(subject: str, party: Party, taken: dict[str, set[str]]) -> list[Triple]:
    """The participation of a promoter whose name is held back: it has a role and nothing else. Of
    anyone else who is held back nothing is said."""
    if party.role != "promoter" or "promoter" in taken:
        return []
    taken["promoter"] = set()
    part = f"{subject[:-1]}#promoter>"
    return [
        (subject, PARTICIPATION, part),
        (part, A, PARTICIPATION_CLASS),
        (part, ROLE, concept("role", "promoter")),
    ]


def participation(subject: str, part: str, role: str, organisation: str) -> list[Triple]:
    """The statements of a participation (terms), the short cut of its role among them."""
    triples = [
        (subject, PARTICIPATION, part),
        (part, A, PARTICIPATION_CLASS),
        (part, ROLE, concept("role", role)),
        (part, ORGANISATION, organisation),
    ]
    if role in SHORT_CUTS:
        triples.append((subject, SHORT_CUTS[role], organisation))
    return triples
