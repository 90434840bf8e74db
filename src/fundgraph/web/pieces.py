# SPDX-License-Identifier: EUPL-1.2
"""The pieces that a page has dozens of (names, texts, days, figures), as filters for templates.

A macro of Jinja costs some five times as much.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from fundgraph.web import texts
from fundgraph.web.addresses import with_query
from fundgraph.web.byte_order import for_people
from fundgraph.web.i18n import translations
from fundgraph.web.markup import Filter, written
from fundgraph.web.values import Link
from fundgraph.web.views.money import Amount, Bar, Row
from fundgraph.web.views.project import Party
from fundgraph.web.views.statements import Named, Words
from fundgraph.web.views.years import year_chart


class Pieces:
    """The pieces in a language, for a site below a path (without its last slash)."""

    def __init__(self, language: str, root: str) -> None:
        self.language, self.root = language, root
        _ = translations(language).ugettext
        self._not_stated = _("not stated")
        self._converted = _("(converted)")
        self._as_published = _("As published:")
        self._quoted = _("“%(label)s”")

    def filters(self) -> dict[str, Filter]:
        """The pieces by the names that templates call them."""
        return {
            "lang": self.lang,
            "words": self.words,
            "text_of": text_of,
            "named": self.named,
            "path": self.path,
            "static": self.static,
            "time": self.time,
            "money_row": self.money_row,
            "bar": self.bar,
            "published": self.published,
            "alternates": alternates,
            "downloads": downloads,
            "paragraphs": paragraphs,
            "line_rows": line_rows,
            "json_ld": json_ld,
            "known_sum": self.known_sum,
            "year_chart": lambda rows: year_chart(rows, self.language),
        }

    def lang(self, code: str | None) -> Markup:
        """A language attribute where a text is in another language than the page."""
        return Markup(self._lang(code))

    def words(self, text: Words) -> Markup:
        """A text, marked where it is in another language."""
        attribute = self._lang(text.language)
        content = written(text.text)
        return Markup(f"<span{attribute}>{content}</span>" if attribute else content)

    def named(self, thing: Named, kind: str = "") -> Markup:
        """A thing's name, linked to its page; `kind` is the link's class."""
        attribute = self._lang(thing.name.language)
        text = written(text_of(thing))
        if not thing.href:
            return Markup(f"<span{attribute}>{text}</span>")
        classes = f' class="{kind}"' if kind else ""
        return Markup(f'<a{classes} href="{self.path(thing.href)}"{attribute}>{text}</a>')

    def path(self, below: str) -> Markup:
        """The address of a page of this site as a path, its query string left as it is."""
        return Markup(written(self.root + with_query(below)))

    def static(self, name: str) -> Markup:
        """The address of a file that the site carries."""
        return self.path(f"/static/{name}")

    def time(self, value: str) -> Markup:
        """A day for tables and figures."""
        shown = written(texts.table_day(value, self.language))
        return Markup(f'<time datetime="{written(value[:10])}">{shown}</time>')

    def known_sum(self, cents: int | None) -> Markup:
        """A sum in whole euros for tables; a dash where nobody states a figure."""
        if cents is None:
            return Markup(
                f'<span aria-hidden="true">–</span><span class="vh">{self._not_stated}</span>'
            )
        return Markup(texts.number(Decimal(cents) / 100, self.language))

    def money_row(self, row: Row) -> Markup:
        """A row of the table of money."""
        cells = "".join([self._cell(amounts) for amounts in row.cells])
        return Markup(f'<tr><th scope="row">{written(row.label)}</th>{cells}</tr>')

    def bar(self, bar: Bar) -> Markup:
        """A stage's bar, its label before it and its figure behind it."""
        pieces = "".join(
            [
                f'<rect class="{piece.kind}" x="{piece.start}" width="{piece.width}" height="10"/>'
                for piece in bar.segments
            ]
        )
        return Markup(
            f'<span>{written(bar.label)}</span><svg viewBox="0 0 1000 10" preserveAspectRatio='
            '"none" aria-hidden="true"><rect class="k0" width="1000" height="10"/>'
            f'{pieces}</svg><b class="num">{self._money(bar.total)}</b>'
        )

    def published(self, party: Party) -> Markup:
        """The names by which a source calls an organisation, where they are others than ours."""
        others = [name for name in party.published if name != party.organisation.name.text]
        if not others:
            return Markup("")
        attribute = self._lang(party.organisation.name.language)
        names = "; ".join([f"<span{attribute}>{written(name)}</span>" for name in others])
        return Markup(f'<p class="small muted">{self._as_published} {names}</p>')

    def _cell(self, amounts: tuple[Amount, ...]) -> str:
        if not amounts:
            return f'<td class="r muted">{self._not_stated}</td>'
        others = "".join([self._further(amount) for amount in amounts[1:]])
        labels = "".join([self._label(label) for label in _labels(amounts)])
        return f'<td class="r num">{self._money(amounts[0])}{others}{labels}</td>'

    def _further(self, amount: Amount) -> str:
        converted = f" {self._converted}" if amount.converted else ""
        return f'<small class="num">{self._money(amount)}{converted}</small>'

    def _label(self, label: str) -> str:
        return f"<small>{self._quoted % {'label': written(label)}}</small>"

    def _money(self, amount: Amount) -> str:
        return written(texts.money(amount.value, amount.currency, self.language))

    def _lang(self, code: str | None) -> str:
        return f' lang="{written(code)}"' if code and code != self.language else ""


