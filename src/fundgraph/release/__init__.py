# SPDX-License-Identifier: EUPL-1.2
"""Releases: built in folders of their own, switched by one link."""
