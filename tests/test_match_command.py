"""`portal match`: benefits for an enterprise, enterprises for a policy, with reasons; never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from private_tree import PRIVATE_TREE
from test_cli import Done, Portal, portal
from tree import ENTERPRISES, FACTS, POLICY, RESOURCE, TREE, edited, write_tree

__all__ = ["portal"]

FIRST, SECOND = "91990102MA0000001D", "91990102MA0000002G"
AS_OF = ("--as-of", "2026-11-24")

Ask = Callable[..., Done]


@pytest.fixture
def ask(portal: Portal, tmp_path: Path) -> Ask:
    """The command in the small tree with its private folder and some changes."""

    def run(*words: str, changes: dict[str, str] | None = None, facts: str | None = None) -> Done:
        root = write_tree(tmp_path, {**PRIVATE_TREE, **(changes or {})})
        if facts is not None:
            (root / "facts.yml").write_text(facts, encoding="utf-8")
            words = ("--facts", "facts.yml", *words)
        return portal("match", *AS_OF, *words, cwd=root)

    return run


def results(done: Done) -> list[dict[str, Any]]:
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)["results"]
    return found


def test_an_enterprise_by_its_profile(ask: Ask) -> None:
    done = ask("--enterprise", FIRST, "--format", "json")
    content = json.loads(done.stdout)
    assert content["as_of"] == "2026-11-24"
    assert content["facts"]["staff"] == "86"
    assert content["facts"]["tiers"] == ["专精特新中小企业"]
    (result,) = results(done)
    assert len(result.pop("revision")) == 12
    assert result == {
        "policy": "miit-2026-2",
        "benefit": "srdi",
        "status": "长期受理",
        "answer": "符合",
        "near": False,
        "needs": [],
        "trace": {
            "holds": True,
            "group": "all",
            "nodes": [
                {
                    "holds": True,
                    "facts": ["staff"],
                    "values": ["86"],
                    "operator": "at_most",
                    "limit": "1000",
                    "gap": "",
                    "clause": "标准一",
                },
                {
                    "holds": True,
                    "facts": ["revenue"],
                    "values": ["23000000"],
                    "operator": "at_least",
                    "limit": "15000000",
                    "gap": "",
                    "clause": "标准二",
                },
            ],
        },
    }


def test_another_text_is_another_revision(ask: Ask) -> None:
    words = ("--enterprise", FIRST, "--format", "json")
    (before,), (same,) = results(ask(*words)), results(ask(*words))
    (after,) = results(ask(*words, changes=edited(POLICY, ("长期有效。", "一直有效。"))))
    assert before == same
    assert after["revision"] != before["revision"]


def test_without_a_profile_only_the_roster_is_known(ask: Ask) -> None:
    for words in (("--enterprise", SECOND), ("--enterprise", FIRST, "--public-only")):
        (result,) = results(ask(*words, "--format", "json"))
        assert (result["answer"], result["needs"]) == ("待核实", ["staff", "revenue"])


def test_the_reasons_in_words(ask: Ask) -> None:
    done = ask(facts="staff: 1020\nrevenue: 14000000\n")
    assert done.stdout == (
        "按2026-11-24判断，已知2项指标：从业人员、上年度营业收入\n"
        "\n符合0项\n"
        "\n待核实0项\n"
        "\n不符合1项\n"
        "  miit-2026-2#srdi  认定专精特新中小企业（长期受理）\n"
        "    要求：从业人员不超过1,000人（标准一）；现在是1,020人，多20人\n"
        "    要求：上年度营业收入1,500万元以上（标准二）；现在是1,400万元，差100万元\n"
    )


def test_what_is_open_in_words(ask: Ask) -> None:
    assert "    要核实：上年度营业收入1,500万元以上（标准二）\n" in ask(facts="staff: 20\n").stdout


def test_a_benefit_without_a_rule(ask: Ask) -> None:
    rule = TREE[POLICY][TREE[POLICY].index("    conditions:\n") :]
    changes = {POLICY: TREE[POLICY].replace(rule, "    no_conditions_because: 由银行审核。\n")}
    assert "    由银行审核。\n" in ask(facts="staff: 20\n", changes=changes).stdout
    (result,) = results(ask("--format", "json", facts="staff: 20\n", changes=changes))
    assert (result["answer"], result["needs"], result["trace"]) == ("待核实", [], None)


def test_a_policy_of_a_place_is_not_for_others(ask: Ask) -> None:
    places = edited(POLICY, ("level: 国家级", 'level: 市级\nregions: ["990100"]'))
    places |= {FACTS: TREE[FACTS] + "- {key: region, label: 所在地, kind: region}\n"}
    county = results(ask("--enterprise", FIRST, "--format", "json", changes=places))
    assert [result["answer"] for result in county] == ["符合"]
    known = "staff: 20\nrevenue: 23000000\n"
    (unknown,) = results(ask("--format", "json", facts=known, changes=places))
    assert (unknown["answer"], unknown["needs"]) == ("待核实", ["region"])
    done = ask(facts=f'{known}region: "990000"\n', changes=places)
    assert "    要求：企业在甲市（适用地区）；现在是示例省\n" in done.stdout


def test_a_benefit_of_a_place_without_a_rule(ask: Ask) -> None:
    rule = TREE[POLICY][TREE[POLICY].index("    conditions:\n") :]
    text = TREE[POLICY].replace(rule, "    no_conditions_because: 由银行审核。\n")
    text = text.replace("level: 国家级", 'level: 市级\nregions: ["990100"]')
    changes = {POLICY: text, FACTS: TREE[FACTS] + "- {key: region, label: 所在地, kind: region}\n"}
    for region, answer in (("990102", "待核实"), ("990000", "不符合")):
        (result,) = results(ask("--format", "json", facts=f'region: "{region}"\n', changes=changes))
        assert result["answer"] == answer


@pytest.mark.parametrize("words", [(), ("--all",), ("--policy", "miit-2026-2")])
def test_what_has_ended_only_when_asked_for(ask: Ask, words: tuple[str, ...]) -> None:
    ended = edited(POLICY, ("effective_on: 2026-04-01", "effective_on: 2026-04-01\nends_on: 2026-06-30"))
    found = results(ask("--enterprise", FIRST, "--format", "json", *words, changes=ended))
    assert [result["status"] for result in found] == (["已失效"] if words else [])


def test_experts_and_resources_for_an_enterprise_and_its_requests(ask: Ask) -> None:
    loan = TREE[RESOURCE]
    changes = {
        RESOURCE.replace("loan", name): loan.replace("loan", name).replace("一笔示例贷款", "别的帮助")
        for name in ("clinic-a", "clinic-b", "clinic-c")
    }
    changes |= {path: text.replace("示例贷款", "示例帮助") for path, text in changes.items()}
    content = json.loads(ask("--enterprise", FIRST, "--format", "json", changes=changes).stdout)
    first, second = content["suggested"]
    assert (first["request"], second["request"]) == (None, "q-2026-0002")
    assert [item["id"] for item in second["resources"]] == ["loan"]
    assert any("贷款" in reason for reason in second["resources"][0]["reasons"])
    told = ask("--enterprise", FIRST, changes=changes).stdout
    assert "诉求 q-2026-0002 可以用的资源\n  loan  " in told
    assert "q-2026-0001 可以" not in told
    narrowed = json.loads(ask("--enterprise", FIRST, "--policy", "miit-2026-2", "--format", "json").stdout)
    assert "suggested" not in narrowed


def test_the_enterprises_of_a_policy(ask: Ask) -> None:
    (result,) = results(ask("--policy", "miit-2026-2", "--format", "json"))
    assert result == {
        "policy": "miit-2026-2",
        "benefit": "srdi",
        "enterprise": FIRST,
        "region": "990102",
        "commissioner": "990102-001",
        "answer": "符合",
        "near": False,
        "needs": [],
        "told_on": "2026-01-15",
        "applied_on": "2026-05-08",
    }
    done = ask("--benefit", "miit-2026-2#srdi")
    assert "miit-2026-2#srdi  认定专精特新中小企业：符合1家，待核实0家，不符合0家\n" in done.stdout
    assert "  990102-001  示例精密机械有限公司  符合，2026-01-15已告知，2026-05-08已申报\n" in done.stdout


def test_a_near_miss_is_told_with_its_gap(ask: Ask) -> None:
    profiles = next(path for path in PRIVATE_TREE if path.endswith("profiles.yml"))
    changes = {profiles: PRIVATE_TREE[profiles].replace("23000000", "14000000")}
    done = ask("--benefit", "miit-2026-2#srdi", changes=changes)
    assert "符合0家，待核实0家，不符合1家（差一点的1家）\n" in done.stdout
    assert (
        "示例精密机械有限公司  差一点：上年度营业收入1,500万元以上，差100万元，2026-01-15已告知"
        in done.stdout
    )
    assert "（长期受理，差一点）" in ask("--enterprise", FIRST, changes=changes).stdout
    (result,) = results(ask("--enterprise", FIRST, "--format", "json", changes=changes))
    assert (result["answer"], result["near"]) == ("不符合", True)
    far = {profiles: PRIVATE_TREE[profiles].replace("23000000", "9000000")}
    assert "差一点" not in ask("--benefit", "miit-2026-2#srdi", changes=far).stdout


def test_without_profiles_nobody_can_be_listed(ask: Ask) -> None:
    assert "没有企业画像" in ask("--policy", "miit-2026-2", "--public-only").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "写 --enterprise、--facts、--policy 或 --benefit"),
        (("--enterprise", FIRST, "--facts", "facts.yml"), "--enterprise 和 --facts 只写一个"),
        (("--enterprise", "91990102MA000000XX"), "名单里没有代码为“91990102MA000000XX”的企业"),
        (("--policy", "miit-2026-3"), "没有政策“miit-2026-3”，是miit-2026-2就写 miit-2026-2"),
        (("--policy", "zzz"), "没有政策“zzz”，核对编号"),
        (("--benefit", "miit-2026-2#giant"), "这份政策有：miit-2026-2#srdi"),
        (("--facts", "gone.yml"), "没有 gone.yml 这个文件"),
    ],
)
def test_wrong_use(ask: Ask, words: tuple[str, ...], message: str) -> None:
    done = ask(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_faulty_data_is_not_judged(ask: Ask) -> None:
    done = ask("--enterprise", FIRST, changes={ENTERPRISES: TREE[ENTERPRISES].replace("工业", "工业业", 1)})
    assert done.returncode == 1
    assert "没有计算：先改好上面的错误" in done.stderr
