# SPDX-License-Identifier: EUPL-1.2
"""The reader of the output, who may go before its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def closed_pipe() -> Iterator[None]:
    """Ends quietly where the reader of the output has gone."""
    try:
        yield
    except BrokenPipeError:
        raise SystemExit(0) from None
