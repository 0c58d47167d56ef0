"""Rule 37: personal data has no place in a public file."""

import re
from collections.abc import Iterator

from generator.dataset import Dataset
from generator.document import Loc
from generator.rules.finding import Finding

_MOBILE = re.compile(r"(?<![\dA-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\dA-Za-z])")
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_BANK_CARD = re.compile(
    r"(?<![\dA-Za-z])(?:62|4\d|5[1-5])\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])"
)
_MAILBOX = re.compile(
    r"[A-Za-z0-9._+-]+@(?:qq|foxmail|163|126|yeah|139|189|sina|sohu|gmail|outlook|hotmail|icloud|aliyun)\.(?:com|cn|net)",
    re.IGNORECASE,
)
_WECHAT = re.compile(r"(?:微信号?|wechat|wx)[:： ]*[A-Za-z][A-Za-z0-9_-]{5,19}", re.IGNORECASE)


def identity_number_holds(number: str) -> bool:
    """Whether the check character of an 18-character ID-card number holds (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, number[:17], strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def card_number_holds(number: str) -> bool:
    """Whether the check digit of a bank-card number holds (ISO/IEC 7812-1, Luhn)."""
    digits = [int(digit) for digit in re.sub(r"\D", "", number)][::-1]
    return sum(digits[::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10


_KINDS = (
    ("手机号", _MOBILE, lambda _: True),
    ("身份证号", _IDENTITY, identity_number_holds),
    ("银行卡号", _BANK_CARD, card_number_holds),
    ("个人邮箱", _MAILBOX, lambda _: True),
    ("微信号", _WECHAT, lambda _: True),
)


def personal_data(dataset: Dataset) -> Iterator[Finding]:
    """公开的文件里不能有手机号、身份证号、银行卡号、个人邮箱和微信号；写办公电话和单位邮箱。"""
    for document in dataset.documents:
        if any(pattern.search(document.source.text) for _, pattern, _ in _KINDS):
            for loc, text in _texts(document.data):
                for what in _found(text):
                    yield Finding(
                        document=document,
                        loc=loc,
                        message=f"这里像有{what}，会公开",
                        help="改成办公电话或单位邮箱，或删掉",
                    )


def _found(text: str) -> Iterator[str]:
    """The kinds of personal data in a text."""
    for what, pattern, holds in _KINDS:
        if any(holds(match[0]) for match in pattern.finditer(text)):
            yield what


def _texts(data: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every key and scalar below a value, with its place."""
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _texts(item, (*loc, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            yield (*loc, key), key
            yield from _texts(item, (*loc, key))
