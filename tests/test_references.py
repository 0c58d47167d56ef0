"""Rule 36: what is suggested in place of a name that nothing has, and what is not."""

from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import FACTS, POLICY, TREE, edited, found_in, write_tree

from generator.checking import checked
from generator.source import PRIVATE

CASE = "content/cases/first.yml"
RECORDS, UPTAKE = (f"{PRIVATE}/990100-jia/990102-yi/{file}.yml" for file in ("records/2026-h1", "uptake"))
NO_POLICY = "核对编号，或先在 content/policies 里建这份政策"
NO_RESOURCE = "核对编号，或先在 content/resources 里建这项资源"
NO_BENEFIT = "写成“政策编号#事项编号”，事项先写在那份政策里"
NO_QUESTION = "核对编号；写成“政策编号#事项编号/asks 的编号”"


def mends(root: Path, changes: dict[str, str]) -> list[str]:
    """What is said of the names that nothing has, in the whole tree."""
    write_tree(root, {**PRIVATE_TREE, **changes})
    found = checked(root, date(2026, 11, 24), root / PRIVATE).diagnostics
    return [item.help for item in found if item.code == "unknown-reference"]


@pytest.mark.parametrize(
    ("policy", "mend"),
    [
        ("miit-2026-3", NO_POLICY),
        ("miit-2026-20", NO_POLICY),
        ("mof-2026-2", NO_POLICY),
        ("mit-2026-2", NO_POLICY),
        ("miit-2026-02", "改成 miit-2026-2"),
        ("miit2026-2", "改成 miit-2026-2"),
    ],
)
def test_another_number_is_another_policy(tmp_path: Path, policy: str, mend: str) -> None:
    (found,) = found_in(tmp_path, edited(CASE, ("[miit-2026-2]", f"[{policy}]")))
    assert (found.code, found.help) == ("unknown-reference", mend)


def test_another_number_is_another_expert(tmp_path: Path) -> None:
    records = PRIVATE_TREE[RECORDS].replace("{resource: loan}", "{expert: expert-2}")
    assert mends(tmp_path, {RECORDS: records}) == ["核对编号；专家在 rosters/experts/ 里"]


@pytest.mark.parametrize(
    ("resource", "mend"), [("loans", "改成 loan"), ("loan-desk", NO_RESOURCE), ("loan-2", NO_RESOURCE)]
)
def test_a_word_in_common_is_no_slip(tmp_path: Path, resource: str, mend: str) -> None:
    helps = ("    claim: 认定", f"    claim: 认定\n    helps: {{resources: [{resource}]}}")
    (found,) = found_in(tmp_path, edited(POLICY, helps))
    assert found.help == mend


def test_another_number_is_another_fact(tmp_path: Path) -> None:
    facts = TREE[FACTS] + "- {key: score_2026, label: 评分, kind: int}\n"
    for fact, mend in (
        ("score_2022", "核对指标；已有的指标在 content/facts.yml 里"),
        ("scor_2026", "改成 score_2026"),
    ):
        rule = edited(POLICY, ("fact: staff, at_most", f"fact: {fact}, at_most"))
        assert mends(tmp_path, {**rule, FACTS: facts}) == [mend]


LAW = TREE[POLICY].partition("benefits:")[0].replace("miit-2026-2", "miit-2026-3")
OTHER = (
    TREE[POLICY]
    .replace("miit-2026-2", "miit-2026-4")
    .replace("id: srdi", "id: giant")
    .replace("企业〔2026〕2号", "企业〔2026〕4号")
)


@pytest.mark.parametrize(
    ("benefit", "mend"),
    [
        ("miit-2026-2#srd", "改成 miit-2026-2#srdi"),
        ("miit-2026-2#giant", f"{NO_BENEFIT}；可选：miit-2026-2#srdi"),
        ("miit-2026-3#srdi", NO_BENEFIT),
        ("miit-2026-9#srdi", NO_BENEFIT),
        ("miit2026-2#srdi", "改成 miit-2026-2#srdi"),
    ],
)
def test_a_benefit_is_looked_for_in_its_policy(tmp_path: Path, benefit: str, mend: str) -> None:
    uptake = PRIVATE_TREE[UPTAKE].replace("miit-2026-2#srdi", benefit, 1)
    policies = {
        f"content/policies/miit/miit-2026-{number}.yml": text for number, text in ((3, LAW), (4, OTHER))
    }
    assert mends(tmp_path, {UPTAKE: uptake, **policies}) == [mend]


@pytest.mark.parametrize(
    ("asks", "mend"),
    [
        ("miit-2026-2#srdi/liste", "改成 miit-2026-2#srdi/listed"),
        ("miit-2026-2#srdi/paid", f"{NO_QUESTION}；可选：miit-2026-2#srdi/listed"),
        ("miit-2026-9#srdi/listed", NO_QUESTION),
    ],
)
def test_a_question_is_looked_for_in_its_policy(tmp_path: Path, asks: str, mend: str) -> None:
    rule = (
        "        - {fact: revenue, at_least",
        "        - {asks: listed, text: 已列入名单, clause: 一}\n        - {fact: revenue, at_least",
    )
    example = ("{facts: {staff: 2000}", f"{{facts: {{staff: 2000, {asks}: true}}")
    assert mends(tmp_path, edited(POLICY, rule, example)) == [mend]
