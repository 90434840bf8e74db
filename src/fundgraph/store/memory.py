# SPDX-License-Identifier: EUPL-1.2
"""The memory that all queries at work take together, watched, so that the machine keeps its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fundgraph.store.process import WorkerProcess

_EVERY_S: Final = 0.02


class MemoryWatch:
    """Ends the largest of several workers at work when all of them take more than `most` bytes.

    One alone has a limit of its own. One that is being ended counts until it has ended.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._busy: set[WorkerProcess] = set()
        self._watching = False
        self._lock = threading.Lock()

    @contextmanager
    def over(self, worker: WorkerProcess) -> Iterator[None]:
        """Watches a worker for as long as the context lasts."""
        with self._lock:
            self._busy.add(worker)
            if len(self._busy) > 1 and not self._watching:
                self._watching = True
                threading.Thread(target=self._watch, name="memory", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(worker)

    def _watch(self) -> None:
        while True:
            with self._lock:
                if len(self._busy) < 2:
                    self._watching = False
                    return
                self._look()
            time.sleep(_EVERY_S)

    def _look(self) -> None:
        sizes = {worker: worker.size() for worker in self._busy}
        if sum(sizes.values()) > self._most:
            largest = max(sizes, key=lambda worker: sizes[worker])
            if not largest.displaced:
                largest.displaced = True
                largest.kill()
