"""Search: one form of text, the index and its bytes, and the browser's engine held to both."""

import json
import random
import shutil
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generator.search import SearchDoc, build_index, normalise
from generator.search.grams import TOKEN_SHIFT, body_postings, merged
from generator.search.shards import listed, shards

ASSETS = Path(__file__).parent.parent / "site_templates" / "assets"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node 不在：两套代码的对照没有运行")

FOLDED = [
    ("工信部企业〔2026〕2号", "工信部企业20262号"),
    ("工信部企业[2026]2号", "工信部企业20262号"),
    ("工信部企业（２０２６）２号", "工信部企业20262号"),
    ("工信部企业【2026】 2号", "工信部企业2026 2号"),
    ("财政部 税务总局公告2023年第7号", "财政部税务总局公告2023年第7号"),
    ("为“专精特新”中小企业办「实事」", "为专精特新中小企业办实事"),
    ("《民营经济促进法》", "民营经济促进法"),
    ("首台（套）", "首台套"),
    ("ISO 9001　质量", "iso 9001质量"),
    ("MoF-STA", "mof-sta"),
    ("2024—2026年", "2024-2026年"),
    ("满 3 年，≥ 5 %", "满3年,≥ 5 %"),
    ("甲\r\n乙\u2028丙", "甲\n\n乙\n丙"),
    ("面积 100㎡…①", "面积100m2...1"),
    ("零\u200b宽\ufeff", "零宽"),
    ("ＡＢＣ\tＤ", "abc d"),
    ("ＡΣ İ ß", "aς i̇ ß"),
    ("e\u0301te\u0301", "été"),
    ("𠮷野家 二〇二六", "𠮷野家二〇二六"),
    ("", ""),
]


def doc(page: int, title: str, **fields: str) -> SearchDoc:
    return SearchDoc(
        url=fields.get("url", f"p/{page}/"),
        section=fields.get("section", "政策"),
        title=title,
        number=fields.get("number", ""),
        summary=fields.get("summary", ""),
        tags=tuple(filter(None, fields.get("tags", "").split())),
        text=fields.get("text", title),
        date=fields.get("date", ""),
        ends_on=fields.get("ends_on", ""),
    )


@pytest.mark.parametrize(("text", "form"), FOLDED)
def test_one_form(text: str, form: str) -> None:
    assert normalise(text) == form


def test_folding_twice_changes_nothing() -> None:
    for _, form in FOLDED:
        assert normalise(form) == form


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([0], "A"), ([0, 1, 2], "AAA"), ([31, 32], "fA"), ([32], "gB"), ([5, 1100], "FmiB")],
)
def test_lists_as_text(numbers: list[int], text: str) -> None:
    assert listed(numbers) == text


def written(docs: Sequence[SearchDoc], jobs: int = 1) -> dict[str, bytes]:
    return {file.path: file.make() for file in build_index(docs, jobs)}


SMALL = [
    doc(1, "研发费用加计扣除", number="财政部 税务总局公告2023年第7号", date="2023-03-26", tags="税费减免"),
    doc(2, "示例市专员办", section="专员办", number="320900", text="示例市专员办\n电话 0500-12345678"),
    doc(3, "旧办法", date="2020-01-01", ends_on="2021-12-31", text="旧办法\n研发加计扣除到期"),
]


def test_any_order_makes_the_same_bytes() -> None:
    assert written(SMALL) == written(SMALL[::-1])


def test_two_processes_make_the_same_bytes() -> None:
    many = [doc(number, f"第{number}号办法，" + "贴息" * 9_000) for number in range(20)]  # several parts
    assert written(many, jobs=2) == written(many)


def test_a_change_of_text_changes_the_revision() -> None:
    before = json.loads(written(SMALL)["search/index/manifest.json"])
    after = json.loads(written([*SMALL[:2], doc(3, "新办法")])["search/index/manifest.json"])
    assert before["revision"] != after["revision"]


