# SPDX-License-Identifier: EUPL-1.2
"""Made-up organisations: every legal form, shared by many projects."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from fundgraph.iris import name_slug
from fundgraph.reference import Town

QUALITIES = (
    "Zaļā", "Baltā", "Zilā", "Sarkanā", "Dzeltenā", "Sudraba", "Zelta", "Klusā", "Skaļā", "Jaunā",
    "Vecā", "Lielā", "Mazā", "Gaišā", "Tumšā", "Ātrā", "Lēnā", "Siltā", "Vēsā", "Dziļā", "Plašā",
    "Augstā", "Tālā", "Tuvā", "Drošā", "Gudrā", "Priecīgā", "Mierīgā", "Saulainā", "Miglainā",
)  # fmt: skip
THINGS = (
    "upe", "māja", "liepa", "priede", "egle", "gatve", "pļava", "taka", "straume", "sala", "laiva",
    "kāpa", "birzs", "druva", "krāsns", "ozolzīle", "bite", "dzērve", "stirna", "lakstīgala",
    "rasa", "sēta", "pirts", "klēts", "mucenieku darbnīca", "zvaigzne", "varavīksne", "ogu vieta",
    "sniegpārsla", "bākuguns",
)  # fmt: skip
# Code of the legal form → how such an organisation is called.
FORMS = {
    "association-or-foundation": ("Biedrība „{}”", "Nodibinājums „{}”"),
    "limited-liability-company": ("SIA „{}”",),
    "joint-stock-company": ("AS „{}”",),
    "state-institution": ("Valsts aģentūra „{}”",),
    "municipality": ("Izdomātā novada „{}” pašvaldība",),
    "municipal-institution": ("Sociālais dienests „{}”",),
    "higher-education-institution": ("Augstskola „{}”",),
    "school": ("Pamatskola „{}”",),
    "trade-union": ("Arodbiedrība „{}”",),
    "religious-organisation": ("Draudze „{}”",),
    "cooperative": ("Kooperatīvā sabiedrība „{}”",),
    "individual-merchant": ("IK „{}”",),
    "farm": ("Zemnieku saimniecība „{}”",),
    "other": ("Apvienība „{}”",),
}
WEIGHTS = (30, 22, 3, 5, 8, 6, 4, 8, 3, 2, 2, 3, 3, 1)
CONTRACTORS = frozenset({"limited-liability-company", "joint-stock-company"})
MOST = 2500
A_PROJECT_IN = 12


@dataclass(frozen=True, slots=True)
class Organisation:
    """A made-up organisation; `name` has „ ” quotes."""

    name: str
    legal_form: str
    address: str
    homepage: str

    def spelt(self, rng: Random) -> str:
        """The name as a source might spell it: now and then with straight quotes."""
        if rng.random() < 0.04:
            return self.name.replace("„", '"').replace("”", '"')
        return self.name


def organisations(rng: Random, projects: int, towns: tuple[Town, ...]) -> list[Organisation]:
    """The organisations of a register: about one for twelve projects, 2,500 at most."""
    count = min(MOST, max(len(FORMS), projects // A_PROJECT_IN))
    return [_organisation(rng, index, rng.choice(towns)) for index in range(count)]


def _organisation(rng: Random, index: int, town: Town) -> Organisation:
    forms = list(FORMS)
    form = forms[index] if index < len(forms) else rng.choices(forms, WEIGHTS)[0]
    # Quality and thing step apart, so that the pairs differ for as long as there are any.
    round_, place = divmod(index, len(QUALITIES) * len(THINGS))
    quality = QUALITIES[place % len(QUALITIES)]
    thing = THINGS[(place // len(QUALITIES) + place) % len(THINGS)]
    words = f"Izdomātā {quality.lower()} {thing}{f' {round_ + 1}' if round_ else ''}"
    name = rng.choice(FORMS[form]).format(words)
    address = f"Izdomu iela {rng.randint(1, 99)}, {town.labels['lv']}, LV-0000"
    homepage = f"www.{name_slug(words)}.example" if rng.random() < 0.4 else ""
    return Organisation(name, form, address, homepage)


def party(rng: Random, known: list[Organisation], *, without: set[str]) -> Organisation | None:
    """An organisation that is not yet in the project: few have many projects, many have few."""
    for _ in range(8):
        found = known[int(len(known) * rng.random() ** 2)]
        if found.name not in without:
            without.add(found.name)
            return found
    return None
