"""`hengping score`: the scores of a case, for people or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.output import print_json


def _assumptions(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> dict[str, str]:
    """事实=数值 pairs by fact."""
    pairs = [text.partition("=") for text in written]
    for text, (name, sign, _value) in zip(written, pairs, strict=True):
        if not sign or not name.strip():
            raise click.BadParameter(f"“{text}”应写成 事实编号=数值，如 支出_实际=1448983.18")
    return {name.strip(): value.strip() for name, _sign, value in pairs}


@click.command("score", help="计分：逐项列出得分、理由与等级。CASE 为评价文件夹或 .xlsx 工作簿。")
@case_argument
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema score）。")
@click.option("--explain", is_flag=True, help="逐个评分要点说明目标、实际、算式、得分与失分。")
@click.option(
    "--what-if", metavar="NAME=VALUE", multiple=True, callback=_assumptions, help="假设某个事实为另一数值；可写多次。"
)
def command(case_path: Path, *, as_json: bool, explain: bool, what_if: dict[str, str]) -> None:
    """Score a case. Exit 0 once the result is written, whatever it is."""
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
