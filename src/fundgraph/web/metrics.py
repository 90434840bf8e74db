# SPDX-License-Identifier: EUPL-1.2
"""Counts for monitoring (Prometheus), of all web processes together.

Each process counts in files of its own, in a folder that the server makes; whichever process is
asked adds them up.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from fundgraph.web.releases import Current

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


def share() -> str:
    """Has the processes that are forked from this one count together; the folder they use."""
    folder = tempfile.mkdtemp(prefix="fundgraph-metrics-")
    os.environ[FOLDER] = folder
    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
    return folder


def forget(pid: int) -> None:
    """Lets go of what a process that has ended held at the moment; its counts stay."""
    mark_process_dead(pid)  # type: ignore[no-untyped-call]


def unshare(folder: str) -> None:
    """Removes the folder of counts."""
    shutil.rmtree(folder, ignore_errors=True)


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        own = CollectorRegistry()
        self._shared = FOLDER in os.environ
        self._own = own
        self._requests = Counter(
            "fundgraph_requests",
            "Requests answered.",
            ("route", "method", "status", "format"),
            registry=own,
        )
        self._seconds = Histogram(
            "fundgraph_request_seconds",
            "Time from a request to the end of its answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=own,
        )

    def request(self, *, route: str, method: str, status: int, format: str, seconds: float) -> None:
        """Counts a request."""
        self._requests.labels(route, method, str(status), format).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, current: Current | None) -> bytes:
        """All counts, and what is served now, in Prometheus' text format."""
        registry = CollectorRegistry()
        if self._shared:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._own)
        registry.register(_Serving(current))
        return generate_latest(registry)


class _Serving(Collector):
    """What is known of the open release without counting."""

    def __init__(self, current: Current | None) -> None:
        self._current = current

    def collect(self) -> Iterator[Metric]:
        """The families."""
        yield _gauge("fundgraph_up", "1 while a release is open.", float(bool(self._current)))
        if self._current is None:
            return
        manifest = self._current.manifest
        names = {
            "release": manifest.release,
            "software": manifest.software,
            "vocabulary": manifest.vocabulary,
        }
        yield InfoMetricFamily("fundgraph_release", "The release that is served.", value=names)
        created = self._current.issued.timestamp()
        yield _gauge(
            "fundgraph_release_created_timestamp_seconds", "When it was published.", created
        )
        counts = GaugeMetricFamily("fundgraph_release_count", "What it holds.", labels=("of",))
        for name, count in sorted(manifest.counts.items()):
            counts.add_metric((name,), count)
        yield counts


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value=value)
