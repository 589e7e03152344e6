"""`hengping score`: the scores of a case, for people or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from hengping.cli.output import print_json


@click.command("score", help="计分：逐项列出得分、理由与等级。CASE 为评价文件夹或 .xlsx 工作簿。")
@click.argument("case_path", metavar="CASE", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema score）。")
@click.option("--explain", is_flag=True, help="逐个评分要点说明目标、实际、算式、得分与失分。")
def command(case_path: Path, *, as_json: bool, explain: bool) -> None:
    """Score a case. Exit 0 once the result is written, whatever it is."""
    from hengping.cases.store import open_case
    from hengping.scoring.case_score import score_case
    from hengping.scoring.document import score_document

    case = open_case(case_path)
    result = score_case(case)
    if as_json:
        print_json(score_document(result, case))
        return
    from hengping.cli.score_text import score_lines

    for line in score_lines(result, explain=explain):
        click.echo(line)
