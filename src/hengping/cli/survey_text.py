"""Questionnaires, samples, imports and results as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from hengping.cases.model import Case
from hengping.cases.model.fieldwork import SurveySummary
from hengping.fieldwork.surveys.case_forms import SurveyForm
from hengping.fieldwork.surveys.checks import Checked
from hengping.fieldwork.surveys.importing import ImportedFile, ImportedSurvey
from hengping.fieldwork.surveys.precision import decimal
from hengping.fieldwork.surveys.responses import Responses
from hengping.fieldwork.surveys.results import SurveyResult, SurveyTerms
from hengping.fieldwork.surveys.sampling import SamplePlan, SampleTerms
from hengping.fieldwork.surveys.validation import pyxform_present, validate
from hengping.forms.satisfaction import Satisfaction, overall
from hengping.quantities import percent, plain, round_half_up


def form_lines(
    forms: Sequence[SurveyForm], made: Mapping[Path, bytes], unfit: Sequence[SurveySummary], *, outlines: int
) -> Iterator[str]:
    """What each questionnaire holds, what is new, and what pyxform says."""
    present = pyxform_present()
    for each in forms:
        new = "（新生成）" if each.path in made else ""
        form = each.form
        yield f"{each.survey.id} {each.tier}：{form.title}{new}"
        yield f"  {len(form.questions)} 题，计分 {len(form.scored)} 题，分组 {len(form.groupings)} 题；版本 {form.code}"
        if not form.scored:
            yield "  没有计分题：结果中没有满意度。"
        if present:
            warnings = validate(each.path, label=each.path.name)
            yield "  pyxform 检查通过。" + "".join(f"提示：{text}" for text in warnings)
    for row in unfit:
        place = f"fieldwork/questionnaires/{row.form or row.id}.xlsx"
        yield f"{row.id} {row.tier}：没有适合的现成问卷，请自备 XLSForm，存为 {place}。"
    if outlines:
        yield f"访谈提纲：加入 {outlines} 类。"
    if not present:
        yield "没有安装 pyxform，只做了本程序的检查；安装 hengping[fieldwork] 后可以按 ODK 的规则再查一遍。"


def sample_lines(plans: Sequence[SamplePlan], terms: SampleTerms) -> Iterator[str]:
    """The size for each tier with its working."""
    yield (
        f"允许误差 ±{_number(terms.margin * 100)} 个百分点，置信水平 {_number(terms.confidence * 100)}%，"
        f"预计满意率 {_number(terms.share * 100)}%，有效回收率 {_number(terms.response_rate * 100)}%，"
        f"设计效应 {_number(terms.design_effect)}"
    )
    for plan in plans:
        whole = f"总体 {plan.population} 人" if plan.population else "总体人数未填，按很大的总体计算"
        size = f"n={_number(plan.size.finite)}，需有效答卷 {plan.size.needed} 份，发放 {plan.size.to_send} 份"
        yield f"{plan.survey.id} {plan.survey.tier}：{whole}；{size}"
        for choice, count in plan.strata:
            yield f"  {choice.label}（{plain(choice.population)}人）：{count} 份" if choice.population else ""


def import_lines(path: Path, imported: ImportedFile, *, most: int | None) -> Iterator[str]:
    """What a file brought, and everything the checks found."""
    filed = "早已登记为证据" if imported.known else "登记为证据"
    yield f"{path.name}：{filed} {imported.evidence}"
    for each in imported.surveys:
        yield f"{each.each.survey.id} {each.each.tier}：{_merged(each)}"
        if each.incoming.unmatched:
            yield f"  不是题目的列，原样保留：{'、'.join(each.incoming.unmatched)}"
        if each.incoming.absent:
            names = "、".join(question.label for question in each.incoming.absent)
            yield f"  文件中没有的题目：{names}"
        yield from checked_lines(each.responses, each.checked, most=most)


def _merged(each: ImportedSurvey) -> str:
    merge = each.merge
    parts = [f"新增 {merge.added} 份"]
    if merge.unchanged:
        parts.append(f"早已导入 {len(merge.unchanged)} 份")
    if merge.changed:
        names = "、".join(merge.changed[:20]) + ("…" if len(merge.changed) > 20 else "")
        parts.append(f"按新文件更新 {len(merge.changed)} 份（{names}）")
    return "，".join(parts) + f"；共 {len(each.responses)} 份，有效 {sum(each.checked.valid)} 份"


def checked_lines(responses: Responses, checked: Checked, *, most: int | None) -> Iterator[str]:
    """Findings by kind, those that make a response invalid first."""
    counts = Counter(finding.kind for finding in checked.findings)
    for kind, count in sorted(counts.items(), key=lambda each: (not each[0].invalidates, -each[1])):
        yield f"  {kind.label} {count} 处（{'无效' if kind.invalidates else '请核查'}）"
        own = [finding for finding in checked.findings if finding.kind is kind]
        for finding in own[:most]:
            question = f" 题目 {finding.question}" if finding.question else ""
            found = f"：{finding.found}" if finding.found else ""
            yield f"    {responses.where(finding.index)}{question}{found}"
        if most is not None and count > most:
            yield f"    ……另有 {count - most} 处，加 --all 全部列出"


def result_lines(case: Case, results: Sequence[SurveyResult], terms: SurveyTerms, *, most: int | None) -> Iterator[str]:
    """The results of all surveys."""
    if not results:
        yield "还没有答卷：请先运行 hengping survey import。"
        return
    options = "、".join(
        f"{name}{plain(value)}" for name, value in case.identity.satisfaction_options.items() if value is not None
    )
    yield f"满意度算法：{terms.measure.label}；选项赋值：{options or '未填，不计算加权得分'}；“不了解”不计入"
    for result in results:
        yield from _survey_lines(result, terms, most=most)
    yield from _overall_lines(case, results, terms)


def _survey_lines(result: SurveyResult, terms: SurveyTerms, *, most: int | None) -> Iterator[str]:
    survey = result.each.survey
    sent = f"发放 {plain(survey.sent)} 份，" if survey.sent is not None else "发放数未填，"
    yield ""
    yield f"{survey.id} {survey.tier}：{sent}回收 {len(result.responses)} 份，有效 {result.valid} 份"
    for question, satisfaction in zip(result.questions, result.by_question, strict=True):
        note = "" if question.scored else "（不计分）"
        yield f"  {question.number}. {question.text}{note}：{_figures(satisfaction)}"
    yield f"  合计：{_figures(result.total)}"
    for group in result.groups:
        name = f"{group.question.label}＝{group.name}（{group.responses} 份）"
        yield f"  {name}：{_figures(group.satisfaction)}"
    yield from _precision_lines(result)
    yield from checked_lines(result.responses, result.checked, most=most)


def _precision_lines(result: SurveyResult) -> Iterator[str]:
    precision = result.precision
    if precision.estimate is not None:
        each = precision.estimate
        how = f"按“{precision.by.label}”分层加权" if precision.by else "按简单随机样本"
        interval = f"置信区间 {percent(each.lower)} 至 {percent(each.upper)}"
        yield f"  {how}：{percent(each.mean)}，标准误 {percent(each.standard_error)}，{interval}"
    if precision.left_out:
        yield f"  未填分层题的 {precision.left_out} 份没有计入分层估计。"
    if precision.why_not:
        yield f"  {precision.why_not}。"
    alpha = "不能计算" if result.alpha is None else plain(round_half_up(decimal(result.alpha), 3))
    yield f"  克隆巴赫 α：{alpha}（{result.alpha_people} 份全答）"
    for answers in result.open_answers:
        groups = "、".join(f"{group.theme}{group.count}" for group in answers.groups)
        about = f"{answers.written} 条，无意见 {answers.nothing} 条"
        yield f"  {answers.question.label}：{about}；{groups or '没有其他意见'}"


def _figures(satisfaction: Satisfaction) -> str:
    return f"满意率 {satisfaction.rate_text or '—'}，加权得分 {satisfaction.score_text or '—'}"


def _overall_lines(case: Case, results: Sequence[SurveyResult], terms: SurveyTerms) -> Iterator[str]:
    from hengping.fieldwork.surveys.facts import with_results

    weights = {tier for tier, weight in case.identity.satisfaction_weights.items() if weight}
    yield ""
    if not weights:
        yield "综合满意度：case.yaml 没有填写满意度对象权重，不计算。"
        return
    changed, _ = with_results(case, results, terms)
    whole = terms.percent(overall(changed))
    missing = sorted(weights - {row.tier for row in changed.surveys if row.satisfaction_fact})
    if whole is None:
        yield f"综合满意度：有权重而没有结果的对象：{'、'.join(missing) or '、'.join(sorted(weights))}，不计算。"
    else:
        yield f"综合满意度（{terms.measure.label}）：{percent(decimal(whole))}"


def _number(value: Fraction) -> str:
    """To two places, without zeros at the end."""
    text = plain(round_half_up(decimal(value), 2))
    return text.rstrip("0").rstrip(".")
