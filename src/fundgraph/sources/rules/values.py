# SPDX-License-Identifier: EUPL-1.2
"""What is said of single values, and of one beside another."""

from __future__ import annotations

from fundgraph.sources.rules.rule import info, own_word, refusal, warning

VALUES = {
    "bad-homepage": warning(
        "“{value}” is no web address; write it as www.example.org",
        "„{value}” nav tīmekļa adrese; rakstiet to kā www.example.org",
    ),
    "doubled-encoding": warning(
        "the text looks as if it had been encoded twice (“Ä«” in place of “ī”); save the source "
        "again in UTF-8 from where it was right",
        "teksts, šķiet, kodēts divreiz („Ä«” burta „ī” vietā); saglabājiet avotu UTF-8 kodējumā "
        "vēlreiz no vietas, kur tas bija pareizs",
    ),
    "empty-promoter": refusal(
        "no promoter is named; write who carries the project out, in each row where cells are "
        "merged",
        "nav nosaukts projekta īstenotājs; ierakstiet, kas projektu īsteno (ja šūnas ir "
        "apvienotas, katrā rindā)",
    ),
    "empty-title": refusal(
        "the title is empty; write the project's title",
        "nosaukums ir tukšs; ierakstiet projekta nosaukumu",
    ),
    "garbled-amount": refusal(
        "“{value}” cannot be read as an amount; write it as {example}, and a unit of the whole "
        'column (such as unit = "million") in the description',
        "„{value}” nav nolasāms kā summa; rakstiet to kā {example}, bet visas kolonnas mērvienību "
        '(piemēram, unit = "million") aprakstā',
    ),
    "garbled-date": refusal(
        "“{value}” is not a date; write it as 2012-09-01 or 01.09.2012.",
        "„{value}” nav datums; rakstiet to kā 2012-09-01 vai 01.09.2012.",
    ),
    "garbled-rate": refusal(
        "“{value}” is not a rate in per cent; write it as 85 or 85.00",
        "„{value}” nav likme procentos; rakstiet to kā 85 vai 85.00",
    ),
    "held-back-person": info(
        "the promoter is, or may be, a natural person; the name is held back: if it is an "
        'organisation, write its legal form, or beneficiary_kind = "organisations" in the '
        "description where all of them are",
        "projekta īstenotājs ir vai var būt fiziska persona, tāpēc vārds netiek publicēts: ja "
        "tā ir organizācija, ierakstiet tās juridisko statusu vai, ja organizācijas ir visi "
        'īstenotāji, aprakstā beneficiary_kind = "organisations"',
    ),
    "html-leftovers": warning(
        "the text has leftovers of HTML such as “{mark}”, and is published with them; write the "
        "letters that they stand for",
        "tekstā palikušas HTML zīmes, piemēram, „{mark}”, un tas publicēts ar tām; to vietā "
        "ierakstiet pašus burtus",
    ),
    "label-differs": info(
        "beside the code stands “{given}”, which the code list calls “{own}”; the code was taken: "
        "check which of the two is right, and correct the other",
        "pie koda ierakstīts „{given}”, bet klasifikatorā tas ir „{own}”; nolasīts kods: "
        "pārbaudiet, kurš no tiem ir pareizs, un otru labojiet",
    ),
    "near-miss": info(
        "“{value}” may be the organisation “{other}”; if so, write both names into the table "
        "same-as.csv that the description names",
        "„{value}”, iespējams, ir organizācija „{other}”; ja tā ir, ierakstiet abus nosaukumus "
        "tabulā same-as.csv, ko nosauc apraksts",
    ),
    "no-currency": refusal(
        "“{value}” names no currency, and neither does its column; write the currency in the "
        "cell, or for the column in the description",
        "„{value}” nav norādīta valūta, un tās nav arī kolonnai; ierakstiet valūtu šūnā "
        "vai aprakstā pie kolonnas",
    ),
    "number-of-two-names": warning(
        "the registration number {value} stands beside “{name}” here and beside “{other}” in "
        "{where}, and they count as one organisation; correct the number that is wrong, or, if "
        "both are one, write both names into the table same-as.csv that the description names",
        "reģistrācijas numurs {value} šeit ir pie „{name}”, bet {where} pie „{other}”, un tie "
        "skaitīti kā viena organizācija; labojiet nepareizo numuru vai, ja organizācija ir viena, "
        "ierakstiet abus nosaukumus tabulā same-as.csv, ko nosauc apraksts",
    ),
    "part-above-total": warning(
        "the part {value} is above the cost {total} of the whole; check both, and their columns",
        "daļa {value} ir lielāka par kopējām izmaksām {total}; pārbaudiet abas summas un to "
        "kolonnas",
    ),
    "repeated-label": warning(
        "the label stands more than once (before, in line {line}); the last value was taken: "
        "leave the one that is right",
        "apzīmējums atkārtojas (iepriekš {line}. rindā); ņemta pēdējā vērtība: atstājiet pareizo",
    ),
    "text-with-e-mail": warning(
        "the text holds an e-mail address, which was held back: {mark} stands in its place; take "
        "it out of the source",
        "tekstā ir e-pasta adrese, un tā nav publicēta: tās vietā ir {mark}; izņemiet to no avota",
    ),
    "text-with-personal-code": warning(
        "the text holds a number that is a valid personal code, and it was held back: {mark} "
        "stands in its place; take it out of the source",
        "tekstā ir skaitlis, kas ir derīgs personas kods, un tas nav publicēts: tā vietā ir "
        "{mark}; izņemiet to no avota",
    ),
    "text-with-phone": warning(
        "the text holds a number that a telephone may have, and it was held back: {mark} stands in "
        "its place; take it out of the source or, if it is an amount, write its currency beside it",
        "tekstā ir skaitlis, kas var būt tālruņa numurs, un tas nav publicēts: tā vietā ir "
        "{mark}; izņemiet to no avota vai, ja tā ir summa, ierakstiet blakus valūtu",
    ),
    "unbalanced-quotes": warning(
        "the quotation marks do not pair, so the names were parted at commas without a space; "
        "close every quotation",
        "pēdiņām trūkst pāra, tāpēc nosaukumi atdalīti pie komatiem bez atstarpes; "
        "aizveriet visas pēdiņas",
    ),
    "unknown-component": warning(
        "the part of the money is not known and counts as other funding; "
        "write it in the description, below a line [words.component], with a code of that list",
        "finansējuma sastāvdaļa nav zināma un ir pieskaitīta citam finansējumam; "
        "ierakstiet to aprakstā zem rindas [words.component] ar šī klasifikatora kodu",
    ),
    "unknown-currency": refusal(
        "“{value}” is no known currency; write its ISO 4217 code, such as EUR",
        "„{value}” nav zināma valūta; rakstiet tās ISO 4217 kodu, piemēram, EUR",
    ),
    "unknown-fund": own_word("fund", "known fund", "nav zināms fonds"),
    "unknown-intervention-field": warning(
        "“{value}” is no known intervention field of 2014–2020; write in the description, below "
        '[words.intervention-field], "{value}" = "…", with a code of that list, or, where the '
        "column holds other codes (of objectives, of other periods), describe it as published",
        "„{value}” nav zināma 2014.–2020. gada intervences joma; aprakstā zem "
        '[words.intervention-field] ierakstiet "{value}" = "…" ar šī klasifikatora kodu vai, ja '
        "kolonnā ir citi kodi (mērķu, citu periodu), aprakstiet to kā published",
    ),
    "unknown-label": info(
        "the label is not known; its value is kept as published: if the register has another "
        "word for it, write that",
        "apzīmējums nav zināms; vērtība saglabāta tā, kā publicēta: ja reģistrā tam ir cits "
        "vārds, ierakstiet to",
    ),
    "unknown-legal-form": own_word(
        "legal-form", "known legal form", "nav zināms juridiskais statuss"
    ),
    "unknown-level": own_word(
        "level", "known level of a programme", "nav zināms programmas līmenis"
    ),
    "unknown-period": warning(
        "“{value}” names no known programming period; write it as 2007-2013",
        "„{value}” nav zināms plānošanas periods; rakstiet to kā 2007-2013",
    ),
    "unknown-programme": warning(
        "“{value}” has no number of a programme level; write it as 1.5.2.2.2.",
        "„{value}” nav norādīts programmas līmeņa numurs; rakstiet to kā 1.5.2.2.2.",
    ),
    "unknown-region": warning(
        "“{value}” is no known region; it is kept as published: write the name of a region, or "
        "its NUTS code",
        "„{value}” nav zināms reģions; tas saglabāts tā, kā publicēts: ierakstiet reģiona "
        "nosaukumu vai tā NUTS kodu",
    ),
    "unknown-status": own_word("status", "known status", "nav zināms statuss"),
}
