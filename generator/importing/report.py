"""What an import would do, in words: what was read, what is refused and why, what changes in which file."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff
from itertools import islice

from generator.diagnostics import Diagnostic
from generator.importing.plan import Plan
from generator.importing.rows import passed_words
from generator.importing.texts import WITH_IT
from generator.importing.values import Reject

_MOST_LISTED = 200
"""So many kinds of faults are listed."""

_FEW, _MOST_PLACES = 3, 60
"""So many rejects of one kind are listed one by one; of more only the first, and where the others are."""

_MOST_TOLD = 20
_MOST_LINES, _MOST_IN_ALL = 40, 200
"""Lines of changes shown of a file, and of all."""

_LONGEST_DIFF = 20_000


def read_lines(plan: Plan) -> Iterator[str]:
    """What was read of the sheet, and what was not."""
    found, reading = plan.headed, plan.reading
    read = len(reading.rows) + len({row for reject in reading.rejects for row in reject.rows})
    yield f"读“{found.table.name}”：表头在第{found.row + 1}行，下面有{read}行"
    if found.known:
        yield f"  不导入的列：{_columns(found.known)}"
    for address, name, near in found.unknown:
        meant = f"；是“{near}”，就把表头改成它" if near else ""
        yield f"  没有认出的列，不导入：{address.rpartition('!')[2]}“{name}”{meant}"
    yield from (f"  {line}" for line in passed_words(reading.passed))


def _columns(columns: Sequence[tuple[str, str]]) -> str:
    return "、".join(f"{address.rpartition('!')[2]}“{name}”" for address, name in columns)


def reject_lines(plan: Plan) -> Iterator[str]:
    """The cells and rows that are refused; many of the same fault stand together."""
    if not plan.rejects:
        return
    yield f"拒绝{len({row for reject in plan.rejects for row in reject.rows})}行，原因："
    alike: dict[tuple[str, str], list[Reject]] = {}
    for reject in plan.rejects:
        alike.setdefault((_likeness(reject.message), _likeness(reject.mend)), []).append(reject)
    for rejects in islice(alike.values(), _MOST_LISTED):
        shown = rejects if len(rejects) <= _FEW else rejects[:1]
        for reject in shown:
            yield f"  {_where(plan, reject)} {reject.message}"
            yield f"      {reject.mend}"
        yield from _others([_where(plan, reject) for reject in rejects[len(shown) :]])
    if len(alike) > _MOST_LISTED:
        yield f"  还有{len(alike) - _MOST_LISTED}种没有列出，改好前面的再导入"


def _likeness(text: str) -> str:
    """A message without what differs from cell to cell."""
    return re.sub(r"“[^“”]*”|[0-9A-Z][0-9A-Z-]+|[^，；：]*![A-Z]+[0-9]+", "", text)


def _where(plan: Plan, reject: Reject) -> str:
    if reject.address:
        return reject.address
    return f"{plan.headed.table.name}第{'、'.join(map(str, reject.rows))}行"


def told_lines(plan: Plan) -> Iterator[str]:
    """What the person at the table should look at, although it is taken; many of the same stand together."""
    alike: dict[str, list[tuple[str, str]]] = {}
    for note in (note for item in plan.items for note in item.notes):
        alike.setdefault(note, []).append((note.partition(" ")[0], note))
    for found in plan.told:
        words = f"{found.address} {found.message}；{found.help}"
        alike.setdefault(found.code, []).append((found.address, words))
    if not alike:
        return
    yield f"提醒{sum(map(len, alike.values()))}处，不影响导入："
    for told in islice(alike.values(), _MOST_TOLD):
        yield f"  {told[0][1]}"
        yield from _others([address for address, _ in told[1:]])
    if len(alike) > _MOST_TOLD:
        yield f"  还有{len(alike) - _MOST_TOLD}种，写入后运行 portal check 看全部"


def _others(addresses: Sequence[str]) -> Iterator[str]:
    """Where else the same is."""
    if addresses:
        places = "、".join(address.rpartition("!")[2] for address in addresses[:_MOST_PLACES])
        rest = "等" if len(addresses) > _MOST_PLACES else ""
        yield f"      同样的还有{len(addresses)}处：{places}{rest}"


def stopped_lines(stopped: Sequence[Diagnostic]) -> Iterator[str]:
    """The errors that the import would bring and that no row is to blame for."""
    if stopped:
        yield f"导入会引起{len(stopped)}处错误，找不到是哪一行引起的，所以不能写入："
        yield from (
            f"  {found.span.path}:{found.span.line} {found.message}；{found.help}" for found in stopped
        )


def change_lines(plan: Plan, label: str, lies: Callable[[str], str] = str) -> Iterator[str]:
    """How many records are new, changed and the same, and the changes of each file, as it lies, shortened."""
    fresh = sum(item.fresh for item in plan.items)
    yield f"{label}：新增{fresh}条，改动{len(plan.items) - fresh}条，和原来一样{plan.same}条"
    left = _MOST_IN_ALL
    first = Counter(item.path for item in plan.items if item.fresh)
    changed = Counter(item.path for item in plan.items if not item.fresh and not item.moved_from)
    for path, text in plan.texts.items():
        kind = "（新文件）" if plan.before[path] is None else ""
        moves = "".join(
            f"，{word}{many}条"
            for word, many in (("移来", plan.came.get(path)), ("移走", plan.went.get(path)))
            if many
        )
        yield f"{lies(path)}{kind}  新增{first[path]}条，改动{changed[path]}条{moves}"
        shown = list(islice(_diff(plan.before[path], text), min(_MOST_LINES, left) + 1))
        most = min(_MOST_LINES, left)
        yield from (f"  {line}" for line in shown[:most])
        if len(shown) > most:
            yield "  …"
        left -= min(len(shown), most)


def left_lines(plan: Plan) -> Iterator[str]:
    """What does not go along with the enterprises that move, where no private file was read."""
    if any(item.moved_from for item in plan.items):
        yield (
            f"没有读内部文件：迁走的企业在原来的文件夹里的 {'、'.join(WITH_IT)} 各条，要移到迁入地的文件夹；"
            "加 --private 文件夹，就一起移。台账和诉求留在原处"
        )


def _diff(before: str | None, after: str) -> Iterator[str]:
    """The lines that go and come; of a very long file only those that come."""
    old, new = (before or "").splitlines(), after.splitlines()
    if len(old) + len(new) > _LONGEST_DIFF:
        known = set(old)
        yield from (f"+{line}" for line in new if line not in known)
        return
    lines = unified_diff(old, new, lineterm="", n=1)
    yield from (line for line in islice(lines, 2, None) if not line.startswith("@@"))
