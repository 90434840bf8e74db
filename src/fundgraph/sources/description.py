# SPDX-License-Identifier: EUPL-1.2
"""The description of a source: where its files are, their form, what every record shares."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fundgraph.config import unknown_key
from fundgraph.errors import SourceError, UsageError
from fundgraph.record import Text
from fundgraph.sources.columns import LANGUAGE, Column
from fundgraph.sources.description_values import FILE_NAME, READERS, string, wrong
from fundgraph.sources.holdings import HOLDINGS, PROJECTS, check_holding
from fundgraph.sources.merging import MERGE, REFUSE
from fundgraph.sources.sheets.layout import FORMS as TABLE_FORMS
from fundgraph.sources.sheets.layout import JSON, WORKBOOKS, Layout
from fundgraph.sources.words import Word
from fundgraph.vocabulary import licence

REGISTER_PAGE = "register-page"
FORMS = (REGISTER_PAGE, *TABLE_FORMS)
_OF_TABLES = ("name", "form", "country", "language", "columns")
REQUIRED = {REGISTER_PAGE: ("name", "form"), **dict.fromkeys(TABLE_FORMS, _OF_TABLES)}
# The keys that say how a table lies in its file, and the forms that have them.
_TEXTS = ("csv", "html-table", "json")
LAYOUT = {
    "encoding": _TEXTS,
    "separator": ("csv",),
    "sheet": (*WORKBOOKS, "html-table"),
    "heading_row": TABLE_FORMS,
    "heading_rows": TABLE_FORMS,
    "records": (JSON,),
}
REPEATED = (REFUSE, MERGE)
BENEFICIARIES = ("organisations", "persons", "both")
# Names of graphs that are no register's.
RESERVED = frozenset({"shared", "vocabulary", "catalogue"})
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Description:
    """What a steward says of a source.

    `files` are relative to the description and may hold `*`; `beneficiary_kind` says whether
    promoters can be natural persons (`organisations`, `persons`, `both`; None counts as `both`).
    `repeated` says whether rows with one number are one project (`merge`) or a mistake (`refuse`);
    `holds` says whether rows are projects or levels of a programme: then `levels` are the codes of
    levels from the top, and `top` gives what numbers begin with the level that they belong to.
    `landing_page` is the web page that offers the list, `download` the address of a file by its
    name (of any file for an empty name). `words` are the source's own words for codes; `same_as` is
    a table of names that mean one organisation. `columns` and the keys of the layout (`encoding`
    to `records`, found in the file where they are None) are for tables.
    """

    name: str
    form: str
    files: tuple[str, ...] = ()
    title: tuple[Text, ...] = ()
    publisher: Text | None = None
    licence: str | None = None
    landing_page: str | None = None
    download: tuple[tuple[str, str], ...] = ()
    made_up: bool = False
    country: str = "LV"
    language: str = "lv"
    currency: str | None = None
    fund: str | None = None
    period: str | None = None
    retrieved: date | None = None
    number_separator: str = "/"
    number_prefix: str = ""
    beneficiary_kind: str | None = None
    repeated: str = REFUSE
    same_as: str | None = None
    holds: str = PROJECTS
    levels: tuple[str, ...] = ()
    top: tuple[tuple[str, str], ...] = ()
    words: tuple[Word, ...] = ()
    columns: tuple[Column, ...] = field(default=())
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    heading_row: int | None = None
    heading_rows: int | None = None
    records: str | None = None

    def address_of(self, name: str) -> str | None:
        """Where a file with this name was fetched: its address, or else the page that offers it."""
        known = dict(self.download)
        address = known.get(name) or known.get("", "").replace(FILE_NAME, quote(name))
        return address or self.landing_page

    @property
    def layout(self) -> Layout:
        """Where a table lies in its file, as far as it is said."""
        return Layout(self.form, **{key: getattr(self, key) for key in LAYOUT})


# What a register page needs no description for.
REGISTER = Description(
    name="sif",
    form=REGISTER_PAGE,
    title=(
        Text("Sabiedrības integrācijas fonda projektu reģistrs", "lv"),
        Text("Project register of the Society Integration Foundation", "en"),
    ),
    publisher=Text("Sabiedrības integrācijas fonds", "lv"),
)


def read_description(path: Path) -> Description:
    """The description in a TOML file.

    Raises SourceError for a file that cannot be read, UsageError for one that is no TOML, lacks
    a required key, has an unknown one (naming the nearest) or a wrong value.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}") from error
    description = describe(values, origin=str(path))
    if description.same_as is None:
        return description
    return replace(description, same_as=str(path.parent / description.same_as))


def describe(values: Mapping[str, Any], *, origin: str) -> Description:
    """The description that these keys and values are; `origin` stands in its errors.

    Raises UsageError for a key that is missing or unknown, and a wrong value.
    """
    known = {one.name for one in fields(Description)}
    for key in values:
        if key not in known:
            raise UsageError(unknown_key(key, known, origin=origin))
    form = values.get("form")
    if form not in FORMS:
        raise UsageError(f"{origin}: form is {form!r}; write one of {', '.join(FORMS)}")
    for key in REQUIRED[form]:
        if key not in values:
            raise UsageError(f"{origin}: the key {key!r} is missing")
    language = string("language", values.get("language", "lv"), origin)
    checked = {key: _value(key, value, language, origin) for key, value in values.items()}
    description = Description(**checked)
    _check(description, origin)
    return description


def _value(key: str, value: Any, language: str, origin: str) -> Any:
    """A value of the description in its type, by a table of readers."""
    if key == "publisher":
        return Text(string(key, value, origin), language)
    return READERS.get(key, string)(key, value, origin)


_PATTERNS = {
    "name": (_NAME, "small letters, digits and hyphens, such as sif"),
    "country": (re.compile(r"[A-Z]{2}"), "an ISO 3166 code such as LV"),
    "language": (LANGUAGE, "a language tag such as lv"),
    "number_separator": (re.compile(r"[/-]"), "'/' or '-'"),
    "currency": (re.compile(r"[A-Z]{3}"), "an ISO 4217 code such as EUR"),
    "separator": (re.compile(r"[^\"\r\n\0]"), "one character, such as ';' or '\\t'"),
    "holds": (re.compile("|".join(HOLDINGS)), " or ".join(HOLDINGS)),
    "repeated": (re.compile("|".join(REPEATED)), " or ".join(REPEATED)),
    "beneficiary_kind": (re.compile("|".join(BENEFICIARIES)), " or ".join(BENEFICIARIES)),
}


def _check(description: Description, origin: str) -> None:
    for key, (pattern, wanted) in _PATTERNS.items():
        value = getattr(description, key)
        if value is not None and not pattern.fullmatch(value):
            raise wrong(key, value, wanted, origin)
    if description.licence is not None and licence(description.licence) is None:
        wanted = "the address of a licence, or its SPDX name such as CC-BY-4.0"
        raise wrong("licence", description.licence, wanted, origin)
    if description.name in RESERVED:
        raise wrong("name", description.name, "a name that no other graph has", origin)
    for key, forms in LAYOUT.items():
        if getattr(description, key) is not None and description.form not in forms:
            raise UsageError(
                f"{origin}: {key} says nothing of the form {description.form!r}; remove it"
            )
    if description.form in TABLE_FORMS:
        columns = {column.field for column in description.columns}
        keys = {key for key in ("levels", "top", "period") if getattr(description, key)}
        check_holding(description.holds, columns, keys, origin=origin)
    elif description.holds != PROJECTS:
        raise UsageError(f"{origin}: a register page holds projects; remove holds")
