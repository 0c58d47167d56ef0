"""The templates of GitLab and Gitee, from those of GitHub: what is asked of a change is written once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.yaml_reader import as_text

ROOT = Path(__file__).resolve().parent.parent.parent
FORMS, PULLS, DEFAULT = (
    f".github/{name}" for name in ("ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE", "pull_request_template.md")
)
KINDS = ("policy", "pairing", "office", "support", "enterprise", "site")
"""The kinds of change, each with a form for who reports it and a template for who makes it."""


def forms(root: Path) -> Mapping[str, Any]:
    """The issue forms by kind."""
    return {kind: as_text((root / FORMS / f"{kind}.yml").read_text(encoding="utf-8")) for kind in KINDS}


def templates(root: Path) -> Mapping[str, str]:
    """The texts by path. GitLab shows the name of a file in its menu; Gitee reads GitHub's forms by itself."""
    default = (root / DEFAULT).read_text(encoding="utf-8")
    made = {
        ".gitlab/merge_request_templates/Default.md": default,
        ".gitee/PULL_REQUEST_TEMPLATE.zh-CN.md": default,
    }
    for kind, form in forms(root).items():
        pull = (root / PULLS / f"{kind}.md").read_text(encoding="utf-8")
        made[f".gitlab/merge_request_templates/{form['name']}.md"] = pull
        made[f".gitlab/issue_templates/{form['name']}.md"] = "\n".join(_markdown(form))
    return made


def _markdown(form: Any) -> Iterator[str]:
    yield f"<!-- {form['description']} -->\n"
    for element in form["body"]:
        asked = element["attributes"]
        if element["type"] == "markdown":
            yield f"{asked['value']}\n"
            continue
        may_be_left = element.get("validations", {}).get("required") != "true"
        optional = may_be_left and element["type"] != "checkboxes"
        yield f"## {asked['label']}{'（可以不写）' if optional else ''}\n"
        if element["type"] == "checkboxes":
            yield from (f"- [ ] {option['label']}\n" for option in asked["options"])
        else:
            hint = asked.get("description") or "、".join(asked.get("options", ()))
            yield f"<!-- {hint} -->\n" if hint else ""


if __name__ == "__main__":
    for path, text in templates(ROOT).items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
