# SPDX-License-Identifier: EUPL-1.2
"""A made-up register of any size, for trying and measuring; marked as made up in all it says."""

from fundgraph.sample.register import write_sample

__all__ = ["write_sample"]
