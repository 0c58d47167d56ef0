"""The names of folders from the names of places: 示例自治县 → shili."""

import re

_RANK = re.compile("(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|省|市|(?<![发园新])区|县|盟|旗)$")
_PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 "
    "土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 保安 裕固 京 独龙 鄂伦春 门巴 珞巴 基诺"
)
_AUTONOMY = re.compile(
    f"(?:(?:{'|'.join(f'{name}族' for name in _PEOPLES.split())}|维吾尔|各族)+|(?<!内)蒙古|哈萨克)(?=自治)"
)
_SHORTEST = 2


def slug(name: str) -> str:
    """The pinyin of a place without its rank, and without the peoples that an autonomous place names."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- half a second, which only a new project should pay

    plain = _RANK.sub("", _AUTONOMY.sub("", name))
    spoken = "".join(lazy_pinyin(plain if len(plain) >= _SHORTEST else name, errors="ignore", v_to_u=False))
    return re.sub("[^a-z0-9]", "", spoken.lower().replace("ü", "v"))[:_LONGEST]


_LONGEST = 40
