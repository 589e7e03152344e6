"""The page of the errors: exit codes and the one tree."""

from __future__ import annotations

import inspect

from hengping import errors
from hengping.errors import Fault, HengpingError
from scripts.reference.markdown import table

_INTRODUCTION = """\
输入不能成为一个评价时，程序一次列出**全部**需要修改的地方，每处写明位置、现为、应为和改法；不写任何文件，已有的文件不变。
其余都不是错误，而是检查结果（见[检查](checks.md)）。
"""


def page() -> str:
    codes = table(
        ("退出码", "含义"),
        [
            ("0", "完成"),
            ("1", "有未豁免的错误：只用于下结论的命令（`lint`、`evaluate --strict`）"),
            (str(errors.InputError.exit_code), "输入不能成为一个评价；命令行参数有误"),
            (str(HengpingError.exit_code), "程序或其环境的问题：缺少程序或字体、不能写文件"),
            ("130、143", "被 Ctrl-C 或系统中止；原有文件没有改动"),
            ("141", "输出没有人读完（如 `hengping score … | head`）"),
        ],
    )
    tree = [
        (f"`{name}`", str(value.exit_code), inspect.cleandoc(value.__doc__ or "").splitlines()[0])
        for name, value in inspect.getmembers(errors, inspect.isclass)
        if issubclass(value, HengpingError)
    ]
    fault = f"## Fault\n\n```text\n{inspect.cleandoc(Fault.__doc__ or '')}\n```\n"
    return "\n".join((_INTRODUCTION, codes, "## 错误类 · The tree\n", table(("类", "退出码", "说明"), tree), fault))
