"""What commissioners write: the policies they bring, the requests they hear, and what came of both."""

from dataclasses import dataclass
from datetime import date

START, LAST = date(2022, 4, 21), date(2029, 12, 31)


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A policy that commissioners bring: from which day, until when, where, and the benefit that is applied for.

    `new`: it is brought at the first contact after that day (rule 10). `most`: the largest amount in 元. `decided`:
    enterprises have word of their applications; without it none has been granted or refused yet.
    """

    policy: str
    says: str
    since: date = START
    until: date = LAST
    regions: tuple[str, ...] = ()
    industry: str | None = None
    benefit: str | None = None
    most: int = 0
    new: bool = False
    decided: bool = True


LEAFLETS = (
    Leaflet(
        "miit-2026-2",
        "优质中小企业梯度培育管理办法",
        date(2026, 1, 17),
        benefit="giant",
        new=True,
        decided=False,
    ),
    Leaflet(
        "mof-2026-2",
        "今年的设备更新贷款贴息",
        date(2026, 1, 20),
        date(2026, 12, 31),
        benefit="interest",
        most=380_000,
        new=True,
    ),
    Leaflet(
        "jn-sample-2026-1",
        "江宁区常年支持办法（示例）",
        date(2026, 3, 12),
        regions=("320115",),
        benefit="equipment",
        most=500_000,
        new=True,
    ),
    Leaflet(
        "sz-sample-2026-1", "苏州秋季批次认定通知（示例）", date(2026, 10, 16), regions=("320500",), new=True
    ),
    Leaflet(
        "nj-sample-2026-1",
        "南京智改数转网联补助通知（示例）",
        date(2026, 10, 28),
        regions=("320100",),
        benefit="diagnosis",
        new=True,
    ),
    Leaflet(
        "ks-sample-2026-1",
        "昆山贷款贴息通知（示例）",
        date(2026, 11, 2),
        regions=("320583",),
        benefit="interest",
        new=True,
    ),
    Leaflet("mof-sta-2023-7", "研发费用加计扣除", benefit="super-deduction", most=1_600_000),
    Leaflet(
        "mof-sta-2023-43",
        "先进制造业增值税加计抵减",
        until=date(2027, 12, 31),
        industry="工业",
        benefit="vat-5",
        most=420_000,
    ),
    Leaflet(
        "mof-sta-2023-37",
        "设备器具一次性扣除",
        until=date(2027, 12, 31),
        industry="工业",
        benefit="expensing",
        most=260_000,
    ),
    Leaflet("sc-802", "保障中小企业款项支付条例"),
    Leaflet("npc-2025-private", "民营经济促进法"),
    Leaflet("pboc-2024-relending", "科技创新和技术改造再贷款"),
    Leaflet("most-2016-32", "高新技术企业认定", benefit="hnte", decided=False),
)

DELIVERED = (
    "送去{says}要点，和财务逐条核对。",
    "讲解{says}，说明材料和时间。",
    "发去{says}的一页说明，约好看完再问。",
    "和负责人过一遍{says}的条件，标出还缺的两项。",
)
UNDERSTOOD = (
    "企业准备申报。",
    "财务已核对条件，符合。",
    "目前不符合，已说明差在哪里。",
    "企业已转给研发和财务负责人。",
    "企业已在享受，补充了凭证要求。",
)
REFUSED = ("材料不全，当期未补齐", "主要指标差一点，明年再报", "同类项目已获支持，不得重复享受")

RESOURCES = (
    ("credit-guarantee", "", "介绍融资担保，{product}订单增加，缺少抵押物。", "担保机构已约尽调。"),
    ("digital-diagnosis", "", "对接免费诊断，看{product}车间的设备联网。", "诊断报告列出五处可改进。"),
    ("energy-audit", "", "安排用能诊断，{product}产线电费偏高。", "找出两处可省电的环节。"),
    ("equipment-loan", "", "介绍设备更新贷，企业想换一条{product}产线。", "银行已受理。"),
    ("legal-clinic", "", "预约法律体检，审看{product}的采购合同。", "改了付款条款。"),
    ("patent-navigation", "", "对接专利导航，排查{product}的出口风险。", "列出三件要避开的专利。"),
    ("patent-pledge", "", "介绍质押融资，以{product}的专利评估。", "评估机构已接单。"),
    ("shared-lab", "320100 320500", "联系共享实验室，测{product}的可靠性。", "已排上测试。"),
    ("lean-coaching", "320500", "推荐精益陪跑，{product}交货期长。", "试点班组开始改善。"),
    ("skilled-workers", "320300", "介绍技能人才订单班，{product}缺操作工。", "预订十二人。"),
    ("talent-station", "", "联系博士后联合培养，课题是{product}的材料。", "高校导师已来访。"),
    ("tech-transfer", "", "帮助把{product}的难题写成揭榜书。", "两家高校有意向。"),
    ("venture-match", "", "对接股权融资，讲{product}的市场。", "进入路演名单。"),
    ("chain-match", "", "推荐{product}给链主企业采购部。", "已寄样品。"),
)

ABILITIES = (
    ("智改数转", "到{product}车间看设备联网，讨论改造次序。", "先改两台关键设备。"),
    ("关键核心技术攻关", "了解{product}攻关进度，核对经费台账。", "中试样品已出。"),
    ("技术创新", "问{product}新一代样机的进展。", "下季度送检。"),
    ("自主品牌培育", "讨论{product}的商标和展会安排。", "已提交两件商标申请。"),
    ("绿色低碳发展", "核对{product}的能耗数据，讲绿色工厂要求。", "列出整改清单。"),
    ("育才引才", "了解{product}团队缺人情况，介绍招聘会。", "收到六份简历。"),
    ("管理提升", "看{product}的质量和交付数据。", "企业成立改善小组。"),
    ("开拓市场", "问{product}的订单和新客户。", "新签一家客户。"),
)

RIGHTS = (
    ("讲解款项支付的期限，查看{product}的应收账款。", "没有逾期三个月以上的。"),
    ("了解检查次数和收费，说明投诉渠道。", "企业表示没有额外负担。"),
    ("提醒{product}合同的验收条款。", "法务已修改模板。"),
)
OVERDUE = ("企业反映{product}货款拖欠，帮助整理合同和对账单。", "已登记，等对方回复。")
INFRINGED = ("企业反映有人冒用协会名义上门推销收费培训。", "企业没有付款，已报告。")
CHANNEL = "违约拖欠中小企业款项登记（投诉）平台"

HEARD = ("听取诉求：{text}", "现场了解情况：{text}", "企业提出：{text}")
REGISTERED = ("已登记，当天告知下一步。", "已受理，说明办理路径。", "已记下，三天内回复。")


@dataclass(frozen=True, slots=True)
class Wish:
    """What an enterprise asks for: who can settle it at the same level, or which division, and how it ended.

    `unit` is another unit that comes after the name of the place; without it the industry office does it itself.
    """

    kind: str
    category: str
    text: str
    result: str
    unit: str | None = None
    division: str = "中小企业处（示例）"


_PROBLEM, _NEED, _ADVICE = "困难问题", "服务需求", "意见建议"

WISHES = (
    Wish(_PROBLEM, "融资", "{product}回款慢，流动资金紧张。", "银行放款三百万元。", "地方金融管理局（示例）"),
    Wish(_NEED, "融资", "想了解{product}扩产的设备贷款。", "已选定贷款方案，银行受理。"),
    Wish(
        _PROBLEM,
        "用工",
        "{product}班组招不到熟练工。",
        "专场招聘会招到九人。",
        "人力资源和社会保障局（示例）",
    ),
    Wish(
        _PROBLEM,
        "用地",
        "{product}扩产缺厂房，租约明年到期。",
        "推荐两处标准厂房，已签一处。",
        "自然资源和规划局（示例）",
    ),
    Wish(_NEED, "市场", "希望把{product}推荐给本地整机企业。", "参加两场对接，签一单。"),
    Wish(_NEED, "技术", "{product}的一项性能达不到客户要求，想找专家。", "专家到厂两次，已找到原因。"),
    Wish(
        _PROBLEM,
        "技术",
        "{product}的检测要排队三个月。",
        "协调检测机构提前四周。",
        "市场监督管理局（示例）",
    ),
    Wish(
        _NEED,
        "数字化",
        "{product}产线想上制造执行系统，不会选型。",
        "完成诊断，选定方案。",
        division="信息化处（示例）",
    ),
    Wish(
        _NEED,
        "知识产权",
        "{product}专利快速预审怎么走。",
        "已备案，第一件进入预审。",
        "知识产权局（示例）",
    ),
    Wish(_PROBLEM, "账款", "{product}货款逾期，客户一再推迟。", "对方分两次付清。"),
    Wish(_PROBLEM, "税费", "{product}出口退税到账慢。", "补齐备案单证，退税到账。", "税务局（示例）"),
    Wish(
        _PROBLEM,
        "环保安全",
        "{product}车间环评变更不知怎么办。",
        "按非重大变动办理。",
        "生态环境局（示例）",
    ),
    Wish(
        _PROBLEM,
        "行政审批",
        "{product}新厂房施工许可材料反复补正。",
        "一次告知清单，许可已发。",
        "政务服务管理办公室（示例）",
    ),
    Wish(_ADVICE, "其他", "建议把各部门的调研表合并填报。", "合并两张表，其余按季度发。"),
    Wish(_ADVICE, "行政审批", "建议{product}项目备案网上一次办完。", "已列入改进事项，下月上线。"),
    Wish(_NEED, "其他", "想请人讲复核要准备什么。", "参加复核辅导，材料清单已发。"),
)
"""Without a unit a request may be settled at once, or by a division, or be raised to the level above."""

RIGID = (
    ("用地", "{product}厂房希望占用规划绿地。", "规划用途不能变更", "自然资源和规划局（示例）"),
    ("环保安全", "希望放宽{product}产线的排放限值。", "国家强制标准，不能放宽", "生态环境局（示例）"),
    ("税费", "希望{product}延长已到期的优惠。", "政策期限由国家规定", "税务局（示例）"),
)
RIGID_RESULT = "属政策刚性约束，已当面说明依据，并推荐了替代办法。"

MEETINGS = (
    ("上半年走访和台账检查", "诉求办理进展"),
    ("惠企政策更新", "复核准备"),
    ("典型诉求会商", "账款维权"),
    ("半年报表填报", "共性问题梳理"),
    ("结对调整", "年度走访安排"),
)
LESSONS = (("台账怎么写", "诉求分类"), ("新政策解读", "走访要点"))
