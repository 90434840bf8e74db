# SPDX-License-Identifier: EUPL-1.2
"""Lines of a register page → its labelled fields, its texts, its money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from fundgraph.record import Published, Text
from fundgraph.sources import labels
from fundgraph.sources.lines import Line

LONGEST_LABEL = 80
# Fields whose value may go on in the next lines, and what joins the lines.
JOINED = {"abstract": " ", "results": " ", "partners": ","}


@dataclass(slots=True)
class Field:
    """A label with its value; `language` is that of the label."""

    label: str
    value: str
    line: int
    language: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A label with its amounts as printed; `meaning` is None for a part that is not known."""

    label: str
    value: str
    line: int
    bullet: bool
    meaning: labels.MoneyLabel | None

    @property
    def column(self) -> str:
        """The label as published, a part with its bullet."""
        return f"• {self.label}" if self.bullet else self.label


@dataclass(slots=True)
class Page:
    """What stands on a page, field by field, as printed."""

    fields: dict[str, Field] = field(default_factory=dict)
    money: list[MoneyLine] = field(default_factory=list)
    published: list[Published] = field(default_factory=list)
    attribution: list[Text] = field(default_factory=list)
    unknown: list[Published] = field(default_factory=list)
    repeated: list[tuple[Field, int]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    last: Line | None = None

    @property
    def is_register_page(self) -> bool:
        """True with two of the register's labels: a single one can stand in any text."""
        return len(self.fields.keys() - {"title", "abstract"}) + bool(self.money) > 1

    @property
    def is_cut(self) -> bool:
        """True for a page that ends before its status and its date of printing."""
        return not self.fields.keys() & {"status", "printed"}


def read_lines(lines: Iterable[Line]) -> Page:
    """The page that these lines are."""
    reader = _PageReader()
    for line in lines:
        reader.take(line)
    reader.close()
    return reader.page


@dataclass(slots=True)
class _PageReader:
    """Takes a page line by line; `current` is the field that an unlabelled line belongs to."""

    page: Page = field(default_factory=Page)
    preamble: list[Line] | None = field(default_factory=list)
    current: str = ""
    in_block: bool = False

    def take(self, line: Line) -> None:
        word = labels.fold(line.text)
        if word in labels.CHROME or word in labels.SEARCH:
            self._mark(word)
            return
        label, colon, value = line.text.partition(":")
        key = labels.fold(label)
        if not colon and not line.markup:
            self._unlabelled(line)
        elif key in labels.MONEY_OF:
            self._money(line, label, value, labels.MONEY_OF[key])
        elif key in labels.FIELD_OF and (colon or key == word) and not line.heading:
            self._field(line, label, value, *labels.FIELD_OF[key])
        elif colon and self.in_block and len(label) <= LONGEST_LABEL and not line.heading:
            self._unknown(line, label.strip(), value.strip())
        else:
            self._unlabelled(line)

    def close(self) -> None:
        """A page without any label has nothing but lines before them."""
        self._end_preamble()
        self._publish()

    def _mark(self, word: str) -> None:
        if word in labels.SEARCH and not self.in_block:
            self._end_preamble()
            self.current = "abstract"

    def _field(self, line: Line, label: str, value: str, name: str, language: str) -> None:
        self._end_preamble()
        found = Field(label.strip(), value.strip(), line.number, language)
        if name in self.page.fields:
            self.page.repeated.append((found, self.page.fields[name].line))
        self.page.fields[name] = found
        self._begin(name, line)

    def _money(self, line: Line, label: str, value: str, meaning: labels.MoneyLabel) -> None:
        self._end_preamble()
        money = MoneyLine(label.strip(), value.strip(), line.number, line.bullet, meaning)
        self.page.money.append(money)
        self._begin("money", line)

    def _unknown(self, line: Line, label: str, value: str) -> None:
        if self.current == "money" and line.bullet:
            money = MoneyLine(label, value, line.number, True, None)
            self.page.money.append(money)
        elif self.current in self.page.fields and self._goes_on():
            self._continue(line)
        else:
            contact = labels.is_contact(label, value)
            self.page.unknown.append(Published(label, value, line.number, contact))
            self._begin("unknown", line)

    def _begin(self, name: str, line: Line) -> None:
        self.current = name
        self.in_block = self.in_block or name not in labels.HEAD
        self.page.last = line

    def _goes_on(self) -> bool:
        """True where the value of the current field is missing so far, or is not at its end."""
        value = self.page.fields[self.current].value
        if not value or self.current in labels.TEXTS:
            return True
        return self.current == "places" and value.endswith((",", ";", "-"))

    def _unlabelled(self, line: Line) -> None:
        if self.preamble is not None:
            self.preamble.append(line)
        elif line.image:
            pass
        elif self.current == "money" and not self.page.money[-1].value:
            self.page.money[-1] = replace(self.page.money[-1], value=line.text)
        elif self.current in self.page.fields and (self._goes_on() or self.current in JOINED):
            self._continue(line)
        elif not self.in_block and not line.heading:
            self._abstract(line)
        else:
            self.page.unread.append(line.number)

    def _continue(self, line: Line) -> None:
        known = self.page.fields[self.current]
        joiner = JOINED.get(self.current, " ") if known.value else ""
        if joiner == "," and known.value.endswith((",", ";")):
            joiner = ""
        known.value = f"{known.value}{joiner}{line.text}"

    def _abstract(self, line: Line) -> None:
        """The paragraph below the programme has no label of its own."""
        self.page.fields["abstract"] = Field("", line.text, line.number, "")
        self.current = "abstract"

    def _end_preamble(self) -> None:
        if self.preamble is None:
            return
        lines, self.preamble = self.preamble, None
        lines = [line for line in lines if not _is_breadcrumb(line)]
        for line in [line for line in lines if _is_attribution(line)]:
            self.page.attribution.append(Text(line.text, _language(line.text)))
        titles = [line for line in lines if not (_is_attribution(line) or line.bullet)]
        headings = [line for line in titles if line.heading]
        if chosen := (headings or titles)[-1:]:
            self.page.fields["title"] = Field("", chosen[0].text, chosen[0].number, "")
            self.page.last = chosen[0]

    def _publish(self) -> None:
        """The labels with their values, in the order of the page."""
        short = (
            Published(found.label, found.value, found.line, name in labels.CONTACTS)
            for name, found in self.page.fields.items()
            if found.label and name not in labels.TEXTS
        )
        money = (Published(line.column, line.value, line.line) for line in self.page.money)
        lines = [*short, *money, *self.page.unknown]
        self.page.published = sorted(lines, key=lambda line: line.row or 0)


def _is_breadcrumb(line: Line) -> bool:
    return bool(labels.BREADCRUMB.match(line.text)) or line.text.count(" > ") > 1


def _is_attribution(line: Line) -> bool:
    words = labels.BANNER.fullmatch(line.text) or labels.ATTRIBUTION.match(line.text)
    return line.image or (not line.heading and bool(words))


def _language(attribution: str) -> str:
    """The name of an image is in no language (`zxx`)."""
    if labels.BANNER.fullmatch(attribution):
        return "zxx"
    return "en" if attribution.casefold().startswith("this ") else "lv"
