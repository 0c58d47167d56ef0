"""Records put into files: only their own lines change, comments stay, and the file is canonical."""

import random
from difflib import unified_diff
from typing import Any

import pytest
from private_tree import PRIVATE_TREE
from test_editing import SHIPPED, clean, data_of
from tree import ENTERPRISES, PAIRINGS, TREE

from generator.editing.changing import plain, record_key, whole_file, with_items
from generator.editing.formatting import SORTED, formatted, main_list, same_records
from generator.editing.layout import layout
from generator.kinds import KIND, Kind, kind_of
from generator.source import Source

UPTAKE, REQUESTS = (
    f"rosters/private/990100-jia/990102-yi/{name}.yml" for name in ("uptake", "requests/2026")
)
A, D = "91990102MA0000001A", "91990102MA0000001D"
HEAD = "# yaml-language-server: $schema=../../../schemas/pairing.json\n"
LISTED = [
    (source, kind)
    for source in SHIPPED
    if clean(source) and (kind := kind_of(source.path)) and kind.name in SORTED and len(source.text) < 60_000
]


def changed(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    diff = unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in diff if not line.startswith(("---", "+++", "@@"))]


def items_of(text: str, path: str, kind: Kind) -> list[dict[str, Any]]:
    data = data_of(text, path)
    items: list[dict[str, Any]] = data if kind.many else data[kind.under]
    return items


def test_a_new_record_is_one_more_line() -> None:
    text = formatted(TREE[PAIRINGS], KIND["pairing"], PAIRINGS)
    item = {"enterprise": A, "commissioner": "990102-001", "since": "2026-01-01"}
    made = with_items(text, KIND["pairing"], PAIRINGS, {}, [item])
    assert changed(text, made) == [f'+  - {{enterprise: "{A}", commissioner: 990102-001, since: 2026-01-01}}']


def test_a_known_record_gets_the_given_fields() -> None:
    text = formatted(TREE[PAIRINGS], KIND["pairing"], PAIRINGS)
    text = text.replace("since: 2025-12-01}", "since: 2025-12-01} # 核对过").replace("}\n", "}\n  # 后面\n")
    text = formatted(text, KIND["pairing"], PAIRINGS)
    item = {"enterprise": D, "since": "2025-12-01", "reason": "人员调整", "until": "2026-10-01"}
    line = f'  - {{enterprise: "{D}", commissioner: 990102-001, since: 2025-12-01'
    assert changed(text, with_items(text, KIND["pairing"], PAIRINGS, {}, [item])) == [
        f"-{line}}}  # 核对过",
        f"+{line}, until: 2026-10-01, reason: 人员调整}}  # 核对过",
    ]


def test_a_field_that_is_the_same_stays_as_it_was_written() -> None:
    text = TREE[ENTERPRISES].replace(
        "    products: [示例轴承]\n", "    products:\n      - 示例轴承  # 主要的\n"
    )
    text = formatted(text, KIND["enterprise"], ENTERPRISES)
    item = {"code": D, "products": ["示例轴承"], "name": "示例新名有限公司"}
    assert changed(text, with_items(text, KIND["enterprise"], ENTERPRISES, {}, [item])) == [
        "-    name: 示例精密机械有限公司",
        "+    name: 示例新名有限公司",
    ]


def test_lists_of_records_stand_in_lines() -> None:
    steps = [{"do": "自办", "date": "2026-01-16"}, {"do": "办结", "date": "2026-01-17", "result": "好: 了"}]
    item = {"id": "q-2026-0001", "told": ["2026-01-20"], "steps": steps}
    text = formatted(PRIVATE_TREE[REQUESTS], KIND["request"], REQUESTS)
    made = with_items(text, KIND["request"], REQUESTS, {}, [item])
    assert (
        "  told: [2026-01-20]\n  steps:\n    - {do: 自办, date: 2026-01-16}\n"
        '    - {do: 办结, date: 2026-01-17, result: "好: 了"}\n  satisfied' in made
    )
    one = with_items(text, KIND["request"], REQUESTS, {}, [{"id": "q-2026-0001", "steps": steps[:1]}])
    assert "  steps: [{do: 自办, date: 2026-01-16}]\n" in one


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ('region: "990102"\npairings: []\n', ("", "")),
        ('# a\n\n# b\nregion: "990102"\npairings: [] # c\n# d\n', ("# a\n\n# b\n", "# d\n")),
        ("pairings: []\n# e\nregion: 990102\n", ("\n# e\n", "")),
    ],
)
def test_the_first_record_of_an_empty_list(text: str, around: tuple[str, str]) -> None:
    item = {"enterprise": A, "commissioner": "990102-001", "since": "2026-01-01"}
    made = with_items(text, KIND["pairing"], PAIRINGS, {}, [item])
    above, below = around
    beside = "  # c" if "# c" in text else ""
    assert made == (
        f'{HEAD}{above}region: "990102"\npairings:{beside}\n'
        f'  - {{enterprise: "{A}", commissioner: 990102-001, since: 2026-01-01}}\n{below}'
    )


