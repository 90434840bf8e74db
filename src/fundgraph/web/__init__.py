# SPDX-License-Identifier: EUPL-1.2
"""The site: negotiation, data documents, pages, SPARQL."""
