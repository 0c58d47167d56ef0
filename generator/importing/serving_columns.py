"""The tables of who serves whom, and of experts."""

from generator.importing.cells import (
    DAY,
    IDENTIFIER,
    IDS,
    LINE,
    NAMES,
    PERSON_ID,
    PHONES,
    TEXT,
    choice,
)
from generator.importing.columns import (
    PERSON_ID_NAMES,
    PERSON_NAMES,
    PHONE_NAMES,
    UNIT_NAMES,
    Column,
    Shape,
    enterprise_columns,
)
from generator.records.expert import InstitutionKind
from generator.records.pairing import PairingReason

_NEW = "新增时必填"
_ALWAYS = "必填"

PAIRING = Shape(
    kind="pairing",
    row="一段对接一行，附件2就是这样；换专员写两行：原来的写“对接止”，新的从第二天起",
    needed=(("code", "enterprise"), ("id", "name"), ("since",)),
    columns=(
        *enterprise_columns("企业名称"),
        Column(
            field="id", label="专员编号", names=PERSON_ID_NAMES, form=PERSON_ID, about="或写姓名和工作单位"
        ),
        Column(field="name", label="姓名", names=PERSON_NAMES, form=LINE, example="示例张三"),
        Column(
            field="unit",
            label="工作单位",
            names=UNIT_NAMES,
            form=LINE,
            about="同名的靠它分清",
            example="东城区工业和信息化局（示例）",
        ),
        Column(
            field="since",
            label="对接起",
            names=("对接日期", "对接时间", "结对日期", "结对时间", "结对起", "对接开始", "开始日期", "since"),
            form=DAY,
            need=_ALWAYS,
            example="2024-12-10",
        ),
        Column(
            field="until",
            label="对接止",
            names=("结对止", "对接结束", "结束日期", "对接结束日期", "until"),
            form=DAY,
            about="当天仍在服务；还在服务就不写",
        ),
        Column(
            field="reason",
            label="变更原因",
            names=("原因", "变动原因", "reason"),
            form=choice(PairingReason),
            example="新认定",
        ),
        Column(
            field="office",
            label="安排的专员办",
            names=("安排单位", "安排专员办"),
            form=LINE,
            about="写地名；不写就按级别：国家级归市，省级归县(市、区)",
        ),
    ),
)

EXPERT = Shape(
    kind="expert",
    row="一位专家一行",
    needed=(("id", "name"),),
    columns=(
        Column(
            field="id",
            label="专家编号",
            names=("编号", "id"),
            form=IDENTIFIER,
            about="新专家空着，导入时编号",
        ),
        Column(
            field="group",
            label="专家组",
            names=("组别", "所属专家组", "group"),
            form=LINE,
            about="写 rosters/experts/ 里一个文件的 group 或文件名；有专家编号的可以不写",
            example="law",
        ),
        Column(
            field="name",
            label="姓名",
            names=("专家姓名", "专家", "name"),
            form=LINE,
            need=_NEW,
            example="示例李四",
        ),
        Column(
            field="institution",
            label="所在机构",
            names=("机构", "机构名称", "工作单位", "单位", "单位名称", "institution"),
            form=LINE,
            need=_NEW,
            example="示例律师事务所",
        ),
        Column(
            field="institution_kind",
            label="机构类别",
            names=("机构性质", "机构类型", "单位性质", "institution_kind"),
            form=choice(InstitutionKind),
            need=_NEW,
            example="优质服务机构",
        ),
        Column(
            field="domains",
            label="领域",
            names=("服务领域", "专业领域", "擅长领域", "domains"),
            form=NAMES,
            about="写 rosters/scheme.yml 里的专家领域",
            need=_NEW,
            example="法律维权",
        ),
        Column(
            field="industries",
            label="适用行业",
            names=("行业", "industries"),
            form=NAMES,
            about="不写就是全部行业",
        ),
        Column(
            field="regions",
            label="服务地区",
            names=("地区", "区域", "服务区域", "regions"),
            form=IDS,
            about="写地名或区划代码；不写就是 --region 的地区",
            example="北京市",
        ),
        Column(
            field="work_phone",
            label="办公电话",
            names=PHONE_NAMES,
            form=PHONES,
            need=_NEW,
            example="000-80123456",
        ),
        Column(
            field="profile",
            label="简介",
            names=("个人简介", "专长", "profile"),
            form=TEXT,
            example="合同与账款。",
        ),
    ),
)
