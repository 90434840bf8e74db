# SPDX-License-Identifier: EUPL-1.2
"""Closed lists of terms: a misspelt term fails at once.

Terms of vocabularies that rdflib closes already (dct, foaf, prov, skos, …) are taken from there.
"""

from __future__ import annotations

import re

from rdflib import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, XSD, Namespace
from rdflib.namespace import DefinedNamespace
from rdflib.term import URIRef

__all__ = [
    "ADMS", "ATOM", "AUTHORITY", "CODE", "COUNTRY_NAMES", "CV", "DATA_THEMES", "DCAT", "DCTERMS",
    "ESF", "ESFSH", "FOAF", "JSONLD_PROFILES", "LANGUAGE_NAMES", "LEGAL", "LICENCES", "LOCN",
    "MEDIA_TYPES", "NUTS", "ORG", "OWL", "PREFIXES", "PROV", "RDF", "RDFS", "SCHEMES", "SD",
    "SDO", "SD_FORMATS", "SITEMAP", "SKOS", "SPARQL_PROTOCOL", "SPDX", "THEMES", "VANN", "VOID",
    "XHTML", "XSD", "code",
]  # fmt: skip


class ESF(DefinedNamespace):
    """Our own vocabulary, `ontology/esf.ttl`."""

    _fail = True
    _NS = Namespace("https://w3id.org/fundgraph/esf#")

    Amount: URIRef
    Participation: URIRef
    Programme: URIRef
    Project: URIRef
    Site: URIRef
    SourceRecord: URIRef

    amount: URIRef
    asPublished: URIRef  # noqa: N815
    cofinancingRate: URIRef  # noqa: N815
    component: URIRef
    fund: URIRef
    grantedEUR: URIRef  # noqa: N815
    interventionField: URIRef  # noqa: N815
    level: URIRef
    madeUp: URIRef  # noqa: N815
    notAfter: URIRef  # noqa: N815
    notBefore: URIRef  # noqa: N815
    organisation: URIRef
    partOf: URIRef  # noqa: N815
    participation: URIRef
    partner: URIRef
    perEuro: URIRef  # noqa: N815
    period: URIRef
    place: URIRef
    programme: URIRef
    promoter: URIRef
    rate: URIRef
    region: URIRef
    results: URIRef
    role: URIRef
    row: URIRef
    site: URIRef
    spentEUR: URIRef  # noqa: N815
    stage: URIRef
    status: URIRef


class LEGAL(DefinedNamespace):
    """Registered Organization vocabulary, as Core Business 2 uses it."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/legal#")

    LegalEntity: URIRef
    companyType: URIRef  # noqa: N815
    legalIdentifier: URIRef  # noqa: N815
    legalName: URIRef  # noqa: N815


class CV(DefinedNamespace):
    """The European Commission's core vocabularies."""

    _fail = True
    _NS = Namespace("http://data.europa.eu/m8g/")

    registeredAddress: URIRef  # noqa: N815


class LOCN(DefinedNamespace):
    """ISA Programme Location Core Vocabulary."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/locn#")

    Address: URIRef
    address: URIRef
    adminUnitL1: URIRef  # noqa: N815
    fullAddress: URIRef  # noqa: N815
    locatorDesignator: URIRef  # noqa: N815
    postCode: URIRef  # noqa: N815
    postName: URIRef  # noqa: N815
    thoroughfare: URIRef


class ADMS(DefinedNamespace):
    """Asset Description Metadata Schema."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/adms#")

    Identifier: URIRef


class SPDX(DefinedNamespace):
    """SPDX checksums, as DCAT uses them."""

    _fail = True
    _NS = Namespace("http://spdx.org/rdf/terms#")

    Checksum: URIRef
    algorithm: URIRef
    checksum: URIRef
    checksumAlgorithm_sha256: URIRef  # noqa: N815
    checksumValue: URIRef  # noqa: N815


