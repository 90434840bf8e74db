# SPDX-License-Identifier: EUPL-1.2
"""What stands in a text where something was held back, in the language of the text."""

from __future__ import annotations

from fundgraph.sources.personal import CODE

_OTHER = "en"
_CONTACT = {
    "bg": "данните за контакт не се публикуват",  # noqa: RUF001
    "cs": "kontaktní údaje nejsou zveřejněny",
    "da": "kontaktoplysninger offentliggøres ikke",
    "de": "Kontaktdaten nicht veröffentlicht",
    "el": "τα στοιχεία επικοινωνίας δεν δημοσιεύονται",
    "en": "contact details not published",
    "es": "datos de contacto no publicados",
    "et": "kontaktandmeid ei avaldata",
    "fi": "yhteystietoja ei julkaista",
    "fr": "coordonnées non publiées",
    "hr": "podaci za kontakt nisu objavljeni",
    "hu": "az elérhetőség nem nyilvános",
    "it": "recapiti non pubblicati",
    "lt": "kontaktiniai duomenys neskelbiami",
    "lv": "kontaktinformācija nav publicēta",
    "nl": "contactgegevens niet gepubliceerd",
    "pl": "dane kontaktowe nie są publikowane",
    "pt": "dados de contacto não publicados",
    "ro": "datele de contact nu sunt publicate",
    "sk": "kontaktné údaje nie sú zverejnené",
    "sl": "kontaktni podatki niso objavljeni",
    "sv": "kontaktuppgifter publiceras inte",
}
# In the languages of the countries whose personal codes are known.
_CODE = {
    "bg": "личният код не се публикува",  # noqa: RUF001
    "cs": "rodné číslo není zveřejněno",
    "da": "personnummer offentliggøres ikke",
    "de": "Personenkennzahl nicht veröffentlicht",
    "en": "personal code not published",
    "es": "número de identidad no publicado",
    "et": "isikukoodi ei avaldata",
    "fi": "henkilötunnusta ei julkaista",
    "fr": "numéro d’identification non publié",
    "lt": "asmens kodas neskelbiamas",
    "lv": "personas kods nav publicēts",
    "nl": "persoonsnummer niet gepubliceerd",
    "pl": "numer PESEL nie jest publikowany",
    "ro": "codul numeric personal nu este publicat",
    "sk": "rodné číslo nie je zverejnené",
    "sv": "personnummer publiceras inte",
}


def mark(kind: str, language: str) -> str:
    """What stands in place of a kind of personal data; English where we have no words."""
    words = _CODE if kind == CODE else _CONTACT
    return f"[{words.get(language.partition('-')[0], words[_OTHER])}]"
