# SPDX-License-Identifier: EUPL-1.2
"""What a named graph says of itself, so that whoever takes it alone knows what it is."""

from __future__ import annotations

from collections.abc import Mapping

from fundgraph.catalog.statements import about, link
from fundgraph.iris import CATALOGUE, SHARED, VOCABULARY, Minter
from fundgraph.vocabulary import DCTERMS, SDO
from fundgraph.vocabulary import licence as licence_iri
from fundgraph.writers.terms import Triple, iri

_TITLES = {
    SHARED: {
        "en": "What the registers share: organisations, programmes, regions, places",
        "lv": "Reģistru kopīgie dati: organizācijas, programmas, reģioni, vietas",
    },
    VOCABULARY: {"en": "Vocabulary and code lists", "lv": "Vārdnīca un klasifikatori"},
    CATALOGUE: {"en": "Catalogue", "lv": "Katalogs"},
}


def graph_description(
    name: str, minter: Minter, *, titles: Mapping[str, str] | None = None, licence: str = ""
) -> list[Triple]:
    """The graph as a download: its titles, its licence (an IRI or an SPDX name), the catalogue
    that it is a part of."""
    graph, known = iri(minter.graph(name)), licence_iri(licence)
    return [
        *about(graph, SDO.DataDownload, titles or _TITLES[name], {}),
        link(graph, SDO.contentUrl, graph),
        link(graph, DCTERMS.isPartOf, iri(f"{minter.base}catalog")),
        *([link(graph, DCTERMS.license, iri(known))] if known else []),
    ]
