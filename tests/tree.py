"""A small valid tree for tests: three places with their offices, two enterprises, and one or two of each other kind."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.checking import checked
from generator.diagnostics import Diagnostic

TREE: dict[str, str] = {
    "rosters/scheme.yml": """\
province: "990000"
title: 示例省企业服务专员门户
short_title: 示例门户
site: {publisher: 示例省工业和信息化厅（示例）}
scheme_start_on: 2022-04-21
themes: [技术创新]
expert_domains: [管理咨询, 技术支持]
request_categories: [融资]
""",
    "rosters/regions.yml": """\
- {code: "990000", name: 示例省, level: 省级, slug: sample}
- {code: "990100", name: 甲市, level: 市级, parent: "990000", slug: jia}
- {code: "990102", name: 乙区, level: 县级, parent: "990100", slug: yi}
""",
    "rosters/holidays.yml": """\
- {year: 2026, notice: 示例〔2025〕1号, closed: [2026-01-01], working: [2026-01-04]}
""",
    "rosters/990000-sample/office.yml": """\
region: "990000"
unit: 示例省工业和信息化厅
division: 服务体系建设处
leader: 示例陈厅长
contact: 示例李处长
work_phone: 000-99000001
sample: true
""",
    "rosters/990100-jia/office.yml": """\
region: "990100"
unit: 甲市工业和信息化局
division: 中小企业处
leader: 示例王局长
contact: 示例赵处长
work_phone: 000-99010001
sample: true
""",
    "rosters/990100-jia/990102-yi/office.yml": """\
region: "990102"
unit: 乙区工业和信息化局
division: 中小企业科
leader: 示例孙局长
contact: 示例钱科长
work_phone: 000-99010201
sample: true
""",
    "rosters/990100-jia/commissioners.yml": """\
region: "990100"
commissioners:
  - id: 990100-001
    name: 示例周一
    posts: [{unit: 甲市工业和信息化局, unit_kind: 行政, position: 副处长, work_phone: 000-99010011, since: 2022-05-01}]
    strengths: [技术创新]
""",
    "rosters/990100-jia/pairings.yml": """\
region: "990100"
pairings:
  - {enterprise: "91990102MA0000002G", commissioner: 990100-001, since: 2025-07-01}
""",
    "rosters/990100-jia/990102-yi/enterprises.yml": """\
region: "990102"
enterprises:
  - code: "91990102MA0000001D"
    name: 示例精密机械有限公司
    industry: 工业
    products: [示例轴承]
    located: [{region: "990102", since: 2015-03-01}]
    recognitions: [{tier: 专精特新中小企业, awarded_on: 2025-12-01, valid_until: 2028-11-30}]
  - code: "91990102MA0000002G"
    name: 示例新材料有限公司
    industry: 工业
    located: [{region: "990102", since: 2012-06-01}]
    recognitions:
      - {tier: 专精特新中小企业, awarded_on: 2024-12-01, valid_until: 2027-11-30}
      - {tier: 专精特新“小巨人”企业, awarded_on: 2025-07-01, valid_until: 2028-06-30}
""",
    "rosters/990100-jia/990102-yi/commissioners.yml": """\
region: "990102"
commissioners:
  - id: 990102-001
    name: 示例吴二
    posts: [{unit: 乙区工业和信息化局, unit_kind: 行政, work_phone: 000-99010211, since: 2022-05-01}]
""",
    "rosters/990100-jia/990102-yi/pairings.yml": """\
region: "990102"
pairings:
  - {enterprise: "91990102MA0000002G", commissioner: 990102-001, since: 2024-12-01, until: 2025-06-30, reason: 晋级}
  - {enterprise: "91990102MA0000001D", commissioner: 990102-001, since: 2025-12-01}
""",
    "rosters/experts/service.yml": """\
group: 示例省服务专家组
experts:
  - id: expert-1
    name: 示例郑三
    institution: 示例咨询中心
    institution_kind: 优质服务机构
    domains: [管理咨询, 技术支持]
    regions: ["990000"]
    work_phone: 000-99000011
""",
    "rosters/task-force.yml": """\
name: 示例省服务专班
leader: 示例陈厅长
office_unit: 服务体系建设处
members: [{unit: 融资促进处, role: 投融资服务}]
""",
    "rosters/contact-groups.yml": """\
groups:
  - id: group-1
    name: 示例省服务专员群
    channel: 微信群
    functions: [工作交流, 任务交办, 政策宣传, 服务对接]
    offices: ["990100", "990102"]
""",
    "content/resources/loan.yml": """\
id: loan
name: 示例贷款
kinds: [资金]
supply: 政府公共服务
provider: 示例省服务中心
themes: [技术创新]
regions: ["990000"]
what: 一笔示例贷款。
how: [打电话说明需要。]
contact: {unit: 示例省服务中心, work_phone: 000-99000021}
fee: 免费
sample: true
""",
    "content/activities/2026/clinic.yml": """\
