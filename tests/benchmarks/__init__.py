# SPDX-License-Identifier: EUPL-1.2
"""Benchmarks, run by `make bench`; never a timed assertion in the tests."""
