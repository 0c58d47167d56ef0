"""Text as the search sees it: one form for widths, cases, brackets, quotes, dashes and spaces.

`site_templates/assets/search-engine.mjs` does the same in the browser; a test runs both over one table.
"""

import re
import unicodedata

HAN_RANGES = ((0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""Chinese characters, with 々〆〇: first and last code points."""

_HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)

_IGNORED = re.compile(
    r"""[\[\](){}<>"'〔〕【】「」『』《》〈〉“”‘’"""
    r"\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U00040000-\U0010ffff]+"
)
_DASH = re.compile("[‐‒–—―−]")  # noqa: RUF001 - the look-alikes are the point
_BREAK = re.compile(r"[\n-\r\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = re.compile(r"[\x00-\x09\x0e-\x1b\x1f-\x20\x7f\u1680]+")
_BLANK_BESIDE_HAN = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")


def normalise(text: str) -> str:
    """Fold `text` so that two spellings of one thing are equal: 〔2026〕2号, [2026]2号 and ２０２６ 2号.

    NFKC and lower case; brackets and quotes fall away, dashes are one dash, a run of line ends is one
    line end. A blank beside a Chinese character is typography and falls away too; elsewhere a run of
    blanks is one blank.
    """
    folded = _IGNORED.sub("", unicodedata.normalize("NFKC", text).lower())
    lines = _BREAK.sub("\n", _DASH.sub("-", folded))
    return _BLANK_BESIDE_HAN.sub("", _BLANK.sub(" ", lines))
