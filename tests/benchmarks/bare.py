# SPDX-License-Identifier: EUPL-1.2
"""A bare Flask route on the same HTTP server: python -m tests.benchmarks.bare PORT WORKERS"""

from __future__ import annotations

import sys
from typing import Any

from flask import Flask, Response
from gunicorn.app.base import BaseApplication

from fundgraph.web import logs
from fundgraph.web.patience import PatientWorker
from fundgraph.web.server import CONNECTIONS, THREADS

LARGEST = 1 << 20


class Bare(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """The server of Fundgraph with one route that gives as many bytes as the address says."""

    def __init__(self, port: int, workers: int) -> None:
        self.port, self.workers = port, workers
        super().__init__()

    def load_config(self) -> None:
        """Sets what the server of Fundgraph sets."""
        chosen: dict[str, Any] = {
            "bind": [f"127.0.0.1:{self.port}"],
            "worker_class": PatientWorker,
            "workers": self.workers,
            "threads": THREADS,
            "worker_connections": CONNECTIONS,
            "keepalive": 5,
            "limit_request_line": 8190,
            "logger_class": logs.ServerLogger,
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        app, content = Flask("bare"), b"x" * LARGEST

        @app.get("/<int:size>/<path:name>")
        def some(size: int, name: str) -> Response:
            return Response(content[:size], content_type="text/plain")

        return app


if __name__ == "__main__":
    Bare(int(sys.argv[1]), int(sys.argv[2])).run()
