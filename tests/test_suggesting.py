"""Experts and resources for a need: who is named, in which order, and why."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import write_tree

from generator.dataset import Dataset
from generator.loading import load
from generator.suggesting import (
    Need,
    Suggester,
    Suggestion,
    need_of_enterprise,
    need_of_request,
)

AS_OF = date(2026, 11, 24)
PHONE = 'work_phone: "025-00000000"'
EXPERTS = f"""\
group: 示例组
experts:
  - {{id: e-1, name: 示例甲, institution: 示例银行, institution_kind: 优质服务机构, domains: [投融资服务], regions: ["990000"], {PHONE}, profile: 应收账款质押贷款，订单融资。}}
  - {{id: e-2, name: 示例乙, institution: 示例律所, institution_kind: 优质服务机构, domains: [法律维权], regions: ["990102"], {PHONE}, profile: 合同纠纷，应收账款催收。}}
  - {{id: e-3, name: 示例丙, institution: 示例所, institution_kind: 优质服务机构, domains: [技术支持], industries: [零售业], regions: ["990000"], {PHONE}, profile: 门店管理。}}
  - {{id: e-4, name: 示例丁, institution: 示例院, institution_kind: 优质服务机构, domains: [投融资服务, 法律维权], industries: [工业], regions: ["990100"], {PHONE}}}
  - {{id: e-5, name: 示例戊, institution: 示例院, institution_kind: 优质服务机构, domains: [管理咨询], regions: ["990000"], {PHONE}, profile: 精益生产。}}
"""


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """The small tree with five experts."""
    root = write_tree(tmp_path, {**PRIVATE_TREE, "rosters/experts/sample.yml": EXPERTS})
    found, _ = load(root, AS_OF, root / "rosters/private")
    assert {"e-1", "e-2", "e-3", "e-4", "e-5"} <= {entry.record.id for entry in found.experts}
    return found


def of_sample(found: tuple[Suggestion, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.record.id, item.reasons) for item in found if item.record.id.startswith("e-")]


def test_by_domain_then_nearest_place_then_id(dataset: Dataset) -> None:
    found = Suggester(dataset).experts(Need("990102", "工业", domains=("法律维权", "投融资服务")))
    assert of_sample(found) == [
        ("e-4", ("领域：法律维权、投融资服务", "熟悉行业：工业")),
        ("e-2", ("领域：法律维权", "就在乙区")),
        ("e-1", ("领域：投融资服务",)),
    ]


def test_by_words_in_common(dataset: Dataset) -> None:
    found = Suggester(dataset).experts(Need("990102", "工业", text="应收账款多，想用订单贷款"))
    assert of_sample(found) == [
        ("e-1", ("提到：应收账款、订单、贷款",)),
        ("e-2", ("提到：应收账款", "就在乙区")),
    ]


@pytest.mark.parametrize(
    ("region", "industry", "names"),
    [
        ("990102", "零售业", ["e-3"]),
        ("990102", "工业", []),
        ("990000", "零售业", ["e-3"]),
        ("999999", "零售业", []),
    ],
)
def test_place_and_industry_must_fit(dataset: Dataset, region: str, industry: str, names: list[str]) -> None:
    found = Suggester(dataset).experts(Need(region, industry, domains=("技术支持",)))
    assert [name for name, _ in of_sample(found)] == names


def test_nothing_asked_names_nobody(dataset: Dataset) -> None:
    assert Suggester(dataset).experts(Need("990102", "工业")) == ()
    assert Suggester(dataset).experts(Need("990102", "工业", text="，。！")) == ()
    assert Suggester(replace(dataset, entries={})).experts(Need("990102", "工业", text="贷款")) == ()


def test_resources_by_kind_and_only_while_they_are_offered(dataset: Dataset) -> None:
    (entry,) = (entry for entry in dataset.resources if entry.record.id == "loan")
    kind = entry.record.kinds[0]
    need = Need("990102", "工业", kinds=(kind,))
    (found,) = (item for item in Suggester(dataset).resources(need) if item.record.id == "loan")
    assert found.reasons[0] == f"支持：{kind}"
    ended = replace(entry, record=replace(entry.record, valid_until=date(2026, 11, 23)))
    later = replace(dataset, entries={**dataset.entries, "resource": (ended,)})
    assert Suggester(later).resources(need) == ()


def test_the_need_of_a_request_and_of_an_enterprise(dataset: Dataset) -> None:
    request = dataset.requests[0].record
    enterprise = dataset.enterprise_by_code[request.enterprise].record
    need = need_of_request(request, enterprise, "990102")
    assert (need.region, need.industry) == ("990102", enterprise.industry)
    assert request.category in need.text
    assert request.text in need.text
    known = need_of_enterprise(enterprise, "990102", ["投融资服务", "投融资服务"])
    assert known == Need("990102", enterprise.industry, domains=("投融资服务",), text="示例轴承")


def test_latin_words_count_whole(dataset: Dataset) -> None:
    entry = next(entry for entry in dataset.experts if entry.record.id == "e-5")
    told = replace(entry, record=replace(entry.record, profile="MES 和 ERP 上线。"))
    known = replace(dataset, entries={**dataset.entries, "expert": (*dataset.experts[:4], told)})
    found = Suggester(known).experts(Need("990102", "工业", text="想上mes"))
    assert [(item.record.id, item.reasons) for item in found] == [("e-5", ("提到：mes",))]
    assert Suggester(known).experts(Need("990102", "工业", text="想上messenger")) == ()


def test_the_same_every_time(dataset: Dataset) -> None:
    need = Need("990102", "工业", domains=("投融资服务",), text="应收账款 订单 贷款 合同")
    turned = replace(dataset, entries={name: entries[::-1] for name, entries in dataset.entries.items()})
    assert Suggester(dataset).experts(need) == Suggester(turned).experts(need)
