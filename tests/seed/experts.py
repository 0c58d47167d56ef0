"""The 服务专家组: experts of the five domains from institutions of all kinds."""

from dataclasses import dataclass
from random import Random

from generator.records.expert import Expert, ExpertFile, InstitutionKind
from seed import words
from seed.places import Territory
from seed.trades import BUILDING, INDUSTRY, SOFTWARE

_PER_GROUP = 9
_ENTERPRISES_PER_EXPERT = 34
_PHONES_FROM = 90_000


@dataclass(frozen=True, slots=True)
class _Group:
    slug: str
    domain: str
    second: tuple[str, ...]
    """Other domains that such an expert may know too."""
    institutions: tuple[tuple[str, InstitutionKind], ...]
    profiles: tuple[str, ...]


_NATIONAL, _PROVINCIAL, _OTHER = InstitutionKind
_GROUPS = (
    _Group(
        slug="management",
        domain="管理咨询",
        second=("投融资服务",),
        institutions=(
            ("示例中小企业公共服务中心", _NATIONAL),
            ("示例精益管理咨询中心", _PROVINCIAL),
            ("示例质量管理协会", _OTHER),
        ),
        profiles=(
            "精益生产和现场管理，做过中小制造企业的产线改善。",
            "质量管理体系和卓越绩效，能帮助企业准备质量奖评审。",
            "成本核算和预算管理，擅长理清研发费用辅助账。",
            "组织设计和薪酬激励，熟悉技术骨干的股权激励办法。",
            "品牌规划和市场调研，能帮助企业写清主导产品的市场占有率。",
            "绿色工厂和能耗管理，做过用能诊断和碳足迹核算。",
        ),
    ),
    _Group(
        slug="technology",
        domain="技术支持",
        second=("知识产权保护", "管理咨询"),
        institutions=(
            ("示例智能制造研究院", _NATIONAL),
            ("示例工业互联网服务平台", _PROVINCIAL),
            ("示例理工大学技术转移中心", _OTHER),
        ),
        profiles=(
            "产线自动化改造，能到现场诊断并估算投入和回收期。",
            "制造执行系统选型和实施，熟悉离散制造业。",
            "金属材料和热处理，能帮助分析零件失效的原因。",
            "电子产品可靠性和电磁兼容，能安排共享实验室的测试。",
            "高分子材料配方和成型工艺，做过进口材料替代。",
            "机器视觉和工业检测，做过缺陷检测系统。",
        ),
    ),
    _Group(
        slug="finance",
        domain="投融资服务",
        second=("法律维权",),
        institutions=(
            ("示例中小企业融资服务平台", _NATIONAL),
            ("示例科技金融服务中心", _PROVINCIAL),
            ("示例会计师事务所", _OTHER),
        ),
        profiles=(
            "银行信贷和贴息政策，能帮助企业比较贷款方案。",
            "股权融资和路演辅导，熟悉早期和成长期企业的估值。",
            "上市辅导和股份制改造，熟悉北京证券交易所的要求。",
            "知识产权质押和科技保险，做过首台（套）保险补偿申报。",
            "研发费用加计扣除和税收筹划，熟悉汇算清缴。",
            "供应链金融和应收账款融资，熟悉中征平台的操作。",
        ),
    ),
    _Group(
        slug="law",
        domain="法律维权",
        second=("知识产权保护",),
        institutions=(
            ("示例中小企业法律服务中心", _NATIONAL),
            ("示例商事调解中心", _PROVINCIAL),
            ("示例律师事务所", _OTHER),
        ),
        profiles=(
            "拖欠账款的催收和投诉，熟悉保障中小企业款项支付条例。",
            "合同审查和采购条款，能指出付款条件里的风险。",
            "劳动用工和竞业限制，做过核心员工离职的纠纷。",
            "涉外合同和出口合规，熟悉机电产品的海外纠纷。",
            "行政处罚听证和信用修复，能帮助企业准备材料。",
            "企业破产重整和债权申报，为供应商维护权益。",
        ),
    ),
    _Group(
        slug="property",
        domain="知识产权保护",
        second=("技术支持", "法律维权"),
        institutions=(
            ("示例知识产权保护中心", _NATIONAL),
            ("示例专利信息服务平台", _PROVINCIAL),
            ("示例知识产权代理事务所", _OTHER),
        ),
        profiles=(
            "专利布局和高价值专利培育，熟悉装备制造领域。",
            "专利预警和侵权分析，做过产品出口前的排查。",
            "商标注册和品牌保护，能处理恶意抢注。",
            "商业秘密保护，能帮助企业建立保密制度。",
            "软件著作权和开源合规，熟悉工业软件。",
            "技术合同登记和专利许可，熟悉高校成果转化。",
        ),
    ),
)


def experts(chance: Random, territory: Territory, enterprises: int) -> dict[str, ExpertFile]:
    """The files of the experts by their names."""
    size = max(_PER_GROUP, enterprises // (_ENTERPRISES_PER_EXPERT * len(_GROUPS)))
    taken: set[str] = set()
    return {
        group.slug: ExpertFile(
            group=f"{group.domain}专家组（示例）",
            experts=tuple(
                _expert(chance, territory, group, number, place * size, taken)
                for number in range(1, size + 1)
            ),
        )
        for place, group in enumerate(_GROUPS)
    }


def _expert(
    chance: Random, territory: Territory, group: _Group, number: int, before: int, taken: set[str]
) -> Expert:
    province = next(iter(territory.cities.values())).region.parent or ""
    institution, kind = group.institutions[number % len(group.institutions)]
    cities = sorted(chance.sample(list(territory.cities), min(2, len(territory.cities))))
    return Expert(
        id=f"{group.slug}-{number:02d}",
        name=words.person(chance, taken),
        institution=institution,
        institution_kind=kind,
        domains=(group.domain, *(() if chance.random() < 0.7 else (chance.choice(group.second),))),
        industries=chance.choice(((), (), (INDUSTRY,), (INDUSTRY, SOFTWARE), (INDUSTRY, BUILDING))),
        regions=(province,) if number % 3 == 1 else tuple(cities[: 1 + number % 2]),
        work_phone=words.phone(province, _PHONES_FROM + before + number),
        profile=group.profiles[(number - 1) % len(group.profiles)],
    )
