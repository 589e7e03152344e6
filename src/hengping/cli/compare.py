"""`hengping compare`: several evaluations side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hengping.cli.output import print_json

if TYPE_CHECKING:
    from hengping.analysis.case_comparison import CaseComparison

_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
_MOST = 10


@click.command("compare", help="比较：把两次或更多次评价按年度并列，看得分、数据的变动和以前年度已有的问题。")
@click.argument("paths", metavar="CASE CASE...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option("--out", "out", metavar="FILE", type=_FILE, help="另写成文档，.docx、.pdf 或 .html。")
@click.option("--chart", metavar="FILE", type=_FILE, help="另存一级指标得分率的折线图，.svg 或 .png。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema compare）。")
def command(paths: tuple[Path, ...], *, out: Path | None, chart: Path | None, as_json: bool) -> None:
    """Compare cases."""
    if not 2 <= len(paths) <= _MOST:
        raise click.UsageError(f"请给出 2 至 {_MOST} 个评价文件夹或工作簿。")
    from hengping.analysis.case_comparison import compare_cases, comparison_document
    from hengping.cases.store import open_case

    found = compare_cases([open_case(path) for path in paths])
    if chart is not None:
        from hengping.cli.chart_file import write_chart
        from hengping.reports.case_comparison import rates_chart

        write_chart(rates_chart(found), chart)
    if out is not None:
        _write(found, out)
    if as_json:
        print_json(comparison_document(found))
        return
    for line in _lines(found):
        click.echo(line)


def _write(found: CaseComparison, out: Path) -> None:
    from hengping.rendering.file_writing import replace_files
    from hengping.rendering.publish import FORMATS, render
    from hengping.reports.case_comparison import comparison_document

    kind = next((each for each in FORMATS if out.suffix.lower() == f".{each}"), None)
    if kind is None:
        raise click.UsageError(f"“{out.name}”应以 .docx、.pdf 或 .html 结尾。")
    replace_files({out: render(comparison_document(found), (kind,))[kind]})
    click.echo(f"已写出 {out}。", err=True)


def _lines(found: CaseComparison) -> Iterator[str]:
    from hengping.quantities import amount, percent

    for column in found.columns:
        total = "尚不能得出" if column.score.total is None else amount(column.score.total, 2)
        yield f"{column.heading}  总分 {total}，等级 {column.score.outcome or '未定'}  {column.case.identity.title}"
    if not found.same_system:
        yield "各次评价的指标或分值不一致，总分不能直接比较。"
    yield ""
    yield f"得分率（{'、'.join(column.heading for column in found.columns)}）："
    for line in found.indicators:
        rates = ["—" if node is None or node.rate is None else percent(node.rate) for node in line.nodes]
        yield f"{'  ' * line.level}{line.name}  {'  '.join(rates)}"
    if found.figures:
        yield ""
        yield "数据："
        for figure in found.figures:
            pairs = zip(found.columns, figure.facts, strict=True)
            values = ["—" if fact_id is None else column.book.printed_number(fact_id) for column, fact_id in pairs]
            scope = f"，{figure.scope}" if figure.scope else ""
            yield f"  {figure.name}（{figure.unit}{scope}）  {'  '.join(values)}"
    for repeat in found.repeats:
        state = "以前年度已有" if repeat.sure else "与以前年度相近，待核"
        yield f"问题 {repeat.problem.id}“{repeat.problem.title}”{state}：{repeat.reference}"
