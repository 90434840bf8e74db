# SPDX-License-Identifier: EUPL-1.2
"""Templates, compiled once for each language: what does not depend on a request is settled then."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup

from fundgraph.web.hits import Hits
from fundgraph.web.i18n import LANGUAGES, filters, language, translations
from fundgraph.web.markup import filled, written
from fundgraph.web.pieces import Pieces
from fundgraph.web.projects.boxes import Boxes

# A part of a page that is in a file of its own.
_PART = re.compile(r'\{% include "([^"]+)" %\}')
# The beginning of the addresses of pages in the language of the page.
_HERE = "'/' ~ language ~ '/"
# A message that stands by itself, without a value to fill in.
_PLAIN = re.compile(r"\{\{ _\('([^'\\%]+)'\) \}\}")


class Settled(Extension):
    """Puts the parts of a page, and the translation of a plain message, in the place of their
    call, before compiling."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The whole source in the language of its environment."""
        translate: Callable[[str], Markup] = self.environment.globals["_"]  # type: ignore[assignment]
        whole = self._whole(source).replace(_HERE, f"'/{self.environment.globals['language']}/")
        return _PLAIN.sub(lambda match: str(translate(match[1])), whole)

    def _whole(self, source: str) -> str:
        loader = self.environment.loader
        assert loader is not None
        read = loader.get_source
        return _PART.sub(lambda m: self._whole(read(self.environment, m[1])[0].rstrip()), source)


class Plainly(CodeGenerator):
    """Compiles templates that write a value as plain text: nobody asks for its markup again."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)


def install(app: Flask) -> None:
    """Gives an app an environment of templates for each language. To be called when all else is
    done to its own."""
    root = urlsplit(app.extensions["fundgraph"].settings.base_iri).path.rstrip("/")
    app.extensions["fundgraph.templates"] = {
        code: _environment(app.jinja_env, code, root) for code in LANGUAGES
    }


def render_template(name: str, **values: Any) -> str:
    """The page of a template in the language of this request, with what every page has."""
    current_app.update_template_context(values)
    return template(name, language()).render(values)


def template(name: str, code: str) -> Template:
    """A template in a language."""
    environment: Environment = current_app.extensions["fundgraph.templates"][code]
    return environment.get_template(name)


def _environment(base: Environment, code: str, root: str) -> Environment:
    made = base.overlay()
    made.code_generator_class = Plainly
    made.written = written  # type: ignore[attr-defined]  # what Plainly writes asks for it
    made.globals = {**base.globals, "language": code, "ngettext": _plural(code)}
    made.globals["_"] = made.globals["gettext"] = _singular(code)
    pieces = Pieces(code, root)
    made.filters = {
        **base.filters,
        **filters(code),
        **pieces.filters(),
        **Hits(pieces).filters(),
        **Boxes(pieces).filters(),
    }
    made.add_extension(Settled)
    return made


def _singular(code: str) -> Callable[..., Markup]:
    """Messages as markup, their values escaped."""

    @cache
    def plain(message: str) -> Markup:
        return Markup(translations(code).ugettext(message))

    def translate(message: str, **values: Any) -> Markup:
        return filled(plain(message), values) if values else plain(message)

    return translate


def _plural(code: str) -> Callable[..., Markup]:
    def translate(one: str, many: str, num: int, **values: Any) -> Markup:
        message = translations(code).ungettext(one, many, num)
        return filled(message, {"num": num, **values})

    return translate