class SD(DefinedNamespace):
    """SPARQL 1.1 Service Description."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/sparql-service-description#")

    Dataset: URIRef
    Graph: URIRef
    NamedGraph: URIRef
    SPARQL11Query: URIRef
    Service: URIRef
    UnionDefaultGraph: URIRef
    defaultDataset: URIRef  # noqa: N815
    defaultGraph: URIRef  # noqa: N815
    endpoint: URIRef
    feature: URIRef
    graph: URIRef
    name: URIRef
    namedGraph: URIRef  # noqa: N815
    resultFormat: URIRef  # noqa: N815
    supportedLanguage: URIRef  # noqa: N815


class VANN(DefinedNamespace):
    """Vocabulary annotations."""

    _fail = True
    _NS = Namespace("http://purl.org/vocab/vann/")

    preferredNamespacePrefix: URIRef  # noqa: N815
    preferredNamespaceUri: URIRef  # noqa: N815


CODE = "https://w3id.org/fundgraph/code/"
ESFSH = Namespace("https://w3id.org/fundgraph/shapes#")
NUTS = "http://data.europa.eu/nuts/code/"
LICENCES = "https://spdx.org/licenses/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
# Profiles of JSON-LD are named by their form: compacted, expanded, flattened.
JSONLD_PROFILES = "http://www.w3.org/ns/json-ld#"
SD_FORMATS = "http://www.w3.org/ns/formats/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
DATA_THEMES = f"{AUTHORITY}data-theme"
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
SPARQL_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"

SCHEMES = (
    "component", "currency", "fund", "intervention-field", "legal-form", "level", "period",
    "role", "stage", "status",
)  # fmt: skip

# The data themes of the EU's portals that a register of funded projects belongs to.
THEMES = {
    "GOVE": {"en": "Government and public sector", "lv": "Valdība un publiskais sektors"},
    "SOCI": {"en": "Population and society", "lv": "Iedzīvotāji un sabiedrība"},
}
LANGUAGE_NAMES = {"en": "ENG", "lv": "LAV"}
# The members of the EU, as its authority table of countries names them.
COUNTRY_NAMES = {
    "AT": "AUT", "BE": "BEL", "BG": "BGR", "CY": "CYP", "CZ": "CZE", "DE": "DEU", "DK": "DNK",
    "EE": "EST", "ES": "ESP", "FI": "FIN", "FR": "FRA", "GR": "GRC", "HR": "HRV", "HU": "HUN",
    "IE": "IRL", "IT": "ITA", "LT": "LTU", "LU": "LUX", "LV": "LVA", "MT": "MLT", "NL": "NLD",
    "PL": "POL", "PT": "PRT", "RO": "ROU", "SE": "SWE", "SI": "SVN", "SK": "SVK",
}  # fmt: skip


def code(scheme: str, notation: str) -> str:
    """The IRI of a concept, the same on every site. Raises KeyError for an unknown scheme."""
    if scheme not in SCHEMES:
        raise KeyError(scheme)
    return f"{CODE}{scheme}/{notation}"


# The prefixes of every Turtle, TriG and RDF/XML document, in the order they are written.
PREFIXES: dict[str, str] = {
    "esf": str(ESF._NS),
    **{scheme: f"{CODE}{scheme}/" for scheme in SCHEMES},
    "adms": str(ADMS._NS),
    "cv": str(CV._NS),
    "dcat": str(DCAT._NS),
    "dct": str(DCTERMS._NS),
    "foaf": str(FOAF._NS),
    "legal": str(LEGAL._NS),
    "locn": str(LOCN._NS),
    "nuts": NUTS,
    "org": str(ORG._NS),
    "owl": str(OWL._NS),
    "prov": str(PROV._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "schema": str(SDO._NS),
    "skos": str(SKOS._NS),
    "spdx": str(SPDX._NS),
    "void": str(VOID._NS),
    "xsd": str(XSD._NS),
}


def licence(text: str) -> str | None:
    """The IRI of a licence given as an address or by its SPDX name (`CC0-1.0`); None otherwise."""
    if re.fullmatch(r"https?://[^\s<>\"{}|^`\\]+", text):
        return text
    return f"{LICENCES}{text}" if re.fullmatch(r"[A-Za-z0-9.+-]+", text) else None
