# SPDX-License-Identifier: EUPL-1.2
"""Statements and shapes → results, by severity; pySHACL decides, in batches, on all cores."""

from fundgraph.validation.batches import validate_batches
from fundgraph.validation.result import Result
from fundgraph.validation.validator import Validator

__all__ = ["Result", "Validator", "validate_batches"]
