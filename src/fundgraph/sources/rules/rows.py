# SPDX-License-Identifier: EUPL-1.2
"""What is said of rows: skipped, merged, refused, or at odds with others."""

from __future__ import annotations

from fundgraph.sources.rules.rule import info, refusal, warning

ROWS = {
    "code-as-number": refusal(
        "the project number is a valid personal code, so it is not published; write a number that "
        "tells of no person, such as that of the contract",
        "projekta numurs ir derīgs personas kods, tāpēc tas nav publicēts; ierakstiet numuru, kas "
        "neko nepasaka par personu, piemēram, līguma numuru",
    ),
    "garbled-row": refusal(
        "the row has {cells} cells, the heading {columns}; quote cells that hold a separator",
        "rindā ir šūnas: {cells}, virsrakstā: {columns}; "
        "lieciet pēdiņās šūnas, kurās ir atdalītājs",
    ),
    "heading-row": info(
        "the row repeats the heading and was skipped; it may stay",
        "rinda atkārto virsrakstu un ir izlaista; to var atstāt",
    ),
    "level-differs": warning(
        "the level {identifier} has “{other}” here in another list of the same programme; that one "
        "stays: correct this value, or leave it out",
        "līmenim {identifier} citā tās pašas programmas sarakstā šeit ir „{other}”, un tas paliek; "
        "labojiet šo vērtību vai izlaidiet to",
    ),
    "level-repeated": refusal(
        "the level {value} stands already in row {first}; give each level one row",
        "līmenis {value} jau ir {first}. rindā; katram līmenim atvēliet vienu rindu",
    ),
    "level-without-end": warning(
        "the levels above {identifier} lead back to it, or never to a top; correct the column of "
        "the levels above",
        "līmeņi virs {identifier} ved atpakaļ uz to vai nekad nebeidzas; "
        "labojiet augstāko līmeņu kolonnu",
    ),
    "merged-differs": warning(
        "the rows {rows} have one number and differ here; the value of the first was taken: "
        "write the same in all of them",
        "rindām {rows} ir viens numurs, bet šeit tās atšķiras; ņemta pirmās vērtība: "
        "ierakstiet visās vienu un to pašu",
    ),
    "merged-promoters": warning(
        "several rows of the project name a promoter; the first is its promoter, “{value}” are "
        "partners: if another one is, put its row first",
        "vairākas projekta rindas nosauc īstenotāju; pirmais ir īstenotājs, „{value}” ir "
        "sadarbības partneri: ja īstenotājs ir cits, lieciet tā rindu pirmo",
    ),
    "merged-same-amounts": warning(
        "the rows {rows} have one number and the same amounts, which were added up; if each row "
        "repeats the whole project's amounts, keep them in one row",
        "rindām {rows} ir viens numurs un vienādas summas, un tās ir saskaitītas; ja katra rinda "
        "atkārto visa projekta summas, atstājiet tās vienā rindā",
    ),
    "missing-number": refusal(
        "the project number is missing; write it as in the contract",
        "nav projekta numura; ierakstiet to tā, kā līgumā",
    ),
    "missing-parent": warning(
        "there is no row for the level {value}, in which {identifier} lies, so that it was put in "
        "{nearest}; write one",
        "nav rindas līmenim {value}, kurā ietilpst {identifier}, tāpēc tas iekļauts augstāk "
        "({nearest}); pierakstiet to",
    ),
    "no-level-number": refusal(
        "“{value}” is no number of a programme level; write it as 1.5.2.2.2.",
        "„{value}” nav programmas līmeņa numurs; rakstiet to kā 1.5.2.2.2.",
    ),
    "number-repeated": refusal(
        "the number {value} stands already in {where}; this one is left out: give it a number of "
        "its own, or remove it",
        "numurs {value} jau izmantots ({where}); šis ieraksts izlaists: piešķiriet tam savu numuru "
        "vai dzēsiet to",
    ),
    "numbering-row": info(
        "the row numbers the columns and was skipped; it may stay",
        "rindā ir kolonnu numuri, un tā ir izlaista; to var atstāt",
    ),
    "same-row": warning(
        "the row has the title, promoter, dates, amounts and place of row {first}; both count, "
        'under numbers of their own; remove one, or write repeated = "merge" in the description',
        "rindā ir tas pats nosaukums, īstenotājs, datumi, summas un vieta, kas {first}. rindā; "
        "skaitītas abas, katra ar savu numuru; dzēsiet vienu vai aprakstā ierakstiet "
        'repeated = "merge"',
    ),
    "same-row-of-other": info(
        "the row differs from row {first} in its promoter alone; both count, and their order tells "
        "their numbers apart; give the list a column of project numbers, so that they keep them",
        "rinda no {first}. rindas atšķiras tikai ar īstenotāju; skaitītas abas, un to numurus "
        "nosaka rindu secība; pievienojiet projektu numuru kolonnu, lai numuri nemainītos",
    ),
    "second-table": warning(
        "below an empty row stands one with few cells, and it was read as the others; if another "
        "table begins here, move it into a sheet or a file of its own",
        "zem tukšas rindas ir rinda, kurā aizpildītas tikai dažas šūnas, un tā nolasīta tāpat kā "
        "pārējās; ja šeit sākas cita tabula, pārvietojiet to uz atsevišķu lapu vai datni",
    ),
    "section-row": info(
        "the row has one cell only, as over a section or in a remark, and was skipped; if it "
        "is a project, fill its other cells",
        "rindā ir tikai viena šūna kā nodaļas virsrakstā vai piezīmē, un tā ir izlaista; ja "
        "tas ir projekts, aizpildiet pārējās šūnas",
    ),
    "total-row": info(
        "the row holds sums, not a project, and was skipped; if it is a project, fill the "
        "cells of its title and promoter",
        "rindā ir kopsummas, nevis projekts, un tā ir izlaista; ja tas ir projekts, aizpildiet "
        "nosaukuma un īstenotāja šūnas",
    ),
}