def text_of(thing: Named) -> str:
    """A thing's name; a level of a programme with its number, which stands for a missing name."""
    if thing.code and thing.href and "/programme/" in thing.href:
        named = not thing.href.endswith(f"/{thing.name.text}")
        return f"{thing.code} {thing.name.text}" if named else thing.code
    return thing.name.text


def alternates(links: Iterable[Link] | None) -> Markup:
    """The formats of a page's thing, for its head."""
    lines = [
        f'<link rel="alternate" type="{written(link.type)}" title="{written(link.label)}"'
        f' href="{written(link.href)}">'
        for link in _formats(links)
    ]
    return Markup("\n".join(lines))


def downloads(links: Iterable[Link] | None) -> Markup:
    """The formats of a page's thing as buttons."""
    buttons = [
        f'<a class="btn" href="{written(for_people(link.href, link.type))}">'
        f"{written(link.label)}</a>"
        for link in _formats(links)
    ]
    return Markup(f'<p class="buttons">{"".join(buttons)}</p>')


def _formats(links: Iterable[Link] | None) -> list[Link]:
    return [x for x in links or () if x.rel == "alternate" and x.type and x.type != "text/html"]


def json_ld(value: object) -> Markup:
    """A description for search engines as a script; what is not known is left out."""
    text = htmlsafe_json_dumps(_known(value), dumps=partial(json.dumps, ensure_ascii=False))
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _known(value: object) -> object:
    if isinstance(value, dict):
        known = {name: _known(inner) for name, inner in value.items()}
        return {name: inner for name, inner in known.items() if inner not in (None, [], {})}
    return [_known(inner) for inner in value] if isinstance(value, list) else value


def paragraphs(text: str) -> Markup:
    """A long text, paragraph by paragraph."""
    lines = [f"<p>{written(line)}</p>" for line in text.splitlines() if line.strip()]
    return Markup("".join(lines))


def line_rows(lines: Iterable[tuple[str, str]]) -> Markup:
    """The rows of a table of labels and values."""
    rows = [
        f'<tr><th scope="row">{written(label)}</th><td>{written(value)}</td></tr>'
        for label, value in lines
    ]
    return Markup("".join(rows))


def _labels(amounts: Iterable[Amount]) -> Iterable[str]:
    """The source's labels of figures, each once, whatever its capitals."""
    found: dict[str, str] = {}
    for amount in amounts:
        if amount.label:
            found.setdefault(amount.label.lower(), amount.label)
    return found.values()
