# SPDX-License-Identifier: EUPL-1.2
"""The graph behind a few verbs: the embedded store, its query workers, the search index.

Nothing is handed on from here: a query worker starts with this package and must start fast.
"""
