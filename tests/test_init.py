"""`portal init`: an invented province with other numbers and places is a whole project; nothing says the shipped one."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from project import AS_OF, ROOT
from test_cli import EPOCH, Portal, portal, said
from test_editions import everything
from xlsxwriter import Workbook

from generator.checking import checked
from generator.loading import load
from generator.records.types import Level
from generator.starting.program import PROGRAM
from generator.starting.slugs import slug

__all__ = ["portal"]

PLACES = """\
code,name,level,parent
990000,示例省,省级,
990100,甲市,市级,990000
990101,子区,县级,990100
990102,丑县,县级,990100
990200,乙市,市级,990000
990201,寅区,县级,990200
999001,卯市,县级,990000
"""
"""Two cities, three counties, and one that the province keeps itself."""

PEOPLE = {
    "rosters/999001-maoshi/enterprises.yml": """\
region: "999001"
enterprises:
  - {code: "91999001MA0000011A", name: 示例甲机械有限公司, industry: 工业, located: [{region: "999001", since: 2020-01-01}], recognitions: [{tier: 专精特新中小企业, awarded_on: 2026-11-01, valid_until: 2029-10-31}]}
  - {code: "91999001MA0000012D", name: 示例乙材料有限公司, industry: 工业, located: [{region: "999001", since: 2020-01-01}], recognitions: [{tier: 专精特新“小巨人”企业, awarded_on: 2026-11-01, valid_until: 2029-10-31}]}
""",
    "rosters/999001-maoshi/commissioners.yml": """\
region: "999001"
commissioners:
  - {id: 999001-001, name: 示例张一, posts: [{unit: 卯市工业和信息化局（示例）, unit_kind: 行政, work_phone: 000-99900101, since: 2026-11-01}]}
""",
    "rosters/999001-maoshi/pairings.yml": """\
region: "999001"
pairings:
  - {enterprise: "91999001MA0000011A", commissioner: 999001-001, since: 2026-11-10}
  - {enterprise: "91999001MA0000012D", commissioner: 999001-001, since: 2026-11-10}
""",
    "rosters/private/999001-maoshi/contacts.yml": """\
