"""What enterprises make: trades with their words for names and their products, and where which are at home."""

from dataclasses import dataclass

INDUSTRY, SOFTWARE, FARMING, BUILDING, OTHER = (
    "工业",
    "软件和信息技术服务业",
    "农林牧渔业",
    "建筑业",
    "其他未列明行业",
)


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: how it is called in an enterprise's name, what it makes, and its industry by content/facts.yml."""

    words: tuple[str, ...]
    products: tuple[str, ...]
    industry: str = INDUSTRY


def _trade(words: str, products: str, industry: str = INDUSTRY) -> Trade:
    return Trade(tuple(words.split()), tuple(products.split()), industry)


_MACHINES = _trade(
    "精工机械 精密机械 智能装备", "精密轴承 滚珠丝杠 数控转台 直线导轨 精密减速器 五轴加工中心 液压夹具"
)
_ELECTRONICS = _trade(
    "电子科技 微电子 半导体", "功率器件 探针卡 封装基板 连接器 射频滤波器 晶圆清洗设备 柔性电路板"
)
_OPTICS = _trade("光电科技 光通信", "光模块 光纤连接器 激光雷达镜头 红外探测器 激光焊接头 精密棱镜")
_ROBOTS = _trade(
    "机器人 自动化科技", "协作机器人 伺服驱动器 机器视觉系统 物流分拣线 力控末端执行器 自动装配线"
)
_MEDICAL = _trade("医疗器械 医疗科技", "微创手术器械 体外诊断试剂 医用导管 超声探头 骨科植入物 呼吸机涡轮")
_PHARMA = _trade("生物医药 生物技术", "抗体药物中间体 细胞培养基 缓释制剂 多肽原料药 色谱填料 基因检测试剂盒")
_MATERIALS = _trade(
    "新材料 高分子材料 复合材料", "碳纤维预浸料 特种尼龙 光学薄膜 芳纶纸 气凝胶毡 高温合金粉末"
)
_AUTO = _trade("汽车部件 汽车电子", "线控制动器 电池托盘 车用传感器 热管理集成模块 轻量化副车架 车规级继电器")
_TEXTILE = _trade("纺织科技 化纤", "差别化长丝 阻燃面料 产业用无纺布 再生聚酯纤维 医用弹力布")
_GRID = _trade("电气 智能电网", "继电保护装置 智能电能表 柔性直流控制器 配电终端 储能变流器 局部放电监测仪")
_RAIL = _trade("轨道交通装备 轨道科技", "制动闸片 车门驱动机构 牵引变流器 轨道检测车 减振扣件")
_SOFTWARE = _trade(
    "软件 信息科技", "工业设计软件 制造执行系统 设备运维平台 数据库中间件 工业互联网平台", SOFTWARE
)
_CHIPS = _trade("集成电路设计 芯片科技", "电源管理芯片 模数转换芯片 边缘计算芯片 毫米波雷达芯片", SOFTWARE)
_SPACE = _trade("卫星导航 通信技术", "高精度定位终端 卫星授时模块 抗干扰天线 应急通信车载站")
_GREEN = _trade(
    "环保科技 环境工程 节能科技", "膜生物反应器 挥发性有机物治理设备 余热回收机组 在线水质监测仪 磁悬浮风机"
)
_CRANES = _trade("工程机械 重工", "液压油缸 回转支承 驾驶室总成 高空作业平台 挖掘机属具 混凝土泵车臂架")
_MINES = _trade("矿山装备 矿用设备", "液压支架立柱 智能掘进机 矿用隔爆电机 煤矿传感器 带式输送机托辊")
_SOLAR = _trade("光伏科技 新能源", "单晶硅棒 光伏焊带 坩埚 储能电池模组 氢能双极板")
_SAFETY = _trade("安全应急装备 安全科技", "应急救援钻机 可燃气体探测器 智能消防机器人 防爆对讲机")
_FARMS = _trade("农业装备 农机", "联合收割机割台 植保无人机 秸秆打捆机 智能灌溉阀")
_SEEDS = _trade("种业 生物农业", "抗倒伏小麦种 脱毒马铃薯种薯 生物菌肥 食用菌菌种", FARMING)
_CASTING = _trade("绿色铸造 精密铸造", "球墨铸铁阀体 铝合金压铸件 风电轮毂 精密蜡模铸件")
_HOUSES = _trade("装配式建筑 绿色建筑科技", "预制叠合板 钢结构节点 模块化房屋 保温装饰一体板", BUILDING)
_TESTING = _trade("检测技术 计量科技", "材料检测服务 电磁兼容测试 无损探伤服务 计量校准服务", OTHER)

TRADES = (
    _MACHINES,
    _ELECTRONICS,
    _OPTICS,
    _ROBOTS,
    _MEDICAL,
    _PHARMA,
    _MATERIALS,
    _AUTO,
    _TEXTILE,
    _GRID,
    _RAIL,
    _SOFTWARE,
    _CHIPS,
    _SPACE,
    _GREEN,
    _CRANES,
    _MINES,
    _SOLAR,
    _SAFETY,
    _FARMS,
    _SEEDS,
    _CASTING,
    _HOUSES,
    _TESTING,
)

_AT_HOME = {
    "320100": (_GRID, _RAIL, _SOFTWARE, _SOFTWARE, _CHIPS, _SPACE, _PHARMA, _GREEN, _TESTING),
    "320300": (_CRANES, _CRANES, _MINES, _SOLAR, _SAFETY, _FARMS, _SEEDS, _CASTING, _HOUSES),
    "320500": (
        _MACHINES,
        _ELECTRONICS,
        _ELECTRONICS,
        _OPTICS,
        _ROBOTS,
        _MEDICAL,
        _AUTO,
        _TEXTILE,
        _MATERIALS,
    ),
}


def of_city(code: str) -> tuple[Trade, ...]:
    """The trades of a city: those at home there thrice, and all others now and then."""
    return _AT_HOME.get(code, ()) * 3 + TRADES
