"""What is said when a command cannot go on, and its exit code. Never a traceback, unless it is asked for."""

from __future__ import annotations

import os
import re
import sys
import traceback

import click

from hengping.errors import HengpingError, InputError, system_reason

TRACEBACK_SWITCH = "HENGPING_TRACEBACK"
_SURROUNDINGS = 3
"""Of the machine, or of this program itself."""
_INTERRUPTED = 130
_NOBODY_READS = 141


def tell(error: BaseException) -> int:
    """Say on standard error what went wrong; returns the exit code."""
    match error:
        case click.exceptions.Exit():  # after --help or --version
            return error.exit_code
        case SystemExit():
            return error.code if isinstance(error.code, int) else int(error.code is not None)
        case click.ClickException():
            return _tell_usage(error)
        case InputError():
            return _tell_faults(error)
        case HengpingError():
            click.echo(f"错误：{error}", err=True)
            return error.exit_code
        case BrokenPipeError():  # `hengping … | head`: whoever read has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _NOBODY_READS
        case KeyboardInterrupt():
            click.echo("已中止，原有文件没有改动。", err=True)
            return _INTERRUPTED
        case OSError() | MemoryError():
            return _tell_surroundings(error)
        case _:
            return _tell_defect(error)


def _tell_usage(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
        click.echo(f"用“{context.command_path} --help”查看帮助。\n", err=True)
    click.echo(f"错误：{_chinese_punctuation(error.format_message())}", err=True)
    return error.exit_code


def _chinese_punctuation(message: str) -> str:
    """Click's own sentence with Chinese quotation marks, commas and full stop."""
    quoted = re.sub(r"\s*'([^']*)'\s*", r"“\1”", message).replace("”,“", "”、“").replace("。 ", "。").rstrip(".")
    return quoted + ("" if quoted.endswith(("。", "？")) else "。")


def _tell_faults(error: InputError) -> int:
    """Every fault, numbered."""
    click.echo(f"输入有 {len(error.faults)} 处需要修改，未生成任何文件：", err=True)
    for number, fault in enumerate(error.faults, start=1):
        click.echo(f"{number}. {fault.where}", err=True)
        click.echo(f"   现为：{shortened(fault.found)}", err=True)
        click.echo(f"   应为：{fault.expected}", err=True)
        click.echo(f"   改法：{fault.mend}", err=True)
    return error.exit_code


def shortened(text: str, limit: int = 120) -> str:
    """A text on one line, cut where it is long."""
    one_line = text.replace("\r", "").replace("\n", "⏎")
    return one_line if len(one_line) <= limit else f"{one_line[:limit]}……（共 {len(text)} 字）"


def _tell_surroundings(error: OSError | MemoryError) -> int:
    if isinstance(error, MemoryError):
        click.echo("错误：内存不足。请关闭其他程序，或换一台内存更大的机器。", err=True)
        return _SURROUNDINGS
    what = f"无法读写“{error.filename}”" if error.filename else "无法写出结果"
    click.echo(f"错误：{what}：{system_reason(error)}。请检查路径、权限和磁盘空间。", err=True)
    return _SURROUNDINGS


def _tell_defect(error: BaseException) -> int:
    if os.environ.get(TRACEBACK_SWITCH):
        traceback.print_exception(error)
        return _SURROUNDINGS
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)} 第 {frame.lineno} 行"
    click.echo(f"错误：程序本身有缺陷（{place}：{type(error).__name__}），不是输入的问题；原有文件没有改动。", err=True)
    click.echo(f"请连同命令报告给维护者；设置环境变量 {TRACEBACK_SWITCH}=1 再运行，可看到完整的调用过程。", err=True)
    return _SURROUNDINGS
