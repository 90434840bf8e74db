# SPDX-License-Identifier: EUPL-1.2
"""Titles, summaries and results of made-up projects, in Latvian; some titles in English too."""

from __future__ import annotations

from random import Random

AIMS = (
    ("Jauniešu nodarbinātības veicināšana", "Youth employment"),
    ("Pieaugušo prasmju pilnveide", "Better skills for adults"),
    ("Sociālo pakalpojumu attīstība", "Development of social services"),
    ("Nevalstisko organizāciju stiprināšana", "Stronger non-governmental organisations"),
    ("Skolēnu karjeras izglītība", "Career guidance for pupils"),
    ("Drošāka darba vide", "Safer workplaces"),
    ("Bezdarbnieku apmācība", "Training for the unemployed"),
    ("Ģimeņu atbalsta centra izveide", "A support centre for families"),
    ("Digitālo prasmju apguve senioriem", "Digital skills for seniors"),
    ("Mūžizglītības pieejamība", "Access to lifelong learning"),
    ("Veselības veicināšanas pasākumi", "Health promotion"),
    ("Kopienu sadarbības tīkls", "A network of communities"),
    ("Profesionālās izglītības attīstība", "Development of vocational training"),
    ("Sociālās uzņēmējdarbības uzsākšana", "Starting social enterprises"),
    ("Pašvaldību speciālistu kvalifikācijas celšana", "Training for municipal staff"),
    ("Zinātnieku un uzņēmēju sadarbība", "Science and business together"),
)
GROUPS = (
    "jaunieši līdz 25 gadiem", "ilgstošie bezdarbnieki", "vientuļie vecāki", "lauku iedzīvotāji",
    "skolotāji un audzinātāji", "cilvēki ar invaliditāti", "mazo uzņēmumu darbinieki",
    "biedrību brīvprātīgie", "seniori", "jaunie speciālisti",
)  # fmt: skip

ABOUT = "Šis apraksts ir izdomāts un kalpo programmatūras izmēģināšanai."
SUMMARY = (
    "Projekta mērķis ir radīt vidi, kurā katrs dalībnieks var apgūt jaunas prasmes savā tempā.",
    "Mērķa grupa ir {group}, un kopumā projektā plānots iesaistīt {count} dalībniekus.",
    "Darbs notiks {town}, taču nodarbības būs atvērtas arī kaimiņu novadu iedzīvotājiem.",
    "Paredzētas {few} mācību programmas, kuras izstrādās kopā ar vietējiem darba devējiem.",
    "Projekta pirmajā posmā tiks izpētītas vajadzības un sagatavots rīcības plāns.",
    "Otrajā posmā notiks „Atvērto durvju dienas”, semināri un individuālas konsultācijas.",
    "Partneri nodrošinās telpas, lektorus un dalībnieku atlasi; vadību uzņemas īstenotājs.",
    "Lai neviens nepaliktu malā, tiks segti ceļa izdevumi un nodrošināta bērnu pieskatīšana.",
    "Visi mācību materiāli būs bez maksas pieejami internetā; tos drīkstēs brīvi pārveidot.",
    "Īpaša uzmanība tiks pievērsta tam, lai iegūtās zināšanas noderētu arī pēc projekta beigām.",
    "Pieredzes apmaiņai paredzēti {few} braucieni un viena noslēguma konference {town}.",
    "Rezultātus ik pusgadu izvērtēs neatkarīgs eksperts, un ziņojumi būs publiski.",
    "Projekts papildina pašvaldības attīstības programmu un neatkārto citu fondu atbalstu.",
    "Sadarbība ar skolām, bibliotēkām un uzņēmumiem ļaus sasniegt arī tos, kas parasti nepiesakās.",
    "Plānots, ka vismaz {part} % dalībnieku gada laikā atradīs darbu vai turpinās mācības.",
)
RESULTS = (
    "Projektā kopumā piedalījās {count} cilvēki, galvenokārt {group}.",
    "Tika noorganizēti {few} semināri un {few} praktiskās nodarbības {town}.",
    "Izstrādātie materiāli publicēti īstenotāja tīmekļvietnē, un tos jau izmanto citas biedrības.",
    "Noslēguma aptaujā {part} % dalībnieku atzina, ka ieguvuši darbam noderīgas prasmes.",
    "Sadarbības partneri vienojās turpināt kopīgas nodarbības arī bez projekta finansējuma.",
    "Divas aktivitātes tika pārceltas uz rudeni, jo pavasarī pieteicās mazāk dalībnieku.",
    "Dalībnieki apmeklēja {few} uzņēmumus un iepazinās ar to ikdienas darbu.",
    "Tika sagatavots rokasgrāmatas „Soli pa solim” izdevums drukātā un elektroniskā formā.",
    "Konsultācijās sniegtas atbildes uz {count} jautājumiem par darbu, mācībām un atbalstu.",
    "Neatkarīgais vērtējums apliecināja, ka plānotie rādītāji ir sasniegti.",
    "Par projektu stāstīja {few} raksti vietējos laikrakstos un divi radio raidījumi.",
    "Iekārtotā mācību telpa paliek pašvaldības rīcībā un ir pieejama visiem iedzīvotājiem.",
)


def title(aim: int, town: str, number: int) -> str:
    """The Latvian title; `town` is in the locative."""
    return f"{AIMS[aim][0]} {town} (izdomāts projekts Nr. {number})"


def english_title(aim: int, town: str, number: int) -> str:
    """The English title; `town` is in the nominative."""
    return f"{AIMS[aim][1]} in {town} (made-up project No. {number})"


def summary(rng: Random, town: str) -> str:
    """A summary of 600 to 1,200 characters."""
    return _text(rng, SUMMARY, rng.randint(7, 11), town)


def results(rng: Random, town: str) -> str:
    """What came out of it, of 550 to 1,100 characters."""
    return _text(rng, RESULTS, rng.randint(7, 11), town)


def _text(rng: Random, sentences: tuple[str, ...], count: int, town: str) -> str:
    chosen = sorted(rng.sample(range(len(sentences)), count))
    words = {
        "group": rng.choice(GROUPS),
        "count": 15 + int(rng.random() * 400),
        "few": 2 + int(rng.random() * 7),
        "part": 40 + int(rng.random() * 55),
        "town": town,
    }
    return " ".join([ABOUT, *(sentences[n].format_map(words) for n in chosen)])
