"""A published evaluation report, into a new draft case."""

from __future__ import annotations

from pathlib import Path

import click

_SHOWN = 30


def import_report(source: Path, folder: Path) -> None:
    """Read a report into a draft case in a new folder, and tell what a person should look at."""
    from hengping.cases.evidence_filing import file_evidence, store_evidence
    from hengping.cases.integrity import check_integrity
    from hengping.errors import Fault, InputError
    from hengping.extraction.report.draft import draft_case
    from hengping.reading.documents import read_document

    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        mend = "换一个文件夹，以免覆盖已有内容。"
        raise InputError([Fault(str(folder), "已有内容", "空文件夹或尚不存在的文件夹", mend)])
    draft = draft_case(read_document(source))
    filed = file_evidence(draft.case, source, folder, title=draft.case.identity.title, kind="公开报告")
    check_integrity(filed.case)
    store_evidence(filed, folder)
    case = filed.case
    click.echo(f"已由“{source.name}”建立草稿 {folder}：")
    counts = {
        "目标": (len(case.goals), "行"),
        "一级指标": (len(case.indicators.indicators), "个"),
        "得分记录": (len(case.scores), "条"),
        "事实": (len(case.facts), "项"),
        "政策": (len(case.identity.policies), "项"),
        "阶段": (len(case.identity.phases), "个"),
        "踏勘": (len(case.visits), "家"),
        "问题": (len(case.findings.problems), "个"),
        "建议": (len(case.findings.recommendations), "条"),
    }
    click.echo(f"  {'，'.join(f'{name} {count} {unit}' for name, (count, unit) in counts.items())}。")
    if draft.remarks:
        click.echo(f"  读不准或需要核对的 {len(draft.remarks)} 处：")
        for fault in draft.remarks[:_SHOWN]:
            click.echo(f"    {fault.where}　{fault.found}。{fault.mend}")
        if len(draft.remarks) > _SHOWN:
            click.echo(f"    ……另有 {len(draft.remarks) - _SHOWN} 处。")
    click.echo("  正文中的数字都记为事实，名称和口径须逐项核对；原文位置写在“页码”和“备注”中。")
