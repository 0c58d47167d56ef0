"""Check characters of numbers that name a person, a card or an enterprise."""

from operator import mul

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUES = {char: value for value, char in enumerate(_CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def identity_number_holds(number: str) -> bool:
    """Whether the check character of an 18-character ID-card number holds (GB 11643-1999)."""
    total = sum(weight * int(digit) for weight, digit in zip(_IDENTITY_WEIGHTS, number[:17], strict=True))
    return _IDENTITY_CHECKS[total % 11] == number[17].upper()


def card_number_holds(number: str) -> bool:
    """Whether the check digit of a bank-card number, digits only, holds (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def credit_code_holds(code: str) -> bool:
    """Whether the check character of an 18-character 统一社会信用代码 holds (GB 32100-2015)."""
    return check_character(code) == code[17]


def check_character(code: str) -> str | None:
    """The 18th character of a 统一社会信用代码 by its first 17; None where one of them cannot stand in a code."""
    try:
        return _CREDIT_ALPHABET[-sum(map(mul, _CREDIT_WEIGHTS, map(_CREDIT_VALUES.__getitem__, code))) % 31]
    except KeyError:
        return None
