# SPDX-License-Identifier: EUPL-1.2
"""The attacks that take no time and measure none, on a small register: each comes to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.abuse import engine, forged, injection, outbound, scripts, slow
from tests.abuse.lines import Line
from tests.abuse.site import Site, serving
from tests.published import fundgraph, releases

LIMIT = 10.0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("abuse")
    fundgraph(folder, "sample", "40", "--out", "sample")
    fundgraph(folder, "publish", "sample")
    with serving(releases(folder), {"query_timeout_s": f"{LIMIT}"}) as site:
        yield site


def missed(lines: Iterator[Line]) -> list[str]:
    found = list(lines)
    assert found
    return [str(line) for line in found if not line.reached]


def test_nothing_is_asked_elsewhere(site: Site) -> None:
    assert missed(outbound.outbound(site, LIMIT)) == []


def test_no_foreign_host_is_named(site: Site) -> None:
    assert missed(forged.hosts(site, LIMIT)) == []


def test_no_path_leads_out(site: Site) -> None:
    assert missed(forged.paths(site, LIMIT)) == []


def test_strings_are_nothing_but_strings(site: Site) -> None:
    wrong, found = injection.tried(site, 400)
    assert wrong == []
    assert found


def test_nests_are_refused(site: Site) -> None:
    line = engine.nested(site.client())
    assert line.reached, line


def test_heads_and_bodies_have_a_measure(site: Site) -> None:
    assert missed(slow.large(site, LIMIT)) == []


@pytest.mark.browser
def test_no_script_of_a_text_runs(tmp_path: Path) -> None:
    if scripts.CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with scripts.poisoned_site(tmp_path) as site, scripts.opened_browser() as browser:
        known, asked = scripts.pages(site), list(scripts.asked())
        every = [*scripts.one_of_each(known), *known[::40], *asked[:9], *asked[::23]]
        seen = [scripts.visited(site, browser, every, policy=policy) for policy in (False, True)]
    assert seen[0].pages > 50
    assert [str(each.line("pages")) for each in seen if not each.line("pages").reached] == []
