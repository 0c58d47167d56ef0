"""The trial of a clerk: a workbook with mistakes in it, mended by nothing but the messages, to a check without a fault."""

import re
from pathlib import Path

from clerk_sheets import enterprise_rows, pairing_rows, people_rows, workbook_bytes
from import_tables import Loaded, loaded, refused
from tree import write_tree

from generator.checking import checked
from generator.importing.plan import Plan
from generator.importing.workbooks import workbook_tables

SHEETS = {"企业": "enterprise", "专员": "commissioner", "结对": "pairing"}

MISTAKES: dict[str, tuple[object, str]] = {
    "企业!C8": (9.1990102e17, "后面的几位已经丢了；.*设为“文本”，从原来的资料重新粘贴"),
    "企业!C13": ("91990102YY00000100", "校验位不对；.*如果前十七位都对，最后一位是 T"),
    "企业!C18": ("91990102YY00000147", "和 企业!C17 是同一家企业，写了两次；.*核对代码"),
    "企业!H23": ("2025年12月", "只有年月，没有日；写到哪一天"),
    "企业!D28": ("已区", "没有“已区”这个地方；可以写：乙区"),
    "企业!E33": ("制造业", "没有行业“制造业”；.*可选：工业"),
    "专员!F6": ("13800138000", "手机号，公开的文件里不写.*；写单位的办公电话"),
    "专员!D8": ("企业", "没有“企业”这个选项；.*可选：行政、事业、其他"),
    "结对!D9": ("示例专员幸", "没有叫“示例专员幸”的专员；核对姓名"),
}
"""The cells with mistakes: what stands there, and what the message says of it."""


def sheets() -> dict[str, list[list[object]]]:
    return {"企业": enterprise_rows(), "专员": people_rows(), "结对": pairing_rows(), "怎么填": [["照着填"]]}


def at(address: str) -> tuple[str, int, int]:
    found = re.fullmatch(r"(.+)!([A-Z])([0-9]+)", address)
    assert found
    return found[1], int(found[3]) - 1, ord(found[2]) - ord("A")


def plan_of(tree: Loaded, book: dict[str, list[list[object]]], kind: str) -> Plan:
    return tree.plan_of(kind, workbook_tables(workbook_bytes(book)), "990102")


def written(root: Path, plan: Plan) -> Loaded:
    for path, text in plan.texts.items():
        (root / path).write_text(text, encoding="utf-8")
    return loaded(root)


def test_from_a_workbook_with_mistakes_to_a_check_without_a_fault(tmp_path: Path) -> None:
    right, book = sheets(), sheets()
    for address, (value, _) in MISTAKES.items():
        sheet, row, column = at(address)
        book[sheet][row][column] = value
    tree = loaded(write_tree(tmp_path))
    for sheet, kind in SHEETS.items():
        plan = plan_of(tree, book, kind)
        assert plan.headed.table.name == sheet
        assert plan.headed.unknown == ()
        told = {address: f"{message}；{mend}" for address, message, mend in refused(plan)}
        mistaken = {name: words for name, (_, words) in MISTAKES.items() if name.startswith(f"{sheet}!")}
        assert set(told) == set(mistaken)
        for name, words in mistaken.items():
            assert re.search(words, told[name]), (name, told)
            _, row, column = at(name)
            book[sheet][row][column] = right[sheet][row][column]
        tree = written(tmp_path, plan)  # what is right is written at once
        again = plan_of(tree, book, kind)
        assert refused(again) == []
        assert again.same == len(plan.items)
        assert not [item for item in again.items if not item.fresh]
        tree = written(tmp_path, again)
        assert plan_of(tree, book, kind).items == ()
    counts = {kind: len(tree.dataset.entries[kind]) for kind in SHEETS.values()}
    assert counts == {"enterprise": 52, "commissioner": 14, "pairing": 53}
    found = checked(tmp_path, tree.tree.as_of)
    assert [each for each in found.diagnostics if each.severity.value in {"error", "overdue"}] == []
