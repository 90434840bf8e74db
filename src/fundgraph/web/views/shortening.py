# SPDX-License-Identifier: EUPL-1.2
"""IRIs with their prefixes."""

from __future__ import annotations

from fundgraph.vocabulary import PREFIXES


def shortened(iri: str) -> str:
    """An IRI with its prefix, where we have one: `schema:Project`."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
