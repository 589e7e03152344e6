"""Scans of signed forms and other evidence, filed with the case."""

from __future__ import annotations

import datetime
from pathlib import Path

import click


def import_scan(source: Path, case_path: Path, code: str, *, role: str, name: str, on: datetime.date | None) -> None:
    """File a scan against the code on the paper."""
    from hengping.cases.store import files_folder, open_case, save_case
    from hengping.errors import Fault, InputError
    from hengping.forms.scans import file_scan
    from hengping.rendering.file_writing import replace_files

    if not code:
        mend = "请加 --code，照纸上“表单编码”填写。"
        raise InputError([Fault(str(source), "没有写明表单编码", "扫描件对应的表单编码", mend)])
    filed = file_scan(open_case(case_path), source, code, files_folder(case_path), role=role, name=name, on=on)
    replace_files({filed.path: filed.data})
    save_case(filed.case, case_path)
    row = filed.sign_off
    click.echo(f"已归档：签署 {row.id}，表单 {row.form}{f' {row.instance}' if row.instance else ''}，{filed.path}")
    if filed.stale:
        click.echo("注意：打印之后案卷内容已有变更，这份签字对应的是较早的内容，已作标注；请重新打印签字。")


def import_evidence(source: Path, case_path: Path, *, title: str, received_from: str, on: datetime.date | None) -> None:
    """Copy a file beside the case and enter it as evidence."""
    from hengping.cases.evidence_filing import file_evidence, store_evidence
    from hengping.cases.store import files_folder, open_case

    folder = files_folder(case_path)
    case = open_case(case_path)
    filed = file_evidence(case, source, folder, title=title, received_from=received_from, received_on=on)
    store_evidence(filed, case_path)
    row = filed.evidence
    click.echo(f"已归入证据 {row.id}“{row.title}”（{row.round}）：{row.file}")
