"""An indicator of satisfaction set to be scored from a survey instead of by judgement."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.fact_book import FactBook
from hengping.cases.model import Case, walk
from hengping.cases.model.indicators import Indicator, Judgement, Scorable
from hengping.errors import Fault, InputError, nearest_names
from hengping.fieldwork.surveys.case_forms import chosen_survey
from hengping.fieldwork.surveys.facts import fact_id, satisfaction_fact
from hengping.fieldwork.surveys.results import SurveyTerms
from hengping.formulas import Known
from hengping.quantities.units import read_unit

RULE = "satisfaction"


def with_satisfaction_scored(
    case: Case, code: str, survey: str, terms: SurveyTerms
) -> tuple[Case, tuple[Judgement, ...]]:
    """The case in which leaf or criterion `code` is scored by the satisfaction that the survey came to.

    Its target stays; the fact's evidence is added; judgements on it no longer count, are taken out and returned.

    Raises:
        InputError: no such leaf or criterion, no such survey, or a survey without a result.
    """
    link = _Link(case, survey, terms, _fact(case, survey, terms))
    tree = tuple(link.visited(each, code) for each in case.indicators.indicators)
    if not link.found:
        raise InputError([_unknown(case, code)])
    system = case.indicators.model_copy(update={"indicators": tree})
    gone = tuple(each for each in case.judgements if each.criterion == code)
    left = tuple(each for each in case.judgements if each.criterion != code)
    return case.model_copy(update={"indicators": system, "judgements": left}), gone


@dataclass
class _Link:
    """What the fact makes of the leaf or criterion it decides; `found` once there was one."""

    case: Case
    survey: str
    terms: SurveyTerms
    fact: str
    found: bool = False

    def visited(self, node: Indicator, code: str) -> Indicator:
        if node.code == code and not node.children and not node.criteria:
            return node.model_copy(update=self.changed(node))
        criteria = tuple(
            each.model_copy(update=self.changed(each)) if each.id == code else each for each in node.criteria
        )
        children = tuple(self.visited(each, code) for each in node.children)
        return node.model_copy(update={"criteria": criteria, "children": children})

    def changed(self, item: Scorable) -> dict[str, object]:
        self.found = True
        tier = chosen_survey(self.case, self.survey).tier
        evidence = next(each.evidence for each in self.case.facts if each.id == self.fact)
        result = f"{self.terms.measure.label} {{{{ {self.fact} | percent(2) }}}}"
        short = _short_of_target(self.case, item, self.fact)
        return {
            "rule": RULE,
            "parameters": item.parameters if item.rule == RULE else {},
            "actual": f"={self.fact}",
            "finding": f"{tier}问卷有效 {{{{ {fact_id(self.survey, '有效')} | with_unit }}}}，{result}。",
            "deduction_reason": f"{result}，没有达到目标值。" if short else "",
            "evidence": tuple(dict.fromkeys((*item.evidence, *evidence))),
            "marks": tuple(mark for mark in item.marks if mark.field_name not in ("rule", "actual")),
        }


def _fact(case: Case, survey: str, terms: SurveyTerms) -> str:
    chosen_survey(case, survey)
    fact = satisfaction_fact(survey, terms)
    if fact not in {each.id for each in case.facts}:
        mend = "请先导入该问卷的答卷；按加权得分的还须在 case.yaml 填写选项赋值。"
        raise InputError([Fault("--score", survey, "已有满意度结果的问卷", mend)])
    return fact


def _short_of_target(case: Case, item: Scorable, fact: str) -> bool:
    """Whether the fact is below the target."""
    if item.target is None or not item.target.value:
        return False
    book = FactBook(case)
    aim = book.evaluate(item.target.value, unit=read_unit(item.target.unit or "%")).result
    actual = book.number(fact)
    return isinstance(aim, Known) and isinstance(aim.value, Decimal) and actual is not None and actual < aim.value


def _unknown(case: Case, code: str) -> Fault:
    tree = case.indicators.indicators
    names = [
        name
        for _, node in walk(tree)
        if not node.children
        for name in ([criterion.id for criterion in node.criteria] or [node.code])
    ]
    near = nearest_names(code, names, most=1)
    mend = f"是否想写 {near[0]}？" if near else "请写末级指标的代码或评分要点的编号，如 --score D311=Q3。"
    return Fault("--score", code, "末级指标的代码或评分要点的编号", mend)
