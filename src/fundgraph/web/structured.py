# SPDX-License-Identifier: EUPL-1.2
"""Descriptions for search engines: schema.org as JSON-LD, about the thing's own IRI."""

from __future__ import annotations

from collections.abc import Sequence

from fundgraph.vocabulary import SDO
from fundgraph.web.views.money import EURO, Amount
from fundgraph.web.views.organisation import Card
from fundgraph.web.views.project import ProjectView
from fundgraph.web.views.statements import Named

CONTEXT = str(SDO._NS).rstrip("/")


def project(view: ProjectView, page: str) -> dict[str, object]:
    """A project with its grant and its members."""
    members = [party.organisation for parties in view.parties.values() for party in parties]
    wholes = view.money.wholes.get("granted", ()) if view.money else ()
    return {
        "@context": CONTEXT,
        "@type": "Project",
        "@id": view.iri,
        "name": view.title.text,
        "description": view.abstract[0].text if view.abstract else None,
        "identifier": view.number,
        "url": page,
        "funding": [_grant(a, view.frame.fund) for a in wholes if a.currency == EURO],
        "member": [_organisation(member) for member in members],
    }


def _grant(amount: Amount, fund: Named | None) -> dict[str, object]:
    return {
        "@type": "MonetaryGrant",
        "amount": {
            "@type": "MonetaryAmount",
            "currency": amount.currency,
            "value": f"{amount.value:.2f}",
        },
        "funder": fund and {"@type": "Organization", "name": fund.name.text},
    }


def _organisation(named: Named) -> dict[str, object]:
    return {"@type": "Organization", "@id": named.iri, "name": named.name.text}


def organisation(view: Card, page: str) -> dict[str, object]:
    """An organisation with its names and address."""
    return {
        "@context": CONTEXT,
        "@type": "Organization",
        "@id": view.iri,
        "name": view.name.text,
        "alternateName": [name.text for name in view.other_names],
        "address": [address.text for address in view.addresses],
        "sameAs": [homepage.href for homepage in view.homepages],
        "url": page,
    }


def website(title: str, base: str, language: str) -> dict[str, object]:
    """The site and its search."""
    target = f"{base}{language}/projects?q={{search_term_string}}"
    entry = {"@type": "EntryPoint", "urlTemplate": target}
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": title,
        "url": base,
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": entry,
            "query-input": "required name=search_term_string",
        },
    }


def thing(kind: str, named: Named, page: str) -> dict[str, object]:
    """A thing of a schema.org type (`Place`, `Thing`) by its name."""
    return {
        "@context": CONTEXT,
        "@type": kind,
        "@id": named.iri,
        "name": named.name.text,
        "url": page,
    }


def place(named: Named, regions: Sequence[Named], page: str) -> dict[str, object]:
    """A town and the region that it lies in."""
    within = [{"@type": "Place", "@id": x.iri, "name": x.name.text} for x in regions]
    return {**thing("Place", named, page), "containedInPlace": within}
