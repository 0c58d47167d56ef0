"""Rules 33 and 34: 发文字号, and who replaces whom."""

import re
import unicodedata
from collections.abc import Iterator

from generator.dataset import Dataset, Entry
from generator.document import Loc
from generator.records.policy import Policy
from generator.rules.finding import Finding

_NUMBER = "(?:[1-9][0-9]*|[一二三四五六七八九十百零〇]+)"
_UNITS = "[\u4e00-\u9fff]+(?: [\u4e00-\u9fff]+)*"
_YEAR = "(?:19|20)[0-9]{2}"
_FORMS = (
    re.compile(rf"[\u4e00-\u9fff]+(?<!公告)〔{_YEAR}〕[1-9][0-9]*号"),  # 工信部企业〔2022〕63号
    re.compile(rf"{_UNITS}公告(?:〔{_YEAR}〕|{_YEAR}年)第[1-9][0-9]*号"),  # 财政部 税务总局公告2023年第7号
    re.compile(rf"(?:{_UNITS})?令(?:〔{_YEAR}〕|{_YEAR}年)?第{_NUMBER}号"),  # 国令第802号, 主席令第七十四号
)
_BRACKETED = re.compile(r"\s*[\[({〔【〈<《「]\s*([0-9]{4})\s*年?\s*[\])}〕】〉>》」]\s*")
_SEPARATED = re.compile(r"\s*[、,;/]\s*|\s+")
_ZEROS = re.compile(r"(?<=[〕第年])0+(?=[1-9])")
_HOW = "写作“机关代字〔年份〕序号号”，例如 工信部企业〔2022〕63号；没有文号就删掉这一行"


def doc_no_form(dataset: Dataset) -> Iterator[Finding]:
    """发文字号写成“机关代字〔年份〕序号号”：年份用六角括号，没有“第”，序号不补零；公告和令按原样。"""
    for entry in dataset.policies:
        number = entry.record.doc_no
        if number is None or _is_right(number):
            continue
        mended = corrected(number)
        yield Finding(
            document=entry.document,
            loc=("doc_no",),
            message=f"发文字号“{number[:60]}”的写法不对",
            help=f"写作 {mended}" if mended else _HOW,
            instead=mended or "",
        )


def corrected(number: str) -> str | None:
    """The likely right form of a 发文字号, itself where it is right; None where none can be made out."""
    if _is_right(number):
        return number
    written = unicodedata.normalize("NFKC", number[:200]).strip().rstrip("。.")
    written = _BRACKETED.sub(r"〔\1〕", written).removesuffix("号").rstrip()
    written = re.sub(r"\s*(第|年)\s*", r"\1", written)
    if named := re.fullmatch(r"(.*?)\s*(公告|令)\s*(.*)", written):
        units = _SEPARATED.sub(" ", named[1]).strip()
        rest = re.sub(r"\s", "", named[3])
        ordinal = re.fullmatch(rf"(〔{_YEAR}〕|{_YEAR}年)?第?({_NUMBER}|0[0-9]+)", rest)
        if ordinal is None:
            return None
        written = f"{units}{named[2]}{ordinal[1] or ''}第{ordinal[2]}号"
    else:
        written = re.sub(r"\s", "", written).replace("第", "") + "号"
        written = re.sub(rf"(?<=[\u4e00-\u9fff])({_YEAR})年(?=[0-9])", r"〔\1〕", written)
    written = _ZEROS.sub("", written)
    return written if _is_right(written) else None


def _is_right(number: str) -> bool:
    return any(form.fullmatch(number) for form in _FORMS)


def succession_disagrees(dataset: Dataset) -> Iterator[Finding]:
    """新文件写 replaces，旧文件写 replaced_by，两边要一致。"""
    for entry in dataset.policies:
        policy = entry.record
        if policy.replaced_by and policy.replaced_by.policy != policy.id:
            newer = dataset.policy_by_id.get(policy.replaced_by.policy)
            if newer and policy.id not in newer.record.replaces:
                yield _one_sided(entry, ("replaced_by", "policy"), newer, "replaces", policy.id)
        for place, name in enumerate(policy.replaces):
            older = dataset.policy_by_id.get(name) if name != policy.id else None
            if older and (older.record.replaced_by is None or older.record.replaced_by.policy != policy.id):
                yield _one_sided(entry, ("replaces", place), older, "replaced_by", policy.id)


def _one_sided(entry: Entry[Policy], loc: Loc, other: Entry[Policy], field: str, name: str) -> Finding:
    shown = (
        f"replaces: [{name}]" if field == "replaces" else f"replaced_by: {{policy: {name}, date: 2026-04-01}}"
    )
    return Finding(
        document=entry.document,
        loc=loc,
        message=f"“{other.record.id}”那边没有写对应的 {field}",
        help=f"在 {other.path} 里写上 {shown}，或删掉这里",
        others=((other.document, (field,) if getattr(other.record, field) else ("id",), "另一份文件"),),
    )


def succession_cycle(dataset: Dataset) -> Iterator[Finding]:
    """替代关系不能绕回自己；替代、修改、依据和解读的是另一份文件，不得重复享受的是另一个事项。"""
    yield from _of_itself(dataset)
    walked: set[str] = set()
    for entry in dataset.policies:
        chain: list[Entry[Policy]] = []
        current: Entry[Policy] | None = entry
        while current and current.record.id not in walked:
            walked.add(current.record.id)
            chain.append(current)
            after = current.record.replaced_by
            current = dataset.policy_by_id.get(after.policy) if after else None
        if current in chain:
            first, *others = chain[chain.index(current) :]
            way = ("replaced_by", "policy")
            yield Finding(
                document=first.document,
                loc=way,
                message=f"“{first.record.id}”经过替代又回到自己",
                help="删掉这一圈里不对的 replaced_by，和新文件里对应的 replaces",
                others=tuple((other.document, way, "圈里的另一份") for other in others),
            )


def _of_itself(dataset: Dataset) -> Iterator[Finding]:
    for entry in dataset.policies:
        for way, name in _naming_itself(entry.record):
            itself, another = ("这个事项", "另一个事项") if "#" in name else ("这份政策", "另一份文件")
            yield Finding(
                document=entry.document,
                loc=way,
                message=f"“{name}”是{itself}自己",
                help=f"删掉它，或换成{another}的编号",
            )


def _naming_itself(policy: Policy) -> Iterator[tuple[Loc, str]]:
    """Where a policy or a benefit names itself as another; of one that both replaces itself and is replaced, the cycle is said."""
    circular = policy.replaced_by is not None and policy.replaced_by.policy == policy.id
    for field in ("amends", "based_on", "interprets", *(() if circular else ("replaces",))):
        for place, name in enumerate(getattr(policy, field)):
            if name == policy.id:
                yield (field, place), name
    for place, benefit in enumerate(policy.benefits):
        for index, exclusion in enumerate(benefit.excludes):
            if exclusion.benefit == f"{policy.id}#{benefit.id}":
                yield ("benefits", place, "excludes", index, "benefit"), exclusion.benefit
