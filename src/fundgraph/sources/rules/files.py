# SPDX-License-Identifier: EUPL-1.2
"""What is said of a whole file, its columns or its description."""

from __future__ import annotations

from fundgraph.sources.rules.rule import info, refusal, warning

# A file that gives nothing at all.
UNREADABLE = {
    "binary-file": refusal(
        "is a binary file; give the page as HTML or as its printed text",
        "ir bināra datne; dodiet lapu HTML formātā vai tās izdruku teksta formātā",
    ),
    "cut-page": refusal(
        "the page ends after “{label}” (line {line}); fetch the whole page again",
        "lapa beidzas pēc „{label}” ({line}. rinda); lejupielādējiet visu lapu vēlreiz",
    ),
    "damaged-text": refusal(
        "is not valid {encoding}: the first bad byte is number {byte}, in line {line}; "
        "save the file again in UTF-8",
        "nav derīgs {encoding} teksts: pirmais nederīgais baits ir {byte}., {line}. rindā; "
        "saglabājiet datni vēlreiz UTF-8 kodējumā",
    ),
    "empty-file": refusal(
        "is empty; fetch the page again",
        "ir tukša; lejupielādējiet lapu vēlreiz",
    ),
    "no-register-page": refusal(
        "is no register page: it has no labels such as “Project number:”; "
        "give a page of the register, or a description of the table",
        "nav reģistra lapa: tajā nav tādu apzīmējumu kā „Projekta numurs:”; "
        "dodiet reģistra lapu vai tabulas aprakstu",
    ),
    "too-large": refusal(
        "has {size} bytes, more than the {limit} that a page may have; give one page a file",
        "ir {size} baitu liela, bet lapa drīkst būt ne lielāka par {limit} baitiem; "
        "glabājiet katru lapu savā datnē",
    ),
    "unreadable": refusal(
        "cannot be read: {reason}; check that the file is there and may be read",
        "nav nolasāma: {reason}; pārbaudiet, vai datne ir savā vietā un to drīkst lasīt",
    ),
}

