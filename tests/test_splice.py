"""A spliced page is the page that MkDocs itself makes, byte for byte; a theme that lost a slot is named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tree import TREE, write_tree
from whole_pages import DEPTHS

ROOT = Path(__file__).resolve().parent.parent
TITLE = "</title><b>&"


def project(folder: Path, *, hook: bool = False, theme: Path | None = None) -> Path:
    """A small project with the shipped configuration and templates, and a title that is hostile."""
    policy = "content/policies/miit/miit-2026-2.yml"
    write_tree(
        folder, {policy: TREE[policy].replace("title: 优质中小企业梯度培育管理办法", f'title: "{TITLE}"')}
    )
    (folder / "content/pages").mkdir()
    for name in ("scheme", "about", "help"):
        (folder / f"content/pages/{name}").mkdir()
        guide = f"---\ntitle: {name}\ndescription: {name}\n---\n[记录](../../policies/miit/miit-2026-2.yml)\n"
        (folder / f"content/pages/{name}/index.md").write_text(guide, encoding="utf-8")
    shutil.copytree(theme or ROOT / "site_templates", folder / "site_templates")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    hooks = f"\nhooks: [{ROOT / 'tests/whole_pages.py'}]\n" if hook else ""
    (folder / "mkdocs.yml").write_text(config + hooks, encoding="utf-8")
    return folder


def build(
    tool: str, folder: Path, site_url: str = "", *, strict: bool = False
) -> subprocess.CompletedProcess[str]:
    """Build with MkDocs or ProperDocs, and the package of this checkout, in a process of its own."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "SOURCE_DATE_EPOCH": "1795500000",
        "SITE_URL": site_url,
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
    }
    command = [
        sys.executable,
        "-m",
        tool,
        "build",
        "--strict" if strict else "-q",
        "-f",
        "mkdocs.yml",
        "-d",
        "site",
    ]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def tree_bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    ("tool", "site_url"),
    [
        ("mkdocs", ""),
        ("properdocs", "https://portal.example/sub/"),
        pytest.param("mkdocs", "https://portal.example/sub/", marks=pytest.mark.trust),
        pytest.param("properdocs", "", marks=pytest.mark.trust),
    ],
)
def test_spliced_equals_whole(tool: str, site_url: str, tmp_path: Path) -> None:
    spliced = project(tmp_path / "spliced")
    whole = project(tmp_path / "whole-project", hook=True)
    for folder in (spliced, whole):
        done = build(tool, folder, site_url)
        assert done.returncode == 0, done.stderr
    for path in DEPTHS:
        made = (whole / "whole" / path / "index.html").read_bytes()
        assert (spliced / "site" / path / "index.html").read_bytes() == made
        assert (
            b'aria-current="page">\xe6\x89\xbe\xe6\x94\xbf\xe7\xad\x96' in made
        )  # 找政策 is the current section
        assert "当前位置".encode() in made
    record = (spliced / "site/policies/miit-2026-2/index.html").read_text(encoding="utf-8")
    assert "<title>&lt;/title&gt;&lt;b&gt;&amp; - " in record
    assert ('rel="canonical" href="https://portal.example/sub/policies/miit-2026-2/"' in record) == bool(
        site_url
    )


@pytest.mark.trust
def test_properdocs_makes_the_same_site(tmp_path: Path) -> None:
    sites = []
    for tool in ("mkdocs", "properdocs"):
        folder = project(tmp_path / tool)
        done = build(tool, folder)
        assert done.returncode == 0, done.stderr
        sites.append(tree_bytes(folder / "site"))
    assert sites[0] == sites[1]


def test_a_guide_links_to_the_yaml(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert build("mkdocs", folder).returncode == 0
    assert 'href="../policies/miit-2026-2/"' in (folder / "site/about/index.html").read_text(encoding="utf-8")


def test_a_guide_that_links_to_no_record_fails_strictly(tmp_path: Path) -> None:
    folder = project(tmp_path)
    guide = folder / "content/pages/about/index.md"
    guide.write_text("[没有](../../policies/miit/none.yml)\n", encoding="utf-8")
    done = build("mkdocs", folder, strict=True)
    assert done.returncode == 1
    assert "none.yml" in done.stderr


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("{{ page.content }}", "content 出现0次"),
        ("<title>{{ page.title | e }}", "title 出现"),
    ],
)
def test_a_theme_that_lost_a_slot_stops_the_build_by_name(lost: str, said: str, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "site_templates", theme)
    main = theme / "theme/main.html"
    text = main.read_text(encoding="utf-8")
    assert lost in text
    main.write_text(text.replace(lost, "<title>" if "title" in lost else "", 1), encoding="utf-8")
    folder = project(tmp_path / "project", theme=theme)
    done = build("mkdocs", folder)
    assert done.returncode == 1
    assert said in done.stderr
    assert "main.html" in done.stderr
    assert "Traceback" not in done.stderr


def test_faults_end_mkdocs_with_the_report(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "rosters/regions.yml").unlink()
    done = build("mkdocs", folder)
    assert done.returncode == 1
    assert "missing-file" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_warning_after_a_strict_build_ends_it_without_a_traceback(tmp_path: Path) -> None:
    folder = project(tmp_path)
    guide = folder / "content/pages/about/index.md"
    guide.write_text("[没有](#none)\n", encoding="utf-8")
    done = build("mkdocs", folder, strict=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
