# SPDX-License-Identifier: EUPL-1.2
"""Templates, compiled once for each language: what does not depend on a request is settled then."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask, current_app
from jinja2 import Environment, Template
from jinja2.ext import Extension
from markupsafe import Markup

from fundgraph.web.i18n import LANGUAGES, filters, language, translations

# A message that stands by itself, without a value to fill in.
_PLAIN = re.compile(r"\{\{ _\('([^'\\%]+)'\) \}\}")


class Settled(Extension):
    """Puts the translation of a plain message in the place of its call, before compiling."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source in the language of its environment."""
        translate: Callable[[str], Markup] = self.environment.globals["_"]  # type: ignore[assignment]
        return _PLAIN.sub(lambda match: str(translate(match[1])), source)


def install(app: Flask) -> None:
    """Gives an app an environment of templates for each language. To be called when all else is
    done to its own."""
    app.extensions["fundgraph.templates"] = {
        code: _environment(app.jinja_env, code) for code in LANGUAGES
    }


def render_template(name: str, **values: Any) -> str:
    """The page of a template in the language of this request, with what every page has."""
    current_app.update_template_context(values)
    return template(name, language()).render(values)


def template(name: str, code: str) -> Template:
    """A template in a language."""
    environment: Environment = current_app.extensions["fundgraph.templates"][code]
    return environment.get_template(name)


def _environment(base: Environment, code: str) -> Environment:
    made = base.overlay()
    made.globals = {**base.globals, "language": code, "ngettext": _plural(code)}
    made.globals["_"] = made.globals["gettext"] = _singular(code)
    made.filters = {**base.filters, **filters(code)}
    made.add_extension(Settled)
    return made


def _singular(code: str) -> Callable[..., Markup]:
    """Messages as markup, their values escaped."""

    @cache
    def plain(message: str) -> Markup:
        return Markup(translations(code).ugettext(message))

    def translate(message: str, **values: Any) -> Markup:
        return plain(message) % values

    return translate


def _plural(code: str) -> Callable[..., Markup]:
    def translate(one: str, many: str, num: int, **values: Any) -> Markup:
        return Markup(translations(code).ungettext(one, many, num)) % {"num": num, **values}

    return translate
