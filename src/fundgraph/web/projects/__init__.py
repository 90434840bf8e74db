# SPDX-License-Identifier: EUPL-1.2
"""The list of projects: words and filters, views, the whole result as data and as a query."""
