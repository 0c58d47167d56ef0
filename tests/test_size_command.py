"""`portal size`, and the file of facts that it reads: every misfit at once, in words, never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import Done, Portal, portal, said
from tree import FACTS, POLICY, TREE, edited, write_tree

__all__ = ["portal"]

DICTIONARY = """\
- {key: total_assets, label: 资产总额, kind: money, unit: 元}
- {key: revenue_last_year, label: 上年度营业收入, kind: money, unit: 元}
"""

Ask = Callable[..., Done]


@pytest.fixture
def ask(portal: Portal, tmp_path: Path) -> Ask:
    """The command on a file that holds a text, in a tree with the facts that the standard uses."""
    facts = TREE[FACTS].replace("[工业, 零售业]", "[工业, 建筑业, 零售业]")
    root = write_tree(tmp_path, {FACTS: facts + DICTIONARY})

    def run(text: str | bytes, *words: str, name: str = "facts.yml") -> Done:
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return portal("size", "--facts", name, *words, cwd=root)

    return run


def test_a_class_with_its_reasons(ask: Ask) -> None:
    done = ask("industry: 工业\nstaff: 400\nrevenue_last_year: 390000000\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "企业规模是中型：按工业，从业人员400人，达到中型的300人，不到大型的1,000人；"
        "上年度营业收入3.9亿元，达到中型的2,000万元，不到大型的4亿元。"
        "取各项都达到的最高一档，依据工信部联企业〔2011〕300号。\n"
    )


SENTENCES = [
    ("industry: 工业\nstaff: 3\n", "企业规模是微型：按工业，从业人员3人，不到小型的20人；上年度营业收入没有填，大型要4亿元、中型要"),
    ("industry: 工业\nstaff: 5000\n", "企业规模待核实，还缺上年度营业收入：按工业，从业人员5,000人，达到大型的1,000人；"),
    ("industry: 工业\n", "企业规模待核实，还缺从业人员和上年度营业收入：按工业，从业人员没有填，"),
    ("industry: 建筑业\n", "企业规模待核实，还缺上年度营业收入和资产总额：按建筑业，"),
    ("staff: 50\n", "企业规模待核实，还缺所属行业：各行业看的指标不一样。取各项"),
    ("industry: 零售业\nstaff: 9\n", "企业规模是微型：按零售业，从业人员9人，不到小型的10人；"),
    ("{}\n", "企业规模待核实，还缺所属行业："),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_the_sentence(ask: Ask, text: str, sentence: str) -> None:
    done = ask(text)
    assert done.returncode == 0
    assert done.stdout.startswith(sentence)


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_in_and_out(ask: Ask, indent: int | str | None) -> None:
    facts = {"industry": "工业", "staff": 200, "revenue_last_year": None, "high_tech": True, "tiers": []}
    done = ask(json.dumps(facts, indent=indent, ensure_ascii=False), "--format", "json", name="facts.json")
    assert json.loads(done.stdout) == {"size": "待核实", "needs": ["revenue_last_year"]}


def test_a_file_as_windows_saves_it(ask: Ask) -> None:
    done = ask("\ufeffindustry: 工业\r\nstaff: 3\r\n", "--format", "json")
    assert json.loads(done.stdout) == {"size": "微型", "needs": []}


def test_all_misfits_at_once(ask: Ask) -> None:
    done = ask(
        "staf: 3\n从业人员: 3\nzzzzzz: 1\nstaff: -3\nrevenue_last_year: 500万\nindustry: 采矿业\n"
        "tiers: 制造业单项冠军\nhigh_tech: 是\nplace: 123456\nmiit-2026-2#srdi/chain: true\ngrowth: {a: 1}\n"
    )
    assert said(done, 2).split("\n") == [
        "用法不对：facts.yml 有11处不对，改好再运行",
        "  第1行：没有指标“staf”；改成 staff",
        "  第2行：没有指标“从业人员”；改成 staff",
        "  第3行：没有指标“zzzzzz”；指标的名称在 content/facts.yml 里，写 key 后面的英文名",
        "  第4行：“从业人员”不能是负数：-3；核对后写0或正数",
        "  第5行：“500万”不能作“上年度营业收入”的值；写作 5000000",
        "  第6行：“采矿业”不能作“所属行业”的值；可选：工业、建筑业、零售业",
        "  第7行：“已获认定”的值写法不对；写成列表，例如 [甲, 乙]",
        "  第8行：“是”不能作“是否高新技术企业”的值；写作 true",
        "  第9行：没有地区“123456”；写6位行政区划代码，例如 110101",
        "  第10行：没有自报条件“miit-2026-2#srdi/chain”；核对编号，写成“政策编号#事项编号/asks 的编号”",
        "  第11行：“营业收入增长率”的值写法不对；只写一个值，不用 [ ] 和 { }。查看用法：portal size --help",
        "",
    ]
    assert done.stdout == ""


WRONG_FILES = [
    ("", "facts.yml 有1处不对，改好再运行\n  第1行：文件是空的；"),
    ("- staff: 3\n", "facts.yml 里应是几行“指标: 值”，每行写一个指标，例如 staff: 120。"),
    ("staff\n", "facts.yml 里应是几行“指标: 值”，"),
    ("staff: 3\nstaff：4\n", "facts.yml 有1处不对，改好再运行\n  第2行：这一行的冒号是全角的；写作 staff: 4。"),
    ("staff: 3\nstaff: 4\n", "facts.yml 有1处不对，改好再运行\n  第2行：“staff”写了两次，前一次在第1行；"),
    ('staff: "a\\nb\\u001b"\n', "facts.yml 有1处不对，改好再运行\n  第1行：这里用转义写了看不见的字符"),
    ("行业：工业\n".encode("gbk"), "facts.yml 不是 UTF-8 编码，另存为 UTF-8。"),
    (b"#" * 300_000, "facts.yml 超过256KiB，"),
    ("".join(f"a{n}: 1\n" for n in range(150)), "facts.yml 有150处不对，改好再运行\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG_FILES, ids=range(len(WRONG_FILES)))
def test_a_wrong_file(ask: Ask, text: str | bytes, message: str) -> None:
    done = ask(text)
    assert said(done, 2).startswith(f"用法不对：{message}")
    assert done.stdout == ""
    assert len(done.stderr.split("\n")) < 110


def test_no_file(portal: Portal, tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    for name, message in (
        ("nowhere.yml", "没有 nowhere.yml 这个文件，核对文件名和路径。"),
        ("content", "content 不是文件，写一个 YAML 或 JSON 文件，"),
        ("/dev/null", "/dev/null 不是文件，"),
        ("n" * 300, f"{'n' * 300} 读不了，检查路径和权限。"),
    ):
        assert said(portal("size", "--facts", name, cwd=root), 2).startswith(f"用法不对：{message}")
    assert "缺少--facts。" in said(portal("size", cwd=root), 2)
    assert "--format 只能写 text、json。" in said(
        portal("size", "--facts", "x", "--format", "xml", cwd=root), 2
    )


def test_questions_of_a_benefit_are_facts_too(portal: Portal, tmp_path: Path) -> None:
    asks = edited(
        POLICY, ("{fact: staff, at_most: 1000, clause: 标准一}", "{asks: chain, text: 在链上, clause: 一}")
    )
    facts = "miit-2026-2#srdi/chain: true\n"
    root = write_tree(tmp_path, {**asks, "facts.yml": facts})
    assert portal("size", "--facts", "facts.yml", cwd=root).returncode == 0
    (root / "facts.yml").write_text(facts.replace("chain", "chian"))
    assert "；改成 miit-2026-2#srdi/chain。" in said(portal("size", "--facts", "facts.yml", cwd=root), 2)


def test_a_dictionary_without_a_fact_of_the_standard(portal: Portal, tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"facts.yml": "industry: 工业\nstaff: 400\n"})
    done = portal("size", "--facts", "facts.yml", cwd=root)
    assert done.stdout.startswith("企业规模待核实，还缺revenue_last_year：按工业，从业人员400人，")


def test_a_faulty_dictionary_is_said_first(portal: Portal, tmp_path: Path) -> None:
    root = write_tree(tmp_path, {**edited(FACTS, ("kind: int", "kind: itn")), "facts.yml": "staff: 3\n"})
    assert said(portal("size", "--facts", "facts.yml", cwd=root), 1) == (
        "指标或行政区划的文件有错误，没有计算；先运行 portal check 改正\n"
    )
