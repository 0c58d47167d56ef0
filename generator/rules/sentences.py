"""What the codes say that are no rule: faults of files, of YAML, and of the form of a record."""

from collections.abc import Mapping
from types import MappingProxyType

RULES_GROUP = "数据的内容"
"""The heading above the codes of `RULES`, whose sentences are their docstrings."""

SENTENCES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "文件": {
            "missing-file": "制度参数、行政区划、节假日和企业指标的文件缺一不可，别的检查都要用它们。",
            "unknown-file": "每种数据有固定的文件夹和文件名；放错地方、写错名字的文件，里面的内容不会被读到。",
            "bad-file-name": "文件名和文件夹名就是编号和网址，只用小写字母、数字和连字符，文件以 .yml 结尾。",
            "empty-file": "文件里要有内容；只有注释的，也算空的。",
            "unreadable-file": "每个文件和文件夹都要有读权限，程序才能检查里面的数据。",
            "not-a-file": "数据放在真正的文件里；程序不打开符号链接和管道，文件夹的名字也不以 .yml 结尾。",
            "file-too-large": "一个文件有大小的上限，content 里是256KiB，rosters 里是4MiB；超过的拆成几个文件。",
            "not-utf-8": "文件用 UTF-8 编码保存；用 GBK 或 UTF-16 保存的，读出来是乱码。",
            "byte-order-mark": "保存时选“UTF-8（无 BOM）”；BOM 是有些编辑器加在文件开头的标记，看不见。",
            "windows-line-ends": "换行用 LF，不用 Windows 的 CRLF；两种混用，比较版本时每一行都像改过。",
        },
        "YAML的写法": {
            "yaml-syntax": "文件要合 YAML 的写法：“键: 值”的冒号后面空一格，同级的左边对齐，引号和括号成对。",
            "tab-character": "缩进和间隔都用空格，不用制表符（Tab）。",
            "duplicate-key": "同一层里，一个键只写一次；写了两次，就不知道以哪一个为准。",
            "empty-value": "写了键，就要有值；不知道的，整行删去。",
            "complex-key": "冒号前面是一个词，不是列表，也不是括号里的内容。",
            "several-documents": "一个文件只写一份内容，不用 --- 再开一份。",
            "unseen-character": "文字里不能有看不见的字符和乱码，例如零宽字符、特殊的空格；搜索和比对会因它们落空。",
            "not-nfc": "每个字用标准的编码写法（NFC）；看起来相同而编码不同的字，搜索和比对都对不上。",
            "yaml-anchor": "不用锚点（&名字）；需要同样内容的地方各写一遍，每一处单独看得懂。",
            "yaml-alias": "不用引用（*名字）；需要同样内容的地方各写一遍，每一处单独看得懂。",
            "yaml-merge-key": "不用合并键（<<）；要合并的内容原样写出来。",
            "yaml-tag": "值前面不写标签（! 开头的词）；值是哪一种，由字段决定。",
            "text-cut-off": "空格后面的“#”开始注释；文字里有“#”的，整段加引号，注释的“#”后面空一格。",
            "too-deep": "嵌套不超过20层；更深的，多半是括号或缩进写错了。",
            "too-many-values": "一个文件里的值不超过100000个，更多的拆成几个文件。",
            "too-many-faults": "一个文件最多列出100处问题；先改好前面的，后面的常常跟着消失。",
        },
        "字段和值": {
            "unknown-field": "字段只用这种数据有的名称；名称写错了，值就不会被读到。",
            "missing-field": "必填的字段都要写。",
            "unknown-choice": "从几个词里选的字段，写的词要和其中一个完全相同。",
            "wrong-type": "值是一段文字、一个列表，还是几行“键: 值”，由字段决定。",
            "wrong-form": "代码、编号、电话、邮箱和网址，各有固定的写法。",
            "wrong-date": "日期写成四位年、两位月、两位日，例如 2026-04-01，并且日历上有这一天。",
            "wrong-number": "数目和金额写整数，不带单位，金额以元计；比例写成百分数；数的大小在允许的范围里。",
            "wrong-flag": "是非只写 true 或 false。",
            "wrong-length": "列表有几项、文字有多长，有上下限，例如 summary 恰好三句。",
            "wrong-amount": "一项金额只写一种：定额 fixed、上限 up_to、比例 rate，或文字 text。",
            "wrong-commendation": "一条表扬写一个单位（unit），或一名服务专员（commissioner）。",
            "wrong-helper": "谁帮了忙（helped_by），写一位专家（expert）或一项资源（resource）；没有人帮忙就不写。",
            "wrong-condition": "一条条件只比一样东西，只有一个比较；几条用 all、any、not，或 at_least 加 of 组合。",
            "fact-without-values": "enum 和 set 的指标列出全部选项（values），别的种类不列。",
            "benefit-without-rule": "每个事项写申报条件（conditions）；确实没有条件的，用 no_conditions_because 写一句原因。",
        },
        "一次改动": {
            "removed-id-not-retired": "删除的编号登记在 rosters/retired.yml，一直留着，以后不再使用；换了编号的，原来的写进 aliases；事项的编号不改。"
            "只在 portal check --since 里检查。",
        },
    }
)
"""One sentence a code, below the heading of its group, in the order in which the rule book lists them."""
