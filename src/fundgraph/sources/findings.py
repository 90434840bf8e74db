# SPDX-License-Identifier: EUPL-1.2
"""The reading rules: what can be found in a source, how grave it is, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass, field

from fundgraph.report import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its sentence in two languages; `refuses` leaves the record out."""

    severity: Severity
    en: str
    lv: str
    refuses: bool = False


def _refusal(en: str, lv: str) -> Rule:
    return Rule(Severity.WARNING, en, lv, refuses=True)


def _warning(en: str, lv: str) -> Rule:
    return Rule(Severity.WARNING, en, lv)


def _info(en: str, lv: str) -> Rule:
    return Rule(Severity.INFO, en, lv)


def _own_word(scheme: str, en: str, lv: str) -> Rule:
    """An unknown word of a code list, to which a description can add its own."""
    line = f'[words.{scheme}]: "{{value}}" = "…"'
    return _warning(
        f"“{{value}}” is no {en}; write in the description {line}, with a code of that list",
        f"„{{value}}” {lv}; ierakstiet aprakstā {line} ar šī klasifikatora kodu",
    )


# A file that gives nothing at all.
UNREADABLE = {
    "binary-file": _refusal(
        "is a binary file; give the page as HTML or as its printed text",
        "ir binārs fails; dodiet lapu HTML formātā vai tās izdruku teksta formātā",
    ),
    "cut-page": _refusal(
        "the page ends after “{label}” (line {line}); fetch the whole page again",
        "lapa beidzas pēc „{label}” ({line}. rinda); lejupielādējiet visu lapu vēlreiz",
    ),
    "damaged-text": _refusal(
        "is not valid {encoding}: the first bad byte is number {byte}, in line {line}; "
        "save the file again in UTF-8",
        "nav derīgs {encoding} teksts: pirmais nederīgais baits ir {byte}., {line}. rindā; "
        "saglabājiet failu vēlreiz UTF-8 kodējumā",
    ),
    "empty-file": _refusal(
        "is empty; fetch the page again",
        "ir tukšs; lejupielādējiet lapu vēlreiz",
    ),
    "no-register-page": _refusal(
        "is no register page: it has no labels such as “Project number:”; "
        "give a page of the register, or a description of the table",
        "nav reģistra lapa: tajā nav tādu apzīmējumu kā „Projekta numurs:”; "
        "dodiet reģistra lapu vai tabulas aprakstu",
    ),
    "too-large": _refusal(
        "has {size} bytes, more than the {limit} that a page may have; give one page a file",
        "ir {size} baitu liels, bet lapa drīkst būt ne lielāka par {limit} baitiem; "
        "glabājiet katru lapu savā failā",
    ),
    "unreadable": _refusal(
        "cannot be read: {reason}",
        "nav nolasāms: {reason}",
    ),
}

