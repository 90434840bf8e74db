# SPDX-License-Identifier: EUPL-1.2
"""A project as it stands in lists, written as a filter: a page has dozens of them."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from fundgraph.record import GENERATED
from fundgraph.web import texts
from fundgraph.web.i18n import translations
from fundgraph.web.marks import marked
from fundgraph.web.markup import Filter, written
from fundgraph.web.pieces import Pieces
from fundgraph.web.projects.excerpts import Excerpt
from fundgraph.web.views.rows import Hit


class Hits:
    """Writes projects of a list, in the language of some pieces."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces, self._language = pieces, pieces.language
        self.ngettext = translations(pieces.language).ungettext
        _ = translations(pieces.language).ugettext
        self._not_stated = f'<span class="muted">{_("not stated")}</span>'
        self._of_it_spent = _("%(money)s spent")
        self._granted, self._spent = _("Granted, €"), _("Spent, €")
        self._ours = _("number given here: %(number)s")
        self._doubt = _("Warning: amounts")
        self._made_up = f'<span class="tag warn">{_("made up, not real")}</span> '

    def filters(self) -> dict[str, Filter]:
        """The filters by the names that templates call them."""
        return {"hit": self.hit, "table_row": self.table_row}

    def hit(
        self, project: Hit, words: tuple[str, ...] = (), excerpt: Excerpt | None = None
    ) -> Markup:
        """A project, the words that were looked for marked; `excerpt` has those of other texts."""
        made_up = self._made_up if project.made_up else ""
        told = (
            marked(one, words) if one == project.regions else written(one) for one in project.meta
        )
        meta = " · ".join([*told, self._number(project, words)])
        found = self._found(excerpt, words) if excerpt else ""
        return Markup(
            f'<li class="hit"><h3>{self._title(project, words)}</h3>{self._who(project, words)}'
            f'{found}<p class="meta">{made_up}{meta}</p>{self._sums(project)}</li>'
        )

    def table_row(self, project: Hit, words: tuple[str, ...] = ()) -> Markup:
        """A project as a row of a table."""
        made_up = self._made_up if project.made_up else ""
        attribute = self._pieces.lang(project.promoter_language)
        status = f"<small>{written(project.status)}</small>" if project.status else ""
        told = f'<td><span class="num">{written(project.years)}</span>{status}</td>'
        sums = (self._cell(self._granted, project.granted), self._cell(self._spent, project.spent))
        return Markup(
            f'<tr><th scope="row">{self._title(project, words)}<small>{made_up}'
            f"{self._number(project, words)} {self._questioned(project)}</small></th>"
            f"<td{attribute}>{marked(project.promoter or '', words)}</td>"
            f"<td>{marked(project.regions, words)}</td>{told}{''.join(sums)}</tr>"
        )

    def _cell(self, label: str, cents: int | None) -> str:
        if cents is None:
            return f'<td class="r" data-label="{label}">{self._not_stated}</td>'
        shown = texts.number(Decimal(cents) / 100, self._language)
        return f'<td class="r num" data-label="{label}">{shown}</td>'

    def _title(self, project: Hit, words: tuple[str, ...]) -> str:
        address = self._pieces.path(f"/{self._language}/project/{project.slug}")
        attribute = self._pieces.lang(project.title_language)
        return f'<a href="{address}"{attribute}>{marked(project.title, words)}</a>'

    def _number(self, project: Hit, words: tuple[str, ...]) -> str:
        number = marked(project.number, words)
        return self._ours % {"number": number} if project.number.startswith(GENERATED) else number

    def _found(self, excerpt: Excerpt, words: tuple[str, ...]) -> str:
        attribute = self._pieces.lang(excerpt.language)
        text = marked(excerpt.text, words)
        return f'<p class="found">{written(excerpt.heading)}: <span{attribute}>{text}</span></p>'

    def _questioned(self, project: Hit) -> str:
        if not project.questioned:
            return ""
        address = self._pieces.path(f"/{self._language}/project/{project.slug}")
        return f'<a class="tag warn" href="{address}#checks">{self._doubt}</a>'

    def _who(self, project: Hit, words: tuple[str, ...]) -> str:
        attribute = self._pieces.lang(project.promoter_language)
        promoter = f"<span{attribute}>{marked(project.promoter or '', words)}</span>"
        others = ""
        if project.partners:
            said = self.ngettext("and %(num)s partner", "and %(num)s partners", project.partners)
            others = f' <span class="muted">{said % {"num": project.partners}}</span>'
        return f"<p>{promoter}{others}</p>"

    def _sums(self, project: Hit) -> str:
        granted = self._not_stated if project.granted is None else self._money(project.granted)
        spent = ""
        if project.spent is not None:
            told = self._of_it_spent % {"money": self._money(project.spent)}
            spent = f' <span class="muted small num">{told}</span>'
        return f'<p class="sum"><b class="num">{granted}</b>{spent}{self._questioned(project)}</p>'

    def _money(self, cents: int) -> str:
        return texts.money(Decimal(cents) / 100, "EUR", self._language)
