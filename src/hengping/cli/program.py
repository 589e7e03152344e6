"""The command group: which command lives in which module."""

from __future__ import annotations

import importlib

import click

from hengping import __version__
from hengping.errors import nearest_names

# name → (module, one line for the list of commands)
COMMANDS = {
    "evaluate": ("evaluate", "评价：计分、检查，并生成报告、底稿和结果文件"),
    "score": ("score", "计分：逐项列出得分、理由与等级"),
    "lint": ("lint", "检查：找出目标、分数、事实和过程中的问题"),
    "check": ("check", "查文件：找出报告、表单中自相矛盾的地方"),
    "new": ("new", "新建：按模板建立评价文件夹"),
    "export": ("export", "导出：把评价写成一个 Excel 工作簿"),
    "import": ("import_file", "导入：把收到的工作簿、表单、扫描件和证据放进案卷"),
    "plan": ("plan", "方案：生成评价方案和首日文件，批准并锁定指标体系"),
    "form": ("form", "表单：打印惯用表单（Word、Excel、PDF）"),
    "sync": ("sync", "同步：更新手工改过的 Word 报告中的数字，保留并列出文字改动"),
    "merge": ("merge", "合并：把两人分头修改的评价按行、按格合在一起"),
    "revise": ("revise", "裁定：采纳或不采纳单位意见、专家意见，改得分并写明理由和佐证"),
    "sign": ("sign", "签署：三级复核方案、初稿、终稿，答复和销号复核意见"),
    "rectify": ("rectify", "整改：下达通知，登记进展、复查、销号，查屡查屡犯"),
    "archive": ("archive", "归档：按卷内目录写成附哈希清单的归档包"),
    "verify": ("verify", "核对：重算归档包的哈希值和得分，指出任何改动"),
    "audit": ("audit", "审核：复算一批单位自评表，排出风险，抽取复核"),
    "visits": ("visits", "踏勘：选点、排期、覆盖表、计划与完成对照"),
    "survey": ("survey", "问卷：生成问卷，测算样本量，导入答卷，计算满意度"),
    "weights": ("weights", "权重：专家判断或数据定权，评委一致性，敏感性"),
    "compare": ("compare", "比较：几个年度的评价并列，看得分和数据的变动"),
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest_names(args[0], COMMANDS, most=1)
            hint = f"是否想用“{near[0]}”？" if near else f"可用的命令：{'、'.join(COMMANDS)}"
            raise click.UsageError(f"没有命令“{args[0]}”。{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Program,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="hengping", message="衡评 %(version)s")
def program() -> None:
    """衡评：财政资金绩效评价，从事实到得分、问题和报告。"""
