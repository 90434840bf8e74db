# SPDX-License-Identifier: EUPL-1.2
"""The boxes of a filter, written as a filter of templates: a page has hundreds of them."""

from __future__ import annotations

from markupsafe import Markup

from fundgraph.web import texts
from fundgraph.web.i18n import translations
from fundgraph.web.markup import Filter, written
from fundgraph.web.pieces import Pieces
from fundgraph.web.projects.filters import Group, Option
from fundgraph.web.views.rows import indent


class Boxes:
    """Writes the boxes of filters, in the language of some pieces."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces, self._language = pieces, pieces.language
        self.ngettext = translations(pieces.language).ungettext

    def filters(self) -> dict[str, Filter]:
        """The filters by the names that templates call them."""
        return {"boxes": self.boxes}

    def boxes(self, group: Group) -> Markup:
        """The values of a filter; those that a long list holds back open by a click."""
        shown = "".join([self._box(group.name, option) for option in group.shown])
        if not group.more:
            return Markup(shown)
        more = "".join([self._box(group.name, option) for option in group.more])
        told = self.ngettext("%(count)s more", "%(count)s more", len(group.more))
        heading = told % {"count": texts.number(len(group.more), self._language)}
        return Markup(f"{shown}<details><summary>{heading}</summary>{more}</details>")

    def _box(self, name: str, option: Option) -> str:
        kinds = ["opt"]
        if option.depth:
            kinds.append(indent(option.depth))
        if not option.projects:
            kinds.append("zero")
        checked = " checked" if option.chosen else ""
        count = texts.number(option.projects, self._language)
        return (
            f'<label class="{" ".join(kinds)}"><input type="checkbox" name="{name}" '
            f'value="{written(option.value)}"{checked}>'
            f"<span{self._pieces.lang(option.language)}>{written(option.label)}</span>"
            f'<span class="n num">{count}</span></label>'
        )
