"""Formats that only LibreOffice reads, turned into .docx or .xlsx by it: in a profile of its own, without macros."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from hengping.errors import Fault, InputError

TIMEOUT_SECONDS = 120
_PACKAGES = {"docx": "libreoffice-writer-nogui", "xlsx": "libreoffice-calc-nogui"}
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


@contextmanager
def converted(data: bytes, *, suffix: str, name: str, to: Literal["docx", "xlsx"], label: str) -> Iterator[Path]:
    """A file with the content of `data` in the format `to`; it is gone afterwards.

    Args:
        suffix: of the temporary file, which LibreOffice goes by.
        name: the format in words for faults: .doc 文件.

    Raises:
        InputError: no LibreOffice here, or it cannot read the file in time.
    """
    program = shutil.which("soffice")
    if program is None:
        mend = f"请在 Word 或 WPS 中另存为 .{to}，或在本机安装 LibreOffice（Debian 软件包 {_PACKAGES[to]}）。"
        raise InputError([Fault(label, f"{name}，本机没有能读取它的 LibreOffice", f".{to} 文件", mend)])
    with tempfile.TemporaryDirectory(prefix="hengping-") as folder:
        source = Path(folder, f"source{suffix}")
        source.write_bytes(data)
        profile = Path(folder, "profile", "user")
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        made = Path(folder, "made", f"source.{to}")
        _run(
            [
                program,
                f"-env:UserInstallation={profile.parent.as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                to,
                "--outdir",
                str(made.parent),
                str(source),
            ],
            folder,
        )
        if not made.is_file():
            mend = f"请在 Word 或 WPS 中打开，另存为 .{to} 后再试。"
            raise InputError([Fault(label, f"{name}，LibreOffice 没有转换成功", f"完好的文件，或 .{to} 文件", mend)])
        yield made


def _run(command: list[str], folder: str) -> None:
    """Runs LibreOffice; its helper processes end with it when time is up."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
