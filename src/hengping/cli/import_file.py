"""`hengping import`: whatever comes back, into its case."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from hengping.cli.lock_files import tell_if_open

_HELP = """导入：把收到的文件放进案卷，先列出差异，确认后才写入。

\b
能认出的文件：
  导出的案卷工作簿（.xlsx）     写回评价文件夹
  填好退回的表单                 逐格比较，列出差异和读不准的地方；
                                 .xlsx .xls .et .docx，装有 LibreOffice 时还有 .doc .wps .odt .ods
  各地的目标申报表、自评表      补上案卷没有的内容，不同之处只列出、不覆盖
  签过字的扫描件、照片          用 --code 写明纸上的表单编码，归入签署
  评价单位自己的指标表          用 --as 指标表，先建议列的对应关系
  已公布的评价报告              用 --as 报告，在新文件夹中建立草稿
  其他文件                      归入证据；现场结束后收到的记为“补充”
"""
_KINDS = {"案卷": "case", "表单": "form", "扫描件": "scan", "指标表": "indicators", "证据": "evidence"} | {
    "自评表": "filed",
    "报告": "report",
}
"""What `--as` takes, in Chinese or English."""


_CONVERTED = (".doc", ".wps", ".rtf", ".odt", ".ods")
"""Read through LibreOffice; without it they are evidence, unless `--as` says otherwise."""


def _kind(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    if text is None or text in _KINDS.values():
        return text
    if text not in _KINDS:
        raise click.BadParameter(f"“{text}”应为 {'、'.join(_KINDS)} 之一")
    return _KINDS[text]


@click.command("import", help=_HELP)
@click.argument("source", metavar="FILE", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--into",
    "case_path",
    metavar="CASE",
    required=True,
    type=click.Path(readable=False, path_type=Path),
    help="评价文件夹或 .xlsx 工作簿。",
)
@click.option("--as", "kind", metavar="|".join(_KINDS), callback=_kind, help="写明这是什么文件；不写则自动判断。")
@click.option("--form", "form_name", metavar="NAME", default="", help="退回的是哪份表；表上有编码时不用写。")
@click.option("--for", "instance", metavar="KEY", default=None, help="退回的是哪一份：单位、踏勘、通知等的编号。")
@click.option("--code", metavar="CODE", default="", help="扫描件上的表单编码。")
@click.option("--role", metavar="TEXT", default="", help="签署人的角色。")
@click.option("--name", metavar="NAME", default="", help="签署人的姓名。")
@click.option("--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="签署或收到的日期，如 2022-07-18。")
@click.option("--title", metavar="TEXT", default="", help="证据名称。")
@click.option("--from", "received_from", metavar="NAME", default="", help="提供单位。")
@click.option("--mapping", metavar="列=字段", multiple=True, help="指标表的列对应什么字段，可写多次。")
@click.option("--yes", "agreed", is_flag=True, help="不再询问，直接写入。")
@click.option("--anyway", is_flag=True, help="表上的项目或年度与案卷不符时仍然读入。")
def command(
    source: Path,
    *,
    case_path: Path,
    kind: str | None,
    form_name: str,
    instance: str | None,
    code: str,
    role: str,
    name: str,
    on: datetime.datetime | None,
    title: str,
    received_from: str,
    mapping: tuple[str, ...],
    agreed: bool,
    anyway: bool,
) -> None:
    """Tell what a file is, show what it would change, and write it once that is agreed."""
    tell_if_open(source, "没有保存的修改读不到，请先保存")
    day = on.date() if on is not None else None
    match kind or _kind_of(source, code, form_name):
        case "case":
            from hengping.cli.import_case import import_case

            import_case(source, case_path)
        case "form":
            from hengping.cli.import_form import import_form

            import_form(source, case_path, name=form_name, instance=instance, agreed=agreed, anyway=anyway)
        case "filed":
            from hengping.cli.import_filed import import_filed

            import_filed(source, case_path, agreed=agreed, anyway=anyway)
        case "scan":
            from hengping.cli.import_scan import import_scan

            import_scan(source, case_path, code, role=role, name=name, on=day)
        case "report":
            from hengping.cli.import_report import import_report

            import_report(source, case_path)
        case "indicators":
            from hengping.cli.import_indicators import import_indicators

            import_indicators(source, case_path, mapping, agreed=agreed)
        case _:
            from hengping.cli.import_scan import import_evidence

            import_evidence(source, case_path, title=title, received_from=received_from, on=day)


def _kind_of(source: Path, code: str, form_name: str) -> str:
    """What a file is by what is in it; a workbook that is nothing else is told what a case's would have."""
    suffix = source.suffix.lower()
    if code or form_name:
        return "scan" if code else "form"
    if not source.is_file():
        return "case"
    if suffix in _CONVERTED:
        return "form" if _is_form(source) else "evidence"
    workbook = suffix in (".xlsx", ".xlsm", ".xls", ".et")
    if not workbook and suffix not in (".docx", ".txt", ".tsv"):
        return "evidence"
    from hengping.extraction.self_evaluation.recognition import is_filed_form

    if is_filed_form(source):
        return "filed"
    if workbook:
        return _kind_of_workbook(source)
    return "form" if suffix == ".docx" and _is_form(source) else "evidence"


def _is_form(source: Path) -> bool:
    from hengping.forms.returned.recognition import looks_like_form

    return looks_like_form(source)


def _kind_of_workbook(source: Path) -> str:
    from hengping.cases.workbook_store import is_case_workbook

    if is_case_workbook(source):
        return "case"
    if _is_form(source):
        return "form"
    _refuse_pictures(source)
    return "case"


def _refuse_pictures(source: Path) -> None:
    """A workbook without a single cell holds a picture of a form at best."""
    from hengping.errors import Fault, InputError
    from hengping.forms.returned.pages import read_pages

    if not any(spot.text for page in read_pages(source) for spot in page.texts()):
        mend = "请向填表单位要可以填写的表；只要归档的，加 --as 证据。"
        raise InputError([Fault(source.name, "没有文字和数字，可能只贴了图片", "填好的表单", mend)])
