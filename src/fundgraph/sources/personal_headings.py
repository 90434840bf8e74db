# SPDX-License-Identifier: EUPL-1.2
"""Headings that speak of contact data or personal codes, in the languages of the lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fundgraph.report import Finding
from fundgraph.sources.columns import DATES, Column
from fundgraph.sources.findings import found
from fundgraph.sources.personal import CODE, EMAIL, PHONE
from fundgraph.sources.telephones import is_called

# The fields of which no text is published.
SILENT = frozenset({"contact", "ignored", "amount", "cofinancing-rate", *DATES})
_CODE = re.compile(
    r"(?<!\w)(?:pers(?:onas|\.)?\s?kod\w{0,3}|personal (?:identi\w+ )?(?:code|number|id)|pesel"
    r"|asmens kod\w+|isikukood|rodn\w+ [čc][íi]sl\w+|егн|egn|cnp|henkilötunnus|person(?:nummer|nr)"
    r"|cpr|personenkennz\w+|sozialversicherungsn\w+|steuer-?id\w*|national insurance"
    r"|social security|burgerservicenummer|bsn|rijksregister\w*|dni|id card)(?!\w)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<!\w)(?:e-?past\w*|e-?mail\w*|e-?po[sš]t\w*|el\.\s?p[ao][sš]t\w*|elektronisk\w+ past\w*"
    r"|mail|courriel|correo electr\w+|posta elettr\w+|sähköposti\w*)(?!\w)",
    re.IGNORECASE,
)


def kind_of_heading(heading: str) -> str | None:
    """What kind of contact data, or personal codes, a heading speaks of; else None."""
    if _CODE.search(heading):
        return CODE
    if is_called(f"{heading.rstrip(' .:')} "):
        return PHONE
    return EMAIL if _EMAIL.search(heading) else None


def told_columns(columns: Iterable[Column], *, file: str) -> Iterator[Finding]:
    """A finding for each column that a description publishes though its heading speaks of what
    is held back."""
    for column in columns:
        kind = None if column.field in SILENT else kind_of_heading(column.heading)
        if kind is not None:
            label, value = column.heading, column.field
            yield found("personal-heading", file=file, label=label, value=value)
