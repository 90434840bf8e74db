# SPDX-License-Identifier: EUPL-1.2
"""The site's two languages: translations compiled at start, and formats bound to a request."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain  # type: ignore[import-untyped]

from fundgraph.web import texts

LANGUAGES = ("lv", "en")
NAMES = {"lv": "latviešu valodā", "en": "in English"}
DEFAULT = "lv"
# Marks a message that `gettext` says later, for those who translate.
N_ = str
_LOCALE = Path(__file__).parent / "locale"


def catalogue(language: str) -> Catalog:
    """The messages of a language as written in its `messages.po`."""
    path = _LOCALE / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


@cache
def translations(language: str) -> NullTranslations:
    """The translations of a language; English is the language of the messages themselves."""
    if language == "en":
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


class MemoryDomain(Domain):  # type: ignore[misc]  # Flask-Babel is untyped
    """A domain whose translations are compiled in memory: no compiled file is kept."""

    def get_translations(self) -> NullTranslations:
        return translations(language())


class MemoryBabel(Babel):  # type: ignore[misc]  # Flask-Babel is untyped
    """Flask-Babel with the domain above."""

    domain_instance = MemoryDomain()


def gettext(message: str, **values: object) -> str:
    """A message in the language of the page, its `%(name)s` filled in."""
    return str(translations(language()).ugettext(message)) % values


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """A message about a number of things, in its form for that number."""
    return str(translations(language()).ungettext(one, many, number)) % values


def language() -> str:
    """The language of this request's page: the one its address begins with, else the one that
    the request was found to want."""
    if not has_request_context():
        return DEFAULT
    first = request.path.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES else str(g.get("language", DEFAULT))


def install(app: Flask) -> None:
    """Gives an app its translations."""
    MemoryBabel(app, locale_selector=language)


def filters(code: str) -> dict[str, Callable[..., object]]:
    """The filters of `texts` for the templates of a language."""
    return {
        "decimal": lambda value: texts.decimal(value, code),
        "number": lambda value, places=0: texts.number(value, code, places=places),
        "money": lambda value, currency="EUR": texts.money(Decimal(value), currency, code),
        "short_money": lambda value: texts.short_money(Decimal(value), code),
        "cents": lambda value: texts.money(Decimal(value) / 100, "EUR", code),
        "euros": lambda value: texts.euros(Decimal(value) / 100, code),
        "whole": lambda value: texts.number(Decimal(value) / 100, code),
        "short_cents": lambda value: texts.short_money(Decimal(value) / 100, code),
        "percent": lambda share: texts.percent(share, code),
        "file_size": lambda size: texts.file_size(size, code),
        "breakable": texts.breakable,
        "folded": texts.folded,
        "word_count": texts.word_count,
        "day": lambda value, case="nominative": texts.day(value, code, case=case),
    }
