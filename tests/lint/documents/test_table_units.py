"""Units that a table names once for all its columns."""

from hengping.lint.documents.subject import DocumentUnderReview
from hengping.reading.documents.markdown import read_markdown

_TEXT = """表1 资金与任务（单位：项、万元）

| 类别 | 2020年项数 | 2020年资金 | 执行率 | 面积（亩） |
|---|---|---|---|---|
| 甲类 | 18 | 12600 | 98.00% | 40 |
| 乙类 | 142 | 12780 | 95.00% | 50 |

表2 任务完成情况（单位：亩）

| 乡镇 | 计划 | 建成 | 完成率 |
|---|---|---|---|
| 东乡 | 500 | 400 | 80.00% |
| 西乡 | 300 | 300 | 100.00% |
"""


def test_the_unit_of_a_caption_is_read_whole_and_goes_to_the_columns_it_fits() -> None:
    subject = DocumentUnderReview(read_markdown(_TEXT.encode(), label="表"))

    assert [ledger.table.unit for ledger in subject.ledgers] == ["项、万元", "亩"]
    units = [[column.unit.symbol if column.unit else "" for column in ledger.columns[1:]] for ledger in subject.ledgers]
    assert units == [["项", "万元", "", "亩"], ["亩", "亩", ""]]
