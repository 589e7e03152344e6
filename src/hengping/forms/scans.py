"""Signed forms that come back as scans or photographs: filed against the short code that the paper bears."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

from hengping.cases.model import Case
from hengping.cases.model.review import SignOffRow
from hengping.errors import Fault, InputError
from hengping.forms.fill import fill_form, instances
from hengping.forms.new_ids import new_id
from hengping.forms.short_code import ShortCode, case_mark, instance_mark, read_code
from hengping.reference.form_layouts import form_layout

SCAN_FOLDER = "scans"
STALE = "打印后案卷内容已变更"


@dataclass(frozen=True)
class FiledScan:
    """A case with one more signature, and the file to be written beside it."""

    case: Case
    sign_off: SignOffRow
    path: Path
    data: bytes

    @property
    def stale(self) -> bool:
        """Whether the form says something else by now than what was signed."""
        return STALE in self.sign_off.note


def file_scan(
    case: Case,
    source: Path,
    code_text: str,
    folder: Path,
    *,
    role: str = "",
    name: str = "",
    kind: str = "手签",
    on: datetime.date | None = None,
) -> FiledScan:
    """Files a scan against the code typed from it; `folder` is where the case's files lie.

    Raises:
        InputError: no such code, one of another case, a copy that the case no longer has, a scan filed before.
    """
    code = _code(code_text, case)
    layout = form_layout(code.form, folder)
    keys = instances(layout, case)
    instance = next((key for key in ("", *keys) if instance_mark(key) == code.instance_mark), None)
    if instance is None:
        mend = "案卷中已没有这一份；请核对短码，或先恢复对应的行。"
        raise InputError([Fault("短码", code.text, f"{layout.title} 现有各份的短码", mend)])
    data = _read(source)
    digest = hashlib.sha256(data).hexdigest()
    before = [row for row in case.sign_offs if row.sha256 == digest]
    if before and (not name or (role, name) in {(row.role, row.name) for row in before}):
        mend = f"它已是签署 {before[0].id}，不必重复归档；同一张纸上还有别人签字的，用 --name 写明是谁。"
        raise InputError([Fault(str(source), "已归档的扫描件", "新的扫描件", mend)])
    if before and before[0].short_code != code.text:
        mend = f"这份扫描件已按 {before[0].short_code} 归档（签署 {before[0].id}）；请核对编码。"
        raise InputError([Fault("短码", code.text, before[0].short_code, mend)])
    form = fill_form(layout, case, instance=instance or None)[0]
    path = Path(before[0].scan) if before else _free_path(folder, f"{code.text}{_suffix(case, code)}", source, data)
    row = SignOffRow(
        id=new_id("sign_offs", [each.id for each in case.sign_offs], 0),
        form=layout.code,
        instance=instance,
        version=str(_version(case, code, layout.code, instance)),
        short_code=code.text,
        role=role,
        name=name,
        kind=kind,
        on=on,
        scan=path.as_posix(),
        sha256=digest,
        note="" if form.short_code == code.text else STALE,
    )
    return FiledScan(case.model_copy(update={"sign_offs": (*case.sign_offs, row)}), row, folder / path, data)


def is_stale(case: Case, row: SignOffRow, folder: Path | None = None) -> bool:
    """Whether the form that a signature stands under says something else by now.

    A code that is none, and a form that cannot be printed now, are not judged.
    """
    code = read_code(row.short_code)
    if code is None:
        return False
    try:
        layout = form_layout(code.form, folder)
        if row.instance and row.instance not in instances(layout, case):
            return True
        return fill_form(layout, case, instance=row.instance or None)[0].short_code != code.text
    except InputError:
        return False


def _code(text: str, case: Case) -> ShortCode:
    code = read_code(text)
    if code is None:
        mend = "请照纸上“表单编码”重新输入；字母 I、L、O 不会出现。"
        raise InputError([Fault("短码", text, "如 F10-7K3QX-M2DPA4 的短码", mend)])
    if code.case_mark != case_mark(case):
        mend = f"本案卷是“{case.identity.project_name}”{case.identity.year}年度；请核对是否放错了案卷。"
        raise InputError([Fault("短码", code.text, "本案卷打印的表单", mend)])
    return code


def _version(case: Case, code: ShortCode, form: str, instance: str) -> int:
    """Each content that was signed counts as one version, in the order of filing."""
    codes = [row.short_code for row in case.sign_offs if (row.form, row.instance) == (form, instance)]
    known = list(dict.fromkeys([*codes, code.text]))
    return known.index(code.text) + 1


def _suffix(case: Case, code: ShortCode) -> str:
    """Several pages or signatures of one form have a number of their own."""
    before = sum(row.short_code == code.text for row in case.sign_offs)
    return f"_{before + 1}" if before else ""


def _free_path(folder: Path, stem: str, source: Path, data: bytes) -> Path:
    """A name that no other file has: somebody may have taken a signature out of the case, but left its scan."""
    names = (
        Path(SCAN_FOLDER) / f"{stem}{suffix}{source.suffix.lower()}"
        for suffix in ("", *map("-{}".format, range(2, 1000)))
    )
    return next(name for name in names if not (folder / name).exists() or _read(folder / name) == data)


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise InputError([Fault(str(source), "读不出的文件", "扫描件或照片", "请检查路径和权限。")]) from error
