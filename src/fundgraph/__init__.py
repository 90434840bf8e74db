# SPDX-License-Identifier: EUPL-1.2
"""Fundgraph: registers of publicly funded projects as linked open data."""

__version__ = "0.1.0"
