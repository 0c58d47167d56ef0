"""`portal` from outside: every exit code, every message in Chinese, no traceback, and figures that are true."""

import errno
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from project import ROOT
from test_splice import project
from tree import FACTS, OFFICE, POLICY, TREE, edited, write_tree

from generator import checking as making
from generator import clock, reading
from generator.cli import main
from generator.cli.surroundings import surroundings

EPOCH = "1795500000"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BLAMING = re.compile("(?<!申)请|抱歉|非法|无效|失败|！|？|有误")
ENGLISH = re.compile(
    r"\b(?:[Tt]he|[Ii]s|[Nn]o|[Nn]ot|[Vv]alue|[Oo]ptions?|[Cc]ommands?|[Uu]sage|[Ee]rror|[Aa]borted|[Gg]ot)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


Portal = Callable[..., Done]


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Portal:
    """The command, run by its entry point in a folder."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def run(*words: str, cwd: Path) -> Done:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["portal", *words])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return Done(returncode=int(end.value.code or 0), stdout=out, stderr=err)

    return run


def said(done: Done, code: int) -> str:
    """What a command said to a person, in words that a clerk reads, with the exit code that it promises."""
    text = done.stderr
    assert done.returncode == code, text
    assert CHINESE.search(text)
    assert not BLAMING.search(text), text
    assert not ENGLISH.search(text), text
    assert "Traceback" not in text
    assert "。。" not in text
    return text


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(tmp_path_factory.mktemp("tree"))


WRONG_USES = [
    (("chek",), "没有 chek 这个命令，要写的可能是 check"),
    (("发布",), "没有 发布 这个命令。"),
    (("build", "--foo"), "没有 --foo 这个选项"),
    (("check", "--form", "json"), "没有 --form 这个选项，要写的可能是 --format"),
    (("-x",), "没有 -x 这个选项"),
    (("build", "extra"), "多写了 extra。"),
    (("check", "a", "b"), "多写了 a b。"),
    (("check", "--as-of", "2026-13-01"), "--as-of “2026-13-01”不是日期，写成 2026-11-24 这样"),
    (("check", "--as-of", "明天"), "--as-of “明天”不是日期"),
    (("check", "--as-of"), "--as-of 后面要写一个值"),
    (("check", "--help=3"), "--help 后面不写值"),
    (("check", "--root", "nowhere"), "--root nowhere 里没有 content 和 rosters 文件夹，换到项目文件夹里运行"),
    (("check", "--format", "xml"), "--format 只能写 full、concise、github、json"),
    (("build", "--edition", "both"), "--edition 只能写"),
    (("build", "--edition", "internal"), "内部版要有内部文件：放在 rosters/private"),
    (("build", "--edition", "all", "--public-only"), "内部版要有内部文件"),
    (("build", "--jobs", "0"), "--jobs 应是整数，不小于1"),
    (("serve", "--port", "70000"), "--port 应是整数，1至65535"),
    (("serve", "--port", "web"), "--port 应是整数，1至65535"),
    (("build", "--site", POLICY), "--site 应是文件夹，这里写的是一个文件"),
    (("owners", "--out", "rosters"), "--out 应是文件，这里写的是一个文件夹"),
    (("import", "--out", "rosters"), "--out 应是文件，这里写的是一个文件夹"),
    (("rules", "unknown-feild"), "参数“代码” 没有“unknown-feild”这个代码，要写的可能是 unknown-field"),
    (("rules", "错误"), "参数“代码” 没有“错误”这个代码，运行 portal rules 列出全部"),
    (("schema", POLICY), "参数“文件夹” 应是文件夹，这里写的是一个文件"),
]


@pytest.mark.parametrize(("words", "message"), WRONG_USES, ids=lambda value: " ".join(value)[:30])
def test_wrong_use_is_said_in_chinese(
    portal: Portal, tree: Path, words: tuple[str, ...], message: str
) -> None:
    done = portal(*words, cwd=tree)
    text = said(done, 2)
    assert text.startswith(f"用法不对：{message}")
    assert re.search(r"查看用法：portal( [a-z]+)? --help\n$", text)
    assert done.stdout == ""


@pytest.mark.parametrize("epoch", ["soon", "99999999999999999999", "1e9"])
def test_a_wrong_environment(portal: Portal, tree: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert "环境变量 SOURCE_DATE_EPOCH 应是秒数" in said(portal("check", cwd=tree), 2)


def test_the_help_is_chinese(portal: Portal, tree: Path) -> None:
    assert said(portal(cwd=tree), 2).startswith("用法：portal [选项] 命令\n")
    whole = portal("--help", cwd=tree).stdout
    assert not ENGLISH.search(whole)
    assert "\n选项：\n" in whole
    assert "\n命令：\n" in whole
    for command in re.findall(r"^  ([a-z]+) ", whole, re.MULTILINE):
        done = portal(command, "-h", cwd=tree)
        assert done.returncode == 0
        assert done.stdout.startswith(f"用法：portal {command} [选项]")
        assert not ENGLISH.search(done.stdout)
        options = re.findall(r"^  (-.+)$", done.stdout, re.MULTILINE)
        assert options
        assert all(CHINESE.search(line) for line in options)
    assert re.fullmatch(r"portal \d+\.\d+\.\d+\n", portal("--version", cwd=tree).stdout)


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_empty_folder(portal: Portal, tmp_path: Path, command: str) -> None:
    text = said(portal(command, cwd=tmp_path), 2)
    assert "里没有 content 和 rosters 文件夹，换到项目文件夹里运行，或用 --root 指定" in text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["check", "build"])
def test_empty_folders_of_data(portal: Portal, tmp_path: Path, command: str) -> None:
    (tmp_path / "content").mkdir()
    done = portal(command, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.count("错误[missing-file]") == 4
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_a_build_of_faulty_data_leaves_the_site(portal: Portal, tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"rosters/regions.yml": None})
    (root / "site/public").mkdir(parents=True)
    (root / "site/public/index.html").write_text("old")
    done = portal("build", cwd=root)
    assert said(done, 1) == "没有生成网站，原来的网站没有改动\n"
    assert "错误[missing-file]：缺少行政区划文件\n  --> rosters/regions.yml:1:1\n" in done.stdout
    assert [path.name for path in (root / "site").iterdir()] == ["public"]
    assert (root / "site/public/index.html").read_text() == "old"


def found(portal: Portal, root: Path) -> dict[str, Any]:
    """`portal check --format json`, which has found errors."""
    done = portal("check", "--format", "json", cwd=root)
    assert done.returncode == 1, done.stderr
    return dict(json.loads(done.stdout))


def test_a_syntax_error_in_the_middle_of_a_hundred_files(portal: Portal, tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {}
    for number in range(100, 200):
        text = TREE[POLICY].replace("miit-2026-2", f"miit-2026-{number}").replace("2号", f"{number}号")
        changes[f"content/policies/miit/miit-2026-{number}.yml"] = text
    broken = "content/policies/miit/miit-2026-150.yml"
    later = "content/policies/miit/miit-2026-199.yml"
    changes[broken] = str(changes[broken]).replace("issuers: [工业和信息化部]", "issuers: [工业和信息化部")
    changes[later] = str(changes[later]).replace("level: 国家级", "level: 国级")
    places = [
        (item["code"], item["path"]) for item in found(portal, write_tree(tmp_path, changes))["diagnostics"]
    ]
    assert places == [("yaml-syntax", broken), ("unknown-choice", later)]


TEN: dict[str, str | bytes] = {
    **edited(POLICY, ("level: 国家级", "level: 国级"), ("written_on: 2026-01-16", "written_on: 2026-02-30")),
    **edited(FACTS, ("kind: money", "knd: money"), ("kind: percent", "kind: percents")),
    **edited(OFFICE, ('"990102"', '"990103"'), ("work_phone: 000-99010201", "work_phone: 13812345678")),
    "content/policies/miit/miit-2026-3.yml": TREE[POLICY].replace("2号", "3号"),
    "content/policies/miit/miit-2026-4.yml": "id: [",
    "content/policies/miit/miit-2026-5.yml": "中".encode("gbk"),
    "rosters/region.yml": "[]\n",
    "rosters/holidays.yml": "- {year: 2026, notice: 示例〔2025〕1号, closed: [1月1日], working: []}\n",
}
"""Mistakes by kind: a closed list, a date, a field, a kind, a reference, a phone, an id, syntax, bytes, a file."""


def test_ten_mistakes_are_ten_places(portal: Portal, tmp_path: Path) -> None:
    report = found(portal, write_tree(tmp_path, TEN))
    places = [(item["path"], item["line"], item["column"]) for item in report["diagnostics"]]
    assert len(set(places)) >= 10, places
    assert {path for path, _, _ in places} == set(TEN)
    assert report["summary"]["errors"] == len(places)
    for item in report["diagnostics"]:
        assert CHINESE.search(item["message"])
        assert CHINESE.search(item["help"])


def test_an_unreadable_file_and_an_unknown_region(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(tmp_path, edited(OFFICE, ('"990102"', '"990199"')))

    def refused(path: str, mode: str, buffering: int) -> Any:
        if Path(path) == root / POLICY:
            raise PermissionError(errno.EACCES, "denied", path)
        return Path(path).open(mode, buffering)

    monkeypatch.setattr(reading, "open", refused, raising=False)
    places = [(item["code"], item["path"]) for item in found(portal, root)["diagnostics"]]
    assert ("unreadable-file", POLICY) in places
    assert ("unknown-reference", OFFICE) in places


def test_check_says_what_to_do_next(portal: Portal, tree: Path) -> None:
    done = portal("check", cwd=tree)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "检查完毕，没有问题。下一步：portal build\n",
        "",
    )


def test_the_closing_lines_are_true(portal: Portal, tmp_path: Path) -> None:
    root = project(tmp_path / "my project")
    done = portal("build", "--root", str(root), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    closing = re.search(
        r"生成 (\d+) 页，用时 (\d+\.\d) 秒，内存最多 (\d+) MiB，在 (.+)\n打开：(.+)\n      再用浏览器访问 http://127\.0\.0\.1:8000/\n$",
        done.stdout,
    )
    assert closing, done.stdout
    pages, seconds, memory, folder, opening = closing.groups()
    site = root / "site/public"
    assert (tmp_path / folder).samefile(site)
    assert int(pages) == len(list(site.rglob("*.html")))
    assert (site / "index.html").is_file()
    assert 0 < float(seconds) < 120
    assert 20 < int(memory) < 2000
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = subprocess.Popen(
        ["/bin/bash", "-c", f"exec {opening.removesuffix('8000')}{port}"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert server.stdout
        assert port in server.stdout.readline()
    finally:
        server.terminate()
        server.communicate(timeout=20)


GUIDE = "content/pages/about/index.md"
LINKS = [
    ("[a](../../policies/miit/none.yml)", "链接“../../policies/miit/none.yml”指的文件不存在，核对路径"),
    ("[b](/help/)", "链接“/help/”不能以 / 开头，改成从这个文件起的相对路径"),
    ("[c](#nowhere)", "链接“#nowhere”指的标题不在那一页，核对 # 后面的文字"),
    ("[d](../help/index.md#none)", "链接“../help/index.md#none”指的标题不在那一页"),
    ("[e](../nowhere/)", "链接“../nowhere/”指的文件不存在"),
]


def test_wrong_links_of_a_guide(portal: Portal, tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / GUIDE).write_text("\n\n".join(link for link, _ in LINKS), encoding="utf-8")
    text = said(portal("build", cwd=root), 1)
    for _, message in LINKS:
        assert f"about/index.md：{message}" in text
    assert text.endswith("说明文字或版式有上面的问题，没有生成网站，原来的网站没有改动\n")
    assert list((root / "site").iterdir()) == []


@pytest.mark.parametrize("config", [None, "theme: {name: material", "theme: {name: nowhere}\n"])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_wrong_configuration(portal: Portal, tmp_path: Path, config: str | None, command: str) -> None:
    root = project(tmp_path)
    (root / "mkdocs.yml").unlink()
    if config:
        (root / "mkdocs.yml").write_text(config)
    done = portal(command, cwd=root)
    assert done.returncode == 2
    assert done.stderr.endswith(
        "mkdocs.yml 缺失或写错，没有生成网站，原来的网站没有改动。改正，或从版本库找回\n"
    )
    assert "Traceback" not in done.stderr


def test_an_address_of_the_site_that_is_none(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "zjtx.example.cn")
    text = said(portal("build", cwd=project(tmp_path)), 2)
    assert text.splitlines()[0] == "site_url（环境变量 SITE_URL）写完整的网址，例如 https://zjtx.example.cn/"
    assert "URL isn't" not in text


def test_a_port_in_use(portal: Portal, tmp_path: Path) -> None:
    root = project(tmp_path)
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        done = portal("serve", "--port", str(holder.getsockname()[1]), cwd=root)
    assert said(done, 2) == "端口已被占用，用 --port 换一个，例如 portal serve --port 8001\n"


@pytest.fixture
def bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours in the middle of a check."""

    def broken(*_: object) -> NoReturn:
        raise KeyError("ours")

    monkeypatch.setattr(making, "check", broken)


@pytest.mark.usefixtures("bug")
def test_a_bug_is_one_line_and_a_log_to_paste(
    portal: Portal, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done = portal("check", "--format", "json", cwd=tree)
    text = said(done, 3)
    assert done.stdout == ""
    named = re.fullmatch(r"程序出错，不是数据的问题。把这个文件贴到问题反馈里：(.+\.log)\n", text)
    assert named, text
    log = Path(named[1])
    assert log.parent == tmp_path
    written = log.read_text(encoding="utf-8")
    assert " portal check --format json\n" in written
    assert "KeyError: 'ours'" in written
    assert "in broken" in written


@pytest.mark.usefixtures("bug")
def test_a_bug_that_cannot_be_logged(portal: Portal, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    text = said(portal("check", cwd=tree), 3)
    assert text == "程序出错，不是数据的问题。记录也写不了，腾出磁盘空间再运行一次\n"


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_of_another_encoding(tmp_path: Path, encoding: str) -> None:
    root = write_tree(tmp_path, edited(POLICY, ("level: 国家级", "level: 国家级\U0001f600")))
    program = "from generator.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "check"],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert b"unknown-choice" in done.stdout
    assert ("错误".encode("gbk") in done.stdout) == (encoding == "gbk")


def test_a_reader_that_goes_away(tree: Path) -> None:
    """As in `portal check | head`."""
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "generator.cli", "check"]
    done = subprocess.run(command, cwd=tree, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    assert done.returncode == 1
    assert done.stderr == ""


def test_the_module_is_the_command(tree: Path) -> None:
    command = [sys.executable, "-m", "generator.cli", "--version"]
    assert subprocess.run(command, cwd=tree, capture_output=True, text=True, check=True).stdout.startswith(
        "portal "
    )


def test_surroundings_without_words_of_their_own_name_the_number() -> None:
    assert surroundings(OSError(5, "Input/output error", "/a")) == (
        "读写文件时出错（EIO）：/a。没有写完的文件没有改动，检查磁盘再运行"
    )


def test_surroundings_name_only_options_that_the_command_has(
    portal: Portal, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> NoReturn:
        raise OSError(number, "refused", "/a")

    for number in errno.errorcode:
        build, other = (surroundings(OSError(number, "refused", "/a"), name) for name in ("build", "new"))
        assert set(re.findall("--[a-z]+", build)) <= {"--site", "--jobs", "--port"}
        assert number == errno.EADDRINUSE or "--" not in other
    number = errno.EACCES
    monkeypatch.setattr(making, "check", refused)
    assert said(portal("check", cwd=tree), 2).endswith("没有改动，检查权限\n")
    assert said(portal("build", cwd=tree), 2).endswith("没有改动，检查权限，或用 --site 换一个文件夹\n")


def test_the_day_is_the_day_in_china(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795535999")  # 2026-11-24 23:59:59 there
    assert clock.today().isoformat() == "2026-11-24"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795536000")
    assert clock.today().isoformat() == "2026-11-25"
    clock.pretend(date(2024, 2, 29))
    assert clock.today().isoformat() == "2024-02-29"


@pytest.mark.parametrize(
    "words", ["build", "export annex", "export tables", "export adjustment", "size", "init", "serve"]
)
def test_the_help_of_an_option_is_in_chinese(portal: Portal, words: str) -> None:
    said_ = portal(*words.split(), "--help", cwd=ROOT).stdout
    assert not re.search(r"required|default|x[<>]=", said_), said_


@pytest.mark.parametrize(
    "words",
    [
        ("due",),
        ("export", "annex", "4", "--period", "2026-h1"),
        ("export", "adjustment"),
    ],
)
def test_a_region_without_a_name_is_not_all(portal: Portal, tmp_path: Path, words: tuple[str, ...]) -> None:
    """As a script writes it whose variable is not set."""
    out = tmp_path / "all.xlsx"
    more = ("--out", str(out)) if words[0] == "export" else ()
    assert "没有行政区划“”" in said(portal(*words, *more, "--region", "", cwd=ROOT), 2)
    assert not out.exists()


@pytest.mark.parametrize("folder", ["", ".", "..", "rosters"])
def test_the_private_folder_is_none_of_the_public_ones(portal: Portal, tmp_path: Path, folder: str) -> None:
    text = said(portal("check", "--private", folder, cwd=project(tmp_path)), 2)
    assert "是公开的文件夹，或者里面有；写内部文件的文件夹，里面只有专员办的文件夹" in text


@pytest.mark.parametrize("folder", ["tree", "tree/rosters", "."])
@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_the_guard_of_public_folders_holds_in_any_order(
    portal: Portal, tmp_path: Path, folder: str, order: slice
) -> None:
    project(tmp_path / "tree")
    options = [("--root", "tree"), ("--private", folder)][order]
    text = said(portal("check", *(word for option in options for word in option), cwd=tmp_path), 2)
    assert f"{folder} 是公开的文件夹，或者里面有" in text


@pytest.mark.parametrize("folder", [".", "..", "rosters"])
def test_the_private_folder_of_the_configuration_is_none_of_the_public_ones(
    portal: Portal, tmp_path: Path, folder: str
) -> None:
    root = project(tmp_path / "tree")
    config = f"plugins:\n  portal:\n    private: {folder}\n"
    (root / "mkdocs.internal.yml").write_text(config, encoding="utf-8")
    text = said(portal("check", "--root", "tree", cwd=tmp_path), 2)
    assert f"mkdocs.internal.yml 的 private {folder} 是公开的文件夹，或者里面有" in text


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("match", "--facts", "closed"), "--facts closed"),
        (("import", "closed", "--kind", "企业", "--region", "990102"), "参数“文件” closed"),
        (("export", "annex", "1", "--out", "closed"), "--out closed"),
        (("check", "--private", "folder"), "--private folder"),
    ],
)
def test_a_file_that_may_not_be_read(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], named: str
) -> None:
    root = project(tmp_path)
    (root / "closed").touch()
    (root / "folder").mkdir()
    asked = os.access

    def denied(path: Any, *mode: Any, **how: Any) -> bool:
        return Path(path).name not in {"closed", "folder"} and asked(path, *mode, **how)

    monkeypatch.setattr(os, "access", denied)
    assert f"{named} 读不了，检查权限" in said(portal(*words, cwd=root), 2)
