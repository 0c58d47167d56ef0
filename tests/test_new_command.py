"""`portal new` from outside: every kind that it offers, from options and at a terminal, and what it refuses."""

import os
import pty
import shlex
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

import pytest
from commands import DAY, Done, portal, texts_below
from private_tree import PRIVATE_TREE
from tree import (
    CITY_PAIRINGS,
    COMMISSIONERS,
    ENTERPRISES,
    PAIRINGS,
    POLICY,
    RESOURCE,
    TREE,
    write_tree,
)

from generator.cli.new import _NEW as KINDS
from generator.editing.formatting import formatted
from generator.kinds import kind_of

D, G = "91990102MA0000001D", "91990102MA0000002G"
COUNTY = "rosters/private/990100-jia/990102-yi"
SERVED = {"enterprise": D, "commissioner": "990102-001"}
RESOURCE_WORDS = {
    "name": "示例二",
    "kinds": "资金、人才",
    "supply": "政府公共服务",
    "provider": "示例省服务中心",
    "regions": "990000",
    "what": "一笔示例贷款。",
    "how": "打电话；带上材料",
    "contact.unit": "示例省服务中心",
    "contact.work_phone": "（000）99000022",
}
POLICY_WORDS = {
    "title": "示例办法",
    "issuers": "工业和信息化部",
    "level": "国家级",
    "kind": "政策文件",
    "topics": "融资，人才",
    "summary": "能得到甲；长期；打电话",
}
COMMISSIONER_WORDS = {
    "name": "示例新人",
    "posts.unit": "乙区工业和信息化局",
    "posts.unit_kind": "行政",
    "posts.work_phone": "000-99010212",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree of all kinds in canonical form."""
    whole = {}
    for path, text in {**TREE, **PRIVATE_TREE}.items():
        kind = kind_of(path)
        assert kind
        whole[path] = formatted(text, kind, path)
    return write_tree(tmp_path / "project", dict(whole))


def new(root: Path, kind: str, fields: dict[str, str], *options: str) -> Done:
    words = [word for name, value in fields.items() for word in (f"--{name}", value)]
    return portal("new", kind, "--as-of", DAY, *options, *words, cwd=root)


def added(root: Path, before: dict[str, bytes]) -> tuple[str, str]:
    """The one file that changed, and the lines that came into it; none went."""
    after = texts_below(root)
    (path,) = {name for name in after if before.get(name) != after[name]}
    if path not in before:
        return path, after[path].decode().partition("\n")[2].rstrip("\n")
    old, lines = (text.decode().split("\n") for text in (before[path], after[path]))
    diff = list(unified_diff(old, lines, n=0, lineterm=""))[2:]
    assert not [line for line in diff if line.startswith("-")]
    return path, "\n".join(line[1:] for line in diff if line.startswith("+"))


MADE: list[tuple[str, dict[str, str], tuple[str, ...], str, str]] = [
    (
        "enterprise",
        {
            "code": "９１990102ma0000003k",
            "name": "示例三厂",
            "industry": "工业",
            "products": "示例轴承、示例齿轮",
            "located.region": "990102",
            "located.since": "2020/1/1",
        },
        (),
        "rosters/990100-jia/990102-yi/enterprises.yml",
        (
            '  - code: "91990102MA0000003K"\n    name: 示例三厂\n    industry: 工业\n    products: [示例轴承, 示例齿轮]\n'
            '    located: [{region: "990102", since: 2020-01-01}]'
        ),
    ),
    (
        "服务专员",
        {**COMMISSIONER_WORDS, "posts.since": "2026年12月1日", "strengths": "技术创新、管理咨询"},
        ("--region", "乙区"),
        COMMISSIONERS,
        (
            "  - id: 990102-002\n    name: 示例新人\n    posts: [{unit: 乙区工业和信息化局, unit_kind: 行政, "
            "work_phone: 000-99010212, since: 2026-12-01}]\n    strengths: [技术创新, 管理咨询]"
        ),
    ),
    (
        "pairing",
        {"enterprise": D.lower(), "commissioner": "990102-1", "since": "2025-12-01", "until": "2025.12.1"},
        (),
        PAIRINGS,
        "",
    ),
    (
        "expert",
        {
            "id": "service-2",
            "name": "示例",
            "institution": "示例中心",
            "institution_kind": "优质服务机构",
            "domains": "管理咨询、技术支持",
            "regions": "990100、990102",
            "work_phone": "000-99000012",
        },
        (),
        "rosters/experts/service.yml",
        (
            "  - id: service-2\n    name: 示例\n    institution: 示例中心\n    institution_kind: 优质服务机构\n"
            '    domains: [管理咨询, 技术支持]\n    regions: ["990100", "990102"]\n'
            "    work_phone: 000-99000012"
        ),
    ),
    (
        "服务专家",
        {
            "id": "law-01",
            "name": "示例",
            "institution": "示例律师事务所",
            "institution_kind": "优质服务机构",
            "domains": "管理咨询",
            "regions": "990000",
            "work_phone": "000-99000013",
        },
        (),
        "rosters/experts/law.yml",
        (
            "group: law\nexperts:\n  - id: law-01\n    name: 示例\n    institution: 示例律师事务所\n"
            "    institution_kind: 优质服务机构\n    domains: [管理咨询]\n"
            '    regions: ["990000"]\n    work_phone: 000-99000013'
        ),
    ),
    (
        "contact-group",
        {
            "id": "group-2",
            "name": "示例群",
            "channel": "其他",
            "functions": "工作交流 任务交办",
            "offices": "990102",
        },
        (),
        "rosters/contact-groups.yml",
        '  - {id: group-2, name: 示例群, channel: 其他, functions: [工作交流, 任务交办], offices: ["990102"]}',
    ),
    (
        "waiver",
        {"rule": "uncovered-enterprise", "region": "990102", "until": "2027-1-1", "reason": "机构改革"},
        (),
        "rosters/waivers.yml",
        '- {rule: uncovered-enterprise, region: "990102", until: 2027-01-01, reason: 机构改革}',
    ),
    (
        "retired",
        {"kind": "policy", "id": "old-1"},
        (),
        "rosters/retired.yml",
        "- {kind: policy, id: old-1}",
    ),
    (
        "commendation",
        {"year": "2026", "unit": "示例单位", "for": "不"},
        (),
        "rosters/commendations.yml",
        "- {year: 2026, unit: 示例单位, for: 不}",
    ),
    (
        "policy",
        {**POLICY_WORDS, "doc_no": "工信部企业[2026]第08号", "published_on": "2026/5/1"},
        (),
        "content/policies/miit/miit-2026-8.yml",
        (
            "id: miit-2026-8\ntitle: 示例办法\ndoc_no: 工信部企业〔2026〕8号\nissuers: [工业和信息化部]\nlevel: 国家级\n"
            "kind: 政策文件\npublished_on: 2026-05-01\ntopics: [融资, 人才]\nsummary: [能得到甲, 长期, 打电话]\n"
            "checked: {date: 2026-11-24, against: 转载}"
        ),
    ),
    (
        "resource",
        {"id": "two", **RESOURCE_WORDS},
        (),
        "content/resources/two.yml",
        (
            'id: two\nname: 示例二\nkinds: [资金, 人才]\nsupply: 政府公共服务\nprovider: 示例省服务中心\nregions: ["990000"]\n'
            "what: 一笔示例贷款。\nhow: [打电话, 带上材料]\n"
            "contact: {unit: 示例省服务中心, work_phone: 000-99000022}"
        ),
    ),
    (
        "activity",
        {
            "id": "two",
            "name": "示例",
            "held.from": "２０２７年1月2日",
            "held.to": "2027-01-03",
            "register.closes_on": "2026/12/20",
            "place": "甲市",
            "for": "企业",
            "how": "打电话报名。",
        },
        (),
        "content/activities/2027/two.yml",
        (
            "id: two\nname: 示例\nheld: {from: 2027-01-02, to: 2027-01-03}\n"
            "register: {closes_on: 2026-12-20}\nplace: 甲市\nfor: 企业\nhow: [打电话报名。]"
        ),
    ),
    (
        "case",
        {"id": "two", "kind": "惠企案例", "title": "a: b", "region": "990102", "text": "甲\n\n乙 #1"},
        (),
        "content/cases/two.yml",
        'id: two\nkind: 惠企案例\ntitle: "a: b"\nregion: "990102"\ntext: |-\n  甲\n\n  乙 #1\ndate: 2026-11-24',
    ),
    (
        "training-session",
        {"id": "t2", "level": "市级", "date": "2025年11月1日", "topics": "惠企政策", "host": "示例"},
        (),
        "content/trainings/2025.yml",
        "sessions:\n  - {id: t2, level: 市级, date: 2025-11-01, topics: [惠企政策], host: 示例}",
    ),
    (
        "contacts",
        {"enterprise": G, "people.name": "示例", "people.role": "总经理", "people.mobile": "000—00000002"},
        (),
        f"{COUNTY}/contacts.yml",
        f'- {{enterprise: "{G}", people: [{{name: 示例, role: 总经理, mobile: 000-00000002}}]}}',
    ),
    (
        "profile",
        {
            "enterprise": D,
            "date": "2026-06-30",
            "facts": "revenue=2,400万；growth=12%",
            "facts.high_tech": "是",
            "facts.tiers": "专精特新中小企业；制造业单项冠军",
        },
        (),
        f"{COUNTY}/profiles.yml",
        (
            f'- enterprise: "{D}"\n'
            "  date: 2026-06-30\n  facts: {revenue: 24000000, growth: 12%, high_tech: true, "
            "tiers: [专精特新中小企业, 制造业单项冠军]}"
        ),
    ),
    (
        "record",
        {
            **SERVED,
            "date": "2025年12月5日",
            "channel": "电话",
            "services": "助企资源对接",
            "content": "示例",
            "helped_by.resource": "loan",
            "outcome": "好",
        },
        (),
        f"{COUNTY}/records/2025-h2.yml",
        "",
    ),
    (
        "request",
        {
            **SERVED,
            "kind": "困难问题",
            "category": "融资",
            "text": "示例",
            "steps.do": "列入问题清单",
            "told": "2026-11-24",
        },
        (),
        f"{COUNTY}/requests/2026.yml",
        "",
    ),
    (
        "uptake",
        {"enterprise": G, "benefit": "miit-2026-2#srdi", "told_on": "2026-11-01"},
        (),
        f"{COUNTY}/uptake.yml",
        f'- {{enterprise: "{G}", benefit: miit-2026-2#srdi, told_on: 2026-11-01}}',
    ),
    (
        "submission",
        {"office": "990102", "period": "2025-h2", "submitted_on": "2026-01-05"},
        (),
        f"{COUNTY}/submissions.yml",
        '- {office: "990102", period: 2025-h2, submitted_on: 2026-01-05}',
    ),
    (
        "meeting",
        {"office": "990100", "kind": "例会", "topics": "上半年走访情况"},
        (),
        "rosters/private/990100-jia/meetings.yml",
        '- {office: "990100", date: 2026-11-24, kind: 例会, topics: [上半年走访情况]}',
    ),
    (
        "attendance",
        {"session": "training-2026", "commissioners": "990100-001"},
        ("--region", "990100"),
        "rosters/private/990100-jia/attendance.yml",
        "- {session: training-2026, commissioners: [990100-001]}",
    ),
    (
        "certificate",
        {"commissioner": "990102-001", "number": "示例证字2026003", "issued_on": "2026-06-02"},
        (),
        "rosters/private/990000-sample/certificates.yml",
        "- {commissioner: 990102-001, number: 示例证字2026003, issued_on: 2026-06-02}",
    ),
]


def test_every_kind_has_a_case() -> None:
    assert {
        kind.name for kind in KINDS.values() for case in MADE if case[0] in {kind.name, kind.label}
    } == set(KINDS)


@pytest.mark.parametrize(("kind", "fields", "options", "path", "lines"), MADE, ids=[case[0] for case in MADE])
def test_a_record_is_in_a_file_that_passes(
    kind: str, fields: dict[str, str], options: tuple[str, ...], path: str, lines: str, tree: Path
) -> None:
    if kind == "pairing":  # of the enterprise that has none
        text = (tree / PAIRINGS).read_text(encoding="utf-8")
        kept = [line for line in text.split("\n") if D not in line]
        (tree / PAIRINGS).write_text("\n".join(kept), encoding="utf-8")
        fields = {**fields, "until": "", "since": "2025.12.1"}
        del fields["until"]
        lines = f'  - {{enterprise: "{D}", commissioner: 990102-001, since: 2025-12-01}}'
    before = texts_below(tree)
    done = new(tree, kind, fields, *options)
    assert (done.code, done.err) == (0, ""), done.out
    where, made = added(tree, before)
    assert where == path
    assert done.out.endswith(f"：{path}\n下一步：打开这个文件补全，再运行 portal check\n")
    if kind not in {"record", "request"}:  # their ids are made of all that they hold
        assert made == lines
    assert portal("fmt", "--check", cwd=tree).code == 0
    check = portal("check", "--as-of", DAY, "--format", "concise", cwd=tree)
    assert check.code == 0, check.out


def test_without_a_group_the_id_says_how_one_begins(tree: Path) -> None:
    (tree / "rosters/experts/service.yml").unlink()
    done = at_a_terminal(tree, ["two", "示例", ""], "expert", *_OF_AN_EXPERT)
    assert "编号以专家组的文件名开头，后面是序号，例如 law-01。" in done.err


def test_a_planned_pairing_goes_to_the_office_of_its_day(tree: Path) -> None:
    """From 2028-07-01 on the enterprise is provincial: the county arranges."""
    enterprises = tree / ENTERPRISES
    text = enterprises.read_text(encoding="utf-8")
    enterprises.write_text(text.replace("2027-11-30", "2029-11-30"), encoding="utf-8")
    city = tree / CITY_PAIRINGS
    ended = city.read_text(encoding="utf-8").replace("2025-07-01", "2025-07-01, until: 2028-06-30")
    city.write_text(ended, encoding="utf-8")
    done = new(tree, "pairing", {"enterprise": G, "commissioner": "990102-001", "since": "2028-07-01"})
    assert (done.code, done.err) == (0, ""), done.out
    assert f"：{PAIRINGS}\n" in done.out


def test_ids_of_records_and_requests(tree: Path) -> None:
    before = texts_below(tree)
    record = {
        **SERVED,
        "date": "2025-12-05",
        "channel": "电话",
        "services": "护企权益保障",
        "content": "示例",
    }
    record |= {
        "overdue_payment.debtor": "示例公司",
        "overdue_payment.amount": "35万元",
        "overdue_payment.due_on": "2025-6-1",
        "overdue_payment.complaint_channel": "示例",
    }
    done = new(tree, "record", record)
    path, made = added(tree, before)
    assert path == f"{COUNTY}/records/2025-h2.yml"
    first, *rest = made.rstrip().split("\n")
    assert rest[-1] == (
        "  overdue_payment: {debtor: 示例公司, amount: 350000, due_on: 2025-06-01, complaint_channel: 示例}"
    )
    assert first.startswith("- id: r-20251205-")
    assert done.out.startswith(f"写好了服务台账记录 {first.removeprefix('- id: ')}：")
    again = new(tree, "record", record)
    assert again.code == 2
    assert f"{path} 里已经有服务台账记录 r-20251205-" in again.err


def test_numbers_are_never_used_again(tree: Path) -> None:
    (tree / "rosters/retired.yml").write_text(
        "- {kind: commissioner, id: 990102-007}\n- {kind: policy, id: miit-2026-8}\n", encoding="utf-8"
    )
    assert new(tree, "commissioner", COMMISSIONER_WORDS, "--region", "990102").out.startswith(
        "写好了服务专员 990102-008："
    )
    assert new(
        tree, "commissioner", {**COMMISSIONER_WORDS, "name": "示例二"}, "--region", "990102"
    ).out.startswith("写好了服务专员 990102-009：")
    done = new(tree, "policy", {**POLICY_WORDS, "doc_no": "工信部企业〔2026〕8号"})
    assert done.code == 2
    assert "写上 --id：发文机关的代字加年份和序号，例如 miit-2026-2" in done.err
    before = texts_below(tree)
    assert new(tree, "policy", {"id": "miit-2026-8", **POLICY_WORDS}).code == 1
    assert texts_below(tree) == before


def test_the_numbers_of_earlier_ids_are_never_used_again(tree: Path) -> None:
    text = TREE[COMMISSIONERS].replace("    name: ", "    aliases: [990102-007]\n    name: ")
    (tree / COMMISSIONERS).write_text(text, encoding="utf-8")
    (tree / POLICY).write_text(f"{TREE[POLICY]}aliases: [miit-2026-8]\n", encoding="utf-8")
    done = new(tree, "commissioner", COMMISSIONER_WORDS, "--region", "990102")
    assert done.out.startswith("写好了服务专员 990102-008：")
    done = new(tree, "policy", {**POLICY_WORDS, "doc_no": "工信部企业〔2026〕8号"})
    assert done.code == 2
    assert "写上 --id：" in done.err


TWICE = [
    ("enterprise", ("--recognitions.tier", "专精特新中小企业", "--recognitions.tier=制造业单项冠军"), "recognitions.tier", "；有几项的，先新建一项，再在文件里补"),
    ("policy", ("--title", "甲", "--title", "乙"), "title", "，只写一次"),
    ("profile", ("--facts.staff", "86", "--facts.staff", "99"), "facts.staff", "，只写一次"),
    ("profile", ("--facts.staff", "86", "--facts", "revenue=1；staff=99"), "facts.staff", "，只写一次"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "name", "mend"), TWICE)
def test_no_value_is_dropped(kind: str, words: tuple[str, ...], name: str, mend: str, tree: Path) -> None:
    before = texts_below(tree)
    done = new(tree, kind, {}, *words)
    assert (done.code, done.out) == (2, "")
    assert f"--{name} 写了两次{mend}" in done.err
    assert texts_below(tree) == before


@pytest.mark.parametrize(
    ("said", "products"),
    [
        ("CNC 数控机床", "[CNC 数控机床]"),
        ("1,4-丁二醇、CNC 数控机床，示例轴承", '["1,4-丁二醇", CNC 数控机床, 示例轴承]'),
    ],
)
def test_words_with_spaces_stay_whole(said: str, products: str, tree: Path) -> None:
    fields = {"code": "91990102MA0000003K", "name": "示例三厂", "industry": "工业", "products": said}
    assert (
        new(tree, "enterprise", {**fields, "located.region": "990102", "located.since": "2020-01-01"}).code
        == 0
    )
    text = (tree / "rosters/990100-jia/990102-yi/enterprises.yml").read_text(encoding="utf-8")
    assert f"products: {products}" in text


def test_a_policy_with_a_benefit(tree: Path) -> None:
    fields = {
        "benefits.name": "甲",
        "benefits.what": "乙",
        "benefits.support": "资金",
        "benefits.claim": "申报",
    }
    fields |= {
        "benefits.windows.opens_on": "2026-12-1",
        "benefits.amount.up_to": "50万元",
        "benefits.amount.note": "每家",
    }
    assert new(tree, "policy", {"id": "miit-2026-9", **POLICY_WORDS, **fields}).code == 0
    text = (tree / "content/policies/miit/miit-2026-9.yml").read_text(encoding="utf-8")
    assert text.endswith(
        "benefits:\n  - id: main\n    name: 甲\n    what: 乙\n    support: [资金]\n    claim: 申报\n"
        "    amount: {up_to: 500000, note: 每家}\n    windows: [{opens_on: 2026-12-01}]\n"
        "    no_conditions_because: 申报条件还没有录入，以原文为准\n"
    )
    assert portal("fmt", "--check", cwd=tree).code == 0


WRONG: list[tuple[str, dict[str, str], tuple[str, ...], str]] = [
    ("comissioner", {}, (), "没有“comissioner”这种数据，写 commissioner；可选：enterprise（企业）、"),
    ("office", {}, (), "没有“office”这种数据；可选：enterprise（企业）、"),
    ("scheme", {}, (), "没有“scheme”这种数据"),
    ("commissioner", {"nam": "x"}, (), "服务专员没有“--nam”这个字段，写成 --name"),
    ("commissioner", {"foo": "x"}, (), "服务专员没有“--foo”这个字段；可用的：id、name、posts.unit、"),
    ("commissioner", {"name": "x"}, ("name",), "服务专员没有“name”这个字段，写成 --name"),
    ("commissioner", {"facts.staff": "x"}, (), "服务专员没有“--facts.staff”这个字段"),
    (
        "commissioner",
        {"name": "x", "posts.unit": "y", "posts.unit_kind": "行政"},
        ("--region", "990102"),
        "还缺：--posts.work_phone 任职的办公电话（例如 010-12345678）",
    ),
    ("commissioner", COMMISSIONER_WORDS, (), "写上 --region，是哪个专员办的"),
    ("commissioner", COMMISSIONER_WORDS, ("--region", "nowhere"), "没有行政区划“nowhere”"),
    (
        "attendance",
        {"session": "training-2026", "commissioners": "990100-001"},
        (),
        "写上 --region，是哪个专员办的",
    ),
    ("resource", RESOURCE_WORDS, (), "写上 --id：小写字母、数字和连字符"),
    (
        "resource",
        {"id": "loan", **RESOURCE_WORDS},
        (),
        f"{RESOURCE} 里已经有助企资源 loan，改它的内容就直接改文件",
    ),
    (
        "resource",
        {"id": "../../evil", **RESOURCE_WORDS},
        (),
        "编号“../../evil”不能用，--id 只用小写字母、数字和连字符",
    ),
    ("resource", {"id": "Two", **RESOURCE_WORDS}, (), "编号“Two”不能用"),
    (
        "resource",
        {"id": "con", **RESOURCE_WORDS},
        (),
        "编号“con”不能用，--id 换一个，Windows 不让文件叫这个名字",
    ),
    ("policy", {**POLICY_WORDS, "id": "con-2026-1"}, (), "编号“con-2026-1”不能用，--id 换一个"),
    ("policy", POLICY_WORDS, (), "写上 --id：发文机关的代字加年份和序号，例如 miit-2026-2"),
    (
        "policy",
        {**POLICY_WORDS, "benefits.windows.note": "x", "id": "a"},
        (),
        "还缺：--benefits.name 政策事项的名称；--benefits.what",
    ),
    (
        "expert",
        {
            "id": "expert-a",
            "name": "示例",
            "institution": "x",
            "institution_kind": "优质服务机构",
            "domains": "管理咨询",
            "regions": "990000",
            "work_phone": "000-99000012",
        },
        (),
        "编号以专家组的文件名开头，后面是序号，例如 service-99；现有的组：service",
    ),
    (
        "uptake",
        {
            "enterprise": D,
            "benefit": "miit-2026-2#srdi",
            "told_on": "2026-01-15",
            "applied_on": "2026-05-08",
            "granted_on": "2026-09-01",
        },
        (),
        f"里已经有政策兑现情况 {D} miit-2026-2#srdi 2026-01-15 2026-05-08 2026-09-01",
    ),
    (
        "record",
        {
            "enterprise": G,
            "commissioner": "990102-001",
            "date": "2020-03-05",
            "channel": "电话",
            "services": "助企资源对接",
            "content": "x",
        },
        (),
        "这家企业那天没有结对，写上 --region，是哪个专员办的",
    ),
    ("contacts", {}, ("--public-only",), "没有内部文件的文件夹，用 --private 指定"),
]


@pytest.mark.parametrize(("kind", "fields", "options", "said"), WRONG)
def test_wrong_use(
    kind: str, fields: dict[str, str], options: tuple[str, ...], said: str, tree: Path
) -> None:
    before = texts_below(tree)
    done = new(tree, kind, fields, *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert texts_below(tree) == before


def test_an_option_without_its_value(tree: Path) -> None:
    assert "--name 后面写上姓名" in portal("new", "commissioner", "--name", cwd=tree).err
    assert "缺少参数“种类”" in portal("new", cwd=tree).err
    done = portal(
        "new",
        "commissioner",
        "--region=990102",
        *(f"--{name}={value}" for name, value in COMMISSIONER_WORDS.items()),
        cwd=tree,
    )
    assert done.code == 0


FAULTY: list[tuple[str, dict[str, str], tuple[str, ...], str]] = [
    ("commissioner", {**COMMISSIONER_WORDS, "posts.since": "去年"}, ("--region", "990102"), "wrong-date"),
    (
        "commissioner",
        {**COMMISSIONER_WORDS, "posts.unit_kind": "企业"},
        ("--region", "990102"),
        "unknown-choice",
    ),
    ("commissioner", {"id": "990102-001", **COMMISSIONER_WORDS}, ("--region", "990100"), "duplicate-id"),
    ("resource", {"id": "two", **RESOURCE_WORDS, "regions": "990199"}, (), "unknown-reference"),
    ("resource", {"id": "two", **RESOURCE_WORDS, "contact.work_phone": "13800000000"}, (), "personal-data"),
    ("pairing", {"enterprise": D, "commissioner": "990102-001"}, (), "doubly-served-enterprise"),
    ("commendation", {"year": "2026", "for": "x"}, (), "wrong-commendation"),
    (
        "commendation",
        {"year": "2026", "for": "x", "unit": "y", "commissioner": "990102-001"},
        (),
        "wrong-commendation",
    ),
    ("profile", {"enterprise": D, "date": "2026-06-30", "facts.growth": "很快"}, (), "wrong-fact-value"),
    (
        "activity",
        {
            "id": "x",
            "name": "x",
            "held.from": "../../x",
            "held.to": "2027-01-01",
            "register.closes_on": "2026-12-20",
            "place": "x",
            "for": "x",
            "how": "x",
        },
        (),
        "wrong-date",
    ),
    (
        "case",
        {"id": "x", "kind": "惠企案例", "title": "x", "region": "990102", "text": "x\u200by"},
        (),
        "unseen-character",
    ),
    ("retired", {"kind": "resource", "id": "loan"}, (), "retired-id-used"),
]


@pytest.mark.parametrize(("kind", "fields", "options", "code"), FAULTY)
def test_what_would_not_pass_is_not_written(
    kind: str, fields: dict[str, str], options: tuple[str, ...], code: str, tree: Path
) -> None:
    before = texts_below(tree)
    done = new(tree, kind, fields, *options)
    assert done.code == 1, done
    assert f"错误[{code}]" in done.out
    assert done.err == "没有写文件。改好上面的，再运行一次\n"
    assert texts_below(tree) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        'region: "990102"\n',
        TREE[COMMISSIONERS].replace("    name", "   name"),
        TREE[COMMISSIONERS].replace("\n", "\r\n"),
    ],
)
def test_a_file_that_cannot_take_a_record(text: str, tree: Path) -> None:
    (tree / COMMISSIONERS).write_bytes(text.encode())
    done = new(tree, "commissioner", {"id": "990102-009", **COMMISSIONER_WORDS}, "--region", "990102")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"{COMMISSIONERS} 有错误，没有写进去。运行 portal check，改好后再运行一次\n"
    assert (tree / COMMISSIONERS).read_bytes() == text.encode()


def test_other_errors_are_not_in_the_way(tree: Path) -> None:
    (tree / POLICY).write_text(TREE[POLICY].replace("level: 国家级", "level: 国家"), encoding="utf-8")
    assert new(tree, "resource", {"id": "two", **RESOURCE_WORDS}).code == 0


@pytest.mark.parametrize("mark", ["、", "；", ";", "，"])
def test_several_words_of_a_fact(tree: Path, mark: str) -> None:
    """Whether the fact is an option of its own or one of several: what has no = goes on with the one before."""
    tiers = f"专精特新中小企业{mark}制造业单项冠军"
    for day, fields in (
        ("2026-06-29", {"facts.tiers": tiers}),
        ("2026-06-30", {"facts": f"tiers={tiers}；high_tech=true"}),
    ):
        assert new(tree, "profile", {"enterprise": G, "date": day, **fields}).code == 0
        text = (tree / COUNTY / "profiles.yml").read_text(encoding="utf-8")
        assert f"date: {day}, facts: {{tiers: [专精特新中小企业, 制造业单项冠军]" in text.replace(
            "\n  ", ", "
        )


def test_a_benefit_may_be_taken_up_again(tree: Path) -> None:
    fields = {"enterprise": D, "benefit": "miit-2026-2#srdi", "applied_on": "2026-11-02"}
    done = new(tree, "uptake", fields)
    assert (done.code, done.out.split("：")[0]) == (0, f"写好了政策兑现情况 {D} miit-2026-2#srdi 2026-11-02")
    assert portal("check", "--as-of", DAY, cwd=tree).code == 0
    again = new(tree, "uptake", fields)
    assert (again.code, f"里已经有政策兑现情况 {D} miit-2026-2#srdi 2026-11-02" in again.err) == (2, True)


def test_private_files_elsewhere(tree: Path, tmp_path: Path) -> None:
    (tree / "rosters/private").rename(tmp_path / "closed")
    fields = {"enterprise": G, "benefit": "miit-2026-2#srdi"}
    done = new(tree, "uptake", fields, "--private", "../closed")
    assert done.out.startswith(
        f"写好了政策兑现情况 {G} miit-2026-2#srdi：../closed/990100-jia/990102-yi/uptake.yml\n"
    )
    assert G in (tmp_path / "closed/990100-jia/990102-yi/uptake.yml").read_text(encoding="utf-8")


# ---- at a terminal

_OF_AN_EXPERT = (
    "--institution=示例中心",
    "--institution_kind=优质服务机构",
    "--domains=管理咨询",
    "--regions=990100",
    "--work_phone=000-99000012",
)


def at_a_terminal(root: Path, answers: list[str], *words: str) -> Done:
    """The command with a terminal before it, at which each answer is typed, then Ctrl-D."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode() + b"\x04")
    done = subprocess.run(
        (sys.executable, "-m", "generator.cli", "new", "--root", str(root), "--as-of", DAY, *words),
        stdin=theirs,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(ours)
    os.close(theirs)
    return Done(code=done.returncode, out=done.stdout, err=done.stderr)


def test_questions_at_a_terminal(tree: Path) -> None:
    answers = ["乙区", "示例新人", "乙区工业和信息化局", "企业", "事业", "000-99010212", ""]
    before = texts_below(tree)
    done = at_a_terminal(tree, answers, "commissioner")
    assert done.code == 0, done
    assert done.out.startswith(
        "哪个专员办的（代码或名称）: 姓名: 任职的单位: 任职的单位性质（行政、事业、其他）: 没有“企业”这个选项\n"
        "任职的单位性质（行政、事业、其他）: 任职的办公电话（例如 010-12345678）: "
        "任职的任职日期（例如 2026-04-01） [2026-11-24]: 写好了服务专员 990102-002："
    )
    path, made = added(tree, before)
    assert path == COMMISSIONERS
    assert made == (
        "  - {id: 990102-002, name: 示例新人, posts: [{unit: 乙区工业和信息化局, unit_kind: 事业, "
        "work_phone: 000-99010212, since: 2026-11-24}]}"
    )


def test_a_policy_at_a_terminal(tree: Path) -> None:
    answers = [
        "",
        "示例办法",
        "工信部企业〔2026〕8号",
        "工业和信息化部",
        "国家级",
        "政策文件",
        "融资、人才",
        "甲；乙；丙",
        "",
        "",
    ]
    done = at_a_terminal(tree, [*answers, ""], "policy")
    assert done.code == 0, done
    assert (
        "编号（小写字母、数字和连字符，与文件名相同，定了不再改），没有就直接回车: 标题: 发文字号" in done.out
    )
    assert "核对的日期（例如 2026-04-01） [2026-11-24]: 核对的对照（官网、转载） [转载]: " in done.out
    assert "写好了政策 miit-2026-8：content/policies/miit/miit-2026-8.yml" in done.out
    assert "benefits" not in (tree / "content/policies/miit/miit-2026-8.yml").read_text(encoding="utf-8")


def test_what_options_said_is_not_asked_again(tree: Path) -> None:
    done = at_a_terminal(tree, ["", "990102-001", "示例"], "commendation", "--year", "2026")
    assert done.code == 0, done
    assert "年份" not in done.out
    assert "服务专员（写专员编号），没有就直接回车: 表扬的事由" in done.out
    made = (tree / "rosters/commendations.yml").read_text(encoding="utf-8")
    assert made.endswith("\n- {year: 2026, commissioner: 990102-001, for: 示例}\n")


REFUSED = [
    ("去年", "错误[wrong-date]：", "posts.since=2026-12-01"),
    ("2026-12-01", f"{COMMISSIONERS} 有错误，没有写进去。", ""),
]


@pytest.mark.parametrize(("since", "said", "right"), REFUSED)
def test_answers_are_not_lost_where_one_is_wrong(since: str, said: str, right: str, tree: Path) -> None:
    whole = (tree / COMMISSIONERS).read_text(encoding="utf-8")
    if not right:
        (tree / COMMISSIONERS).write_text("", encoding="utf-8")
    answers = ["乙区", "示例 新人", "乙区工业和信息化局", "行政", "000-99010212", since]
    done = at_a_terminal(tree, answers, "commissioner", "--strengths", "技术创新")
    assert done.code == 1
    assert said in done.out + done.err
    head, again = done.err.removesuffix("\n").rsplit("\n", 1)
    assert head.endswith("刚才的回答都在这个命令里，改好后运行：")
    assert shlex.split(again) == [
        *("portal", "new", "--root", str(tree), "--as-of", DAY, "commissioner", "--strengths", "技术创新"),
        *("--region=990102", "--name=示例 新人", "--posts.unit=乙区工业和信息化局", "--posts.unit_kind=行政"),
        *("--posts.work_phone=000-99010212", f"--posts.since={since}"),
    ]
    (tree / COMMISSIONERS).write_text(whole, encoding="utf-8")
    words = shlex.split(again.replace(f"posts.since={since}", right or f"posts.since={since}"))
    assert portal(*words[1:], cwd=tree).out.startswith("写好了服务专员 990102-002：")


def test_answers_without_a_home_are_not_lost(tree: Path) -> None:
    done = at_a_terminal(tree, ["two", "示例", ""], "expert", *_OF_AN_EXPERT)
    assert done.code == 2
    assert shlex.split(done.err.split("\n")[1])[-2:] == ["--id=two", "--name=示例"]
    assert "编号以专家组的文件名开头" in done.err


def test_a_file_that_was_not_canonical_is_said_to_be_by_now(tree: Path) -> None:
    said = "这个文件原来不是统一的写法，整个整理过了，内容和注释没有变\n"
    assert said not in new(tree, "commissioner", COMMISSIONER_WORDS, "--region", "990102").out
    (tree / COMMISSIONERS).write_text(TREE[COMMISSIONERS].replace(": ", ":  "), encoding="utf-8")
    assert said in new(tree, "commissioner", COMMISSIONER_WORDS, "--region", "990102").out


def test_to_leave_a_terminal_writes_nothing(tree: Path) -> None:
    before = texts_below(tree)
    done = at_a_terminal(tree, ["two", "示例"], "resource")
    assert done.code == 130
    assert "Traceback" not in done.err
    assert texts_below(tree) == before