RULES = {
    **UNREADABLE,
    "ambiguous-amounts": _warning(
        "“{value}” could mean two things, and no other value of the column tells which; "
        'write decimal = "," or decimal = "." for the column in the description',
        "„{value}” var saprast divējādi, un neviena cita kolonnas vērtība to neizšķir; "
        'aprakstā pie kolonnas ierakstiet decimal = "," vai decimal = "."',
    ),
    "ambiguous-dates": _warning(
        "“{value}” could have the day or the month first, and no other value of the column tells "
        'which; write dates = "dmy" or dates = "mdy" for the column in the description',
        "„{value}” sākumā var būt diena vai mēnesis, un neviena cita kolonnas vērtība to "
        'neizšķir; aprakstā pie kolonnas ierakstiet dates = "dmy" vai dates = "mdy"',
    ),
    "bad-homepage": _warning(
        "“{value}” is no web address; write it as www.example.org",
        "„{value}” nav tīmekļa adrese; rakstiet to kā www.example.org",
    ),
    "detected-encoding": _info(
        "the file does not say its encoding; it was read as {encoding}",
        "failā nav norādīts kodējums; tas nolasīts kā {encoding}",
    ),
    "drafted-description": _info(
        "the file has no description and was read by a draft; "
        "write it down with “fundgraph describe {value}”, look it over and keep it beside the file",
        "failam nav apraksta, tas nolasīts pēc sagataves; "
        "uzrakstiet to ar „fundgraph describe {value}”, pārskatiet un glabājiet blakus failam",
    ),
    "empty-promoter": _refusal(
        "no promoter is named; write who carries the project out",
        "nav nosaukts projekta īstenotājs; ierakstiet, kas projektu īsteno",
    ),
    "empty-title": _refusal(
        "the title is empty; write the project's title",
        "nosaukums ir tukšs; ierakstiet projekta nosaukumu",
    ),
    "fund-above-total": _warning(
        "the support {value} is above the eligible cost {total}; check both, and their columns",
        "atbalsts {value} ir lielāks par attiecināmajām izmaksām {total}; pārbaudiet abus",
    ),
    "garbled-amount": _refusal(
        "“{value}” cannot be read as an amount; write it as {example}",
        "„{value}” nav nolasāms kā summa; rakstiet to kā {example}",
    ),
    "garbled-date": _refusal(
        "“{value}” is not a date; write it as 2012-09-01 or 01.09.2012.",
        "„{value}” nav datums; rakstiet to kā 2012-09-01 vai 01.09.2012.",
    ),
    "garbled-rate": _refusal(
        "“{value}” is not a rate in per cent; write it as 85 or 85.00",
        "„{value}” nav likme procentos; rakstiet to kā 85 vai 85.00",
    ),
    "garbled-row": _refusal(
        "the row has {cells} cells, the heading {columns}; quote cells that hold a separator",
        "rindā ir šūnas: {cells}, virsrakstā: {columns}; "
        "lieciet pēdiņās šūnas, kurās ir atdalītājs",
    ),
    "heading-row": _info(
        "the row repeats the heading and was skipped",
        "rinda atkārto virsrakstu un ir izlaista",
    ),
    "held-back-person": _info(
        "the promoter is, or may be, a natural person; the name is held back",
        "projekta īstenotājs ir vai var būt fiziska persona; vārds netiek publicēts",
    ),
    "generated-numbers": _info(
        "the table has no column of project numbers; each project has got one that is drawn from "
        "its title, promoter, dates, amounts and place, and begins with “{value}”",
        "tabulā nav projektu numuru kolonnas; katrs projekts ir saņēmis numuru, kas atvasināts no "
        "nosaukuma, īstenotāja, datumiem, summām un vietas un sākas ar „{value}”",
    ),
    "merged-differs": _warning(
        "the rows {rows} have one number and differ here; the value of the first was taken",
        "rindām {rows} ir viens numurs, bet šeit tās atšķiras; ņemta pirmās vērtība",
    ),
    "merged-promoters": _warning(
        "several rows of the project name a promoter; the first is its promoter, “{value}” "
        "are partners",
        "vairākas projekta rindas nosauc īstenotāju; pirmais ir īstenotājs, "
        "„{value}” ir sadarbības partneri",
    ),
    "merged-same-amounts": _warning(
        "the rows {rows} have one number and the same amounts, which were added up; if each row "
        "repeats the whole project's amounts, keep them in one row",
        "rindām {rows} ir viens numurs un vienādas summas, un tās ir saskaitītas; ja katra rinda "
        "atkārto visa projekta summas, atstājiet tās vienā rindā",
    ),
    "missing-number": _refusal(
        "the project number is missing; write it as in the contract",
        "nav projekta numura; ierakstiet to tā, kā līgumā",
    ),
    "near-miss": _info(
        "“{value}” may be the organisation “{other}”; if so, write both names into the table "
        "same-as.csv that the description names",
        "„{value}”, iespējams, ir organizācija „{other}”; ja tā ir, ierakstiet abus nosaukumus "
        "tabulā same-as.csv, ko nosauc apraksts",
    ),
    "level-differs": _warning(
        "the level {identifier} has “{other}” here in another list of the same programme; that one "
        "stays: correct this value, or leave it out",
        "līmenim {identifier} citā tās pašas programmas sarakstā šeit ir „{other}”, un tas paliek; "
        "labojiet šo vērtību vai izlaidiet to",
    ),
    "level-repeated": _refusal(
        "the level {value} stands already in row {first}; give each level one row",
        "līmenis {value} jau ir {first}. rindā; katram līmenim atvēliet vienu rindu",
    ),
    "level-without-end": _warning(
        "the levels above {identifier} lead back to it, or never to a top; correct the column of "
        "the levels above",
        "līmeņi virs {identifier} ved atpakaļ uz to vai nekad nebeidzas; "
        "labojiet augstāko līmeņu kolonnu",
    ),
    "missing-parent": _warning(
        "there is no row for the level {value}, in which {identifier} lies; write one; until then "
        "{identifier} lies in {nearest}",
        "nav rindas līmenim {value}, kurā ietilpst {identifier}; pierakstiet to; līdz tam "
        "{identifier} ietilpst: {nearest}",
    ),
    "no-level-number": _refusal(
        "“{value}” is no number of a programme level; write it as 1.5.2.2.2.",
        "„{value}” nav programmas līmeņa numurs; rakstiet to kā 1.5.2.2.2.",
    ),
    "no-currency": _refusal(
        "“{value}” names no currency, and neither does its column; write the currency in the "
        "cell, or for the column in the description",
        "„{value}” nav norādīta valūta, un tās nav arī kolonnai; ierakstiet valūtu šūnā "
        "vai aprakstā pie kolonnas",
    ),
    "rates-as-fractions": _info(
        "the column has shares of one such as {value}; they were read as per cent of a hundred; "
        'write unit = "fraction" or unit = "percent" for the column in the description',
        "kolonnā ir daļas no viena, piemēram, {value}; tās pārvērstas procentos; "
        'aprakstā pie kolonnas ierakstiet unit = "fraction" vai unit = "percent"',
    ),
    "numbering-row": _info(
        "the row numbers the columns and was skipped",
        "rindā ir kolonnu numuri, un tā ir izlaista",
    ),
    "open-quote": _warning(
        "a quote opened in line {line} is not closed there; close it, or leave it out: "
        "up to line {last} the lines were read as rows of their own",
        "{line}. rindā atvērtās pēdiņas tajā nav aizvērtas; aizveriet vai dzēsiet tās: "
        "līdz {last}. rindai katra rinda nolasīta atsevišķi",
    ),
    "other-form": _info(
        "the description says {form}, the file is {value} and was read as that",
        "aprakstā norādīts {form}, fails ir {value} un tā arī nolasīts",
    ),
    "repeated-label": _warning(
        "the label stands more than once (before, in line {line}); the last value was taken",
        "apzīmējums atkārtojas (iepriekš {line}. rindā); ņemta pēdējā vērtība",
    ),
    "section-row": _info(
        "the row has one cell only, as over a section or in a remark, and was skipped",
        "rindā ir tikai viena šūna kā nodaļas virsrakstā vai piezīmē, un tā ir izlaista",
    ),
    "total-row": _info(
        "the row holds sums, not a project, and was skipped",
        "rindā ir kopsummas, nevis projekts, un tā ir izlaista",
    ),
    "same-row": _warning(
        "the row has the title, promoter, dates, amounts and place of row {first}; both count, "
        'under numbers of their own; remove one, or write repeated = "merge" in the description',
        "rindā ir tas pats nosaukums, īstenotājs, datumi, summas un vieta, kas {first}. rindā; "
        "skaitītas abas, katra ar savu numuru; dzēsiet vienu vai aprakstā ierakstiet "
        'repeated = "merge"',
    ),
    "text-with-e-mail": _warning(
        "the text seems to hold an e-mail address; leave out contact data, or describe the column "
        "as contact or ignored",
        "tekstā, šķiet, ir e-pasta adrese; izņemiet kontaktinformāciju vai aprakstiet kolonnu kā "
        "contact vai ignored",
    ),
    "text-with-personal-code": _warning(
        "the text seems to hold a personal code; leave it out, or describe the column as ignored",
        "tekstā, šķiet, ir personas kods; izņemiet to vai aprakstiet kolonnu kā ignored",
    ),
    "text-with-phone": _warning(
        "the text seems to hold a telephone number; leave out contact data, or describe the column "
        "as contact or ignored",
        "tekstā, šķiet, ir tālruņa numurs; izņemiet kontaktinformāciju vai aprakstiet kolonnu kā "
        "contact vai ignored",
    ),
    "unbalanced-quotes": _warning(
        "the quotation marks do not pair, so the names were parted at commas without a space; "
        "close every quotation",
        "pēdiņas nav pa pāriem, tāpēc nosaukumi atdalīti pie komatiem bez atstarpes; "
        "aizveriet visas pēdiņas",
    ),
    "unit-of-heading": _warning(
        "the heading speaks of {unit}s, and the figures were taken as they stand; "
        'in the description write unit = "{unit}" there, or unit = "one" if they are whole',
        "virsrakstā minēta mērvienība ({unit}), bet skaitļi ņemti, kā tie rakstīti; aprakstā pie "
        'kolonnas ierakstiet unit = "{unit}" vai, ja skaitļi ir pilni, unit = "one"',
    ),
    "unknown-beneficiary-kind": _warning(
        "the description does not say whether promoters can be natural persons, so names are held "
        'back; write beneficiary_kind = "organisations", "persons" or "both"',
        "aprakstā nav teikts, vai īstenotāji var būt fiziskas personas, tāpēc nosaukumi netiek "
        'publicēti; ierakstiet beneficiary_kind = "organisations", "persons" vai "both"',
    ),
    "unknown-component": _warning(
        "the part of the money is not known and counts as other funding; "
        "write it in the description, below a line [words.component], with a code of that list",
        "finansējuma sastāvdaļa nav zināma un ir pieskaitīta citam finansējumam; "
        "ierakstiet to aprakstā zem rindas [words.component] ar šī klasifikatora kodu",
    ),
    "unknown-currency": _refusal(
        "“{value}” is no known currency; write its ISO 4217 code, such as EUR",
        "„{value}” nav zināma valūta; rakstiet tās ISO 4217 kodu, piemēram, EUR",
    ),
    "unknown-fund": _own_word("fund", "known fund", "nav zināms fonds"),
    "unknown-intervention-field": _own_word(
        "intervention-field", "known intervention field", "nav zināma intervences joma"
    ),
    "unknown-label": _info(
        "the label is not known; its value is kept as published",
        "apzīmējums nav zināms; vērtība saglabāta tā, kā publicēta",
    ),
    "unknown-legal-form": _own_word(
        "legal-form", "known legal form", "nav zināms juridiskais statuss"
    ),
    "unknown-level": _own_word(
        "level", "known level of a programme", "nav zināms programmas līmenis"
    ),
    "unknown-period": _warning(
        "“{value}” names no known programming period; write it as 2007-2013",
        "„{value}” nav zināms plānošanas periods; rakstiet to kā 2007-2013",
    ),
    "unknown-programme": _warning(
        "“{value}” has no number of a programme level; write it as 1.5.2.2.2.",
        "„{value}” nav norādīts programmas līmeņa numurs; rakstiet to kā 1.5.2.2.2.",
    ),
    "unknown-region": _warning(
        "“{value}” is no known region; it is kept as published",
        "„{value}” nav zināms reģions; tas saglabāts tā, kā publicēts",
    ),
    "unknown-status": _own_word("status", "known status", "nav zināms statuss"),
    "unread-columns": _info(
        "columns that the description does not name were not read: {value}",
        "nav nolasītas kolonnas, kuras apraksts nenosauc: {value}",
    ),
    "unread-lines": _info(
        "lines without a label were not read: {count}, the first is line {line}",
        "nav nolasītas rindas bez apzīmējuma: {count}, pirmā ir {line}. rinda",
    ),
    "unsaved-formula": _warning(
        "cells hold formulas without a saved value (here first) and were read as empty; "
        "open the workbook in a spreadsheet program and save it again",
        "šūnās ir formulas bez saglabātas vērtības (šeit pirmā), tās nolasītas kā tukšas; "
        "atveriet darbgrāmatu izklājlapu programmā un saglabājiet to vēlreiz",
    ),
}  # fmt: skip


