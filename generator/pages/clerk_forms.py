"""写政策, 加资源, 加专家 and 换专员: the forms of the internal edition by which a clerk writes public files without git.

Each is one page; what it has to know is a file made when it is written or asked for, with the schema of editors.
In all of them "as_of" is the day of the data, "schema" the schema of `portal schema`, "taken" the ids that are or
were in use, "regions" [[code, name, position of the one above or -1], …].

desk/policy/form.json: {"as_of", "schema", "taken", "regions", "domains",
 "facts": [{"key", "label", "kind", "unit", "values", "signed", "hint"}, …],
 "sizes": {industry: {fact: [bound, …]}}: those of 大型, 中型 and 小型,
 "policies": [[id, name, [[benefit, name], …], folder, 1 where something replaces it], …],
 "resources": [[id, name], …], "folders": [[folder, issuers], …]}
desk/policy/<id>.yml: the file of a policy as it stands, for the change that a successor makes in it
desk/resource/form.json: {"as_of", "schema", "taken", "regions", "domains", "themes", "industries"}
desk/expert/form.json: {"as_of", "schema", "taken", "regions", "domains", "industries",
 "groups": [[file's name, group, text of the file], …]}
"""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from generator.document import Document
from generator.eligibility.misfits import SIGNED
from generator.eligibility.phrases import label
from generator.eligibility.size import standard
from generator.new_file import new_file_below
from generator.page import MadeFile, Page
from generator.pages.board_links import BOARD
from generator.pages.clerk_data import places, schema_of, taken, written
from generator.pages.clerk_form_view import ClerkFormView
from generator.pages.deferred import Deferred
from generator.pages.pairing_form import pairing_form_files
from generator.pages.views import Link
from generator.portal import Portal, published_order

FORMS = {
    "policy": ("写一份政策", "对照原文填，边填边检查。写好以后得到一个文件，交给管仓库的人或自己放进仓库。"),
    "resource": ("加一项助企资源", "写清是什么服务、怎么用、找谁。写好以后得到一个文件。"),
    "expert": ("加一名服务专家", "选专家组，写姓名、机构和领域。写好以后得到这个组的整个文件。"),
    "pairing": (
        "换一家企业的专员",
        "选企业和新的专员，写从哪天起。原来的结对同时写上结束，得到改好的整个文件。",
    ),
}
"""Each form's heading and what it is for, by the last part of its address."""


def form_path(form: str) -> str:
    """The address of a form."""
    return f"desk/{form}/"


def clerk_forms(portal: Portal) -> Iterator[Page]:
    """The pages of the forms."""
    for form, (title, lead) in FORMS.items():
        yield Page(
            path=form_path(form),
            title=title,
            description=lead,
            template="clerk-form.html.j2",
            context=Deferred(partial(_view, portal, form)),
        )


def _view(portal: Portal, form: str) -> ClerkFormView:
    title, lead = FORMS[form]
    return ClerkFormView(
        crumbs=(Link(path="", words="首页"), Link(path=BOARD, words="专员办看板")),
        form=form,
        title=title,
        lead=lead,
        data=f"{form_path(form)}form.json",
        new_file=new_file_below(portal.edit_base),
        edit_base=portal.edit_base,
    )


def clerk_form_files(portal: Portal) -> Iterator[MadeFile]:
    """What the forms read."""
    for form, make in (("policy", _policy), ("resource", _resource), ("expert", _expert)):
        yield MadeFile(path=f"{form_path(form)}form.json", make=partial(make, portal))
    for entry in portal.dataset.policies:
        yield MadeFile(
            path=f"{form_path('policy')}{entry.record.id}.yml", make=entry.document.source.text.encode
        )
    yield from pairing_form_files(portal)


def _policy(portal: Portal) -> bytes:
    scheme, facts = portal.scheme, portal.dataset.fact_by_key.values()
    folders: dict[str, dict[str, None]] = {}
    for policy in portal.policies:
        issuers = folders.setdefault(PurePosixPath(policy.source).parent.name, {})
        issuers.update(dict.fromkeys(policy.record.issuers))
    return written(
        {
            "as_of": portal.as_of.isoformat(),
            "schema": schema_of("policy"),
            "taken": taken(portal.dataset, "policy"),
            "regions": places(portal),
            "domains": scheme.expert_domains,
            "facts": [
                {
                    "key": fact.key,
                    "label": label(fact),
                    "kind": fact.kind,
                    "unit": fact.unit or "",
                    "values": fact.values,
                    "signed": fact.key in SIGNED,
                    "hint": fact.asked_as or "",
                }
                for fact in facts
            ],
            "sizes": {
                industry: {key: [str(bound) for bound in bounds] for key, bounds in measures.items()}
                for industry, measures in standard().industries.items()
            },
            "policies": [
                [
                    policy.record.id,
                    policy.name,
                    [[benefit.record.id, benefit.record.name] for benefit in policy.benefits],
                    PurePosixPath(policy.source).parent.name,
                    int(policy.record.replaced_by is not None),
                ]
                for policy in sorted(portal.policies, key=published_order)
            ],
            "resources": [[entry.record.id, entry.record.name] for entry in portal.dataset.resources],
            "folders": [[folder, "、".join(issuers)] for folder, issuers in sorted(folders.items())],
        }
    )


def _resource(portal: Portal) -> bytes:
    return written(
        {
            "as_of": portal.as_of.isoformat(),
            "schema": schema_of("resource"),
            "taken": taken(portal.dataset, "resource"),
            "regions": places(portal),
            "domains": portal.scheme.expert_domains,
            "themes": portal.scheme.themes,
            "industries": _industries(portal),
        }
    )


def _expert(portal: Portal) -> bytes:
    groups = {
        PurePosixPath(entry.path).stem: (_group(entry.document), entry.document.source.text)
        for entry in portal.dataset.experts
    }
    return written(
        {
            "as_of": portal.as_of.isoformat(),
            "schema": schema_of("expert"),
            "taken": taken(portal.dataset, "expert"),
            "regions": places(portal),
            "domains": portal.scheme.expert_domains,
            "industries": _industries(portal),
            "groups": [[name, group, text] for name, (group, text) in sorted(groups.items())],
        }
    )


def _group(document: Document) -> str:
    return str(document.data["group"]) if isinstance(document.data, dict) else ""


def _industries(portal: Portal) -> tuple[str, ...]:
    industry = portal.dataset.fact_by_key.get("industry")
    return industry.values if industry else ()