id: clinic
name: 示例巡诊
series: 巡诊
held: {from: 2026-12-08, to: 2026-12-09}
register: {opens_on: 2026-11-01, closes_on: 2026-12-01}
place: 甲市
for: 专精特新中小企业
how: [打电话报名。]
sample: true
""",
    "content/cases/first.yml": """\
id: first
kind: 惠企案例
title: 示例案例
region: "990102"
text: 服务专员送去政策，企业办成认定。
policies: [miit-2026-2]
date: 2026-06-01
sample: true
""",
    "content/trainings/2026.yml": """\
sessions:
  - {id: training-2026, level: 省级, date: 2026-05-20, topics: [惠企政策, 财税金融, 法律法规, 创新和知识产权保护], host: 示例省工业和信息化厅, sample: true}
""",
    "content/facts.yml": """\
- {key: staff, label: 从业人员, kind: int, unit: 人}
- {key: revenue, label: 上年度营业收入, kind: money, unit: 元}
- {key: high_tech, label: 是否高新技术企业, kind: bool}
- {key: growth, label: 营业收入增长率, kind: percent}
- {key: industry, label: 所属行业, kind: enum, values: [工业, 零售业]}
- {key: tiers, label: 已获认定, kind: set, values: [专精特新中小企业, 制造业单项冠军]}
- {key: established_on, label: 成立日期, kind: date}
- {key: place, label: 所在县(市、区), kind: region}
""",
    "content/policies/miit/miit-2026-2.yml": """\
id: miit-2026-2
title: 优质中小企业梯度培育管理办法
doc_no: 工信部企业〔2026〕2号
issuers: [工业和信息化部]
level: 国家级
kind: 政策文件
written_on: 2026-01-16
published_on: 2026-01-17
effective_on: 2026-04-01
topics: [梯度培育]
summary: [可以申请认定。, 长期有效。, 向所在地工信部门申请。]
checked: {date: 2026-11-24, against: 转载}
benefits:
  - id: srdi
    name: 认定专精特新中小企业
    what: 获得省级称号。
    support: [认定]
    claim: 认定
    conditions:
      all:
        - {fact: staff, at_most: 1000, clause: 标准一}
        - {fact: revenue, at_least: 15000000, clause: 标准二}
    examples:
      - {facts: {staff: 100, revenue: 20000000}, answer: 符合}
      - {facts: {staff: 2000}, answer: 不符合}
""",
}
"""The files by path. The province 990000 exists nowhere."""


def write_tree(root: Path, changes: Mapping[str, str | bytes | None] = {}) -> Path:
    """Write the tree below a folder, with files changed, added, or (None) left out."""
    for path, text in {**TREE, **changes}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


POLICY = "content/policies/miit/miit-2026-2.yml"
FACTS = "content/facts.yml"
OFFICE = "rosters/990100-jia/990102-yi/office.yml"
ENTERPRISES, COMMISSIONERS, PAIRINGS = (
    f"rosters/990100-jia/990102-yi/{name}.yml" for name in ("enterprises", "commissioners", "pairings")
)
CITY_COMMISSIONERS, CITY_PAIRINGS = (
    f"rosters/990100-jia/{name}.yml" for name in ("commissioners", "pairings")
)
RESOURCE, ACTIVITY = "content/resources/loan.yml", "content/activities/2026/clinic.yml"


def edited(path: str, *edits: tuple[str, str]) -> dict[str, str]:
    """A file of the tree with texts replaced, each of which stands in it once."""
    text = TREE[path]
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {path: text}


def found_in(root: Path, changes: Mapping[str, str | bytes | None]) -> tuple[Diagnostic, ...]:
    """What is found in the tree with changes."""
    return checked(write_tree(root, changes), date(2026, 11, 24)).diagnostics


def pointed(root: Path, found: Diagnostic) -> list[str]:
    """What stands at the place of a finding, and at those of its notes."""
    spans = (found.span, *(note.span for note in found.notes))
    lines = [
        (span, (root / span.path).read_text(encoding="utf-8").split("\n")[span.line - 1]) for span in spans
    ]
    return [line[span.column - 1 :][: span.width] for span, line in lines]


def at_its_name(root: Path, found: Diagnostic) -> bool:
    """Whether the place of a finding holds the name that its words quote."""
    return f"“{pointed(root, found)[0].strip(chr(34))}”" in found.message


def at_its_days(root: Path, found: Diagnostic) -> bool:
    """Whether the place of a finding about two days is the later one that its words name, and its note the other."""
    days = re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found.message)
    second, first = pointed(root, found)
    return days == ([second] if "相同" in found.message else [second, first]) and (
        "相同" in found.message
    ) is (first == second)
