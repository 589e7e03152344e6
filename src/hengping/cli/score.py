"""`hengping score`: the scores of a case, for people or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.day_option import day
from hengping.cli.output import print_json


def _assumptions(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> dict[str, str]:
    """事实=数值 pairs by fact."""
    pairs = [text.partition("=") for text in written]
    for text, (name, sign, _value) in zip(written, pairs, strict=True):
        if not sign or not name.strip():
            raise click.BadParameter(f"“{text}”应写成 事实编号=数值，如 支出_实际=1448983.18")
    return {name.strip(): value.strip() for name, _sign, value in pairs}


def _stage(_: click.Context, __: click.Parameter, text: str | None) -> Any:
    """A stage by its Chinese name or its identifier."""
    from hengping.cases.model.process import ScoreStage

    if text is None:
        return None
    found = next((stage for stage in ScoreStage if text in (stage.label, stage.value)), None)
    if found is None:
        raise click.BadParameter(f"“{text}”应为 {'、'.join(stage.label for stage in ScoreStage)} 之一")
    return found


@click.command("score", help="计分：逐项列出得分、理由与等级。CASE 为评价文件夹或 .xlsx 工作簿。")
@case_argument
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema score）。")
@click.option("--explain", is_flag=True, help="逐个评分要点说明目标、实际、算式、得分与失分。")
@click.option(
    "--what-if", metavar="NAME=VALUE", multiple=True, callback=_assumptions, help="假设某个事实为另一数值；可写多次。"
)
@click.option(
    "--record", metavar="STAGE", callback=_stage, help="记录得分：自评、初评、复核后、意见后、专家后 之一；须写 --by。"
)
@click.option("--by", metavar="NAME", default="", help="记录人。")
@click.option("--on", metavar="DATE", callback=day, help="记录日期；默认当天。")
@click.option("--reason", metavar="TEXT", default="", help="没有意见、复核或专家意见可以说明的变动，其理由。")
def command(case_path: Path, *, as_json: bool, explain: bool, what_if: dict[str, str], **recording: Any) -> None:
    """Score a case. Exit 0 once the result is written, whatever it is."""
    if recording["record"] is not None:
        if as_json or explain or what_if:
            raise click.UsageError("--record 不与 --json、--explain、--what-if 同用。")
        _record(case_path, recording)
        return
    from hengping.cases.store import open_case
    from hengping.scoring.case_score import score_case

    case = open_case(case_path)
    if what_if:
        from hengping.scoring.what_if import what_if as supposed

        case = supposed(case, what_if)
    result = score_case(case)
    if as_json:
        from hengping.scoring.document import score_document

        print_json(score_document(result, case, what_if=what_if))
        return
    from hengping.cli.score_text import score_lines

    for line in score_lines(result, explain=explain, what_if=what_if):
        click.echo(line)


def _record(case_path: Path, recording: dict[str, Any]) -> None:
    """Put the scores on record at a stage and tell what moved since the stage before."""
    from hengping.cases.store import open_case, save_case
    from hengping.cli.score_text import movement_line
    from hengping.scoring.score_history import record_scores

    stage = recording["record"]
    recorded = record_scores(
        open_case(case_path), stage, by=recording["by"], on=recording["on"], reason=recording["reason"]
    )
    save_case(recorded.case, case_path)
    for move in recorded.movements:
        why = move.reason or "没有写明理由，请加 --reason 或登记意见"
        click.echo(f"{move.since.label}→{stage.label}  {movement_line(move.code, move.before, move.after, why)}")
    click.echo(f"已记录{stage.label}得分：新记或改记 {recorded.written} 项。")
    if recorded.missing:
        click.echo(f"尚无得分、没有记录的 {len(recorded.missing)} 项：{'、'.join(recorded.missing)}")
