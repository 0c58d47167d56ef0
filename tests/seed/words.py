"""Names that could be, each beginning with 示例, and numbers that nobody can have or dial."""

from random import Random

from generator.checksums import check_character

SAMPLE = "示例"

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_SINGLE = "敏静丽强磊洋艳勇军杰娟涛明超霞平刚辉玲华波宁倩蕾颖晨凯琳睿岚薇昊峰"
_FIRST = "志文思雨晓海建国春嘉子天永立德宏景佳梦亦书清正新俊振云玉婉若少学家安"
_SECOND = "远涵怡宁航峰轩琪然琴洁林彬豪瑶婷斌宇阳亮岩伟兰波锋莹源慧芳舟帆杨"

_BRAND_FIRST = "恒锐德宏盛泰瑞华嘉信联创博远卓诚凯拓鼎晟智同汇正协维云星科亿安润普天和兴永立中"
_BRAND_SECOND = "锐达源泽川峰辰岳通宁翔腾朗诺科迅驰卓越维捷格力方钧腾威邦菱宇航图昌隆润谷禾恩亚"


def person(chance: Random, taken: set[str]) -> str:
    """A name of a person that is not taken yet; it is taken then."""
    while True:
        given = (
            chance.choice(_SINGLE)
            if chance.random() < 0.35
            else chance.choice(_FIRST) + chance.choice(_SECOND)
        )
        name = SAMPLE + chance.choice(_SURNAMES) + given
        if name not in taken:
            taken.add(name)
            return name


def enterprise(chance: Random, trade: str, place: str, taken: set[str]) -> str:
    """A name of an enterprise of a trade in a place that is not taken yet; it is taken then."""
    while True:
        brand = chance.choice(_BRAND_FIRST) + chance.choice(_BRAND_SECOND)
        name = SAMPLE + chance.choice(
            (
                f"{brand}{trade}({place})有限公司",
                f"{brand}{trade}有限公司",
                f"{brand}{trade}股份有限公司",
                f"{place}{brand}{trade}有限公司",
            )
        )
        if name not in taken:
            taken.add(name)
            return name


def credit_code(region: str, serial: int) -> str:
    """The code of the serial-th enterprise; 主体标识码 that begin with YY are not given out (GB 32100-2015)."""
    number = serial * 7919 % 1_000_000
    body = f"91{region}YY0{number:06d}"
    return f"{body}{check_character(body)}"


def phone(region: str, serial: int) -> str:
    """The serial-th phone of a city; no area code is 000."""
    return f"000-8{region[2:4]}{serial * 7919 % 100_000:05d}"
