"""Rule 37: personal data has no place in a public file."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.checksums import card_number_holds, credit_code_holds, identity_number_holds
from generator.dataset import Dataset
from generator.document import MOST_FAULTS, Document, Loc
from generator.records.fact import FactKind
from generator.rules.finding import Finding
from generator.source import PRIVATE, Source, Span

_FREE = r"(?<![0-9A-Za-z])"
_END = r"(?![0-9A-Za-z])"
_GAPS = r" \-\u2010-\u2015\u2212"
_GAP = rf"[{_GAPS}]{{0,3}}"
_MOBILE = re.compile(
    rf"(?:{_FREE}|(?<=[A-Za-z]{{2}})|(?<=id: [a-z]))(?:(?:\+|00)?86[- ]?)?"
    rf"(1[3-9][0-9](?:{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|{_GAP}[0-9]{{3}}{_GAP}[0-9]{{5}}|\.[0-9]{{4}}\.[0-9]{{4}})){_END}"
)
_IDENTITY = re.compile(
    rf"{_FREE}([1-9][0-9]{{5}}{_GAP}(?:19|20)[0-9]{{2}}{_GAP}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01]){_GAP}"
    rf"[0-9]{{3}}[0-9Xx]){_END}"
)
_BANK_CARD = re.compile(
    rf"{_FREE}((?:62[0-9]{{2}}([- ]?)[0-9]{{4}}\2[0-9]{{4}}\2[0-9]{{4}}(?:\2[0-9]{{1,3}})?"
    rf"|(?:4[0-9]|5[1-5])[0-9]{{2}}([- ]?)[0-9]{{4}}\3[0-9]{{4}}\3[0-9]{{4}})){_END}"
)
_MAILBOX = re.compile(
    r"([0-9A-Za-z._+-]@(?:(?:vip\.)?(?:qq|foxmail|163|126|yeah|188|263|139|189|wo|sina|sohu|21cn|tom|aliyun"
    rf"|gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|proton|protonmail)\.(?:com(?:\.cn)?|cn|net|me)){_END})",
    re.IGNORECASE,
)
_WECHAT = re.compile(
    rf"((?:(?:加微信|(?:微信|{_FREE}(?:wechat|weixin|wx|vx))(?:[ _]?(?:号|id))?[:：]|(?:微信|{_FREE}wechat) ?(?:号|id))[:： （(“\"]*"
    rf"|(?:微信|{_FREE}(?:wechat|weixin)(?![0-9a-z]))[ （(“\"]*(?=[a-z-]*[0-9_]))[a-z][0-9a-z_-]{{5,19}}){_END}",
    re.IGNORECASE,
)
"""An id after its label; where nothing says that it is one, it has a digit or a low line, which a word has not."""
_IN_PATH = re.compile("/|[a-z](?=1)")
"""What parts a number from the rest of a path: a folder, and the letter with which an id begins."""

_DIGITS = re.compile(f"[0-9][0-9.{_GAPS}]{{9,}}[0-9]")
_LABELS = ("微信", "wechat", "weixin", "wx", "vx")

_WIDE = str.maketrans("０１２３４５６７８９＠", "0123456789@")
_WIDE_DIGIT = re.compile("[０-９＠]")
_MAIL_NAME = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._+-"
_LONGEST_NAME = 64
_AMOUNTS = ("at_least", "more_than", "at_most", "less_than", "fixed", "up_to")


def _is_identity(written: str) -> bool:
    number = re.sub("[^0-9Xx]", "", written)
    return identity_number_holds(number) and not (number[0] == "9" and credit_code_holds(number.upper()))


def _is_card(number: str) -> bool:
    return card_number_holds(re.sub("[- ]", "", number))


def _is_so(_text: str) -> bool:
    return True


_KINDS = (
    ("手机号", _MOBILE, _is_so, "digits"),
    ("身份证号", _IDENTITY, _is_identity, "digits"),
    ("银行卡号", _BANK_CARD, _is_card, "digits"),
    ("个人邮箱", _MAILBOX, _is_so, "@"),
    ("微信号", _WECHAT, _is_so, "label"),
)
"""What each is called, its form, what else must hold, and the sign without which a text has none of it."""


def personal_data(dataset: Dataset) -> Iterator[Finding]:
    """公开的文件里不能有手机号、身份证号、银行卡号、个人邮箱和微信号，注释、文件名和 content/pages 的网页里也不能有；写办公电话和单位邮箱。"""
    documents = {document.path: document for document in dataset.documents}
    innocent = _innocent(dataset)
    public = (source for source in dataset.sources if not source.path.startswith(f"{PRIVATE}/"))
    for source in public:
        document = documents.get(source.path) or Document(source, None)
        for span, what in dict.fromkeys(_in_file(document, innocent)):
            yield Finding(
                document=document,
                loc=(),
                span=span,
                message=f"这里像有{what}，会公开",
                help="改成办公电话或单位邮箱，或删掉",
            )


def _innocent(dataset: Dataset) -> re.Pattern[str]:
    """What only looks like personal data: the path of a web address, an amount in whole millions of 元."""
    money = [key for key, fact in dataset.fact_by_key.items() if fact.kind is FactKind.MONEY]
    keys = "|".join(map(re.escape, (*_AMOUNTS, *money)))
    return re.compile(rf"https?://[^\s?\"'<>]+|\b(?:{keys}): *[\"']?[1-9][0-9]*000000(?![0-9])")


def _in_file(document: Document, innocent: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """The places of personal data in a file's name, in its text, and in values written in a roundabout way."""
    source = document.source
    for what, _, _ in personal(_IN_PATH.sub(" ", source.path).removesuffix(".yml"), innocent):
        yield Span(path=source.path), what
    folded = list(personal(re.sub(r"\n *", " ", source.text), innocent))
    if not folded and "\\" not in source.text:
        return
    found = list(_in_text(source, innocent))
    yield from found
    if "\\" in source.text or len(folded) > len(found):
        lines = {(span.line, what) for span, what in found}
        for loc, text in _scalars(document.data):
            for what, _, _ in personal(text, innocent):
                span = document.place(loc)
                amount = innocent.search(f"{loc[-1]}: {text}" if loc else text)
                if (span.line, what) not in lines and not amount:
                    yield span, what


