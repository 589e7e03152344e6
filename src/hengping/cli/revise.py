"""`hengping revise`: decide an opinion or an expert's comment; points move with a reason and proof, or do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.day_option import day

_HELP = """裁定意见：采纳单位意见或专家意见并改得分，写明理由和佐证；或不采纳，写明理由。

\b
  hengping revise 我的评价 --opinion ID --criterion ID --score 4.5 \\
      --reason "补交凭证属实" --proof ID --by 张三
  hengping revise 我的评价 --opinion ID --reject --reason "与台账不符" --by 张三
  hengping revise 我的评价 --comment ID --page 第二章 --reason "补写背景" --by 张三
"""


def _number(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> Any:
    from hengping.quantities import NumberTextError, read_number

    numbers = []
    for text in written:
        try:
            numbers.append(read_number(text))
        except NumberTextError as error:
            raise click.BadParameter(f"“{text}”应为得分：{error}") from None
    return tuple(numbers)


@click.command("revise", help=_HELP)
@case_argument
@click.option("--opinion", metavar="ID", help="单位意见的编号。")
@click.option("--comment", metavar="ID", help="专家意见的编号。")
@click.option("--criterion", "criteria", metavar="ID", multiple=True, help="改得分的要点；可写多次，与得分依次对应。")
@click.option("--score", "scores", metavar="POINTS", multiple=True, callback=_number, help="要点的新得分。")
@click.option("--reason", metavar="TEXT", default="", help="采纳或不采纳的理由。")
@click.option("--proof", metavar="ID", multiple=True, help="佐证的证据编号；多个以分号隔开，或写多次。")
@click.option("--verification", metavar="TEXT", default="", help="评价组核实情况。")
@click.option("--page", metavar="TEXT", default="", help="报告修改处。")
@click.option("--partly", is_flag=True, help="部分采纳（默认是采纳）。")
@click.option("--reject", is_flag=True, help="不采纳，得分不变。")
@click.option("--again", is_flag=True, help="重新裁定已经裁定的意见。")
@click.option("--by", metavar="NAME", default="", help="经办人。")
@click.option("--on", metavar="DATE", callback=day, help="日期；默认当天。")
def command(case_path: Path, **given: Any) -> None:
    """Decide one opinion or comment and write the case back."""
    if (given["opinion"] is None) == (given["comment"] is None):
        raise click.UsageError("请写明 --opinion 或 --comment 之一。")
    if len(given["criteria"]) != len(given["scores"]):
        raise click.UsageError("--criterion 和 --score 应一一对应。")
    if given["partly"] and given["reject"]:
        raise click.UsageError("--partly 和 --reject 只能写一个。")
    from hengping.cases.store import open_case, save_case
    from hengping.scoring.revision import decide_comment, decide_opinion

    case = open_case(case_path)
    decide = decide_opinion if given["comment"] is None else decide_comment
    decided = decide(case, given["opinion"] or given["comment"], _decision(given))
    save_case(decided, case_path)
    for line in _told(case, decided, given):
        click.echo(line)


def _decision(given: dict[str, Any]) -> Any:
    from hengping.cases.model.review import OpinionDecision
    from hengping.scoring.revision import Decision, NewScore

    adopted = OpinionDecision.PARTLY_ADOPTED if given["partly"] else OpinionDecision.ADOPTED
    proof = "；".join(given["proof"]).replace(";", "；").replace("、", "；").split("；")
    pairs = zip(given["criteria"], given["scores"], strict=True)
    return Decision(
        decision=OpinionDecision.NOT_ADOPTED if given["reject"] else adopted,
        reason=given["reason"],
        by=given["by"],
        on=given["on"],
        scores=tuple(NewScore(criterion, score) for criterion, score in pairs),
        proof=tuple(dict.fromkeys(name.strip() for name in proof if name.strip())),
        page=given["page"],
        verification=given["verification"],
        again=given["again"],
    )


def _told(before: Any, after: Any, given: dict[str, Any]) -> Iterator[str]:
    """What was decided, which scores moved, and what may have to be written anew."""
    from hengping.cli.score_text import movement_line
    from hengping.scoring.case_score import score_case
    from hengping.scoring.score_history import TOTAL, computed_scores

    decision = _decision(given).decision.label
    yield f"意见 {given['opinion'] or given['comment']}：{decision}"
    old, new = (computed_scores(case, score_case(case)) for case in (before, after))
    moved = [code for code in new if old.get(code) != new[code]]
    for code in moved:
        yield movement_line(code, old.get(code), new[code])
    for problem in after.findings.problems:
        if set(problem.criteria) & set(moved):
            yield f"提示：问题 {problem.id}“{problem.title}”所指的要点得分已变，请核对问题和扣分原因的文字。"
    if moved:
        stage = "意见后" if given["opinion"] else "专家后"
        yield f"下一步：记录得分，hengping score … --record {stage} --by 姓名。{'' if TOTAL in moved else '总分未变。'}"
