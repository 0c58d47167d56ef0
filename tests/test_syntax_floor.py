"""Scripts and styles keep to the floor of browsers, Chromium 107 and Safari 15.4: nothing newer, but for extras.

No browser that old is at hand, so this is a list of what is newer than the floor and could tempt a hand.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ASSETS = Path(__file__).parent.parent / "site_templates" / "assets"


@dataclass(frozen=True, slots=True)
class Newer:
    """A pattern for something above the floor, what it needs, and an example that it must find.

    `extra`: why it may be used all the same, because a browser without it loses nothing that is needed.
    """

    pattern: str
    needs: str
    example: str
    extra: str = ""


SCRIPT = (
    Newer(r"\(\?<[=!]", "Safari 16.4", "/(?<=a)b/"),
    Newer(r"/[dgimsuy]*v[dgimsuy]*[\s,;).]", "Chromium 112, Safari 17", r"/\p{L}/v;"),
    Newer(r"RegExp\([^\n]*[\"'][gimsuy]*v[gimsuy]*[\"']\)", "Chromium 112, Safari 17", 'RegExp(text, "gv")'),
    Newer(r"\(\?[ims]+(-[ims]+)?:", "Chromium 125", "/(?i:a)/"),
    Newer(r"RegExp\.escape", "Chromium 136, Safari 18.2", "RegExp.escape(text)"),
    Newer(r"\.(toSorted|toReversed|toSpliced)\(", "Chromium 110, Safari 16", "rows.toSorted()"),
    Newer(r"\.with\(", "Chromium 110, Safari 16", "rows.with(0, row)"),
    Newer(r"Array\.fromAsync", "Chromium 121, Safari 16.4", "Array.fromAsync(rows)"),
    Newer(r"(Object|Map)\.groupBy", "Chromium 117, Safari 17.4", "Object.groupBy(rows, key)"),
    Newer(r"Promise\.(withResolvers|try)", "Chromium 119, Safari 17.4", "Promise.withResolvers()"),
    Newer(
        r"\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(",
        "Chromium 122, Safari 17",
        "chosen.union(other)",
    ),
    Newer(r"\.(isWellFormed|toWellFormed)\(", "Chromium 111, Safari 16.4", "text.isWellFormed()"),
    Newer(
        r"\.(values|keys|entries)\(\)\.(map|filter|take|drop|flatMap|reduce|toArray|forEach|some|every|find)\(",
        "Chromium 122, Safari 18.4",
        "found.values().map(act)",
    ),
    Newer(r"Iterator\.", "Chromium 122, Safari 18.4", "Iterator.from(rows)"),
    Newer(r"\.transfer\(|resizable|maxByteLength", "Chromium 114, Safari 16.4", "buffer.transfer()"),
    Newer(r"\bstatic\s*\{", "Safari 16.4", "class A { static { } }"),
    Newer(r"\busing\s+\w+\s*=", "Chromium 134", "using file = open()"),
    Newer(r"\bimport\b[^;\n]*\b(with|assert)\s*\{", "Chromium 123, Safari 17.2", 'import a from "a" with { type: "json" }'),
    Newer(r"import\.meta\.resolve", "Safari 16.4", 'import.meta.resolve("a")'),
    Newer(r"import\s+(defer|source)\s", "no floor at all", 'import defer * as a from "a"'),
    Newer(r"\bDecompressionStream|\bCompressionStream", "Safari 16.4", "new DecompressionStream()"),
    Newer(r"URL\.(canParse|parse)\(", "Chromium 120, Safari 17", "URL.canParse(text)"),
    Newer(r"AbortSignal\.(timeout|any)", "Safari 16, Chromium 116", "AbortSignal.timeout(9)"),
    Newer(r"\brequestIdleCallback|\bscheduler\.", "not in Safari", "requestIdleCallback(act)"),
    Newer(r"\bscrollend\b|\bbeforetoggle\b", "Chromium 114, Safari 26", 'on("scrollend")'),
    Newer(r"\.checkVisibility\(", "Safari 17.4", "node.checkVisibility()"),
    Newer(r"\.(showPopover|hidePopover|togglePopover|popover)\b", "Chromium 114, Safari 17", "node.showPopover()"),
    Newer(r"\.closedBy\b|requestClose\(", "Chromium 134", "dialog.requestClose()"),
    Newer(r"\.(setHTML|setHTMLUnsafe|getHTML|moveBefore)\(|parseHTMLUnsafe", "Chromium 124", "node.setHTML(text)"),
    Newer(r"startViewTransition|\bnavigation\.|URLPattern|\bCSS\.highlights|new Highlight\(", "Safari 17.2 or later", "CSS.highlights"),
    Newer(r"adoptedStyleSheets|CSSStyleSheet\(", "Safari 16.4", "document.adoptedStyleSheets"),
    Newer(r"new FormData\([^),]+,", "Chromium 112, Safari 16.4", "new FormData(form, button)"),
    Newer(r"\.ariaActiveDescendantElement|\.ariaControlsElements", "Chromium 135, Safari 16.4", "a.ariaControlsElements"),
    Newer(r"Intl\.(DurationFormat|supportedValuesOf)", "Chromium 129, Safari 16.4", "Intl.DurationFormat"),
    Newer(r"\bTemporal\.", "Chromium 144", "Temporal.Now"),
    Newer(r"\bfetchLater\(", "Chromium 135", "fetchLater()"),
    Newer(r"\.inert\b", "Safari 15.5", "node.inert = true"),
    Newer(r"Uint8Array\.fromBase64|\.toBase64\(", "Chromium 140, Safari 18.2", "Uint8Array.fromBase64(text)"),
    Newer(r"Symbol\.(dispose|asyncDispose)", "Chromium 134", "Symbol.dispose"),
)  # fmt: skip

STYLE = (
    Newer(r"[{;]\s*&|\}\s*&", "Chromium 112, Safari 16.5", "a{color:red;&:hover{color:blue}}"),
    Newer(r"\{[^{}@]*\{", "Chromium 112, Safari 16.5", "a{color:red;b{color:blue}}"),
    Newer(r"@container|container-(type|name)|\bcq[wh]\b", "Safari 16", "@container (width > 9em)"),
    Newer(r"@(scope|starting-style|property|view-transition|position-try|function)\b", "Safari 16.4 or later", "@scope (a)"),
    Newer(r"@media[^{]*[<>]", "Safari 16.4", "@media (width >= 600px)"),
    Newer(r"\((scripting|update|inverted-colors|prefers-reduced-transparency)\b", "Chromium 113, Safari 17", "@media (scripting:none)"),
    Newer(r"color-mix\(|\b(oklch|oklab|lch|lab|color)\(|light-dark\(", "Chromium 111, Safari 17.5", "color-mix(in srgb,red,blue)"),
    Newer(r"rgba?\(from|hsl\(from", "Chromium 119, Safari 16.4", "rgb(from red r g b)"),
    Newer(r"contrast-color\(|\bif\(|\bsibling-index\(", "Safari 26", "contrast-color(red)"),
    Newer(r"\b(round|mod|rem|sin|cos|tan|pow|sqrt|hypot|log|exp|abs|sign)\(", "Chromium 111 or later", "round(1px,2px)"),
    Newer(r"\d[dsl]v[hwib]\b|\d[dsl]vm(in|ax)\b", "Chromium 108", "100dvh"),
    Newer(r"\d(lh|rlh|rex|rch|ric|cap)\b", "Chromium 109, Safari 16.4", "2lh"),
    Newer(r"\bsubgrid\b|\bmasonry\b", "Chromium 117, Safari 16", "subgrid"),
    Newer(r"text-wrap(-style|-mode)?\s*:", "Chromium 114, Safari 17.4", "text-wrap:pretty", "only where lines break"),
    Newer(r"text-autospace\s*:", "Chromium 140, Safari 18.4", "text-autospace:normal", "only a thin gap between Han and digits"),
    Newer(r"text-(spacing-trim|box)|hanging-punctuation", "Chromium 123", "text-spacing-trim:trim-start"),
    Newer(r"word-break\s*:\s*auto-phrase", "Chromium 119", "word-break:auto-phrase"),
    Newer(r"text-decoration\s*:[^;}]*(\d|var\(|#)", "Safari 26: a shorthand there takes a line only", "text-decoration:underline 2px"),
    Newer(r"""content\s*:\s*("[^"]*"|'[^']*')\s*/""", "Safari 17.4", 'content:"×"/""'),
    Newer(r"\b(overflow|overflow-[xy])\s*:\s*clip|overflow-clip-margin", "Safari 16", "overflow:clip"),
    Newer(r"overscroll-behavior|scrollbar-(gutter|width|color)", "Safari 16 or later", "scrollbar-gutter:stable"),
    Newer(r"content-visibility|contain-intrinsic", "Safari 17 or later", "content-visibility:auto"),
    Newer(r"field-sizing|interpolate-size|calc-size\(|interactivity|reading-flow", "Chromium 123", "field-sizing:content"),
    Newer(r"anchor(-name|\()|position-(area|anchor|try)", "Chromium 125, Safari 26", "anchor-name:--a"),
    Newer(r"(animation|scroll|view)-timeline|animation-range|scroll-marker", "Chromium 115, Safari 26", "animation-timeline:scroll()"),
    Newer(r"view-transition|transition-behavior|allow-discrete|\boverlay\s*:", "Chromium 111 or later", "view-transition-name:a"),
    Newer(r"offset-(path|rotate|position|distance)", "Safari 16", "offset-path:none"),
    Newer(r"(?<![\w-])font-(palette|size-adjust|synthesis-\w+)\s*:|@font-palette", "Safari 16 or later", "font-size-adjust:.5"),
    Newer(r"hyphenate-(character|limit)|initial-letter|(?<!-webkit-)line-clamp", "Chromium 106 or later", "initial-letter:2"),
    Newer(r"(?<!-webkit-)\b(backdrop-filter|mask(-\w+)?|box-decoration-break|user-select)\s*:", "a prefix", "mask:none"),
    Newer(r"::(backdrop)?(highlight|details-content|picker|checkmark|spelling-error|grammar-error|search-text)", "Safari 17.2 or later", "::details-content"),
    Newer(r":(popover-open|user-(in)?valid|open\b|state\(|dir\(|has-slotted)", "Safari 16.4 or later", ":user-invalid"),
    Newer(r":nth-(last-)?child\([^)]*\bof\b", "Chromium 111", ":nth-child(2 of .a)"),
    Newer(r"@import[^;]*(layer|supports)\b|@supports[^{]*(font-tech|font-format)", "Safari 16.4", "@import url(a.css) supports(a)"),
    Newer(r"\b(linear|shape|xywh|rect)\(", "Chromium 113, Safari 17.2", "linear(0,1)"),
    Newer(r"image-set\(|cross-fade\(", "Chromium 113, Safari 17", "image-set(none)"),
    Newer(r"(?<![\w-])(math-style|ruby-align|baseline-source)\s*:", "Chromium 109 or later", "ruby-align:center"),
    Newer(r"margin-trim", "Safari 16.4, not in Chromium", "margin-trim:block"),
    Newer(r"attr\([^)]*\btype\(", "Chromium 133", "attr(data-a type(<length>))"),
    Newer(r"forced-color-adjust", "Chromium 89, not in Safari", "forced-color-adjust:none", "forced colours exist only where this does"),
)  # fmt: skip

