# SPDX-License-Identifier: EUPL-1.2
"""The names that a project is found by: its number, those who take part, where it is.

What regions and towns are called is known when all is read. Until then the index keeps which ones
each project names, and the words of its sites, in the file of the words, which is thrown away.
"""

from __future__ import annotations

from typing import Final

TABLE: Final = "CREATE TABLE said.located (project INTEGER, kind TEXT, name TEXT);"
# A project, what is located (`region`, `place`: the name is a slug; `words`), the name.
LOCATE: Final = "INSERT INTO said.located VALUES (?, ?, ?)"
READY: Final = """
CREATE INDEX said.located_project ON located (project);
CREATE TEMP TABLE called (kind TEXT, name TEXT, label TEXT, PRIMARY KEY (kind, name));
INSERT INTO called
  SELECT 'region', slug, coalesce(label_lv, '') || ' ' || coalesce(label_en, '') FROM region
  UNION ALL
  SELECT 'place', slug, coalesce(label_lv, '') || ' ' || coalesce(label_en, '') FROM place;
"""
# Each project's names in one text.
NAMED: Final = """
  SELECT id, number || ' ' || coalesce((
    SELECT group_concat(DISTINCT organisation.name) FROM participation
    JOIN organisation ON organisation.id = participation.organisation
    WHERE participation.project = project.id
  ), '') || ' ' || coalesce((
    SELECT group_concat(CASE kind WHEN 'words' THEN name ELSE label END, ' ')
    FROM said.located LEFT JOIN called USING (kind, name) WHERE located.project = project.id
  ), '') AS text FROM project
"""
