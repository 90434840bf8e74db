# SPDX-License-Identifier: EUPL-1.2
"""The query page: questions to start from, readable results, charts and maps, a citation."""