TABLES = {".mjs": SCRIPT, ".js": SCRIPT, ".css": STYLE}
FILES = sorted(path for path in ASSETS.rglob("*") if path.suffix in TABLES)


def without_remarks(text: str, kind: str) -> str:
    """A file's text without its comments; line ends stay."""
    text = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    return text if kind == ".css" else re.sub(r"(^|\s)// .*$", "", text, flags=re.MULTILINE)


def ruled(text: str) -> str:
    """A style sheet without the braces of its @media and @page rules, so that what is left nests nowhere."""
    return re.sub(r"@(media|page|supports)[^{]*\{", lambda found: found[0][:-1] + "}", text)


@pytest.mark.parametrize("newer", [*SCRIPT, *STYLE], ids=lambda newer: newer.example)
def test_each_pattern_finds_its_example(newer: Newer) -> None:
    assert re.search(newer.pattern, newer.example)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_newer_than_the_floor(path: Path) -> None:
    text = without_remarks(path.read_text(encoding="utf-8"), path.suffix)
    text = ruled(text) if path.suffix == ".css" else text
    found = [
        f"{path.name}:{text.count(chr(10), 0, at.start()) + 1}: {at[0]!r} needs {newer.needs}"
        for newer in TABLES[path.suffix]
        if not newer.extra
        for at in re.finditer(newer.pattern, text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "newer", [newer for newer in (*SCRIPT, *STYLE) if newer.extra], ids=lambda newer: newer.example
)
def test_every_extra_is_used(newer: Newer) -> None:
    assert any(re.search(newer.pattern, path.read_text(encoding="utf-8")) for path in FILES)
