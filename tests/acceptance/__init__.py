# SPDX-License-Identifier: EUPL-1.2
"""The suites of `../shared/acceptance`, run against a server of the sample data."""
