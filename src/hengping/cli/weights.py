"""`hengping weights`: weights from experts or data, agreement of judges, and how far everything can move."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.output import print_json

if TYPE_CHECKING:
    from hengping.analysis.weights.document import Result
    from hengping.analysis.weights.groups import Group
    from hengping.analysis.weights.reweighing import Reweighed
    from hengping.cases.model.case import Case

_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
_ENDINGS = (".csv", ".xlsx", ".xlsm", ".xls", ".et")
_METHODS = {"ahp": "层次分析法", "delphi": "德尔菲法", "entropy": "熵权法", "critic": "CRITIC 法"}

json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema weights）。")


@click.group(
    "weights",
    help="权重：由专家判断或数据定权，检查评委一致性，做敏感性分析。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)
def command() -> None:
    """Group of the six."""


def _eliciting(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What the four ways to weights have in common."""
    default = "matrix" if name in ("entropy", "critic") else name
    where = f"数据表，csv 或 xlsx；缺省为评价文件夹内的 weights/{default}.csv。"

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        options = (
            case_argument,
            click.option("--from", "source", metavar="FILE", type=_FILE, help=where),
            click.option("--places", metavar="N", type=click.IntRange(0, 4), help="权重小数位；缺省同评价规程的得分。"),
            click.option("--save", is_flag=True, help="把权重写入指标体系；各级合计不变，要点分值随之调整。"),
            click.option("--blank", metavar="FILE", type=_FILE, help="不计算，写出供填写的空表。"),
            json_option,
        )
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


_experts = click.option("--expert", metavar="NAME", multiple=True, help="空表中的专家；可写多次。")
_reason = click.option("--reason", metavar="TEXT", default="", help="没有通过检验仍要 --save 时，写明理由。")


@command.command(
    "ahp", help="层次分析法：两两比较，一致性比率，偏离最大的一对；多位专家取几何平均。", options_metavar="[选项]"
)
@_eliciting("ahp")
@_experts
@_reason
def ahp_command(case_path: Path, *, expert: tuple[str, ...], reason: str, **asked: Any) -> int:
    """Exit 1 where weights are not saved because comparisons contradict themselves."""
    from hengping.analysis.weights.ahp import ahp
    from hengping.analysis.weights.blank import blank_pairs
    from hengping.analysis.weights.pairwise import read_pairs

    case, groups = _opened(case_path)
    if asked["blank"]:
        return _write_blank(asked["blank"], blank_pairs(groups, expert or ("专家1",)))
    result = ahp(read_pairs(_source(case_path, asked["source"], "ahp"), groups))
    from hengping.cli.weights_text import ahp_lines

    failed = [f"{group.node} {weighing.expert or '合成'}" for group, weighing in result.inconsistent]
    why_not = f"一致性比率不小于 0.10：{'、'.join(failed)}" if failed else ""
    return _finish(case, case_path, "ahp", result, ahp_lines(result), asked, why_not=why_not, reason=reason)


@command.command("delphi", help="德尔菲法：各轮的均值、变异系数、肯德尔协调系数，是否收敛。", options_metavar="[选项]")
@_eliciting("delphi")
@_experts
@_reason
def delphi_command(case_path: Path, *, expert: tuple[str, ...], reason: str, **asked: Any) -> int:
    """Exit 1 where weights are not saved because the rounds have not come together."""
    from hengping.analysis.weights.blank import blank_rounds
    from hengping.analysis.weights.delphi import read_delphi

    case, groups = _opened(case_path)
    if asked["blank"]:
        return _write_blank(asked["blank"], blank_rounds(groups, expert or ("专家1",)))
    result = read_delphi(_source(case_path, asked["source"], "delphi"), groups)
    from hengping.cli.weights_text import delphi_lines

    apart = [node.group.node for node in result.nodes if not node.together]
    why_not = f"尚未收敛：{'、'.join(apart)}" if apart else ""
    return _finish(case, case_path, "delphi", result, delphi_lines(result), asked, why_not=why_not, reason=reason)


