"""What a new deployment takes over from the one that makes it: the program, and the guides that hold for every province."""

PROGRAM = (
    "generator",
    "site_templates",
    "schemas",
    "content/pages/about",
    "content/pages/help",
    "content/pages/scheme",
    "mkdocs.yml",
    "mkdocs.internal.yml",
    "pyproject.toml",
    "requirements.lock",
    "LICENSE",
    "THIRD_PARTY.md",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".github/ISSUE_TEMPLATE",
    ".github/PULL_REQUEST_TEMPLATE",
    ".github/dependabot.yml",
    ".github/pull_request_template.md",
    ".github/workflows/check.yml",
    ".github/workflows/due.yml",
    ".github/workflows/publish.yml",
    ".github/workflows/report.yml",
    ".gitlab",
    ".gitlab-ci.yml",
    ".gitee",
)
"""Files and folders that are copied as they are. The tests stay with the program: they hold it to the shipped data."""

BEGINNINGS = {"Makefile": "\n# The rest is for work on the program", "CONTRIBUTING.md": "\n## 改程序\n"}
"""Files of which all before a line is taken over: what follows is for work on the program."""


def beginning(name: str, text: str) -> str:
    """The part of such a file that is for every deployment: all of it where it is that of one."""
    return text.partition(BEGINNINGS[name])[0].rstrip("\n") + "\n"


def readme(province: str) -> str:
    """The README of a new deployment."""
    return f"# {province}服务专员门户\n\n{_README}"


_README = """\
惠企政策、服务专员、专家和资源写成YAML，用合并请求修改，检查无误后生成一个静态网站。

```sh
make site    # 第一次运行先安装锁定的依赖；检查数据，生成site/public，说明怎样打开
make check   # 只检查，一次列出全部问题
make serve   # 本机预览，保存文件后页面随之更新
```

需要Python 3.11以上（含venv）和make。

## 还要填什么

`.venv/bin/portal due`列出还写着“待填”的文件和到期要办的事。填好一个专员办，删去它的`sample: true`，页面就不再标“示例”。
接下来录入服务专员、企业、结对、专家和本省的政策，次序和做法在网站的`/help/adopt/`，放到服务器上在`/help/deploy/`。

## 什么在哪里

| 文件夹 | 内容 | 谁改 |
|---|---|---|
| `content/`、`rosters/` | 政策、专员办、企业、专员、结对 | 维护人员，改法见[CONTRIBUTING.md](CONTRIBUTING.md) |
| `content/pages/` | 制度与办法、使用帮助、关于 | 维护人员 |
| `mkdocs.yml`、`mkdocs.internal.yml` | 网站设置 | 维护人员 |
| `generator/`、`site_templates/`、`schemas/` | 程序和版式 | 跟随新版本，不在这里改 |
"""
