"""A commissioner who left while pairings are open: what is handed over stays at the desk, the public is sent to the office."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from private_tree import PRIVATE_TREE
from tree import COMMISSIONERS, ENTERPRISES, edited, write_tree

from generator.checking import checked
from generator.pages.cards import cards
from generator.pages.commissioners import commissioners
from generator.pages.desks import desks
from generator.pages.dossiers import dossiers
from generator.pages.enterprises import enterprises
from generator.pages.feeds import feeds
from generator.pages.handovers import handovers
from generator.pages.ledger_forms import ledger_form_files, ledger_forms
from generator.pages.people_index import people_index
from generator.portal import Portal, derive
from generator.source import PRIVATE
from generator.templates import Templates

FIRST = "91990102MA0000001D"
LEFT = edited(COMMISSIONERS, ("since: 2022-05-01}", "since: 2022-05-01, until: 2026-11-23}"))
LAPSED = edited(ENTERPRISES, ("valid_until: 2028-11-30", "valid_until: 2026-11-20"))

Make = Callable[..., Portal]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The portal of the day after 990102-001 left."""

    def portal(changes: Mapping[str, str] = {}) -> Portal:
        root = write_tree(tmp_path, {**PRIVATE_TREE, **LEFT, **changes})
        found = checked(root, date(2026, 11, 24), root / PRIVATE)
        assert not found.faulty
        return derive(found.dataset)

    return portal


def view(pages: Any, path: str) -> Any:
    (page,) = (page for page in pages if page.path == path)
    return page.context["view"]


def test_desk_handover_and_form_stay(make: Make) -> None:
    portal = make()
    (case,) = view(handovers(portal), "desk/990102-001/handover/").cases
    assert (case.code, len(case.requests)) == (FIRST, 1)
    desk = view(desks(portal), "desk/990102-001/")
    assert [row.name for row in desk.cases] == ["示例精密机械有限公司"]
    files = {file.path: file for file in (*ledger_form_files(portal), *feeds(portal))}
    own = json.loads(files["desk/990102-001/form.json"].make())
    assert [each["code"] for each in own["enterprises"]] == [FIRST]
    made = {page.path for each in (handovers, ledger_forms, cards) for page in each(portal)} | files.keys()
    assert {link.path.partition("?")[0] for link in desk.tools} <= made


def test_a_form_stays_while_a_lapsed_enterprise_leads_to_it(make: Make) -> None:
    portal = make(LAPSED)
    (page,) = (page for page in dossiers(portal) if page.path == f"enterprises/{FIRST}/")
    inside: Any = page.context["inside"]
    (record, _) = inside.tools
    assert record.path == f"desk/record/?commissioner=990102-001&enterprise={FIRST}"
    assert "desk/990102-001/form.json" in {file.path for file in ledger_form_files(portal)}


def test_the_public_is_sent_to_the_office(make: Make, root: Path) -> None:
    portal = make()
    shown = view(enterprises(portal), f"enterprises/{FIRST}/")
    assert (shown.scopes[0].server, shown.scopes[0].why) == (None, "服务专员现在不在任，有事找专员办。")
    left = view(commissioners(portal), "commissioners/990102-001/")
    assert [(row.name, row.person and row.person.words, row.phone.words) for row in left.served] == [
        ("示例新材料有限公司", "示例周一", "000-99010011"),
        ("示例精密机械有限公司", None, "000-99010201"),
    ]
    templates = Templates(root / "site_templates" / "pages")
    (page,) = (page for page in commissioners(portal) if page.path == "commissioners/990102-001/")
    assert "找专员办</td>" in templates.body(page, assets="assets/0")
    (index,) = people_index(portal)
    assert json.loads(index.data)["enterprises"]["people"] == [0, 1]
