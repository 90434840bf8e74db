# SPDX-License-Identifier: EUPL-1.2
"""An application over HTTP on loopback, in this process, for clients that ask by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server


@contextmanager
def reached(app: Flask) -> Iterator[str]:
    """The address of an application, without a slash at its end."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
