# SPDX-License-Identifier: EUPL-1.2
"""Every error of Fundgraph, each leaf with its exit code or its HTTP status.

    FundgraphError
    ├── CommandError                   a command ends; `exit_code`
    │   ├── UsageError             2   wrong settings, description or usage
    │   ├── SourceError            3   a source cannot be read
    │   ├── PublishLocked          4   another publish is running
    │   ├── MachineRefuses         5   folder unwritable, port in use, disk full
    │   ├── ReleaseError           5   a release is missing or damaged
    │   └── EnginesDisagree        6   the two engines of validation disagree on a record
    └── HttpError                      a request ends; `status`
        ├── BadRequest           400
        ├── UpdateRefused        403
        ├── NotFound             404
        ├── NotAcceptable        406
        ├── Gone                 410   an earlier release had it
        ├── TooLarge             413
        ├── UnsupportedMediaType 415
        ├── TooManyRequests      429
        ├── Busy                 503   all clients together have enough under way
        ├── QueryFailed          503   a query worker ended
        ├── QueryTimedOut        503   a query ran over `query_timeout_s`
        ├── NoRelease            503   nothing is published yet
        └── DamagedRelease       503   a release, or a file of it, is not as it was published

Violations found by the shapes are a value (`report.Report`), not an exception.
"""

from __future__ import annotations

from collections.abc import Mapping


class FundgraphError(Exception):
    """An error with a sentence for people."""


class CommandError(FundgraphError):
    """Ends a command with `exit_code`."""

    exit_code = 1


class UsageError(CommandError):
    """Wrong settings, source description or usage."""

    exit_code = 2


class SourceError(CommandError):
    """A source that cannot be read at all."""

    exit_code = 3


class PublishLocked(CommandError):
    """Another publish is running."""

    exit_code = 4


class MachineRefuses(CommandError):
    """The machine refuses: folder unwritable, port in use, disk full."""

    exit_code = 5


class ReleaseError(CommandError):
    """A release is missing or damaged."""

    exit_code = 5


class EnginesDisagree(CommandError):
    """The two engines of validation disagree on a record, which the sentence names."""

    exit_code = 6


class HttpError(FundgraphError):
    """Ends a request with `status`; `headers` go into the answer, `members` into its problem
    document: of a limit its name (`limit`) and `value`, of a fault its `line`, `column`, `text`."""

    status = 500
    title = "Internal error"

    def __init__(
        self,
        detail: str,
        *,
        headers: dict[str, str] | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.headers = headers or {}
        self.members = dict(members or {})


class BadRequest(HttpError):
    """A request that does not say what it wants; a query that does not parse."""

    status, title = 400, "Bad request"

    @property
    def line(self) -> int | None:
        """The line of the fault, from 1."""
        found = self.members.get("line")
        return found if isinstance(found, int) else None

    @property
    def column(self) -> int | None:
        """The column of the fault, from 1."""
        found = self.members.get("column")
        return found if isinstance(found, int) else None


class UpdateRefused(HttpError):
    """SPARQL Update: the service is read only."""

    status, title = 403, "Read only"


class NotFound(HttpError):
    """No such thing here."""

    status, title = 404, "Not found"


class NotAcceptable(HttpError):
    """No format that the client accepts; the detail lists what there is."""

    status, title = 406, "Not acceptable"


class Gone(HttpError):
    """What an earlier release had and this one has no more."""

    status, title = 410, "Gone"


class TooLarge(HttpError):
    """A request or an answer over a limit."""

    status, title = 413, "Too large"


class UnsupportedMediaType(HttpError):
    """A request body of an unknown media type."""

    status, title = 415, "Unsupported media type"


class TooManyRequests(HttpError):
    """A client that has enough queries running and waiting, or lists under way."""

    status, title = 429, "Too many requests"


class Busy(HttpError):
    """The places of all clients are taken, by whomever."""

    status, title = 503, "All places are taken"


class QueryFailed(HttpError):
    """A query worker ended before it answered."""

    status, title = 503, "The query could not be answered"


class QueryTimedOut(HttpError):
    """A query ran over `query_timeout_s` and was ended."""

    status, title = 503, "The query took too long"


class NoRelease(HttpError):
    """Nothing is published yet."""

    status, title = 503, "Nothing is published yet"


class DamagedRelease(HttpError):
    """A release, or a file of it, is not as it was published."""

    status, title = 503, "The release cannot be served"
