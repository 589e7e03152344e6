"""`hengping survey`: questionnaires, samples, responses and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hengping.cli.case_argument import case_argument

if TYPE_CHECKING:
    from hengping.cases.model import Case
    from hengping.fieldwork.surveys.results import SurveyResult, SurveyTerms

survey_option = click.option("--survey", metavar="ID", default="", help="只处理哪一份问卷（问卷汇总中的编号，如 Q1）。")


@click.group(
    "survey",
    help="问卷：生成问卷和录入表，测算样本量，导入答卷，计算满意度并写成事实。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)
def command() -> None:
    """Group of the four."""


_FORMS_HELP = """问卷：为各调查对象生成 XLSForm，检查已有的问卷；写明 --out 则打印纸质问卷和录入表。

问卷放在案卷的 fieldwork/questionnaires 文件夹，可以修改，也可以换成自己的 XLSForm。
"""


@command.command("forms", help=_FORMS_HELP, options_metavar="[选项]")
@case_argument
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="纸质问卷（Word、PDF）和录入表写到哪里。")
@click.option("--web", "address", metavar="URL", default="", help="网上问卷的地址，印成二维码；可含 {survey} {form}。")
@click.option("--outlines", is_flag=True, help="案例没有访谈提纲时，加入随程序提供的四类提纲。")
def forms_command(case_path: Path, *, out: Path | None, address: str, outlines: bool) -> None:
    """Write missing forms, check all, print."""
    from hengping.cases.store import files_folder, open_case, save_case
    from hengping.cli.survey_text import form_lines
    from hengping.fieldwork.surveys.case_forms import case_forms, missing_forms, with_outlines, with_surveys
    from hengping.rendering.file_writing import replace_files

    opened = open_case(case_path)
    case, added = with_outlines(with_surveys(opened)) if outlines else (with_surveys(opened), 0)
    folder = files_folder(case_path)
    made, unfit = missing_forms(case, folder)
    replace_files(dict(made))
    if case != opened:
        save_case(case, case_path)
    forms = case_forms(case, folder)
    _print(form_lines(forms, made, unfit, outlines=added))
    if out is not None:
        from hengping.fieldwork.surveys.printing import printed_forms

        files = printed_forms(case, forms, address=address)
        replace_files({out / name: data for name, data in files.items()})
        click.echo(f"已写入 {out}：{len(files)} 个文件。")


def _share(_: click.Context, parameter: click.Parameter, text: str) -> Fraction:
    """A percent number between 0 and 100 as a ratio."""
    from hengping.quantities import NumberTextError, read_number

    try:
        value = Fraction(read_number(text.removesuffix("%")))
    except NumberTextError:
        raise click.BadParameter(f"“{text}”不是数字") from None
    if not 0 < value <= 100 or (value == 100 and parameter.name != "response"):
        raise click.BadParameter(f"“{text}”应在 0 和 100 之间（百分数）")
    return value / 100


_SAMPLE_HELP = """样本量：按总体人数、允许误差和置信水平测算各对象需要多少份有效答卷、发放多少份。

总体人数写在问卷汇总的“总体人数”列；没有填的按很大的总体计算。分组题的选项填了总体人数（population）的，
另按人数比例分配到各层。
"""


@command.command("sample", help=_SAMPLE_HELP, options_metavar="[选项]")
@case_argument
@survey_option
@click.option("--margin", metavar="PERCENT", default="5", callback=_share, help="允许误差，百分点；缺省 5。")
@click.option("--confidence", metavar="PERCENT", default="95", callback=_share, help="置信水平；缺省 95。")
@click.option("--share", metavar="PERCENT", default="50", callback=_share, help="预计满意率；缺省 50，所需最多。")
@click.option("--response", metavar="PERCENT", default="80", callback=_share, help="预计有效回收率；缺省 80。")
@click.option("--design-effect", metavar="N", type=click.FloatRange(min=1), default=1, help="设计效应；缺省 1。")
@click.option("--save", is_flag=True, help="把发放数写入计划量（没有填的才写）。")
@click.option("--simulate", metavar="N", type=click.IntRange(1, 1_000_000), help="改为生成 N 份模拟答卷，供试用。")
@click.option("--seed", metavar="TEXT", default="1", help="模拟答卷的随机种子。")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="模拟答卷写到哪个 csv 文件。")
def sample_command(
    case_path: Path,
    *,
    survey: str,
    margin: Fraction,
    confidence: Fraction,
    share: Fraction,
    response: Fraction,
    design_effect: float,
    save: bool,
    simulate: int | None,
    seed: str,
    out: Path | None,
) -> None:
    """Sample sizes, or made-up responses."""
    from hengping.cases.store import files_folder, open_case, save_case
    from hengping.cli.survey_text import sample_lines
    from hengping.fieldwork.surveys.sampling import SampleTerms, sample_plans, with_plans

    case, folder = open_case(case_path), files_folder(case_path)
    if simulate is not None:
        _simulate(case, folder, survey=survey, count=simulate, seed=seed, out=out)
        return
    terms = SampleTerms(margin, confidence, share, response, Fraction(str(design_effect)))
    plans = sample_plans(case, folder, terms, only=survey)
    _print(sample_lines(plans, terms))
    if save:
        save_case(with_plans(case, plans), case_path)
        click.echo("计划量已写入问卷汇总。", err=True)


def _simulate(case: Case, folder: Path, *, survey: str, count: int, seed: str, out: Path | None) -> None:
    from hengping.fieldwork.surveys.case_forms import case_forms
    from hengping.fieldwork.surveys.results import terms_of
    from hengping.fieldwork.surveys.simulation import simulated
    from hengping.rendering.file_writing import replace_files

    if not survey or out is None:
        raise click.UsageError("模拟答卷请写明 --survey 和 --out，如 --survey Q1 --out 答卷.csv。")
    each = case_forms(case, folder, only=survey)[0]
    first_day = terms_of(case).period[0] or date(
        int(case.identity.year) if case.identity.year.isdigit() else 2020, 7, 1
    )
    text = simulated(each.form, count, seed=seed, first_day=first_day)
    replace_files({out: ("\ufeff" + text).encode()})
    click.echo(f"已写入 {out}：{count} 份模拟答卷。导入后的结果按“假定”标注，不得用于正式评价。")


_IMPORT_HELP = """导入：把 ODK、Kobo 导出的或录入表中的答卷（.csv、.xlsx）读入案卷，逐条列出问题。

