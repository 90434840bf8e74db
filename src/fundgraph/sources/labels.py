# SPDX-License-Identifier: EUPL-1.2
"""The labels of a register page, in English and Latvian, and the field that each stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

# field → language → its labels. The field names are those of the page reader.
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "title": {
        "en": ("Project title", "Title of project", "Title"),
        "lv": ("Projekta nosaukums", "Nosaukums"),
    },
    "funding": {
        "en": ("Source of Funding", "Funding source"),
        "lv": ("Finansējuma avots", "Finansēšanas avots", "Finansējuma avoti"),
    },
    "programme": {
        "en": ("Program", "Programme"),
        "lv": ("Programma", "Atbalsta programma", "Projekta programma"),
    },
    "abstract": {
        "en": ("Project summary", "Summary", "Project description"),
        "lv": ("Projekta kopsavilkums", "Kopsavilkums", "Projekta apraksts"),
    },
    "results": {
        "en": ("Project results", "Results of project", "Results"),
        "lv": ("Projekta rezultāti", "Projekta rezultāts", "Rezultāti"),
    },
    "legal-form": {
        "en": ("Legal status of Project Promoter", "Legal status of Promoter", "Legal status"),
        "lv": (
            "Projekta īstenotāja juridiskais statuss",
            "Īstenotāja juridiskais statuss",
            "Projekta iesniedzēja juridiskais statuss",
            "Juridiskais statuss",
        ),
    },
    "regions": {
        "en": ("Region", "Regions", "Planning region"),
        "lv": ("Reģions", "Reģioni", "Plānošanas reģions", "Plānošanas reģioni"),
    },
    "modified": {
        "en": ("Last change", "Last changes", "Last changed", "Last modified"),
        "lv": ("Pēdējās izmaiņas", "Pēdējā izmaiņa", "Pēdējais labojums", "Pēdējoreiz mainīts"),
    },
    "number": {
        "en": ("Project number", "Project No"),
        "lv": (
            "Projekta numurs",
            "Projekta Nr",
            "Projekta identifikācijas numurs",
            "Projekta identifikācijas Nr",
        ),
    },
    "promoter": {
        "en": ("Project Promoter", "Promoter", "Beneficiary"),
        "lv": (
            "Projekta īstenotājs",
            "Īstenotājs",
            "Projekta iesniedzējs",
            "Finansējuma saņēmējs",
        ),
    },
    "partners": {
        "en": ("Partner(s)", "Partner", "Partners", "Project partner(s)", "Project partners"),
        "lv": (
            "Partneris(-i)",
            "Partneris (-i)",
            "Partneris/-i",
            "Partneris(i)",
            "Partneris",
            "Partneri",
            "Projekta partneris(-i)",
            "Projekta partneri",
            "Sadarbības partneris(-i)",
            "Sadarbības partneris",
            "Sadarbības partneri",
        ),
    },
    "start": {
        "en": ("Start date of project", "Project start date", "Start date"),
        "lv": (
            "Projekta sākuma datums",
            "Projekta uzsākšanas datums",
            "Projekta sākums",
            "Sākuma datums",
        ),
    },
    "end": {
        "en": ("Project finish date", "Finish date of project", "Project end date", "End date"),
        "lv": (
            "Projekta beigu datums",
            "Projekta noslēguma datums",
            "Projekta pabeigšanas datums",
            "Projekta beigas",
            "Beigu datums",
        ),
    },
    "places": {
        "en": ("Place of implementation", "Places of implementation"),
        "lv": ("Īstenošanas vieta", "Projekta īstenošanas vieta", "Īstenošanas vietas"),
    },
    "address": {
        "en": ("Legal address", "Registered address"),
        "lv": ("Juridiskā adrese", "Adrese"),
    },
    "phone": {
        "en": ("Phone", "Telephone", "Tel"),
        "lv": ("Tālrunis", "Telefons", "Tālr", "Tālruņa numurs"),
    },
    "fax": {"en": ("Fax",), "lv": ("Fakss", "Faksa numurs")},
    "email": {"en": ("E-mail", "Email"), "lv": ("E-pasts", "E-pasta adrese")},
    "contact": {"en": ("Contact person",), "lv": ("Kontaktpersona", "Atbildīgā persona")},
    "homepage": {
        "en": ("www", "Website", "Web page", "Homepage"),
        "lv": ("Mājaslapa", "Mājas lapa", "Tīmekļvietne", "Interneta adrese"),
    },
    "status": {"en": ("Status", "Project status"), "lv": ("Statuss", "Projekta statuss")},
    "printed": {
        "en": ("Date of printing", "Printed"),
        "lv": ("Drukāšanas datums", "Izdrukas datums", "Izdrukāts"),
    },
}
CONTACTS = frozenset({"phone", "fax", "email", "contact"})
TEXTS = frozenset({"title", "abstract", "results"})
# The fields above the summary; after any other the block of labels has begun.
HEAD = frozenset({"title", "funding", "programme", "abstract", "results"})


@dataclass(frozen=True, slots=True)
class MoneyLabel:
    """What a money label stands for: as a part, its component; `total` where it can also stand
    for the total that opens a group. A stage of None is that of the group."""

    stage: str | None
    component: str
    total: bool = False


# The labels that open a group stand in the register for the total, ahead of its parts. The keys
# in capitals are the register's own, printed where it lacks the words.
MONEY: dict[MoneyLabel, tuple[str, ...]] = {
    MoneyLabel("granted", "fund", total=True): ("ESF Funding", "ESF finansējums"),
    MoneyLabel("granted", "total", total=True): (
        "Total ESF funding",
        "Kopējais ESF finansējums",
        "ESF finansējums kopā",
    ),
    MoneyLabel("granted", "private"): ("ESF private funding", "ESF privātais finansējums"),
    MoneyLabel("granted", "public"): ("ESF public funding", "ESF publiskais finansējums"),
    MoneyLabel("spent", "total", total=True): (
        "Total ESF spent",
        "Kopā izlietotais ESF finansējums",
        "Kopējais izlietotais ESF finansējums",
        "Izlietotais ESF finansējums kopā",
        "Kopā izlietots ESF",
        "Kopējais izlietotais finansējums",
    ),
    MoneyLabel("spent", "fund"): (
        "ESF spent",
        "Izlietotais ESF finansējums",
        "ESF izlietotais finansējums",
        "ESF izlietots",
        "Izlietots ESF",
    ),
    MoneyLabel("spent", "private"): (
        "ESF spent, private",
        "Izlietotais ESF finansējums, privātais",
        "Izlietotais ESF privātais finansējums",
        "ESF izlietots, privātais",
    ),
    MoneyLabel("spent", "public"): (
        "ESF spent, public",
        "Izlietotais ESF finansējums, publiskais",
        "Izlietotais ESF publiskais finansējums",
    ),
    MoneyLabel(None, "public"): ("ESF_PUBLISKAIS",),
    MoneyLabel(None, "private"): ("ESF_PRIVATAIS",),
}

# Words of the page around a record, and those that come just before the summary.
CHROME = frozenset(
    {
        "print", "extended view", "simple view", "back", "drukāt", "izdrukāt",
        "paplašinātais skats", "vienkāršais skats", "atpakaļ", "uz augšu",
    }
)  # fmt: skip
SEARCH = frozenset({"search projects", "find projects", "meklēt projektus", "projektu meklēšana"})
BREADCRUMB = re.compile(r"(?:home|sākums|sākumlapa|jūs atrodaties)\b.*[>»\u203a]", re.IGNORECASE)
ATTRIBUTION = re.compile(r"(?:šī|šīs|šo|šajā|this)\b.*\b(?:lapa|sadaļ|section|page)", re.IGNORECASE)
# The banner of the funds is printed as the name of its image.
BANNER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")

_CONTACT_LABEL = re.compile(
    r"tālr|telef|phone|mob|fax|faks|e-?pas|e-?mail|skype|konta[kc]t|contact|person|vadītāj|manager",
    re.IGNORECASE,
)
_CONTACT_VALUE = re.compile(r"\S@\S|(?:\+?\s?371[\s-]?)?\b[267]\d(?:[\s-]?\d){6}\b")


def fold(label: str) -> str:
    """A label as it is looked up: casefolded, single spaces, no colon or full stop at its end."""
    return " ".join(label.split()).rstrip(":.| ").casefold()


FIELD_OF = {
    fold(label): (field, language)
    for field, languages in FIELDS.items()
    for language, labels in languages.items()
    for label in labels
}
MONEY_OF = {fold(label): meaning for meaning, labels in MONEY.items() for label in labels}


def is_contact(label: str, value: str) -> bool:
    """True for a label or value that looks like a person's contact data."""
    return bool(_CONTACT_LABEL.search(label) or _CONTACT_VALUE.search(value))
