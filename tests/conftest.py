"""What every test shares: skip reasons that name the missing package, and the same draws on every machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from hengping.cli.words import speak_chinese

speak_chinese()  # before any test imports click, which takes its words at import

# On CI the draws are fixed, so that a red run can be repeated; at the desk new ones are tried each time.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

REAL_CASES = "HENGPING_REAL_CASES"
_NOTO_FOLDERS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/truetype/noto"))


def _missing() -> dict[str, str]:
    """Marker → why its tests cannot run here."""
    reasons = {}
    if shutil.which("soffice") is None:
        reasons["libreoffice"] = "缺少 soffice：安装 Debian 软件包 libreoffice-writer-nogui libreoffice-calc-nogui"
    if shutil.which("pdftotext") is None or shutil.which("pdftoppm") is None:
        reasons["poppler"] = "缺少 pdftotext、pdftoppm：安装 Debian 软件包 poppler-utils"
    if not any(any(folder.glob("NotoSansCJK*")) for folder in _NOTO_FOLDERS):
        reasons["noto"] = "缺少中文字体：安装 Debian 软件包 fonts-noto-cjk"
    if not Path(os.environ.get(REAL_CASES, ""), "README.md").is_file() or not os.environ.get(REAL_CASES):
        reasons["real_cases"] = f"未设置 {REAL_CASES}：指向收集的真实案例所在文件夹"
    return reasons


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for name, reason in _missing().items():
        for item in items:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def real_cases() -> Path:
    """The folder of collected cases; use with `@pytest.mark.real_cases`."""
    return Path(os.environ[REAL_CASES]).resolve()
