"""The packaged layouts: every customary form is there, with all that an office expects to see on it."""

from __future__ import annotations

import pytest

from hengping.forms.fill import ENTRY
from hengping.forms.sources.registry import row_source
from hengping.reference.form_layout import FormLayout, PairsBlock, SignaturesBlock, TableBlock, TextBlock
from hengping.reference.form_layouts import packaged_form, packaged_forms

# The form by its number → what stands on it, in the words of the customary sheets. A number covers all sheets of the
# form (F06, F06b, F06c …); （或） parts two names of which offices use either.
EXPECTED = {
    "F01": """项目名称 项目编码 主管部门 部门代码 实施单位 项目属性 项目类别 项目期 项目负责人 联系电话 申报日期 中期资金 年度资金
        总体目标 年度目标 立项依据 实施内容 实施计划 管理措施 中期绩效指标 年度绩效指标 一级指标 二级指标 三级指标 计算符号 指标值
        计量单位 权重 指标解释 指标值说明 指标值确定依据 计算公式 历史值 上年自评值 参考值 指标来源 扣分标准 审核意见 填报人
        单位负责人 填报日期 公章 主管部门审核意见 财政业务处室审核意见 绩效管理处复审意见""",
    "F01b": """险种 统筹层次 地区 预算年度 基金收支 总体目标 年度目标 一级指标 二级指标 三级指标 指标值 牵头部门""",
    "F01c": """专项名称 主管部门 地区 资金来源 金额 总体目标 一级指标 二级指标 三级指标 指标值""",
    "F01d": """总体目标 年度目标 一级指标 二级指标 三级指标 指标值""",
    "F02": """项目名称 项目编码 主管部门 实施单位 年初预算数 全年预算数 全年执行数 分值 执行率 得分 预期目标 实际完成情况 一级指标
        二级指标 三级指标 计算符号 年度指标值 实际完成值 计量单位 完成情况简述 偏差原因分析及改进措施 总分 等级 填报人
        单位负责人 公章""",
    "F03": """一级指标 二级指标 三级指标 指标性质 指标值 度量单位 权重 自评完成值 自评得分 复核完成值 复核得分 偏离度 备注
        资料齐全性 复核结论 单位选取项目数 选取资金占比 差值 完全一致 一般偏差 较大偏差 公章""",
    "F04": """项目名称 监控节点 监控方式 年初预算数 调整数 截至节点执行数 截至节点执行率 全年预计执行数 一级指标 二级指标 三级指标
        年度指标值 截至节点执行情况 全年预计完成情况 经费保障 制度保障 人员保障 硬件条件保障 其他 原因说明 完成目标可能性
        拟采取措施 填报人 审核人 填报日期 公章""",
    "F05": """一级指标 二级指标 三级指标 四级指标 分值 指标解释 指标说明（评价要点） 评价标准及评分规则 目标值 标准类型 考核对象
        佐证材料 数据来源 取数方式 备注""",
    "F06": """一级指标 二级指标 三级指标 四级指标 分值 指标说明（评价要点） 评价标准及评分规则 实际完成情况 得分 得分率 扣分 扣分原因
        发现问题 底稿索引号 证据号 权重 实际得分 自评 初评 复核后 意见后 专家后""",
    "F07": """序号 类别 资料名称 年度/期间 要求 对应指标 提供单位 责任人 截止日 阶段 必交 状态 备注 份数/页数 形式 密级 移交人 接收人
        日期 归还日期 移交人签字 接收人签字 承诺单位 单位负责人签字 公章""",
    "F08": """表号 填报单位 计量单位 数据来源系统 口径说明 填表人 审核人 单位负责人 联系电话 填表日期 单位公章 填报数 核实数 差异
        差异原因 核实人 核实证据""",
    "F09": """序号 单位名称 资金拨付 资金占比 踏勘资金 踏勘资金占比 地点（地址） 时间 选取理由 带队人 成员 方式 备选""",
    "F10": """项目名称 被踏勘单位 地址 起止时间 踏勘人员 单位陪同人员 核查要点 应有 实有 是否相符 查阅资料 发现问题 影像编号
        与申报数差异 问卷发放数 问卷回收数 被踏勘单位确认签字""",
    "F11": """访谈对象 单位 职务 层级 时间 访谈地点 方式 访谈人 记录人 提纲问题 回答 关联指标 追问 受访人签字 日期 主持人 姓名 电话
        签字 纪要""",
    "F12": """序号 抽样编号 姓名 电话 拨打时间 次数 结果 问题 回答 是否按月足额到账 异常 回访人 复核人 录音编号""",
    "F13": """调查对象 抽样方法 计划量 渠道 发放数 回收数 有效数 回收率 有效率 无效原因 题号 题目 非常满意 比较满意 一般 不太满意
        不满意 不了解 满意率 加权得分 对象权重 综合满意度 选项赋值 低满意题及意见归类""",
    "F14": """索引号 底稿名称 类型 对应指标 页数 编制人 编制日期 复核人 复核日期 备注 分值 评分规则 评价期间 部门（单位） 合计
        存在问题 原因分析 计算过程 得分 扣分 证据索引 满意度对象 经验做法 有关建议 其他 对必要性的看法 对实施效果的评价
        对组织实施的建议 取证事项 事实描述 涉及金额 证据 取证人 被取证单位意见 核查要点 扣分规则 佐证核查结果 标准分值 核查前得分
        核查后得分 调整得分说明 核查人""",
    "F15": """联系人 反馈截止日 序号 位置 报告原文 单位意见 理由 佐证名称及页码 评价组核实情况 采纳情况 原得分 调整后得分 报告修改处
        经办人 日期 单位负责人签字 主评人签字""",
    "F16": """复核成果 版本 编制人 提交日 级次 复核要点 复核意见 位置 重要性 答复 是否销号 结论 一级复核 二级复核 三级复核 日期""",
    "F17": """专家姓名 工作单位 职称 专业 回避声明 评审要点 评分 意见 总体意见 结论 汇总意见 组长签字 会议时间 会议地点 签字""",
    "F18": """专家姓名 专家意见 是否采纳 修改内容 页码 验收结论 考核项目 分值 得分 考核等级 付费意见""",
    "F19": """整改标题 整改类型 业务处室 整改期限 序号 问题编号 问题 问题性质 来源报告或指标 涉及金额 整改建议 整改措施 责任单位 责任人
        时限 进展 完成情况 佐证 追回金额 制度建设 未完成原因 复查人 复查结论 销号日期 屡查屡犯 整改反馈内容 审核状态 终审意见
        预算调整意见 预算挂钩金额 公开情况""",
    "F20": """主管部门 项目单位 项目名称 评价机构 参与评价中介机构 出具单位 委托单位 报告文号 第三方机构（公章） 法定代表人或负责人
        主评人 项目组成员 复核人 序号 文号 责任者 题名 日期 页次 备注 保管期限 立卷人""",
}