同一份答卷再次导入不会重复；改过的以新文件为准。原文件登记为证据，答卷原样存入 fieldwork/responses。
"""


@command.command("import", help=_IMPORT_HELP, options_metavar="[选项]")
@case_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@click.option("--survey", metavar="ID", default="", help="哪一份问卷的答卷；文件自己看得出的可以不写。")
@click.option(
    "--sent", metavar="N", type=click.IntRange(min=1), help="实际发放的份数，写入发放数；须同时写明 --survey。"
)
@click.option("--all", "show_all", is_flag=True, help="列出全部问题，不只每类前几条。")
def import_command(case_path: Path, *, files: tuple[Path, ...], survey: str, sent: int | None, show_all: bool) -> None:
    """Take responses in, one file after another."""
    if sent is not None and not survey:
        raise click.UsageError("--sent 须同时用 --survey 写明是哪一份问卷。")
    from hengping.cases.store import files_folder, open_case
    from hengping.cli.survey_text import import_lines
    from hengping.fieldwork.surveys.importing import import_file

    case, folder = open_case(case_path), files_folder(case_path)
    for path in files:
        case, imported = import_file(path, case, case_path, folder, survey=survey, sent=sent)
        _print(import_lines(path, imported, most=None if show_all else 5))


_ANALYSE_HELP = """分析：检查答卷，计算回收、有效、满意率、加权得分、置信区间和信度，归类意见。

写明 --save 则写入案卷：问卷汇总、逐题统计，每个结果成为一个有来源的事实；写明 --out 则另出问卷分析报告。
"""


@command.command("analyse", help=_ANALYSE_HELP, options_metavar="[选项]")
@case_argument
@survey_option
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="问卷分析报告（Word、PDF、网页）写到哪里。")
@click.option("--save", is_flag=True, help="把结果写入案卷。")
@click.option("--stratum", metavar="NAME", default="", help="按哪道题分层加权；缺省为选项都填了总体人数的第一题。")
@click.option("--straight-lines", metavar="HOW", type=click.Choice(("listed", "invalid")), default="listed",
              help="直线作答：listed 只列出，invalid 作无效处理。")  # fmt: skip
@click.option(
    "--score", "scored", metavar="CODE=ID", multiple=True, help="三级指标改按哪份问卷的满意度计分，如 D311=Q3。"
)
@click.option("--all", "show_all", is_flag=True, help="列出全部问题答卷，不只每类前几条。")
def analyse_command(
    case_path: Path,
    *,
    survey: str,
    out: Path | None,
    save: bool,
    stratum: str,
    straight_lines: str,
    scored: tuple[str, ...],
    show_all: bool,
) -> None:
    """Results; into the case and into a report where asked."""
    from hengping.cases.store import files_folder, open_case
    from hengping.cli.survey_text import result_lines
    from hengping.fieldwork.surveys.case_forms import case_forms
    from hengping.fieldwork.surveys.responses import read_responses
    from hengping.fieldwork.surveys.results import survey_result, terms_of

    case, folder = open_case(case_path), files_folder(case_path)
    terms = terms_of(case, straight_lines_invalid=straight_lines == "invalid")
    results = []
    for each in case_forms(case, folder, only=survey):
        responses = read_responses(each.survey.id, each.form, folder)
        if len(responses):
            results.append(survey_result(each, responses, terms, stratum=stratum))
    _print(result_lines(case, results, terms, most=None if show_all else 5))
    if out is not None and results:
        from hengping.fieldwork.surveys.analysis_report import analysis_report
        from hengping.rendering.file_writing import replace_files
        from hengping.rendering.publish import render

        made = render(analysis_report(case, results, terms))
        replace_files({out / f"问卷分析报告.{kind}": data for kind, data in made.items()})
        click.echo(f"已写入 {out}：问卷分析报告（Word、PDF、网页）。")
    if save and results:
        _save(case, case_path, results, terms, scored)


def _save(
    case: Case, case_path: Path, results: list[SurveyResult], terms: SurveyTerms, scored: tuple[str, ...]
) -> None:
    from hengping.cases.store import save_case
    from hengping.fieldwork.surveys.facts import with_results
    from hengping.fieldwork.surveys.scoring_link import with_satisfaction_scored

    changed, facts = with_results(case, results, terms)
    for text in scored:
        code, _, survey = text.partition("=")
        changed, gone = with_satisfaction_scored(changed, code.strip(), survey.strip(), terms)
        told = f"，原评判 {'、'.join(each.id for each in gone)} 移除" if gone else ""
        click.echo(f"{code.strip()} 改按问卷 {survey.strip()} 的满意度计分{told}。")
    save_case(changed, case_path)
    click.echo(f"已写入案卷：{len(facts)} 个事实。" if facts else "案卷中的事实没有变化。")
    for fact in facts:
        click.echo(
            f"  {fact.id} = {fact.value}{'' if fact.unit == '比值' else fact.unit}（{'、'.join(fact.evidence)}）"
        )


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