def test_documents_are_numbered_newest_first() -> None:
    files = written(SMALL)
    manifest = json.loads(files["search/index/manifest.json"])
    folder = f"search/index/{manifest['revision']}"
    columns = json.loads(files[f"{folder}/columns.json"])
    assert columns == {"rest": "政策", "sections": {"专员办": "C"}, "ends": {"2021-12-31": "B"}}
    assert [row[0] for row in json.loads(files[f"{folder}/d/0.json"])] == ["p/1/", "p/3/", "p/2/"]


def test_blocks_keep_their_form_until_the_format_is_raised() -> None:
    blocks = [data for path, data in written(SMALL).items() if "/d/" in path]
    assert sha256(b"".join(blocks)).hexdigest()[:12] == "2fea2336cd43", "raise _FORMAT"


def test_no_documents() -> None:
    files = written([])
    assert json.loads(files["search/index/manifest.json"])["docs"] == 0
    assert shards([]) == [b"{}"]


def test_a_page_without_a_word() -> None:
    files = written([doc(1, "《》", text=" ")])
    assert [data for path, data in files.items() if "/t/" in path] == [b"{}"]


def test_parts_of_any_size_hold_the_same_postings() -> None:
    chunks = [body_postings(["企" * 9, "企业"], 0), body_postings(["企企 2026", "业"], 2)]
    whole = np.concatenate(list(merged(chunks))).tolist()
    assert whole == sorted(whole)
    for size in (1, 2, 5):
        parts = list(merged(chunks, size))
        assert np.concatenate(parts).tolist() == whole
        tokens = [set((part >> TOKEN_SHIFT).tolist()) for part in parts]
        assert sum(map(len, tokens)) == len(set().union(*tokens))


def corpus(size: int, seed: int) -> list[SearchDoc]:
    """Documents of few characters, so that most pairs stand in some documents and words in few."""
    rng = random.Random(seed)
    pieces = ["企", "业", "研", "发", "税", "𠮷", "〇", "5", "万", "号", "a", "iso9001", "Ｑ235", "2026", "%"]
    pieces += ["，", "。\n", " ", "〔", "〕", "“", "—", "é", "mof-sta", "é"]

    def text(length: int) -> str:
        return "".join(rng.choice(pieces) for _ in range(length)).strip() or "企"

    return [
        doc(
            number,
            text(6).replace("\n", " "),
            number=rng.choice(["", f"示例〔{rng.randrange(2020, 2027)}〕{rng.randrange(1, 40)}号"]),
            summary=text(10),
            tags=text(3),
            text=text(120),
            section=rng.choice(["政策", "专员办", "使用帮助"]),
            date=rng.choice(["", f"{rng.randrange(2020, 2027)}-01-01"]),
            ends_on=rng.choice(["", "2025-12-31", "2030-12-31"]),
        )
        for number in range(size)
    ]


