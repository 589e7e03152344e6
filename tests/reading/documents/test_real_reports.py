"""The two published reports: every heading, and every table with its size and corners, checked against the text by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.reading.documents import SourceDocument, read_document

pytestmark = pytest.mark.real_cases

DATONG = """
1 1、基本概况
2 （1）项目概况
2 （二）绩效目标
3 1.项目总体目标
3 2.项目阶段性目标
2 （3）绩效完成情况
1 2、评价结果和结论
2 （一）评价结果
2 （二）总体评分结果
1 3、主要经验及做法、存在问题及原因分析
2 （一）经验及做法
3 1.养老保险基金征缴情况良好
3 2.财务管理水平较高
2 （二）存在的问题及原因分析
3 1.档案管理制度不够健全
3 2.参保率较上年出现负增长
1 四、有关建议
2 （一）建立健全档案管理制度
2 （二）应保尽保，提高参保增长率
1 五、结果应用建议
"""
XINJIANG = """
1 一、基本情况
2 （一）项目概况
3 1.项目背景
3 2.实施主体
3 3.主要内容及实施情况
3 4.资金投入和使用情况
4 (1)资金投入情况
4 (2)资金使用情况
2 (二)项目绩效目标
3 1.总体目标
3 2.具体指标设定见下表所示:
1 二、绩效评价工作开展情况
2 (一)绩效评价目的、对象和范围
3 1.绩效评价目的
3 2.绩效评价对象
3 3.绩效评价范围
2 (二)绩效评价原则、评价指标体系、评价方法、评价标准等
3 1.绩效评价原则
3 2.评价指标体系
3 3.评价方法
3 4.评价标准
3 5.评价结论及等级确定
2 (三)绩效评价工作过程
3 1.评价准备阶段（6月24日-6月29日）
3 2.制定评价方案（6月30日-7月15日）
3 3.组织实施评价（7月18日-7月31日）
5 ①自治区人社厅负责人调研大纲
5 ②各公司企业职工基本养老保险管理人员调研大纲
5 ③缴纳养老保险企业职工
5 ④领取养老保险企业职工
3 4.撰写评价报告(8月1日-8月20日)
1 三、综合评价情况及评价结论
1 四、主要经验及做法、存在的问题及原因分析
2 （一）主要经验及做法
2 （二）存在的问题及原因分析
1 五、有关建议
2 （一）项目决策方面
2 （二）项目过程方面
2 （三）项目效益方面
"""


def outline(source: SourceDocument) -> list[str]:
    return [f"{heading.level} {heading.full}" for heading in source.headings]


def test_headings_of_both_reports(real_cases: Path) -> None:
    for name, expected in (("datong-2020", DATONG), ("xinjiang-2021", XINJIANG)):
        source = read_document(_report(real_cases, name))
        assert outline(source) == expected.strip().splitlines()


def test_tables_of_datong(real_cases: Path) -> None:
    (table,) = read_document(_report(real_cases, "datong-2020")).tables
    assert table.caption == "表1 企业职工基本养老保险分级负担项目支出一级指标得分情况表"
    assert [list(row) for row in table.rows] == [
        ["", "决策", "过程", "产出", "效益", "合计"],
        ["总分", "20.00", "20.00", "30.00", "30.00", "100.00"],
        ["得分", "18.00", "19.00", "27.00", "28.12", "92.12"],
        ["占比", "90%", "95%", "90%", "93.73%", "92.12%"],
    ]


def test_tables_of_xinjiang(real_cases: Path) -> None:
    source = read_document(_report(real_cases, "xinjiang-2021"))
    assert [(len(table.cells), table.width) for table in source.tables] == [(18, 4), (7, 7), (38, 3), (38, 4), (6, 4)]
    goals, money, frame, visits, scores = source.tables
    assert goals.rows[5][2:] == ("基本养老收入预算执行率", "≤105%")
    assert money.rows[-1] == ("6", "合计", "1448983.18", "100.00%", "873432.90", "60.28%", "")
    assert money.notes == ("注：区直管未对各个单位进行支出核算，故踏勘单位支出明细未统计。",)
    assert [row[0] for row in frame.rows[1:]] == [row[0] for row in visits.rows[1:]] == [str(n) for n in range(1, 38)]
    assert scores.caption == "“自治区本级企业职工基本养老保险基金支出”项目评分表"
    assert scores.rows[-1] == ("合计", "100.00", "94.51%", "94.51")


def test_paragraphs_cut_by_pages_are_whole(real_cases: Path) -> None:
    source = read_document(_report(real_cases, "xinjiang-2021"))
    texts = [paragraph.text for paragraph in source.paragraphs]
    assert any("（新财社〔2018〕24号)文件精神" in text for text in texts)
    assert any("出具绩效评价报告初稿。" in text for text in texts)
    assert not [text for text in texts if "[bookmark" in text or "[footnote" in text]


def test_the_footnote_of_datong(real_cases: Path) -> None:
    source = read_document(_report(real_cases, "datong-2020"))
    (note,) = source.notes
    assert note.text.startswith("本次绩效评价采取评分和评级相结合的方式")
    assert note.text.endswith("60分以下为“差”。")


def _report(folder: Path, name: str) -> Path:
    found = [each for each in (folder / "sources", folder.parent / "sources") if each.is_dir()]
    if not found:
        pytest.skip("真实案例文件夹旁没有 sources 文件夹")
    return found[0] / f"{name}-report.txt"