def _in_text(source: Source, innocent: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    for what, start, width in islice(personal(source.text, innocent), MOST_FAULTS):
        line, before = source.text.count("\n", 0, start), source.text.rfind("\n", 0, start)
        yield Span(path=source.path, line=line + 1, column=start - before, width=width), what


def _signs(text: str) -> frozenset[str]:
    """The signs of personal data in a text: most texts have none, and are read once."""
    lowered = text.lower()
    signs = {
        "digits": _DIGITS.search(text) is not None,
        "@": "@" in text,
        "label": any(label in lowered for label in _LABELS),
    }
    return frozenset(sign for sign, found in signs.items() if found)


def personal(text: str, innocent: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """Personal data in a text: what it is, where it begins and how wide it is, in characters."""
    if _WIDE_DIGIT.search(text):
        text = text.translate(_WIDE)
    signs = _signs(text)
    if not signs:
        return
    text = innocent.sub(lambda found: " " * len(found[0]), text)
    for what, pattern, holds, sign in _KINDS:
        for match in pattern.finditer(text) if sign in signs else ():
            if holds(match[1]):
                start = match.start()
                before = text[max(0, start - _LONGEST_NAME) : start] if pattern is _MAILBOX else ""
                start -= len(before) - len(before.rstrip(_MAIL_NAME))
                yield what, start, match.end() - start


def _scalars(data: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every key and scalar below a value, with its place."""
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _scalars(item, (*loc, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            yield (*loc, key), key
            yield from _scalars(item, (*loc, key))