def run_engine(site: Path, docs: Sequence[SearchDoc], calls: str) -> list[Any]:
    """Write a site's search files and run `calls` (JavaScript that fills `out`) over them."""
    for path, data in written(docs).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    shutil.copytree(ASSETS, site / "assets" / "x", dirs_exist_ok=True)
    script = f"""
        import {{ readFile }} from "node:fs/promises";
        globalThis.fetch = async (url) => {{
          const text = await readFile(url, "utf8").catch(() => null);
          return {{ ok: text !== null, status: 404, json: async () => JSON.parse(text) }};
        }};
        const {{ search }} = await import("./assets/x/search-engine.mjs");
        const {{ normalise, marked, wordsOf }} = await import("./assets/x/search-text.mjs");
        const out = [];
        {calls}
        console.log(JSON.stringify(out));
    """
    (site / "run.mjs").write_text(script, encoding="utf-8")
    assert NODE is not None
    done = subprocess.run([NODE, "run.mjs"], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: list[Any] = json.loads(done.stdout)
    return answer


@needs_node
def test_both_codes_fold_alike(tmp_path: Path) -> None:
    texts = [text for text, _ in FOLDED] + [entry.text for entry in corpus(40, seed=2)]
    calls = f"for (const text of {json.dumps(texts)}) out.push(normalise(text));"
    assert run_engine(tmp_path, SMALL, calls) == [normalise(text) for text in texts]


def plain_hits(docs: Sequence[SearchDoc], query: str) -> set[str]:
    words = [normalise(word) for word in query.split()]
    pages = {
        entry.url: "\n".join(
            normalise(part)
            for part in (entry.title, entry.number, *entry.tags, entry.summary + "\n" + entry.text)
        )
        for entry in docs
    }
    return {url for url, page in pages.items() if all(word in page for word in words)}


@needs_node
def test_engine_finds_what_plain_search_finds(tmp_path: Path) -> None:
    docs = corpus(150, seed=1)
    rng = random.Random(3)
    queries = [*"企5％é", "业 2026", "〔2026〕", "没有这样", "iso9001", "235", "sta", "2026企", "　研　发"]
    for _ in range(120):
        line = rng.choice(rng.choice(docs).text.split("\n"))
        start = rng.randrange(max(1, len(line) - 1))
        queries.append(line[start : start + rng.randrange(1, 9)])
    queries = [query for query in queries if normalise(query).strip()]
    calls = f"""
        for (const query of {json.dumps(queries)}) {{
          const all = await search(query, {{ limit: 1000 }});
          const few = await search(query, {{ limit: 5 }});
          out.push([all.total, all.exact, all.hits.map((hit) => hit.href.split("/").slice(-3).join("/")),
            few.hits.map((hit) => hit.href.split("/").slice(-3).join("/")), few.exact, few.total]);
        }}"""
    for query, found in zip(queries, run_engine(tmp_path, docs, calls), strict=True):
        total, exact, hits, first, sure, guess = found
        expected = plain_hits(docs, query)
        assert set(hits) == expected, query
        assert exact
        assert total == len(hits) == len(expected)
        assert first == hits[:5], query
        assert guess == total if sure else guess >= total


RANKED = [
    doc(1, "加计扣除", text="全文", date="2020-01-01"),
    doc(2, "别的", number="加计扣除", date="2019-01-01"),
    doc(3, "加计扣除办法", date="2018-01-01", ends_on="2019-01-01"),
    doc(4, "加计扣除细则", date="2017-01-01"),
    doc(5, "研发加计扣除", date="2026-01-01"),
    doc(6, "标签", tags="加计扣除", date="2026-02-01"),
    doc(7, "正文", text="可以加计扣除", date="2026-03-01"),
    doc(8, "正文二", text="可以加计扣除", date="2026-04-01", ends_on="2026-05-01"),
    doc(9, "正文三", text="加计，计扣，扣除", date="2026-06-01"),
]


@needs_node
def test_rank(tmp_path: Path) -> None:
    calls = """
        const found = await search("加计扣除", { today: "2026-05-02" });
        out.push(found.hits.map((hit) => Number(hit.href.split("/").at(-2))));
        out.push(found.hits.filter((hit) => hit.ended).map((hit) => Number(hit.href.split("/").at(-2))));
        out.push((await search("加计扣除", { today: "2026-05-01" })).hits.slice(-2).map((hit) => hit.title));
        out.push((await search("加计扣除", { section: "专员办" })).total);"""
    found = run_engine(tmp_path, RANKED, calls)
    assert found == [[1, 2, 4, 3, 5, 6, 7, 8], [3, 8], ["正文二", "正文"], 0]


@needs_node
def test_marks(tmp_path: Path) -> None:
    calls = """
        out.push(marked("依据工信部企业〔2026〕2号办理", wordsOf("企业2026 2号")));
        out.push(marked("<b>ＩＳＯ 9001</b>", wordsOf("iso9001")));
        out.push(marked("没有", wordsOf("")));
        out.push((await search("可以")).hits[0].snippet);"""
    assert run_engine(tmp_path, RANKED, calls) == [
        ["依据工信部", "企业〔2026", "〕", "2号", "办理"],
        ["<b>", "ＩＳＯ 9001", "</b>"],
        ["没有"],
        "可以加计扣除",
    ]