def words_of(form: FormLayout) -> list[str]:
    """Everything printed on a form that does not come from the case."""
    words = [form.title, form.heading, *form.notes]
    for block in form.blocks:
        match block:
            case PairsBlock():
                words += [pair.label for row in block.rows for pair in row]
            case TableBlock():
                words += [block.title, *(text for column in block.columns for text in (column.group, column.heading))]
            case TextBlock():
                words += block.paragraphs
            case SignaturesBlock():
                words += [*block.roles, block.seal]
    return words


def sheets(number: str) -> list[FormLayout]:
    """The sheets of a form; a lettered code names one sheet alone."""
    exact = number[-1].isalpha()
    return [form for form in packaged_forms() if form.code == number or (not exact and form.code[:3] == number)]


@pytest.mark.parametrize("number", EXPECTED)
def test_a_form_says_all_that_offices_expect(number: str) -> None:
    words = [word for form in sheets(number) for word in words_of(form)]
    assert [each for each in EXPECTED[number].split() if not any(each in word for word in words)] == []


def test_codes_and_names_are_unique() -> None:
    for name in ("code", "name", "title"):
        values = [getattr(form, name) for form in packaged_forms()]
        assert sorted(values) == sorted(set(values))


def test_every_form_says_what_it_is_for() -> None:
    assert [form.code for form in packaged_forms() if not form.used_for] == []


@pytest.mark.parametrize("form", packaged_forms(), ids=lambda form: form.code)
def test_columns_name_what_their_source_has(form: FormLayout) -> None:
    for block in form.blocks:
        if isinstance(block, TableBlock):
            known = row_source(block.source).columns(block.options)
            keys = {column.key for column in block.columns if column.key and not column.key.startswith(ENTRY)}
            assert keys <= set(known)


@pytest.mark.parametrize("form", packaged_forms(), ids=lambda form: form.code)
def test_no_heading_of_a_table_means_two_columns(form: FormLayout) -> None:
    for block in form.blocks:
        if isinstance(block, TableBlock) and block.source != "criteria":  # 分值 stands behind each level
            headings = [column.group + column.heading for column in block.columns]
            assert len(headings) == len(set(headings))


@pytest.mark.parametrize("name", ["F06", "f06", "score_table", "绩效评价指标体系评分表"])
def test_a_form_is_found_by_code_name_and_title(name: str) -> None:
    assert packaged_form(name).code == "F06"
