# SPDX-License-Identifier: EUPL-1.2
"""Statements and shapes → results, by severity: a quick engine looks at everything, pySHACL has
the last word."""

from fundgraph.validation.batches import validate_batches
from fundgraph.validation.bulk import BulkValidator
from fundgraph.validation.engines import Engine, Method, validate_items
from fundgraph.validation.items import Item
from fundgraph.validation.result import Hit, Judgement, Result
from fundgraph.validation.validator import Validator

__all__ = [
    "BulkValidator", "Engine", "Hit", "Item", "Judgement", "Method", "Result", "Validator",
    "validate_batches", "validate_items",
]  # fmt: skip