@command.command("entropy", help="熵权法：数据差异越大，权重越大。", options_metavar="[选项]")
@_eliciting("entropy")
def entropy_command(case_path: Path, **asked: Any) -> int:
    """Weights by entropy."""
    return _from_data(case_path, "entropy", asked)


@command.command("critic", help="CRITIC 法：数据差异越大、与其他指标越不重复，权重越大。", options_metavar="[选项]")
@_eliciting("critic")
def critic_command(case_path: Path, **asked: Any) -> int:
    """Weights by CRITIC."""
    return _from_data(case_path, "critic", asked)


def _from_data(case_path: Path, method: str, asked: dict[str, Any]) -> int:
    from hengping.analysis.weights.blank import blank_matrix
    from hengping.analysis.weights.data_matrix import read_matrix
    from hengping.analysis.weights.from_data import critic, entropy
    from hengping.cli.weights_text import data_lines

    case, groups = _opened(case_path)
    if asked["blank"]:
        return _write_blank(asked["blank"], blank_matrix(groups))
    data = read_matrix(_source(case_path, asked["source"], "matrix"), groups)
    result = entropy(data) if method == "entropy" else critic(data)
    return _finish(case, case_path, method, result, data_lines(result, critic=method == "critic"), asked)


_JUDGES_HELP = "评委：分发互不可见的评判表，收回后列出各人的评判、克里彭多夫 α、合成结果和与众不同的评判。"


@command.command("judges", help=_JUDGES_HELP, options_metavar="[选项]")
@case_argument
@click.option("--blank", metavar="FILE", type=_FILE, help="写出一位评委的空白评判表（csv），须写 --judge。")
@click.option("--judge", metavar="NAME", default="", help="空表的评判人，姓名或代号。")
@click.option("--role", metavar="ROLE", default="专家", help="空表的评判人角色；默认 专家。")
@click.option("--from", "sheets", metavar="FILE", type=_FILE, multiple=True, help="填好的评判表；可写多次。")
@click.option("--save", is_flag=True, help="把评判表写入案例；同一人对同一要点以新的为准。")
def judges_command(
    case_path: Path, *, blank: Path | None, judge: str, role: str, sheets: tuple[Path, ...], save: bool
) -> int:
    """What several judges gave."""
    from hengping.analysis.judges.panel import panels
    from hengping.cases.store import open_case
    from hengping.cli.weights_text import panel_lines
    from hengping.scoring.case_score import score_case

    case = open_case(case_path)
    if blank is not None:
        from hengping.analysis.judges.sheets import blank_sheet

        if not judge.strip():
            raise click.UsageError("请用 --judge 写明这张表发给谁。")
        return _write_blank(blank, blank_sheet(case, judge=judge.strip(), role=role.strip()))
    if sheets:
        from hengping.analysis.judges.sheets import take_sheets

        taken = take_sheets(case, sheets)
        case = taken.case
        click.echo(f"评判 {taken.taken} 条，替换原有 {taken.replaced} 条，未填 {taken.blank} 行。", err=True)
    _print(panel_lines(panels(score_case(case))))
    if sheets and save:
        from hengping.cases.store import save_case

        save_case(case, case_path)
        click.echo("已写入评判。", err=True)
    return 0


def _percent(_: click.Context, __: click.Parameter, text: str) -> Decimal:
    from hengping.quantities import NumberTextError, read_number

    try:
        value = read_number(text.removesuffix("%"))
    except NumberTextError:
        raise click.BadParameter(f"“{text}”不是数字") from None
    if not 0 < value < 100:
        raise click.BadParameter(f"“{text}”应在 0 和 100 之间")
    return value / 100


