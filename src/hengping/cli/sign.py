"""`hengping sign`: three-level review of plan, draft and final text; remarks answered and closed one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.day_option import day

_HELP = """复核签署：三级复核方案、初稿、终稿，签名覆盖当时的内容；改动之后签名失效并列出改动。

\b
  hengping sign 我的评价 --status
  hengping sign 我的评价 --deliverable 初稿 --level 1 --by 张三
  hengping sign 我的评价 --deliverable 初稿 --level 2 --by 李四 --return \\
      --remark "扣分理由不足" --place 评分表第三行 --importance 重要
  hengping sign 我的评价 --reply ID --text "已补充凭证抽查结果"
  hengping sign 我的评价 --clear ID --by 李四
"""


def _deliverable(_: click.Context, __: click.Parameter, text: str | None) -> Any:
    from hengping.cases.deliverables import Deliverable, deliverable_named

    if text is None:
        return None
    found = deliverable_named(text)
    if found is None:
        raise click.BadParameter(f"“{text}”应为 {'、'.join(each.label for each in Deliverable)} 之一")
    return found


def _level(_: click.Context, __: click.Parameter, text: str | None) -> int | None:
    from hengping.cases.deliverables import level_named

    level = None if text is None else level_named(text)
    if text is not None and level is None:
        raise click.BadParameter(f"“{text}”应为 1、2、3 之一")
    return level


@click.command("sign", help=_HELP)
@case_argument
@click.option("--deliverable", metavar="方案|初稿|终稿", callback=_deliverable, help="复核哪一份成果。")
@click.option("--level", metavar="1|2|3", callback=_level, help="第几级复核。")
@click.option("--by", metavar="NAME", default="", help="复核人；销号时为提出意见的人。")
@click.option("--on", metavar="DATE", callback=day, help="日期；默认当天。")
@click.option("--return", "returned", is_flag=True, help="退回（默认是通过）。")
@click.option("--remark", "remarks", metavar="TEXT", multiple=True, help="复核意见；可写多次。")
@click.option("--place", "places", metavar="TEXT", multiple=True, help="意见所指的位置，与意见依次对应。")
@click.option("--importance", "weights", metavar="重要|一般", multiple=True, help="重要性，与意见依次对应；默认一般。")
@click.option("--reply", metavar="ID", help="答复这一条意见，答复写在 --text。")
@click.option("--text", metavar="TEXT", default="", help="答复或修改情况。")
@click.option("--clear", metavar="ID", help="销号这一条意见。")
@click.option("--status", is_flag=True, help="列出各成果各级复核的情况，以及签署以后的改动。")
def command(case_path: Path, **given: Any) -> None:
    """Sign, return, reply, clear, or show how far the review has come."""
    modes = [name for name in ("reply", "clear", "status") if given[name]]
    signs = given["deliverable"] is not None or given["level"] is not None
    if len(modes) + signs != 1:
        raise click.UsageError("请指明做一件事：--status；--deliverable 和 --level；--reply 和 --text；或 --clear。")
    if signs and (given["deliverable"] is None or given["level"] is None):
        raise click.UsageError("签署要同时写明 --deliverable 和 --level。")
    from hengping.cases.store import open_case

    case = open_case(case_path)
    if given["status"]:
        from hengping.cases.store import files_folder
        from hengping.cli.review_text import status_lines

        for line in status_lines(case, files_folder(case_path)):
            click.echo(line)
    elif signs:
        _sign(case, case_path, given)
    else:
        _remark(case, case_path, given)


def _sign(case: Any, case_path: Path, given: dict[str, Any]) -> None:
    from hengping.cases.deliverables import deliverable_snapshot, save_with_snapshots, sign
    from hengping.cases.deliverables.signing import review_notices
    from hengping.cli.review_text import next_step, signed_line

    deliverable, level = given["deliverable"], given["level"]
    signed = sign(
        case,
        deliverable,
        level,
        by=given["by"],
        on=given["on"],
        returned=given["returned"],
        remarks=_remarks(given["remarks"], given["places"], given["weights"]),
    )
    save_with_snapshots(signed, case_path, deliverable_snapshot(signed, deliverable))
    for notice in (*review_notices(signed, deliverable), *_open_errors(signed, deliverable)):
        click.echo(f"提示：{notice}")
    new = signed.reviews[len(case.reviews) :]
    click.echo(signed_line(new[0]))
    for row in new[1:]:
        click.echo(f"  {row.id}（{row.importance}）{f'{row.place}：' if row.place else ''}{row.remark}")
    click.echo(next_step(signed, deliverable))


def _open_errors(case: Any, deliverable: Any) -> Iterator[str]:
    """What the checks hold against a report that is being signed."""
    from hengping.cases.deliverables import Deliverable
    from hengping.errors import InputError
    from hengping.lint.finding import Severity
    from hengping.lint.report import lint_case

    if deliverable is Deliverable.PLAN:
        return
    try:
        count = lint_case(case).count(Severity.ERROR)
    except InputError:
        yield "评价还不能计分，hengping score 列出原因。"
        return
    if count:
        yield f"检查还有 {count} 个错误，hengping lint 列出全部。"


def _remarks(texts: tuple[str, ...], places: tuple[str, ...], weights: tuple[str, ...]) -> list[Any]:
    from hengping.cases.deliverables.signing import ReviewRemark

    for option, values in (("--place", places), ("--importance", weights)):
        if len(values) > len(texts):
            raise click.UsageError(f"{option} 有 {len(values)} 个，多于 {len(texts)} 条 --remark。")
    return [
        ReviewRemark(
            text,
            places[index] if index < len(places) else "",
            weights[index] if index < len(weights) else "一般",
        )
        for index, text in enumerate(texts)
    ]


def _remark(case: Any, case_path: Path, given: dict[str, Any]) -> None:
    from hengping.cases.deliverables import answer_remark, clear_remark
    from hengping.cases.store import save_case

    if given["reply"]:
        answered = answer_remark(case, given["reply"], text=given["text"])
        save_case(answered, case_path)
        click.echo(f"已答复 {given['reply']}；由提出的人销号：--clear {given['reply']} --by 姓名")
    else:
        cleared = clear_remark(case, given["clear"], by=given["by"])
        save_case(cleared, case_path)
        click.echo(f"已销号 {given['clear']}")
