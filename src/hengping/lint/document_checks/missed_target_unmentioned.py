"""未完成的目标没有提到: a table shows a target missed and the text does not mention it.

Meaning: in a table of goals with what was reached, a value misses its target, and no sentence of the document tells the
shortfall: none that names the goal, or gives its result beside words of its name, says that it was missed.
Why: the reader of the text believes that all was met.
Basis: 财预〔2020〕10号 (deviations are told with their causes); practice of review.
Exclusions:
1. Targets in words, values in words, and different units; bare targets of which less is better.
2. Rows whose own table gives the reason (a column for 偏差原因 or 未完成原因 that is filled).
3. Documents without running text: forms.
4. A sentence in other words of the same name (完工40所 for 项目学校完工数) that says that something is missing, or
   gives a rate of completion; not one on the money or the policy of the same thing (临时救助执行率 for 临时救助人次).
5. Results of a part of the year (1—8月完成值, 截至8月31日): the target of the year is not yet due.
Fires: 参保增长率 | ≥3.38% | -0.86%, and no sentence on 参保增长率
Silent: 参保增长率 | ≥3.38% | -0.86%, and 参保增长率没有达到目标
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.advice.shortfalls import alike, pairs_of, stem_of
from hengping.lint.documents.passages import normal
from hengping.lint.documents.place import at
from hengping.lint.documents.scores.goal_tables import GoalLine, GoalTable
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import UnitError, read_unit
from hengping.scoring.comparison import Comparator
from hengping.scoring.filed_targets import read_target

_FEW_SENTENCES = 5
_ALIKE = 0.5
_LESS = re.compile(r"成本|投诉|差错|时限|时间|天数|费用|事故|缺口|拖欠|次均|单价|价格")
_SHORT = re.compile(
    r"[未没不少差缺仅只欠]|低(?!保|收入|温|龄|年级|碳|空|压)|尚|偏|扣|失分|滞后|逾期|延[期迟误]|完成率|达成率|为?(?:目标|计划|任务)数?值?的\d|完成(?:目标|计划|任务)?的?\d"
    r"|影响|下降|减少|差距|落后|薄弱|有待|负增长|得\d"
)
_OVER = re.compile(r"超|高于|多于|长于|[高多长]出|偏高")
_REASON = re.compile(r"偏差|原因|说明|备注")
_PART_OF_YEAR = re.compile(
    r"(?<!\d)1月?(?:份)?[—–\-~～至到](?:[2-9]|1[01])月|(?<!\d)(?:[1-9]|1[01])月(?:底|末|止)|截[至止到](?:20\d\d年)?(?:[1-9]|1[01])月"
    r"|上半年|半年|前[二两三]季度|[一二三]季度|前[二三四五六七八九十]+个?月|绩效监控|运行监控|监控[期时节]|时序"
)
# What a name counts or measures; before it stands the thing, of which the money and the policy tell something else.
_COUNT = re.compile(r"(?:完成|覆盖|实施)?(?:人次|人数|户数|次数|件数|家数|数量|总?数|总?量|面积)$")
_OTHER_MEASURE = r"(?:补助|补贴|专项)?(?:预算|资金|经费|支出)?(?:执行率|支出率|到位率|拨付率|支付率|资金|经费|政策)"


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    if len(subject.sentences) < _FEW_SENTENCES:  # (3)
        return
    headings = [_Told(p.text, pairs_of(p.text)) for p in subject.passages if p.kind == "heading"]
    short, over = (
        [_Told(s.text, pairs_of(s.text)) for s in subject.sentences if words.search(s.text)]
        for words in (_SHORT, _OVER)
    )
    told: set[str] = set()
    for table in subject.goal_tables:
        if _is_of_part_of_year(table):  # (5)
            continue
        for line in table.lines:
            name = stem_of(line.name)
            if name in told or not _is_missed(line) or _reason_given(table, line):
                continue
            told.add(name)
            less = read_target(line.target).comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
            telling = (*headings, *short, *(over if less else ()))
            if not any(_tells(sentence, name, line) for sentence in telling):
                yield Remark(
                    at(line.place),
                    f"“{line.name}”目标{line.target}，实际{line.actual}，没有完成，正文没有提到。",
                    expected="在正文说明未完成的情况和原因",
                    found="没有提到",
                )


@dataclass(frozen=True)
class _Told:
    text: str
    pairs: frozenset[str]


def _is_of_part_of_year(table: GoalTable) -> bool:
    ledger = table.ledger
    results = {line.actual for line in table.lines} - {""}
    headings = [
        column.heading
        for column in ledger.columns
        if any(ledger.text(item, column.index) in results for item in range(ledger.count))
    ]
    return any(_PART_OF_YEAR.search(normal(text)) for text in (*headings, ledger.table.caption))


def _tells(sentence: _Told, name: str, line: GoalLine) -> bool:
    if name in sentence.text:
        return True
    thing = _COUNT.sub("", name)
    other = rf"{re.escape(thing)}{_OTHER_MEASURE}"
    if thing != name and re.search(other, sentence.text):
        sentence = _Told(re.sub(other, "|", sentence.text), pairs_of(re.sub(other, "。", sentence.text)))
    if alike(name, sentence.pairs) >= _ALIKE:
        return True  # (4)
    reached = re.search(r"\d[\d,]*(?:\.\d+)?", line.actual)
    printed = reached is not None and re.search(rf"(?<![\d.,]){re.escape(reached[0])}(?![\d]|[.,]\d)", sentence.text)
    return bool(printed) and alike(name, sentence.pairs) > 0


def _is_missed(line: GoalLine) -> bool:
    target, reached = read_target(line.target), read_target(line.actual)
    if target.value is None or reached.value is None:  # (1)
        return False
    wanted, got = _number(target.value, target.unit), _number(reached.value, reached.unit or target.unit)
    if wanted is None or got is None or wanted[1] != got[1]:
        return False
    if target.comparator is Comparator.NONE and _LESS.search(line.name):  # (1)
        return False
    if target.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
        return got[0] > wanted[0]
    return got[0] < wanted[0]


def _number(value: Decimal, symbol: str) -> tuple[Decimal, object] | None:
    if not symbol:
        return value, ()
    try:
        unit = read_unit(symbol)
    except UnitError:
        return None
    return unit.to_number(value) * unit.factor, unit.dimension


def _reason_given(table: GoalTable, line: GoalLine) -> bool:
    ledger = table.ledger
    columns = [column.index for column in ledger.columns if _REASON.search(column.heading)]
    rows = [
        item for item in range(ledger.count) if any(ledger.text(item, c.index) == line.name for c in ledger.columns)
    ]
    return any(len(ledger.text(item, column)) > 3 for item in rows for column in columns)  # (2)


CHECK = Check(code="HP519", title="未完成的目标没有提到", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
