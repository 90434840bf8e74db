# SPDX-License-Identifier: EUPL-1.2
"""What properties are called: our own as the ontology says, those we reuse in the site's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fundgraph.vocabulary import DCTERMS, ESF, FOAF, LOCN, PROV, RDF, RDFS, SDO
from fundgraph.web.i18n import translations
from fundgraph.web.views.shortening import shortened
from fundgraph.web.views.statements import Things

_OURS = str(ESF._NS)


@dataclass(frozen=True, slots=True)
class Property:
    """A property by its label; `short` is its IRI with a prefix, `href` where it is explained: a
    path of this site for our own, the IRI itself for others."""

    iri: str
    label: str
    short: str
    href: str


def property_of(iri: str, things: Things) -> Property:
    """A property as the page in a language names it."""
    short = shortened(iri)
    name = iri.removeprefix(_OURS)
    if name == iri:
        return Property(iri, _reused(things.language).get(iri, short), short, iri)
    label = things.read(iri).words(iri, RDFS.label, things.language)
    return Property(
        iri, label.text if label else name, short, f"/ns/esf?lang={things.language}#{name}"
    )


@cache
def _reused(language: str) -> dict[str, str]:
    """The labels of the properties of other vocabularies that a project's record has."""
    _ = translations(language).ugettext
    labels = {
        DCTERMS.abstract: _("summary"),
        DCTERMS.identifier: _("number"),
        DCTERMS.modified: _("last changed"),
        DCTERMS.source: _("source file"),
        DCTERMS.spatial: _("NUTS code"),
        DCTERMS.title: _("project title"),
        FOAF.isPrimaryTopicOf: _("source record"),
        FOAF.primaryTopic: _("is about"),
        LOCN.address: _("address"),
        LOCN.adminUnitL1: _("country"),
        LOCN.fullAddress: _("full address"),
        LOCN.locatorDesignator: _("house number"),
        LOCN.postCode: _("postcode"),
        LOCN.postName: _("town"),
        LOCN.thoroughfare: _("street"),
        PROV.alternateOf: _("same figure as"),
        PROV.wasDerivedFrom: _("converted from"),
        RDF.type: _("kind"),
        SDO.currency: _("currency"),
        SDO.endDate: _("end"),
        SDO.startDate: _("start"),
        SDO.value: _("value"),
    }
    return {str(iri): label for iri, label in labels.items()}
