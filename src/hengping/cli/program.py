"""The command group: which command lives in which module, and how errors are told."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from hengping import __version__
from hengping.errors import HengpingError, InputError

# name → (module, one line for the list of commands)
COMMANDS = {
    "evaluate": ("evaluate", "评价：计分、检查，并生成报告、底稿和结果文件"),
    "score": ("score", "计分：逐项列出得分、理由与等级"),
    "lint": ("lint", "检查：找出目标、分数、事实和过程中的问题"),
    "new": ("new", "新建：按模板建立评价文件夹"),
    "export": ("export", "导出：把评价写成一个 Excel 工作簿"),
    "import": ("import_workbook", "导入：把填好的 Excel 工作簿写回评价文件夹"),
    "schema": ("schema", "格式：输出机器可读结果的 JSON 模式"),
}


class Program(click.Group):
    """Loads a command's module only when that command is run, so that start-up stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"hengping.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        command.options_metavar = "[选项]"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            tell_faults(error)
            sys.exit(error.exit_code)
        except HengpingError as error:
            click.echo(f"错误：{error}", err=True)
            sys.exit(error.exit_code)
        except OSError as error:
            click.echo(
                f"错误：无法读写“{error.filename or ''}”：{error.strerror}。请检查路径、权限和磁盘空间。", err=True
            )
            sys.exit(3)


def tell_faults(error: InputError) -> None:
    """Print every fault of an input, numbered, to standard error."""
    click.echo(f"输入有 {len(error.faults)} 处需要修改，未生成任何文件：", err=True)
    for number, fault in enumerate(error.faults, start=1):
        click.echo(f"{number}. {fault.where}", err=True)
        click.echo(f"   现为：{_shortened(fault.found)}", err=True)
        click.echo(f"   应为：{fault.expected}", err=True)
        click.echo(f"   改法：{fault.mend}", err=True)


def _shortened(text: str, limit: int = 120) -> str:
    one_line = text.replace("\r", "").replace("\n", "⏎")
    return one_line if len(one_line) <= limit else f"{one_line[:limit]}……（共 {len(text)} 字）"


@click.group(
    cls=Program,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="hengping", message="衡评 %(version)s")
def program() -> None:
    """衡评：财政资金绩效评价，从事实到得分、问题和报告。"""
