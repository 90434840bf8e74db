# SPDX-License-Identifier: EUPL-1.2
"""The columns of promoter, partners and contractors → parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fundgraph.record import Address, Party, Text
from fundgraph.sources.cells import Cells
from fundgraph.sources.description import Description
from fundgraph.sources.findings import Findings
from fundgraph.sources.lookups import Lookups
from fundgraph.sources.places import completed
from fundgraph.sources.values import web_address

NATURAL_PERSON = "natural-person"
ORGANISATIONS = "organisations"
# What a description that says nothing of it counts as.
UNKNOWN_KIND = "both"
# The columns that tell of the promoter as a person.
PERSONAL = frozenset(
    {
        "promoter", "promoter-number", "promoter-address", "promoter-postcode", "promoter-country",
        "promoter-homepage",
    }
)  # fmt: skip
# Those whose legal form no column gives: named only where nobody can be a person.
OTHERS = frozenset({"partners", "contractors"})
GROUPS = (("partners", "partner"), ("contractors", "contractor"))
# A name with a number in brackets: `Ministarstvo (15351583880)`, `Fondacja (NIP: 1234567890)`.
_NUMBERED = re.compile(r"(.*[^\W\d_].*?)\s*\((?:[^\W\d_][\w. ]{0,11}:?\s*)?([0-9]{7,14})\)")


class PartyColumns:
    """Reads the parties of a row."""

    def __init__(
        self, cells: Cells, description: Description, lookups: Lookups, fields: Sequence[str]
    ) -> None:
        self._cells = cells
        self._described = description
        self._lookups = lookups
        kind = description.beneficiary_kind or UNKNOWN_KIND
        self._may_be_persons = kind != ORGANISATIONS
        self._names_promoters = "promoter" in fields
        self._groups = [
            (field, role) for field, role in GROUPS if field in fields and not self._may_be_persons
        ]

    def read(self, row: Sequence[str], findings: Findings) -> tuple[tuple[Party, ...], bool]:
        """The parties of a row, and whether its promoter is a person who is held back."""
        form = self._cells.code(row, "promoter-legal-form", findings, scheme="legal-form")
        private = self._is_private(form)
        parties = list(self._others(row))
        name = self._cells.text(row, "promoter")
        if name and private:
            label = self._cells.heading("promoter")
            findings.add("held-back-person", label=label)
            name_held_back = Text("", self._described.language)
            country = self._described.country
            parties.insert(
                0, Party(name_held_back, "promoter", country, label=label, withheld=True)
            )
        elif name:
            parties.insert(0, self._promoter(row, name, form, findings))
        elif self._names_promoters:
            findings.add("empty-promoter", label=self._cells.heading("promoter"))
        return tuple(parties), private

    def _is_private(self, form: str | None) -> bool:
        """Where promoters can be persons, only a known other legal form says that one is not."""
        return self._may_be_persons and form in (None, "unknown", NATURAL_PERSON)

    def _promoter(
        self, row: Sequence[str], name: str, form: str | None, findings: Findings
    ) -> Party:
        name, number = split_number(name)
        return Party(
            name=Text(name, self._described.language),
            role="promoter",
            country=self._described.country,
            legal_form=form,
            number=self._cells.text(row, "promoter-number") or number,
            address=self._address(row),
            homepage=self._homepage(row, findings),
            label=self._cells.heading("promoter"),
        )

    def _address(self, row: Sequence[str]) -> Address | None:
        text = self._cells.text(row, "promoter-address")
        address = self._lookups.address(text) if text else None
        code, country = (
            self._cells.text(row, "promoter-postcode"),
            self._cells.text(row, "promoter-country"),
        )
        if not code and not country:
            return address
        language = self._described.language
        return completed(text, address, post_code=code, country=country, language=language)

    def _homepage(self, row: Sequence[str], findings: Findings) -> str | None:
        text = self._cells.text(row, "promoter-homepage")
        address = web_address(text) if text else None
        if text and address is None:
            label = self._cells.heading("promoter-homepage")
            findings.add("bad-homepage", label=label, value=text)
        return address

    def _others(self, row: Sequence[str]) -> Iterator[Party]:
        for field, role in self._groups:
            for text, label, separator in self._cells.each(row, field):
                for name in self._lookups.names(text, separator):
                    bare, number = split_number(name)
                    party = Text(bare, self._described.language)
                    yield Party(party, role, self._described.country, number=number, label=label)


def split_number(name: str) -> tuple[str, str | None]:
    """A name and the registration or tax number in brackets after it, if there is one."""
    found = _NUMBERED.fullmatch(name) if name.endswith(")") else None
    return (found[1], found[2]) if found else (name, None)
