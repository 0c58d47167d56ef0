"""What guides say of the scheme comes from scheme.yml: numbers, the notice with its link, the laws in their order."""

from pathlib import Path

import pytest
from project import AS_OF, ROOT
from tree import POLICY, TREE, write_tree

from generator.loading import load
from generator.pages.four import insets
from generator.pages.scheme_words import SchemeView, scheme_words
from generator.portal import derive


def said(view: SchemeView) -> str:
    """The words, a link with its address in brackets."""
    return "".join(f"[{part.words}]({part.path})" if part.path else part.words for part in view.words)


def words_of(root: Path) -> dict[str, str]:
    return {name: said(view) for name, view in scheme_words(derive(load(root, AS_OF)[0])).items()}


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return words_of(ROOT)


def test_the_shipped_scheme(shipped: dict[str, str]) -> None:
    assert shipped["notice"].endswith("](policies/js-miit-2022-179/)（苏工信服建〔2022〕179号）")
    assert (shipped["province"], shipped["start"], shipped["first"]) == (
        "江苏省",
        "2022年4月",
        "2022年5月16日前",
    )
    assert [shipped[name] for name in ("enterprises", "contacts", "visits", "days")] == ["5", "1", "3", "7"]
    laws = shipped["laws"]
    assert laws.index("民营经济促进法") < laws.index("保障中小企业款项支付条例") < laws.index("江苏省")
    assert "、[" in laws
    assert "和[江苏省中小企业促进条例（修订）](policies/js-npc-2021-sme/)" in laws


def test_other_numbers_and_no_notice(tmp_path: Path) -> None:
    scheme = (
        TREE["rosters/scheme.yml"] + "max_enterprises: 8\nvisits_per_year: 2\nreport_due_working_days: 5\n"
    )
    law = TREE[POLICY].replace("kind: 政策文件", "kind: 法律法规").replace("[梯度培育]", "[权益保护]")
    words = words_of(write_tree(tmp_path, {"rosters/scheme.yml": scheme, POLICY: law}))
    assert (words["enterprises"], words["visits"], words["days"]) == ("8", "2", "5")
    assert (words["notice"], words["first"]) == ("示例省关于服务专员的通知", "按通知")
    assert words["laws"] == "[优质中小企业梯度培育管理办法](policies/miit-2026-2/)"


def test_the_guides_name_what_is_there(shipped: dict[str, str]) -> None:
    guide = (ROOT / "content/pages/scheme/index.md").read_text(encoding="utf-8")
    known = insets(derive(load(ROOT, AS_OF)[0]))
    assert {f"scheme {name}" for name in shipped} <= known.keys()
    for name in shipped:
        assert f"<!-- data: scheme {name} -->" in guide, name
