# SPDX-License-Identifier: EUPL-1.2
"""The one place that turns errors into answers: a page, `application/problem+json` or text."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Flask, Response, current_app, g, request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import HTTPException, NotFound

from fundgraph.errors import BadRequest, HttpError
from fundgraph.web import pages
from fundgraph.web.addresses import moved
from fundgraph.web.negotiation import HTML, NothingAcceptable, preferred, vary
from fundgraph.web.values import Problem

PROBLEM_JSON = "application/problem+json"
_TEXT = "text/plain"
_SENTENCES = {
    400: "This request cannot be understood.",
    404: "There is nothing at this address.",
    405: "This address does not have that method; the Allow header lists those it has.",
    416: "There is no such part; Content-Range tells the size of the whole.",
    413: "The request is larger than this service takes.",
    501: "This service knows no transfer coding but chunked.",
    500: "Something went wrong here, and it has been logged. It was not your request's fault. "
    "Whoever runs this site finds it as request {request_id}.",
}


def register(app: Flask) -> None:
    """Has every error of an application answered here."""
    app.register_error_handler(HttpError, _ours)
    app.register_error_handler(HTTPException, _werkzeugs)
    app.register_error_handler(ParseException, _unreadable)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: HttpError) -> Response:
    return answer(problem(error), headers=error.headers)


def problem(error: HttpError) -> Problem:
    """What an error says."""
    return Problem(
        error.status,
        error.title,
        str(error),
        line=error.line if isinstance(error, BadRequest) else None,
        column=error.column if isinstance(error, BadRequest) else None,
        choices=error.choices if isinstance(error, NothingAcceptable) else (),
        members=error.members,
    )


def _werkzeugs(error: HTTPException) -> Response:
    if isinstance(error, NotFound) and (unslashed := _without_slash()):
        return unslashed
    status = error.code or 500
    title = HTTPStatus(status).phrase.capitalize()
    detail = _SENTENCES.get(status) or (error.description or title)
    kept = {
        name: value for name, value in error.get_headers() if name in ("Allow", "Content-Range")
    }
    return answer(Problem(status, title, detail), headers=kept)


def _unreadable(error: ParseException) -> Response:
    """The answer to a body that is not sent as its head says."""
    return answer(Problem(400, BadRequest.title, "The body of this request is malformed."))


def _unexpected(error: Exception) -> Response:
    current_app.logger.exception("%s %s failed", request.method, request.path, exc_info=error)
    found = failure()
    try:
        return answer(found)
    except Exception:  # the page of the error failed as well; somebody is still waiting
        current_app.logger.exception("the error page failed")
        return Response(f"{found.title}\n{found.detail}\n", 500, content_type="text/plain")


def failure() -> Problem:
    """What is said where the application failed: under which id the log has why."""
    return Problem(500, HttpError.title, _SENTENCES[500].format(request_id=g.request_id))


def _without_slash() -> Response | None:
    """A redirect to the address without its trailing slash, where there is such an address."""
    shorter = request.path.rstrip("/")
    adapter = current_app.create_url_adapter(request)
    if shorter == request.path or adapter is None or not adapter.test(shorter, "GET"):
        return None
    return moved(shorter)


def answer(found: Problem, *, headers: dict[str, str] | None = None) -> Response:
    """The problem in the form the client prefers; JSON where it prefers none."""
    vary("Accept")
    chosen = preferred((PROBLEM_JSON, "application/json", HTML, _TEXT)) or PROBLEM_JSON
    if chosen == HTML:
        body, kind = pages.render_error(found), f"{HTML}; charset=utf-8"
    elif chosen == _TEXT:
        body, kind = found.as_text(), f"{_TEXT}; charset=utf-8"
    else:
        body, kind = json.dumps(found.as_json(), ensure_ascii=False) + "\n", PROBLEM_JSON
    response = Response(body, found.status, headers, content_type=kind)
    response.headers["Cache-Control"] = freshness(found.status)
    return response


def freshness(status: int) -> str:
    """The `Cache-Control` of an error: what is no fault of the request may be gone at once."""
    return "no-store" if status >= 500 else "no-cache"
