"""The door to pyxform: whether the collecting servers will take an XLSForm."""

from __future__ import annotations

from pathlib import Path

from hengping.errors import Fault, InputError


def pyxform_present() -> bool:
    """Whether the fieldwork extra is installed."""
    try:
        import pyxform  # noqa: F401
    except ImportError:
        return False
    return True


def validate(path: Path, *, label: str) -> tuple[str, ...]:
    """What pyxform has to say of a form it accepts: its warnings, as it words them.

    Raises:
        InputError: pyxform refuses the form.
    """
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        result = convert(path, validate=False)
    except PyXFormError as error:
        found = " ".join(str(error).split())[:300]
        mend = "请按提示改正 XLSForm；以上为 pyxform 的原文。"
        raise InputError([Fault(label, found, "pyxform 接受的 XLSForm", mend)]) from error
    return tuple(" ".join(warning.split()) for warning in result.warnings)