- {enterprise: "91999001MA0000011A", people: [{name: 示例王某, role: 总经理, mobile: 000-70000001}]}
""",
}
"""Enterprises of both levels in a city without counties, served by one person; and a private file."""


def init(folder: Path, table: str | None = PLACES, *more: str) -> subprocess.CompletedProcess[str]:
    """`portal init` in a process of its own."""
    words = ["init", str(folder), "--province", "990000", *more]
    if table is not None:
        (folder.parent / "places.csv").write_text(table, encoding="utf-8")
        words += ["--regions", str(folder.parent / "places.csv")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented province as it is made."""
    folder = tmp_path_factory.mktemp("adopter") / "province"
    done = init(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "示例省，3个市，3个县（市、区），7个专员办的文件夹" in done.stdout
    assert "卯市1个地方下面没有县（市、区）" in done.stdout
    return folder


@pytest.fixture(scope="module")
def shipped() -> re.Pattern[bytes]:
    """What tells of the shipped province: its names, codes, folders, and its notice."""
    dataset, _ = load(ROOT, AS_OF)
    province, *others = dataset.region_by_code.values()
    notice = dataset.policy_by_id[str(dataset.scheme.record.notice)].record
    names = {province.name, province.name.removesuffix("省"), notice.id, str(notice.doc_no)[:4]}
    names |= {region.name for region in others if len(region.name) > 2}
    cities = [region for region in (province, *others) if region.level is not Level.COUNTY]
    names |= {region.name.removesuffix("市") for region in cities}
    codes, slugs = "|".join(dataset.region_by_code), "|".join(region.slug for region in cities)
    words = "|".join(map(re.escape, sorted(names)))
    found = rf"{words}|(?<![0-9A-Fa-f])(?:{codes})(?![0-9A-Fa-f])|(?<![A-Za-z])(?:{slugs})(?![A-Za-z])"
    return re.compile(found.encode())


def named(folder: Path, shipped: re.Pattern[bytes]) -> set[tuple[str, str]]:
    """Where a folder names the shipped province, in files and in their names."""
    found = set()
    for path in folder.rglob("*"):
        place = path.relative_to(folder).as_posix()
        if "__pycache__" in place or place.startswith("site/"):
            continue
        data = place.encode() + (path.read_bytes() if path.is_file() else b"")
        found |= {(place, word.decode()) for word in shipped.findall(data)}
    return found


def test_the_words_are_those_of_the_shipped_province(shipped: re.Pattern[bytes]) -> None:
    policies, office = (
        named(ROOT / path, shipped) for path in ("content/policies/js-miit", "rosters/320000-jiangsu")
    )
    assert {"江苏", "苏工信服", "js-miit-2022-179"} <= {word for _, word in policies}
    assert {"江苏", "320000", "南京"} <= {word for _, word in office}
    assert shipped.search("铜山区 320312 nanjing".encode())
    assert not shipped.search(b"1320312 3203120a x-nanjingx")


def test_nothing_says_the_shipped_province(made: Path, shipped: re.Pattern[bytes]) -> None:
    assert named(made, shipped) == set()


def test_a_new_project_passes_and_says_what_is_left(portal: Portal, made: Path) -> None:
    found = checked(made, AS_OF).diagnostics
    assert {diagnostic.code for diagnostic in found} == {"left-to-fill"}
    assert len(found) == 9  # seven offices, the scheme, the task force
    done = portal("due", cwd=made)
    assert "卯市（999001）" in done.stdout
    assert "还有4处待填：unit、division、leader、contact" in done.stdout
    assert portal("fmt", "--check", cwd=made).returncode == 0
    assert portal("owners", "--check", cwd=made).returncode == 0


def test_make_has_what_a_deployment_needs(made: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}

    def make(*words: str) -> str:
        return subprocess.run(
            ["/usr/bin/make", *words], cwd=made, env=plain, capture_output=True, text=True, check=True
        ).stdout

    assert re.findall(r"^  make ([a-z]+) ", make("help"), re.MULTILINE) == ["site", "serve", "check", "help"]
    assert make("-n", "site", "-o", ".venv/site.stamp") == ".venv/bin/portal build --edition public\n"
    assert "make test" not in (made / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_an_invented_province_with_other_numbers(portal: Portal, made: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(made, tmp_path / "province")
    for path, text in PEOPLE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    scheme = folder / "rosters/scheme.yml"
    text = scheme.read_text(encoding="utf-8")
    for field, number in {
        "max_enterprises": 2,
        "visits_per_year": 4,
        "contacts_per_month": 2,
        "report_due_working_days": 12,
    }.items():
        text, times = re.subn(rf"^{field}: [0-9]+$", f"{field}: {number}", text, flags=re.MULTILINE)
        assert times == 1
    scheme.write_text(text, encoding="utf-8")
    done = portal("build", "--edition", "all", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr

    guide = re.sub("<[^>]+>", "", (folder / "site/public/scheme/index.html").read_text(encoding="utf-8"))
    for words in (
        "从2026年11月起，示例省为每家",
        "依据是示例省关于服务专员的通知。",
        "一名专员最多联系2家",
        "每月至少联系2次，每年至少到现场4次",
        "6月底后的12个工作日内",
        "宣传和落实民营经济促进法和保障中小企业款项支付条例，",
        "按通知",
    ):
        assert words in guide
    assert not re.search("最多联系5家|不少于3次|7个工作日", guide)
    office = (folder / "site/public/offices/999001/index.html").read_text(encoding="utf-8")
    assert "为本地的国家级和省级“专精特新”企业安排服务专员。" in office
    assert "本专员办安排2家，至少要1名服务专员，现有1名" in office
    board = (folder / "site/internal/board/index.html").read_text(encoding="utf-8")
    assert all(place in board for place in ("甲市", "乙市", "卯市"))
    written = everything(folder / "site")
    assert not [word for word in ("江苏", "苏工信服", "320102", "js-miit") if word.encode() in written]

    third = '  - {enterprise: "91990101MA00000136", commissioner: 999001-001, since: 2026-11-10}\n'
    (folder / "rosters/999001-maoshi/pairings.yml").write_text(
        PEOPLE["rosters/999001-maoshi/pairings.yml"] + third, encoding="utf-8"
    )
    (folder / "rosters/999001-maoshi/enterprises.yml").write_text(
        PEOPLE["rosters/999001-maoshi/enterprises.yml"]
        + PEOPLE["rosters/999001-maoshi/enterprises.yml"]
        .split("\n")[2]
        .replace("91999001MA0000011A", "91990101MA00000136")
        + "\n",
        encoding="utf-8",
    )
    done = portal("check", cwd=folder)
    assert done.returncode == 1
    assert "overloaded-commissioner" in done.stdout
    assert "最多2家" in done.stdout


def test_columns_of_annex_1_fill_the_offices(portal: Portal, tmp_path: Path) -> None:
    table = tmp_path / "places.xlsx"
    with Workbook(table) as book:
        sheet = book.add_worksheet("区划")
        for row, cells in enumerate(
            (
                ("示例自治区行政区划（2026年）",),
                (
                    "序号",
                    "行政区划代码",
                    "行政区划名称",
                    "单位名称",
                    "承担处(科)室",
                    "分管领导",
                    "联系人",
                    "办公电话",
                    "人口",
                ),
                (1, 990000, "示例自治区", "示例厅", "企业处", "示例甲", "示例乙", "000-99000001"),
                (2, 990100, "市辖区"),
                (3, "990101", "  子　区 ", "示例局", "", "", "", ""),
                (4, "990200000000", "丑市", "示例局", "企业科", "示例丙", "示例丁", "（000）99020001"),
                (5, "９９０２０１", "寅县"),
                (6, 990271, "丑市高新技术产业开发区"),
            )
        ):
            sheet.write_row(row, 0, cells)
    done = portal("init", str(tmp_path / "new"), "--province", "990000", "--regions", str(table), cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        done.stdout.startswith("没有用到的列：A2“序号”、I2“人口”\n")
        or "没有用到的列：I2“人口”" in done.stdout
    )
    dataset = checked(tmp_path / "new", AS_OF).dataset
    places = {
        region.code: (region.name, region.level.value, region.parent, region.zone)
        for region in dataset.region_by_code.values()
    }
    assert places == {
        "990000": ("示例自治区", "省级", None, False),
        "990101": ("子区", "市级", "990000", False),
        "990200": ("丑市", "市级", "990000", False),
        "990201": ("寅县", "县级", "990200", False),
        "990271": ("丑市高新技术产业开发区", "县级", "990200", True),
    }
    offices = {code: entry.record for code, entry in dataset.office_by_region.items()}
    assert offices["990200"].work_phone == "000-99020001"
    assert {code for code, office in offices.items() if not office.sample} == {"990000", "990200"}
    assert (offices["990101"].unit, offices["990101"].leader) == ("示例局", "待填")


FAULTS: dict[str, tuple[str, str]] = {
    "990101,重区,县级,990100": ("A4", "代码990101和 places!A3 的“甲市”重复"),
    "990103,丙区,县级,990300": ("D4", "“丙区”的上一级990300不在表里"),
    "340100,外市,市级,340000": ("A4", "“外市”的代码340100不在990000这个省"),
    "9901,短区,县级,990100": ("A4", "区划代码：“9901”不是区划代码"),
    "990105,,县级,990100": ("A4", "这一行没有名称"),
    ",无区,县级,990100": ("B4", "这一行没有区划代码"),
    "990106,巳区,乡级,990100": ("C4", "级别：没有“乡级”这个选项"),
    "990107,午区,市级,990101": ("D4", "“午区”是市级，上一级却是990101"),
    "990108,未区,县级,990102": ("D4", "“未区”的上一级990102不是市"),
    "990109,申区,县级,990109": ("D4", "“申区”的上一级990109不是市"),
    "990200,乙省,省级,": ("C4", "“乙省”（990200）的级别写成了省级"),
}


@pytest.mark.parametrize("line", FAULTS)
def test_a_fault_of_the_table_is_named_at_its_cell(portal: Portal, tmp_path: Path, line: str) -> None:
    table = tmp_path / "places.csv"
    rows = [
        "代码,名称,级别,上级代码",
        "990000,示例省,,",
        "990101,甲市,市级,",
        line,
        "990102,丑县,县级,990101",
    ]
    table.write_bytes("\n".join(rows).encode("gb18030"))
    new = tmp_path / "new"
    done = portal("init", str(new), "--province", "990000", "--regions", str(table), cwd=ROOT)
    assert done.returncode == 1, done.stdout
    cell, message = FAULTS[line]
    assert f"places!{cell}：{message}" in done.stdout
    assert "\n    改法：" in done.stdout
    assert "没有新建" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["places.csv"]


def test_all_faults_of_the_table_are_listed(portal: Portal, tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    rows = [
        "代码,名称,级别,上级代码",
        "990101,甲市,市级,",
        *FAULTS,
        *(f"11{n:04d},外区,," for n in range(60)),
    ]
    table.write_text("\n".join(rows), encoding="utf-8")
    done = portal("init", str(tmp_path / "new"), "--province", "990000", "--regions", str(table), cwd=ROOT)
    assert done.returncode == 1
    assert re.search("表格有7[0-9]处问题，上面是前50处；没有新建", done.stderr)
    assert done.stdout.count("改法：") == 50


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("new",), "缺少--province"),
        (("new", "--province", "4301"), "“4301”不是省的代码，写六位，后四位是0"),
        (("full", "--province", "990000"), "里已有文件，没有改动；换一个空的或还没有的文件夹"),
        (("full/file", "--province", "990000"), "是文件，没有改动"),
        ((str(ROOT / "new"), "--province", "990000"), "新项目不能在这个项目里面"),
        ((str(ROOT.parent), "--province", "990000"), "也不能包着它"),
        (("new", "--province", "990000", "--regions", "无.csv"), "没有 无.csv 这个文件"),
        (("new", "--province", "990000", "--regions", "full/file"), "没有找到表头，至少要有：区划代码、名称"),
        (("new", "--province", "990000", "--regions", "old.xls"), "这是旧格式的表格"),
    ],
)
def test_wrong_use(portal: Portal, tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").write_text("一,二\n", encoding="utf-8")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    done = portal("init", *words, "--root", str(ROOT), cwd=tmp_path)
    assert message in said(done, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "old.xls"]
    assert not (ROOT / "new").exists()


def test_without_a_table_there_is_the_province(portal: Portal, tmp_path: Path) -> None:
    for name, words in (("甲", ("--name", "示例省")), ("乙", ())):
        done = portal("init", str(tmp_path / name), "--province", "990000", *words, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        (region,) = checked(tmp_path / name, AS_OF).dataset.region_by_code.values()
        assert (region.name, region.slug) == (("示例省", "shili") if words else ("待填", "province"))


def test_a_deployment_makes_another(portal: Portal, made: Path, tmp_path: Path) -> None:
    done = portal("init", str(tmp_path / "new"), "--province", "980000", "--name", "另一省", cwd=made)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new/Makefile").read_bytes() == (made / "Makefile").read_bytes()
    assert {item.code for item in checked(tmp_path / "new", AS_OF).diagnostics} == {"left-to-fill"}
    root = shutil.copytree(made, tmp_path / "broken", ignore=shutil.ignore_patterns("site"))
    (root / "rosters/scheme.yml").write_text("a: [\n", encoding="utf-8")
    done = portal("init", str(tmp_path / "next"), "--province", "980000", cwd=root)
    assert "rosters/scheme.yml 有错误，先用 portal check 改好" in said(done, 2)
    assert not (tmp_path / "next").exists()


def test_what_fails_leaves_nothing(portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: Any) -> NoReturn:
        raise KeyboardInterrupt

    new = tmp_path / "new"
    new.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr("generator.cli.init.checked", dies)
        done = portal("init", str(new), "--province", "990000", cwd=ROOT)
    assert done.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    assert not list(new.iterdir())

    def broken(*_: Any) -> dict[str, str]:
        return {"rosters/scheme.yml": "a: [\n", "rosters/regions.yml": "[]\n"}

    monkeypatch.setattr("generator.cli.init.first_files", broken)
    done = portal("init", str(new), "--province", "990000", cwd=ROOT)
    assert done.returncode == 1
    assert "rosters/scheme.yml:2:" in done.stdout
    assert "没有新建" in done.stderr
    assert not list(new.iterdir())


OWN = {"content/pages/about", "content/pages/scheme", "mkdocs.yml", "mkdocs.internal.yml"}
"""What of the program a deployment may change: a new version leaves it, as it does the hidden files of git and its host."""


def test_a_new_version_takes_the_place_of_the_old_one(portal: Portal, made: Path, tmp_path: Path) -> None:
    """As the guide says, whatever the old one held; what the deployment changed since is put back."""
    guide = (ROOT / "content/pages/help/adopt.md").read_text(encoding="utf-8").partition("## 换新版本")[2]
    upgrade, own = re.findall(r"^```sh\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    save, put_back = (line.partition(" #")[0] for line in own.splitlines())
    old, new = tmp_path / "hunan", tmp_path / "portal"
    shutil.copytree(made, old, ignore=shutil.ignore_patterns("site", ".cache"))
    for path in PROGRAM:
        copy = shutil.copytree if (ROOT / path).is_dir() else shutil.copy2
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / path, new / path)

    def run(command: str, folder: Path = old) -> str:
        names = {f"GIT_{who}_{what}": "示例" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        done = subprocess.run(
            ["/bin/sh", "-euc", command],
            cwd=folder,
            env={**os.environ, **names},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    home, gone = (
        old / "site_templates/pages/home.html.j2",
        ("generator/gone.py", "content/pages/help/gone.md"),
    )
    for path in gone:
        (old / path).write_text("<!-- data: gone -->\n", encoding="utf-8")
    run("git init -q -b main; git add .; git commit -q -m 新建; git tag program")
    home.write_text(home.read_text(encoding="utf-8") + "{# 本省改过 #}\n", encoding="utf-8")
    run("git add .; git commit -q -m 改版式")
    run(save)
    run("\n".join(line for line in upgrade.splitlines() if line.startswith(("rm ", "cp "))), new)
    assert not any((old / path).exists() for path in gone)
    assert "本省改过" not in home.read_text(encoding="utf-8")
    replaced = [path for path in PROGRAM if path not in OWN and not path.startswith(".")]
    for path in replaced:
        assert run(f"diff -r -x __pycache__ {path} ../portal/{path}") == ""
    run("\n".join(line for line in upgrade.splitlines() if line.startswith("git ") and "pull" not in line))
    run(put_back)
    assert home.read_text(encoding="utf-8").endswith("{# 本省改过 #}\n")
    done = portal("build", cwd=old)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("示例省", "shili"),
        ("丰县", "fengxian"),
        ("甲市", "jiashi"),
        ("重庆市", "chongqing"),
        ("吕梁市", "lvliang"),
        ("内蒙古自治区", "neimenggu"),
        ("广西壮族自治区", "guangxi"),
        ("新疆维吾尔自治区", "xinjiang"),
        ("湘西土家族苗族自治州", "xiangxi"),
        ("巴音郭楞蒙古自治州", "bayinguoleng"),
        ("双江拉祜族佤族布朗族傣族自治县", "shuangjiang"),
        ("鄂温克族自治旗", "ewenkezuzizhiqi"),
        ("甲市经济技术开发区", "jiashijingjijishukaifaqu"),
        ("示例新区", "shilixinqu"),
        ("Ａ！", ""),
    ],
)
def test_the_name_of_a_folder(name: str, folder: str) -> None:
    assert slug(name) == folder


@pytest.mark.parametrize(
    ("day", "severities"),
    [(date(2026, 11, 24), []), (date(2027, 5, 23), []), (date(2027, 5, 24), ["overdue", "overdue"])],
)
def test_the_four_ones_may_wait_for_half_a_year(made: Path, day: date, severities: list[str]) -> None:
    found = [
        (item.severity.value, item.message, item.notes)
        for item in checked(made, day).diagnostics
        if item.code == "four-ones-incomplete"
    ]
    assert [severity for severity, _, _ in found] == severities
    assert [message for _, message, _ in found] == [
        f"“四个一”缺少{term}" for term in ("服务专员库", "服务专家组") if severities
    ]
    assert all(notes[0].message == "豁免只到这一天" for _, _, notes in found)


def test_a_waiver_of_the_four_ones_names_the_province(made: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(made, tmp_path / "province", ignore=shutil.ignore_patterns("site"))
    waivers = folder / "rosters/waivers.yml"
    text = waivers.read_text(encoding="utf-8")
    waivers.write_text(text.replace('"990000"', '"990100"'), encoding="utf-8")
    codes = [(item.code, item.severity.value) for item in checked(folder, AS_OF).diagnostics]
    assert codes.count(("four-ones-incomplete", "error")) == 2
    assert ("unused-waiver", "warning") in codes
