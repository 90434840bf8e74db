# SPDX-License-Identifier: EUPL-1.2
"""Descriptions for search engines: schema.org as JSON-LD, about the thing's own IRI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fundgraph.vocabulary import SDO
from fundgraph.web.signposts import absolute
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
        "funder": organisation_named(fund.name.text) if fund else None,
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


def download(address: str, media_type: str, size: int, sha256: str) -> dict[str, object]:
    """A file to take away; `size` in bytes."""
    return {
        "@type": "DataDownload",
        "contentUrl": address,
        "encodingFormat": media_type,
        "contentSize": f"{size} B",
        "sha256": sha256,
    }


def catalogue(
    dataset: Mapping[str, object], downloads: Sequence[Mapping[str, object]], page: str
) -> dict[str, object]:
    """The catalogue of a site: its data set (name, description, version, …) with its files."""
    iri = absolute("/catalog")
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "@id": iri,
        "name": dataset["name"],
        "url": page,
        "dataset": {
            "@type": "Dataset",
            "@id": f"{iri}#dataset",
            "url": page,
            "isAccessibleForFree": True,
            **dataset,
            "distribution": list(downloads),
        },
    }


def organisation_named(name: str) -> dict[str, object] | None:
    """An organisation of which nothing is known but its name; None for none."""
    return {"@type": "Organization", "name": name} if name else None


def breadcrumbs(steps: Sequence[tuple[str, str, str | None]]) -> dict[str, object]:
    """The way to a page: names and addresses of what stands above it."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": label,
                **({"item": _in_full(href)} if href else {}),
            }
            for place, (label, href, _) in enumerate(steps, 1)
        ],
    }


def _in_full(href: str) -> str:
    address, mark, query = href.partition("?")
    return absolute(address, mark + query)


def thing(kind: str, named: Named, page: str) -> dict[str, object]:
    """A thing of a schema.org type (`FundingScheme`, `Place`) by its name."""
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
