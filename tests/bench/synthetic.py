"""A quick fictitious set: the shipped tree with its policies replaced by many invented ones."""

import random
import shutil
from pathlib import Path

_TOPICS = ("财政奖补", "税收优惠", "融资", "科技创新", "数字化", "绿色", "人才", "市场")
THINGS = (
    "设备更新",
    "研发投入",
    "数字化改造",
    "首台套",
    "技术攻关",
    "绿色工厂",
    "人才引进",
    "质量品牌",
    "知识产权",
    "市场开拓",
)
FORMS = ("补助", "奖励", "贴息", "保险补偿", "认定", "贷款贴息", "租金减免", "服务券")
_WORDS = (
    "企业",
    "申报",
    "项目",
    "资金",
    "设备",
    "软件",
    "审核",
    "公示",
    "材料",
    "发票",
    "合同",
    "审计",
    "专精特新",
    "小巨人",
    "研发",
)

_POLICY = """\
id: {id}
title: 示例{place}{thing}{form}办法（第{number}号）
doc_no: 示例发〔{year}〕{number}号
issuers: [示例{place}工业和信息化局]
level: 市级
regions: ["{region}"]
kind: 政策文件
written_on: {year}-03-01
published_on: {year}-03-05
effective_on: {year}-04-01
topics: [{topic}]
summary: [{thing}的企业可以得到{form}。, 每年截止到{month}月15日。, 在平台填报后由专员办初审。]
checked: {{date: 2026-11-24, against: 转载}}
sample: true
benefits:
  - id: main
    name: {thing}{form}
    what: {text}
    support: [资金]
    claim: 申报
    amount: {{up_to: {amount}}}
    windows:
      - {{opens_on: 2026-09-01, closes_on: 2026-{month}-15}}
    conditions:
      all:
        - {{fact: revenue_last_year, at_least: {revenue}, clause: 第三条}}
        - {{ratio: [rd_last_year, revenue_last_year], at_least: {share}%, clause: 第四条}}
        - any:
            - {{fact: tiers, has_any: [专精特新中小企业], clause: 第五条}}
            - {{fact: class1_ip, at_least: 2, clause: 第五条}}
    examples:
      - {{facts: {{revenue_last_year: {revenue}, rd_last_year: {revenue}, class1_ip: 3}}, answer: 符合}}
      - {{facts: {{revenue_last_year: 1}}, answer: 不符合}}
    materials:
      - {{name: 审计报告, note: {note}}}
      - {{name: 项目合同和发票}}
    how: [登录平台填报, 专员办初审, 公示后拨付]
"""


_PRIVATE = shutil.ignore_patterns("private")
"""The shipped private files speak of shipped enterprises and policies, which are not there."""


def write_synthetic(root: Path, folder: Path, count: int, seed: int = 7) -> Path:
    """Write a project with so many policies; the same seed makes the same files."""
    chance = random.Random(seed)
    for name in ("content/pages", "rosters", "site_templates"):
        shutil.copytree(root / name, folder / name, ignore=_PRIVATE)
    shutil.copy(root / "content/facts.yml", folder / "content/facts.yml")
    shutil.copy(root / "mkdocs.yml", folder / "mkdocs.yml")
    of_scheme = folder / "rosters/scheme.yml"  # the notice that it names is a policy that is not there
    lines = of_scheme.read_text(encoding="utf-8").splitlines(keepends=True)
    of_scheme.write_text("".join(line for line in lines if not line.startswith("notice:")), encoding="utf-8")
    scheme = folder / "content/pages/scheme/index.md"
    scheme.write_text("---\ntitle: 制度与办法\ndescription: 示例\n---\n示例\n", encoding="utf-8")
    places = {
        "320100": "南京市",
        "320200": "无锡市",
        "320300": "徐州市",
        "320500": "苏州市",
        "320600": "南通市",
    }
    for number in range(1, count + 1):
        region, place = chance.choice(list(places.items()))
        text = "，".join(
            "".join(chance.choice(_WORDS) for _ in range(chance.randint(3, 6)))
            for _ in range(chance.randint(12, 24))
        )
        identity = f"synthetic-{number}"
        target = folder / f"content/policies/s{number % 100}/{identity}.yml"
        target.parent.mkdir(parents=True, exist_ok=True)
        policy = _POLICY.format(
            id=identity,
            number=number,
            place=place,
            region=region,
            thing=chance.choice(THINGS),
            form=chance.choice(FORMS),
            topic=chance.choice(_TOPICS),
            year=chance.randint(2018, 2026),
            month=chance.choice(("10", "11", "12")),
            amount=chance.randint(1, 50) * 100_000,
            revenue=chance.randint(1, 50) * 1_000_000,
            share=chance.randint(1, 9),
            text=text + "。",
            note="".join(chance.choice(_WORDS) for _ in range(5)),
        )
        target.write_text(policy, encoding="utf-8")
    return folder
