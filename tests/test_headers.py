"""The headers of a web server: both files say the same, the handbook's nginx sends them, and shuts the internal edition."""

import base64
import hashlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from project import ROOT
from test_cli import Portal, portal
from test_splice import project

from generator.headers import CSP, IMMUTABLE, header_files, headers

__all__ = ["portal"]

GUIDE = (ROOT / "content/pages/help/deploy.md").read_text(encoding="utf-8")
SERVERS = re.findall(r"^```nginx\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
CSS = "p { color: red }"


@pytest.fixture(scope="module")
def said() -> Mapping[str, str]:
    return headers(CSS)


def test_the_header_is_the_policy_of_the_pages_and_what_a_page_cannot_say(said: Mapping[str, str]) -> None:
    digest = base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
    ours, theirs = (
        [rule.split(" ") for rule in text.split("; ")] for text in (CSP, said["Content-Security-Policy"])
    )
    style = next(rule for rule in theirs if rule[0] == "style-src")
    assert style.pop() == f"'sha256-{digest}'"
    assert theirs == [*ours, ["frame-ancestors", "'none'"]]
    assert set(said) == {
        *("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"),
    }


def test_both_files_say_the_same(said: Mapping[str, str]) -> None:
    host, server = (file.data.decode() for file in header_files(CSS))
    every, *hashed = re.split(r"^(?=/)", host, flags=re.MULTILINE)[1:]
    assert dict(re.findall(r"^  ([\w-]+): (.+)$", every, re.MULTILINE)) == said
    assert dict(re.findall(r'^add_header ([\w-]+) "([^"]+)" always;$', server, re.MULTILINE)) == said
    assert [part.split("\n")[:2] for part in hashed] == [
        ["/assets/*", f"  Cache-Control: {IMMUTABLE}"],
        ["/search/index/:version/*", f"  Cache-Control: {IMMUTABLE}"],
    ]


@pytest.fixture
def site(portal: Portal, tmp_path: Path) -> Path:
    """Both editions of a small project, as they are built."""
    folder = project(tmp_path / "project")
    for path, text in PRIVATE_TREE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    done = portal("build", "--edition", "all", "--site", str(tmp_path / "site"), cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return tmp_path / "site"


def test_a_build_writes_the_headers(site: Path) -> None:
    for edition in ("public", "internal"):
        css = re.search(r"<style>(.*?)</style>", (site / edition / "404.html").read_text(), re.DOTALL)
        assert css
        for file in header_files(css[1]):
            assert (site / edition / file.path).read_bytes() == file.data


def test_the_servers_of_the_guide_send_them() -> None:
    assert [re.findall(r"^    root (.+);$", text, re.MULTILINE) for text in SERVERS] == [
        ["/srv/zjtx/site/public"],
        ["/srv/zjtx/site/internal"],
    ]
    for text in SERVERS:
        root = re.findall(r"^    root (.+);$", text, re.MULTILINE)[0]
        assert f"\n    include {root}/_headers.conf;\n" in text
        locations = re.findall(r"^    location .*$", text, re.MULTILINE)
        assert len(locations) == 4
        assert not [line for line in locations if "add_header" in line]  # it would take the others away
        assert "autoindex" not in text
    assert IMMUTABLE in SERVERS[0]
    assert IMMUTABLE not in SERVERS[1]
    assert "auth_basic_user_file" in SERVERS[1]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def served(site: Path, tmp_path: Path) -> Iterator[tuple[int, int]]:
    """The ports of both editions behind nginx, configured as the guide says but for names, certificates and ports."""
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    assert Path(nginx).exists(), "缺少Debian软件包nginx-light：sudo apt-get install nginx-light"
    ports = free_port(), free_port()
    (tmp_path / "users").write_text("shili:{PLAIN}shili\n", encoding="utf-8")
    servers = []
    for text, port in zip(SERVERS, ports, strict=True):
        ready = text
        for old, new in (
            ("listen 443 ssl;", f"listen 127.0.0.1:{port};"),
            ("allow 10.0.0.0/8;", "allow 127.0.0.0/8;"),
            ("/etc/nginx/zjtx.users", str(tmp_path / "users")),
            ("/srv/zjtx/site", str(site)),
        ):
            ready = ready.replace(old, new)
        servers.append(re.sub(r"^    ssl_.*\n", "", ready, flags=re.MULTILINE))
    user = "user root;\n" if os.getuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = tmp_path / "nginx.conf"
    config.write_text(
        f"{user}daemon off;\npid {tmp_path}/pid;\nerror_log {tmp_path}/error.log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{temporary}{''.join(servers)}}}\n",
        encoding="utf-8",
    )
    test = subprocess.run([nginx, "-t", "-c", str(config)], capture_output=True, text=True, check=False)
    assert test.returncode == 0, test.stderr
    assert "warn" not in test.stderr
    with subprocess.Popen([nginx, "-c", str(config)]) as running:
        try:
            for port in ports:
                wait_for(port)
            yield ports
        finally:
            running.terminate()


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(port)


def get(port: int, path: str, send: Mapping[str, str] = {}) -> tuple[int, Mapping[str, str]]:
    """The status and the headers of an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", path, headers=send)
        answer = connection.getresponse()
        answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}


@pytest.mark.trust
def test_nginx_as_the_guide_says(site: Path, served: tuple[int, int]) -> None:
    public, internal = served
    login = {"Authorization": f"Basic {base64.b64encode(b'shili:shili').decode()}"}

    def paths(edition: str) -> list[str]:
        files = [
            path.relative_to(site / edition).as_posix()
            for path in (site / edition).rglob("*")
            if path.is_file()
        ]
        return [
            f"/{path.removesuffix('index.html')}" for path in sorted(files) if not path.startswith("_headers")
        ]

    css = re.search(r"<style>(.*?)</style>", (site / "public/404.html").read_text(), re.DOTALL)
    assert css
    expected = {name.lower(): value for name, value in headers(css[1]).items()}
    kinds = {".mjs": "text/javascript", ".js": "text/javascript", ".css": "text/css", ".csv": "text/csv"}
    kinds |= {".json": "application/json", ".ics": "text/calendar", ".svg": "image/svg+xml", "/": "text/html"}
    for path in paths("public"):
        status, got = get(public, path)
        assert status == 200, path
        assert expected.items() <= got.items(), path
        kind = next((kind for end, kind in kinds.items() if path.endswith(end)), None)
        assert kind is None or got["content-type"].startswith(kind), path
        hashed = re.search(r"/(assets|search/index)/[0-9a-f]+/", path)
        assert got["cache-control"] == (IMMUTABLE if hashed else "no-cache"), path
    inside = paths("internal")
    assert len(inside) > len(paths("public")) > 100
    for path in inside:
        assert get(internal, path)[0] == 401, path
        status, got = get(internal, path, login)
        assert status == 200, path
        assert expected.items() <= got.items(), path
        assert got["cache-control"] == "private, no-cache"
    only = set(inside) - set(paths("public"))
    assert {"/desk/", "/board/"} <= only
    for path in (*only, "/nothing/", "/_headers", "/_headers.conf"):
        if "/assets/" not in path:
            status, got = get(public, path)
            assert (status, expected.items() <= got.items()) == (404, True), path
    assert get(public, "/assets/")[0] == 403  # no listing
    assert get(public, "/policies/", {"Accept-Encoding": "gzip"})[1].get("content-encoding") == "gzip"
