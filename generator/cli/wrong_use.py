"""Wrong use of the command line, in Chinese: click's own words are English."""

import re
from collections.abc import Sequence

import click

_UNREADABLE = re.compile(r"\w+ '(.*)' is not readable\.")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def wrong_use(wrong: click.UsageError) -> str:
    """What is wrong, and where the right use stands; without any command, the help itself."""
    if isinstance(wrong, click.exceptions.NoArgsIsHelpError):
        return wrong.message
    command = wrong.ctx.command_path if wrong.ctx else "portal"
    return f"用法不对：{_said(wrong)}。查看用法：{command} --help"


def _said(wrong: click.UsageError) -> str:
    match wrong:
        case click.exceptions.NoSuchCommand():
            return f"没有 {wrong.command_name} 这个命令{_near(wrong.possibilities)}"
        case click.NoSuchOption():
            return f"没有 {wrong.option_name} 这个选项{_near(wrong.possibilities)}"
        case click.BadOptionUsage():
            takes_none = "does not take" in wrong.message
            return f"{wrong.option_name} 后面{'不写值' if takes_none else '要写一个值'}"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"缺少{_name(parameter)}"
        case click.BadParameter(param=click.Parameter() as parameter) if found := _UNREADABLE.match(
            wrong.message
        ):
            return f"{_name(parameter)} {found[1]} 读不了，检查权限"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"{_name(parameter)} {_form(parameter.type) or wrong.message}"
    extra = _EXTRA.match(wrong.message)
    return f"多写了 {extra[1]}" if extra else wrong.message


def _near(possibilities: Sequence[str] | None) -> str:
    return f"，要写的可能是 {'、'.join(possibilities)}" if possibilities else ""


def _name(parameter: click.Parameter) -> str:
    """An option by its name; an argument by what stands for it in the help."""
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return f"参数“{(parameter.metavar or parameter.name or '').strip('[]')}”"


def _form(kind: click.ParamType[object]) -> str:
    """What can be written for a kind of value that is click's own; "" for ours, which say it themselves."""
    match kind:
        case click.Choice():
            return f"只能写 {'、'.join(map(str, kind.choices))}"
        case click.IntRange(max=None):
            return f"应是整数，不小于{kind.min}"
        case click.IntRange():
            return f"应是整数，{kind.min}至{kind.max}"
        case click.Path(file_okay=False):
            return "应是文件夹，这里写的是一个文件"
        case click.Path(dir_okay=False):
            return "应是文件，这里写的是一个文件夹"
    return ""