@dataclass(slots=True)
class Findings:
    """Collects what is found in one row or page."""

    file: str
    project: str | None = None
    row: int | None = None
    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        rule: str,
        *,
        row: int | None = None,
        label: str | None = None,
        value: str | None = None,
        **words: object,
    ) -> None:
        """Notes a rule with its place; `words` fill the sentence."""
        self.found.append(
            found(
                rule,
                file=self.file,
                row=self.row if row is None else row,
                label=label,
                project=self.project,
                value=value,
                **words,
            )
        )

    @property
    def refused(self) -> bool:
        """True when something was found that leaves the record out."""
        return any(RULES[finding.rule].refuses for finding in self.found)


# Of a longer value a finding tells the beginning: it is to be found in its file, not repeated.
LONGEST = 1000


def found(
    rule: str,
    *,
    file: str,
    row: int | None = None,
    label: str | None = None,
    project: str | None = None,
    value: str | None = None,
    **words: object,
) -> Finding:
    """The finding of a rule at a place, its sentences filled in."""
    known = RULES[rule]
    value = value if value is None or len(value) <= LONGEST else f"{value[:LONGEST]}…"
    given = {"label": label, "value": value, **words}
    return Finding(
        severity=known.severity,
        rule=rule,
        messages={"en": known.en.format(**given), "lv": known.lv.format(**given)},
        file=file,
        row=row,
        field=label,
        project=project,
        value=value,
        refused=known.refuses,
    )
