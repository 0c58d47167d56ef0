"""A second city in the small tree, and an enterprise that moved there and is still served by the old office."""

from tree import CITY_COMMISSIONERS, PAIRINGS, TREE

MOVED = "91990102MA0000003K"
"""It was in 乙区 of 甲市, and is in 丁区 of 丙市 from 2026-11-10 on."""

OLD_PAIRING = f'  - {{enterprise: "{MOVED}", commissioner: 990100-002, since: 2025-12-01}}\n'
_CITY = "rosters/990200-bing"
NEW_ENTERPRISES, NEW_PAIRINGS = (f"{_CITY}/990202-ding/{name}.yml" for name in ("enterprises", "pairings"))
"""Where it stands now, and where its pairing will: there is no such file yet."""

MOVED_TREE: dict[str, str] = {
    "rosters/regions.yml": TREE["rosters/regions.yml"]
    + '- {code: "990200", name: 丙市, level: 市级, parent: "990000", slug: bing}\n'
    + '- {code: "990202", name: 丁区, level: 县级, parent: "990200", slug: ding}\n',
    f"{_CITY}/office.yml": """\
region: "990200"
unit: 丙市工业和信息化局
division: 中小企业处
leader: 示例蒋局长
contact: 示例沈处长
work_phone: 000-99020001
sample: true
""",
    f"{_CITY}/990202-ding/office.yml": """\
region: "990202"
unit: 丁区工业和信息化局
division: 中小企业科
leader: 示例韩局长
contact: 示例杨科长
work_phone: 000-99020201
sample: true
""",
    f"{_CITY}/990202-ding/commissioners.yml": """\
region: "990202"
commissioners:
  - id: 990202-001
    name: 示例朱七
    posts: [{unit: 丁区工业和信息化局, unit_kind: 行政, work_phone: 000-99020211, since: 2022-05-01}]
""",
    NEW_ENTERPRISES: f"""\
region: "990202"
enterprises:
  - code: "{MOVED}"
    name: 示例电子有限公司
    industry: 工业
    located: [{{region: "990102", since: 2015-03-01}}, {{region: "990202", since: 2026-11-10}}]
    recognitions: [{{tier: 专精特新中小企业, awarded_on: 2025-12-01, valid_until: 2028-11-30}}]
""",
    CITY_COMMISSIONERS: TREE[CITY_COMMISSIONERS]
    + """\
  - id: 990100-002
    name: 示例秦八
    posts: [{unit: 甲市工业和信息化局, unit_kind: 行政, work_phone: 000-99010012, since: 2022-05-01}]
""",
    PAIRINGS: TREE[PAIRINGS] + OLD_PAIRING,
}
"""The files that differ from the tree; without a fault on 2026-11-24, within the days of grace."""