def test_what_stands_on_top_stays_on_top() -> None:
    text = f"# 每年一月核对\n\n# 最早的\n{PRIVATE_TREE[UPTAKE]}"
    item = {"enterprise": A, "benefit": "miit-2026-2#srdi"}
    made = with_items(text, KIND["uptake"], UPTAKE, {}, [item])
    assert made.split("\n")[1:6] == [
        "# 每年一月核对",
        f'- {{enterprise: "{A}", benefit: miit-2026-2#srdi}}',
        "",
        "# 最早的",
        '- enterprise: "91990102MA0000001D"',
    ]
    assert with_items(made, KIND["uptake"], UPTAKE, {}, []) == made


def test_a_comment_of_the_record_that_comes_first_is_not_one_of_the_file() -> None:
    text = f"# 文件\n\n# 二\n- {{enterprise: {D}, benefit: a#b}}\n# 一\n- {{enterprise: {A}, benefit: a#b}}\n"
    made = formatted(text, KIND["uptake"], UPTAKE)
    again = with_items(made, KIND["uptake"], UPTAKE, {}, [{"enterprise": "1" * 18, "benefit": "a#b"}])
    assert f'# 文件\n- {{enterprise: "{"1" * 18}", benefit: a#b}}\n\n# 一\n- {{enterprise: "{A}"' in again


def test_a_new_file_has_its_head() -> None:
    item = {"since": "2026-01-01", "commissioner": "990102-001", "enterprise": A}
    made = with_items(None, KIND["pairing"], PAIRINGS, {"region": "990102"}, [item])
    assert made == (
        f'{HEAD}region: "990102"\npairings:\n'
        f'  - {{enterprise: "{A}", commissioner: 990102-001, since: 2026-01-01}}\n'
    )
    assert with_items(None, KIND["uptake"], UPTAKE, {}, []).endswith("\n[]\n")
    assert with_items(None, KIND["pairing"], PAIRINGS, {"region": "990102"}, []).endswith("\npairings: []\n")


def test_a_file_of_one_record_has_its_lists_in_lines() -> None:
    data = {
        "id": "miit-2026-9",
        "benefits": [
            {"id": "main", "name": "甲", "windows": [{"opens_on": "2026-01-01"}, {"closes_on": "2026-02-01"}]}
        ],
        "topics": ["融资"],
    }
    assert whole_file(KIND["policy"], "content/policies/miit/miit-2026-9.yml", data, "一项").partition("\n")[
        2
    ] == (
        "# 一项\nid: miit-2026-9\ntopics: [融资]\nbenefits:\n  - id: main\n    name: 甲\n    windows:\n"
        "      - {opens_on: 2026-01-01}\n      - {closes_on: 2026-02-01}\n"
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_record_that_was_taken_out_can_be_put_back(seed: int) -> None:
    chance = random.Random(seed)
    for source, kind in chance.sample(LISTED, 12):
        root = layout(source.text)
        listed = main_list(root.value, kind)
        assert listed
        if not listed.entries:
            continue
        taken: Any = plain(listed.entries[chance.randrange(len(listed.entries))].value)
        others = [item for item in items_of(source.text, source.path, kind) if item != taken]
        head = {} if kind.many else {**data_of(source.text, source.path), kind.under: None}
        less = with_items(None, kind, source.path, {key: text for key, text in head.items() if text}, others)
        made = with_items(less, kind, source.path, {}, [taken])
        assert same_records(data_of(made, source.path), data_of(source.text, source.path), kind)
        assert formatted(made, kind, source.path) == made
        assert with_items(made, kind, source.path, {}, [taken, taken]) == made
        assert clean(Source(path=source.path, text=less))


def test_keys_name_records() -> None:
    assert record_key(KIND["pairing"], {"since": "2026-01-01", "enterprise": A}) == (A, "2026-01-01")
    assert record_key(KIND["contact-group"], {"id": "a"}) == ("a",)
    assert record_key(KIND["waiver"], {"rule": "a"}) == ()
