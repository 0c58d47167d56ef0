"""What the two offices of the small tree keep to themselves: one or two of each private kind."""

_COUNTY = "rosters/private/990100-jia/990102-yi"

PRIVATE_TREE: dict[str, str] = {
    f"{_COUNTY}/contacts.yml": """\
- enterprise: "91990102MA0000001D"
  people: [{name: 示例许四, role: 总经理, mobile: 000-00000001}]
""",
    f"{_COUNTY}/profiles.yml": """\
- enterprise: "91990102MA0000001D"
  date: 2026-03-31
  facts: {staff: "86", revenue: "23000000", high_tech: "true", industry: 工业, tiers: [专精特新中小企业], growth: 12%}
""",
    f"{_COUNTY}/records/2026-h1.yml": """\
- {id: r-2026-0001, enterprise: "91990102MA0000001D", commissioner: 990102-001, date: 2026-01-17, channel: 现场走访, services: [惠企政策速递, 涉企诉求受理], policies: [miit-2026-2], delivery: 精准推送, requests: [q-2026-0001], content: 送去梯度培育办法，听取用工难处。, outcome: 企业准备申报。}
- {id: r-2026-0002, enterprise: "91990102MA0000001D", commissioner: 990102-001, date: 2026-05-20, channel: 电话, services: [助企资源对接], helped_by: {resource: loan}, themes: [技术创新], content: 对接示例贷款。, outcome: 企业已递交材料。}
""",
    f"{_COUNTY}/records/2026-h2.yml": """\
- id: r-2026-0101
  enterprise: "91990102MA0000001D"
  commissioner: 990102-001
  date: 2026-10-12
  channel: 微信
  services: [护企权益保障]
  content: 企业反映货款拖欠。
  outcome: 已告知投诉渠道。
  overdue_payment: {debtor: 示例采购公司, amount: 350000, due_on: 2026-06-30, complaint_channel: 违约拖欠中小企业款项登记（投诉）平台}
- {id: r-2026-0102, enterprise: "91990102MA0000001D", commissioner: 990102-001, date: 2026-11-16, channel: 其他, services: [促企能力提升], activities: [clinic], content: 约好参加示例巡诊。, outcome: 已报名。}
""",
    f"{_COUNTY}/requests/2026.yml": """\
- id: q-2026-0001
  enterprise: "91990102MA0000001D"
  commissioner: 990102-001
  kind: 困难问题
  category: 融资
  collected_on: 2026-01-15
  text: 流动资金紧张。
  told: [2026-01-20, 2026-02-18]
  steps:
    - {do: 列入问题清单, date: 2026-01-16}
    - {do: 分类, date: 2026-01-19, class: 同级其他单位}
    - {do: 会商转交, date: 2026-01-21, to: 乙区地方金融管理局, approved_by: 示例孙局长, approved_on: 2026-01-20}
    - {do: 反馈, date: 2026-02-18}
    - {do: 办结, date: 2026-02-20, result: 银行已放款。}
  satisfied: 满意
- id: q-2026-0002
  enterprise: "91990102MA0000001D"
  commissioner: 990102-001
  kind: 服务需求
  category: 融资
  collected_on: 2026-10-12
  text: 想了解设备更新贷款。
  told: [2026-11-16]
  steps:
    - {do: 列入问题清单, date: 2026-10-13}
    - {do: 分类, date: 2026-10-15, class: 工信职能}
    - {do: 报上级专员办, date: 2026-10-20, office: "990100"}
    - {do: 分类, date: 2026-10-22, office: "990100", class: 工信职能}
    - {do: 商处(科)室, date: 2026-10-23, to: 甲市工业和信息化局融资科}
""",
    f"{_COUNTY}/uptake.yml": """\
- {enterprise: "91990102MA0000001D", benefit: miit-2026-2#srdi, told_on: 2026-01-15, applied_on: 2026-05-08, granted_on: 2026-09-01, amount: 0}
""",
    f"{_COUNTY}/submissions.yml": """\
- {office: "990102", period: 2026-h1, submitted_on: 2026-07-06}
- {office: "990102", period: adjustment, submitted_on: 2026-07-06, reported_on: 2026-06-30}
""",
    f"{_COUNTY}/meetings.yml": """\
- {office: "990102", date: 2026-06-15, kind: 例会, topics: [上半年走访情况], reported_upward: {category: 融资, date: 2026-06-16}}
""",
    f"{_COUNTY}/attendance.yml": """\
- {session: training-2026, commissioners: [990102-001]}
""",
    "rosters/private/990000-sample/certificates.yml": """\
- {commissioner: 990102-001, number: 示例证字2026001, issued_on: 2026-06-01}
- {commissioner: 990100-001, number: 示例证字2026002, issued_on: 2026-06-01}
""",
}
"""The files by path, without a fault on 2026-11-24."""