@command.command(
    "sensitivity", help="敏感性：每个权重、评判和有争议的数据单独变动，到哪里等级会改变。", options_metavar="[选项]"
)
@case_argument
@click.option("--swing", metavar="PERCENT", default="10", callback=_percent, help="变动幅度，百分数；默认 10。")
@click.option("--fact", "facts", metavar="NAME", multiple=True, help="另外变动的数据（事实编号）；可写多次。")
@click.option("--figures", "all_figures", is_flag=True, help="变动得分所依据的全部数据，不只有争议的。")
@click.option("--all", "all_rows", is_flag=True, help="全部列出；缺省列影响最大的 20 项。")
@click.option("--chart", metavar="FILE", type=_FILE, help="另存龙卷风图，.svg 或 .png。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema sensitivity）。")
def sensitivity_command(
    case_path: Path,
    *,
    swing: Decimal,
    facts: tuple[str, ...],
    all_figures: bool,
    all_rows: bool,
    chart: Path | None,
    as_json: bool,
) -> None:
    """Everything moved alone."""
    from hengping.analysis.sensitivity.document import sensitivity_document
    from hengping.analysis.sensitivity.survey import sensitivity
    from hengping.cases.store import open_case
    from hengping.cli.weights_text import sensitivity_lines

    case = open_case(case_path)
    if all_figures and sys.stderr.isatty():
        click.echo("… 逐个数据重新计分", err=True)
    found = sensitivity(case, swing=swing, figures=facts, all_figures=all_figures)
    if chart is not None:
        from hengping.analysis.sensitivity.tornado import tornado_chart
        from hengping.cli.chart_file import write_chart

        write_chart(tornado_chart(found), chart)
    if as_json:
        print_json(sensitivity_document(case, found))
    else:
        _print(sensitivity_lines(found, all_rows=all_rows))


def _opened(case_path: Path) -> tuple[Case, dict[str, Group]]:
    from hengping.analysis.weights.groups import groups_of
    from hengping.cases.store import open_case

    case = open_case(case_path)
    return case, groups_of(case.indicators)


def _source(case_path: Path, source: Path | None, name: str) -> Path:
    """The table asked for, else the one that lies with the case."""
    from hengping.cases.store import files_folder
    from hengping.errors import Fault, InputError

    if source is not None:
        return source
    folder = files_folder(case_path) / "weights"
    found = next((path for ending in _ENDINGS if (path := folder / f"{name}{ending}").exists()), None)
    if found is None:
        mend = "请用 --blank FILE 写出空表，填好后用 --from FILE 指定，或放到这个位置。"
        raise InputError([Fault(f"weights/{name}.csv", "找不到该文件", "填好的判断或数据表（csv 或 xlsx）", mend)])
    return found


def _finish(
    case: Case,
    case_path: Path,
    method: str,
    result: Result,
    lines: Iterable[str],
    asked: dict[str, Any],
    *,
    why_not: str = "",
    reason: str = "",
) -> int:
    """Print the weights, and write them into the case where that is asked for and allowed."""
    from hengping.analysis.weights.document import weights_document
    from hengping.analysis.weights.reweighing import reweigh
    from hengping.cli.weights_text import change_lines
    from hengping.scoring.case_score import profile_of

    places = profile_of(case).rounding.places if asked["places"] is None else asked["places"]
    accepted = f"；{why_not}，仍采用，理由：{reason}" if why_not else ""
    note = f"{_METHODS[method]}定权：上级 {'、'.join(result.shares)}{accepted}"
    new = reweigh(case.indicators, result.shares, places=places, note=note)
    if asked["as_json"]:
        print_json(weights_document(case, method, result, new))
    else:
        _print(lines)
        _print(change_lines(new))
    if not asked["save"]:
        return 0
    if why_not and not reason:
        click.echo(f"没有写入：{why_not}。请重新判断；仍要采用时用 --reason 写明理由。", err=True)
        return 1
    _save(case, case_path, new)
    return 0


def _save(case: Case, case_path: Path, new: Reweighed) -> None:
    from hengping.cases.store import save_case

    save_case(case.model_copy(update={"indicators": new.system}), case_path)
    click.echo("已写入指标体系。", err=True)
    if case.identity.plan_lock is not None:
        click.echo("指标体系已经批准锁定，请在方案变更（plan_changes）中写明变更理由和批准人。", err=True)


def _write_blank(path: Path, text: str) -> int:
    from hengping.rendering.file_writing import replace_files

    replace_files({path: text.encode("utf-8")})
    click.echo(f"已写出 {path}。")
    return 0


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
