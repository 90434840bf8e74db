# SPDX-License-Identifier: EUPL-1.2
"""View models: what a page shows, as frozen values; the templates only lay them out."""
