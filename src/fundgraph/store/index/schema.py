# SPDX-License-Identifier: EUPL-1.2
"""The tables of the search index, and what is worked out once when it is finished.

Text that may name people stands in `project` (title), `organisation` (name), `finding` (messages,
value), `document` (packed, each against the first) and, word by word, in `said`: whoever takes a
text out of a release rewrites its row in the first four and writes `said` anew.
"""

from __future__ import annotations

from typing import Final

from fundgraph.report import AMOUNT_RULES

VERSION: Final = 5
# Version 2 has no documents: what is said of a thing is looked up in the store then. Versions 2 and
# 3 know the words of title, number and promoter only, and their columns are worked out when they
# are first asked for (two seconds for 100,000 projects, in each process), and do not say which
# findings left a row out. Versions 3 and 4 keep the statements of a document line by line.
WITH_DOCUMENTS: Final = 3
WITH_WORDS: Final = 4
WITH_REFUSED: Final = 4
WITH_GROUPS: Final = 5
READABLE: Final = (2, 3, 4, VERSION)

# What a finding's messages hold beside its sentences: their ends that tell what to do.
REMEDIES: Final = "remedies"

# What stands for an IRI at the document that all others are packed against.
MODEL: Final = ""

TABLES: Final = """
CREATE TABLE project (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, iri TEXT NOT NULL, number TEXT NOT NULL,
  title TEXT NOT NULL, title_language TEXT NOT NULL, title_key TEXT NOT NULL, graph TEXT NOT NULL,
  status TEXT, fund TEXT, period TEXT, programme TEXT, start TEXT, "end" TEXT,
  granted INTEGER, spent INTEGER, promoter TEXT, modified TEXT, made_up INTEGER NOT NULL,
  row INTEGER, digest TEXT NOT NULL, year INTEGER
);
CREATE TABLE project_region (
  region TEXT, project INTEGER, PRIMARY KEY (region, project)
) WITHOUT ROWID;
CREATE TABLE participation (
  organisation INTEGER, project INTEGER, role TEXT, PRIMARY KEY (organisation, project, role)
) WITHOUT ROWID;
CREATE TABLE organisation (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, name TEXT, name_key TEXT, language TEXT,
  legal_form TEXT, projects INTEGER NOT NULL DEFAULT 0, promoted INTEGER NOT NULL DEFAULT 0,
  granted INTEGER NOT NULL DEFAULT 0, spent INTEGER NOT NULL DEFAULT 0,
  without_granted INTEGER NOT NULL DEFAULT 0, without_spent INTEGER NOT NULL DEFAULT 0,
  promoted_made_up INTEGER NOT NULL DEFAULT 0, made_up INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE programme (
  slug TEXT PRIMARY KEY, identifier TEXT NOT NULL, title_lv TEXT, title_en TEXT, level TEXT,
  parent TEXT, fund TEXT, period TEXT
);
CREATE TABLE region (slug TEXT PRIMARY KEY, label_lv TEXT, label_en TEXT);
CREATE TABLE place (slug TEXT PRIMARY KEY, label_lv TEXT, label_en TEXT, region TEXT);
CREATE TABLE finding (
  id INTEGER PRIMARY KEY, severity TEXT NOT NULL, rule TEXT NOT NULL, messages TEXT NOT NULL,
  file TEXT NOT NULL, row INTEGER, field TEXT, project TEXT, slug TEXT, value TEXT,
  refused INTEGER NOT NULL
);
CREATE TABLE programme_within (
  ancestor TEXT, programme TEXT, PRIMARY KEY (ancestor, programme)
) WITHOUT ROWID;
CREATE TABLE sums (
  kind TEXT NOT NULL, slug TEXT NOT NULL, year INTEGER, projects INTEGER NOT NULL,
  granted INTEGER NOT NULL, spent INTEGER NOT NULL, without_granted INTEGER NOT NULL,
  without_spent INTEGER NOT NULL, made_up INTEGER NOT NULL
);
CREATE TABLE document (iri TEXT NOT NULL, lines BLOB NOT NULL);
CREATE TABLE said (
  word TEXT NOT NULL, kind TEXT NOT NULL, dense INTEGER NOT NULL, projects BLOB NOT NULL
);
CREATE TABLE packed (name TEXT NOT NULL, content BLOB NOT NULL);
"""

# Findings that say of an amount that it is not as expected; notes say no such thing.
QUESTIONED: Final = "severity <> 'info' AND ({})".format(
    " OR ".join(f"rule GLOB '{rule}*'" for rule in AMOUNT_RULES)
)
GRAVITY: Final = "CASE severity WHEN 'violation' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"

SUM_COLUMNS: Final = """
  count(*), coalesce(sum(granted), 0), coalesce(sum(spent), 0),
  coalesce(sum(granted IS NULL), 0), coalesce(sum(spent IS NULL), 0), coalesce(sum(made_up), 0)
"""

# Kinds: `all`, `region`, `programme` (with what is below); each by the year of the start.
FINISH: Final = f"""
CREATE UNIQUE INDEX project_slug ON project (slug);
CREATE INDEX project_number ON project (number);
CREATE INDEX project_number_any_case ON project (number COLLATE NOCASE);
CREATE INDEX project_fund ON project (fund);
CREATE INDEX project_graph ON project (graph);
CREATE INDEX project_programme ON project (programme);
CREATE INDEX participation_project ON participation (project);
CREATE INDEX project_region_project ON project_region (project);
CREATE UNIQUE INDEX organisation_slug ON organisation (slug);

INSERT INTO programme_within
WITH RECURSIVE above (ancestor, programme) AS (
  SELECT slug, slug FROM programme
  UNION SELECT programme, programme FROM project WHERE programme IS NOT NULL
  UNION SELECT programme.parent, above.programme
  FROM above JOIN programme ON programme.slug = above.ancestor
  WHERE programme.parent IS NOT NULL
) SELECT ancestor, programme FROM above;

INSERT INTO sums SELECT 'all', '', year, {SUM_COLUMNS} FROM project GROUP BY year;
INSERT INTO sums SELECT 'region', region, year, {SUM_COLUMNS}
FROM project_region JOIN project ON project.id = project_region.project GROUP BY region, year;
INSERT INTO sums SELECT 'programme', ancestor, year, {SUM_COLUMNS}
FROM programme_within JOIN project ON project.programme = programme_within.programme
GROUP BY ancestor, year;
CREATE INDEX sums_of ON sums (kind, slug, year);

UPDATE organisation SET
  (promoted, granted, spent, without_granted, without_spent, promoted_made_up) = (
    SELECT {SUM_COLUMNS} FROM participation JOIN project ON project.id = participation.project
    WHERE participation.organisation = organisation.id AND participation.role = 'promoter'
  ),
  (projects, made_up) = (
    SELECT count(DISTINCT project), count(DISTINCT CASE WHEN made_up THEN project END)
    FROM participation JOIN project ON project.id = participation.project
    WHERE participation.organisation = organisation.id
  );
CREATE INDEX organisation_granted ON organisation (granted);
CREATE INDEX organisation_projects ON organisation (projects);
CREATE INDEX organisation_name ON organisation (name_key);

CREATE UNIQUE INDEX document_iri ON document (iri);

CREATE INDEX finding_slug ON finding (slug);
CREATE INDEX finding_kind ON finding (rule, severity, file, refused);
CREATE INDEX finding_gravity ON finding ({GRAVITY}, id);
"""

# Of what is written last.
INDEXES: Final = "CREATE INDEX said_word ON said (word);"