FILES = {
    "ambiguous-amounts": warning(
        "“{value}” could mean two things, and no other value of the column tells which; "
        'write decimal = "," or decimal = "." for the column in the description',
        "„{value}” var saprast divējādi, un neviena cita kolonnas vērtība to neizšķir; "
        'aprakstā pie kolonnas ierakstiet decimal = "," vai decimal = "."',
    ),
    "ambiguous-dates": warning(
        "“{value}” could have the day or the month first, and no other value of the column tells "
        'which; write dates = "dmy" or dates = "mdy" for the column in the description',
        "„{value}” sākumā var būt diena vai mēnesis, un neviena cita kolonnas vērtība to "
        'neizšķir; aprakstā pie kolonnas ierakstiet dates = "dmy" vai dates = "mdy"',
    ),
    "detected-encoding": info(
        "the file does not say its encoding; it was read as {encoding}: if letters are wrong, "
        "save it in UTF-8",
        "datnē nav norādīts kodējums; tā nolasīta kā {encoding}: ja burti ir nepareizi, "
        "saglabājiet to UTF-8 kodējumā",
    ),
    "disagreeing-dates": warning(
        "the column was left out: its dates are {value}, those of another column are not; "
        'write dates = "dmy" or dates = "mdy" for it in the description',
        "kolonna nav lasīta: tās datumi ir {value}, bet citas kolonnas datumi nav; "
        'aprakstā pie tās ierakstiet dates = "dmy" vai dates = "mdy"',
    ),
    "drafted-description": info(
        "the file has no description and was read by a draft; "
        "write it down with “fundgraph describe {value}”, look it over and keep it beside the file",
        "datnei nav apraksta, tā nolasīta pēc sagataves; "
        "uzrakstiet to ar „fundgraph describe {value}”, pārskatiet un glabājiet blakus datnei",
    ),
    "generated-numbers": info(
        "the table has no column of project numbers; each project has got one that is drawn from "
        "its title, dates, amounts and place, and begins with “{value}”; add a column of numbers "
        "where the list has any",
        "tabulā nav projektu numuru kolonnas; katrs projekts ir saņēmis numuru, kas atvasināts no "
        "nosaukuma, datumiem, summām un vietas un sākas ar „{value}”; ja saraksta projektiem ir "
        "numuri, pievienojiet to kolonnu",
    ),
    "guessed-value": warning(
        "{label} = “{value}” is a guess that little speaks for; write {label} in the description",
        "{label} = „{value}” ir minējums, par ko liecina maz; ierakstiet {label} aprakstā",
    ),
    "hidden-rows": warning(
        "rows of the sheet are hidden, this one first, and were read as the others; if they are "
        "not to be published, delete them",
        "lapā ir paslēptas rindas (šī ir pirmā), un tās nolasītas tāpat kā pārējās; ja tās nav "
        "paredzēts publicēt, dzēsiet tās",
    ),
    "no-rows": warning(
        "there is no row below the heading; write the rows, or take the file out of the "
        "description",
        "zem virsraksta nav nevienas rindas; ierakstiet rindas vai izņemiet datni no apraksta",
    ),
    "open-quote": warning(
        "a quote opened in line {line} is not closed there, so up to line {last} the lines were "
        "read as rows of their own; close it, or leave it out",
        "{line}. rindā atvērtās pēdiņas tajā nav aizvērtas, tāpēc līdz {last}. rindai katra rinda "
        "nolasīta atsevišķi; aizveriet vai dzēsiet tās",
    ),
    "other-form": info(
        "the description says {form}, the file is {value} and was read as that; write form = "
        '"{value}" in the description, or give the other file',
        "aprakstā norādīts {form}, bet datne ir {value} un tā arī nolasīta; aprakstā "
        'ierakstiet form = "{value}" vai dodiet citu datni',
    ),
    "personal-heading": warning(
        "the heading speaks of telephones, e-mail addresses or personal codes, and the description "
        "publishes the column as {value}; numbers and addresses in it are held back, the rest is "
        "published: describe it as contact or ignored",
        "virsraksts liecina, ka kolonnā ir tālruņi, e-pasta adreses vai personas kodi, bet "
        "apraksts to publicē ({value}); numuri un adreses tajā netiek publicēti, pārējais tiek; "
        "aprakstiet to kā contact vai ignored",
    ),
    "rates-as-fractions": info(
        "the column has shares of one such as {value}; they were read as per cent of a hundred; "
        'write unit = "fraction" or unit = "percent" for the column in the description',
        "kolonnā ir decimāldaļas, piemēram, {value}; tās pārvērstas procentos; "
        'aprakstā pie kolonnas ierakstiet unit = "fraction" vai unit = "percent"',
    ),
    "unclear-amounts": warning(
        "the heading does not say whose money the column tells; it was taken for {value} of the "
        "amounts granted; write in the description its stage and component, such as total, "
        "total-eligible, public or fund",
        "virsraksts nepasaka, kādas summas ir kolonnā; tās nolasītas kā piešķirtās summas daļa "
        "{value}; aprakstā ierakstiet tās stage un component, piemēram, total, total-eligible, "
        "public vai fund",
    ),
    "unit-of-heading": warning(
        "the heading speaks of {unit}s, and the figures were taken as they stand; "
        'in the description write unit = "{unit}" there, or unit = "one" if they are whole',
        "virsrakstā minēta mērvienība ({unit}), bet skaitļi ņemti, kā tie rakstīti; aprakstā pie "
        'kolonnas ierakstiet unit = "{unit}" vai, ja skaitļi ir pilni, unit = "one"',
    ),
    "unknown-beneficiary-kind": warning(
        "the description does not say whether promoters can be natural persons, so names are held "
        'back; write beneficiary_kind = "organisations", "persons" or "both"',
        "aprakstā nav teikts, vai īstenotāji var būt fiziskas personas, tāpēc nosaukumi netiek "
        'publicēti; ierakstiet beneficiary_kind = "organisations", "persons" vai "both"',
    ),
    "unread-columns": info(
        "columns that the description does not name were not read: {value}; name them below "
        "[columns], those that nobody needs as ignored",
        "nav nolasītas kolonnas, kuras apraksts nenosauc: {value}; nosauciet tās zem rindas "
        "[columns], nevajadzīgās kā ignored",
    ),
    "unread-file": warning(
        "the file was not read, as no description in its folder names it; write one beside it "
        "(“fundgraph describe” drafts it for a table) or give the file as a source of its own",
        "datne nav nolasīta, jo neviens tās mapes apraksts to nenosauc; uzrakstiet aprakstu "
        "blakus datnei (tabulai sagatavi dod „fundgraph describe”) vai norādiet datni kā "
        "atsevišķu avotu",
    ),
    "unread-lines": info(
        "lines without a label were not read: {count}, the first is line {line}; if they "
        "belong to the record, write the register's label before them",
        "nav nolasītas rindas bez apzīmējuma: {count}, pirmā ir {line}. rinda; ja tās pieder "
        "ierakstam, pirms tām ierakstiet reģistra apzīmējumu",
    ),
    "unsaved-formula": warning(
        "cells hold formulas without a saved value (here first) and were read as empty; "
        "open the workbook in a spreadsheet program and save it again",
        "šūnās ir formulas bez saglabātas vērtības (šeit pirmā), tās nolasītas kā tukšas; "
        "atveriet darbgrāmatu izklājlapu programmā un saglabājiet to vēlreiz",
    ),
}
