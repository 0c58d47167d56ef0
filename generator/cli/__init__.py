"""The command line `portal`: one module a command, and the border at which no fault becomes a traceback."""

import io
import signal
import sys
import tempfile
import traceback
from datetime import datetime
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from generator import clock
from generator.cli.help_page import Group, helped
from generator.cli.surroundings import surroundings
from generator.cli.wrong_use import wrong_use
from generator.history import HistoryError
from generator.mkdocs_fault import CONFIG, ConfigError, GuideError
from generator.staging import BusyError, ChangedMeanwhileError

FAULTS, WRONG_USE, OUR_BUG, INTERRUPTED = 1, 2, 3, 130
"""Exit codes besides 0: faults in the data, wrong use or surroundings, our own bug, Ctrl-C or the end of the terminal."""


class _Commands(Group):
    """The commands, each of whose modules is imported only for its own use: a check needs no pages."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Their names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """A command by its name. Raises `NoSuchCommand`, which knows the names that are like it."""
        if cmd_name not in COMMANDS:
            raise click.exceptions.NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"generator.cli.{module}"), module)
        return command


COMMANDS = (
    "build",
    "check",
    "due",
    "export",
    "fmt",
    "import",
    "init",
    "match",
    "new",
    "owners",
    "rules",
    "schema",
    "serve",
    "size",
)


@click.group(cls=_Commands)
@click.version_option(package_name="zhuanyuan-portal", message="portal %(version)s", help="显示版本")
@helped
def portal() -> None:
    """服务专员门户：检查 YAML 数据，生成静态网站。"""


def main() -> None:
    """Run the command line; every way it can end has its exit code and a message without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another encoding shows what it can
            stream.reconfigure(errors="backslashreplace")
    for ended in (signal.SIGTERM, signal.SIGHUP):  # as Ctrl-C: what is half-written is taken back
        if signal.getsignal(ended) is signal.SIG_DFL:
            signal.signal(ended, signal.default_int_handler)
    sys.exit(_run())


def _run() -> int:
    try:
        return int(portal.main(prog_name="portal", standalone_mode=False) or 0)
    except (click.Abort, KeyboardInterrupt):
        return _said("已中断，没有留下写到一半的文件", INTERRUPTED)
    except click.UsageError as wrong:
        return _said(wrong_use(wrong), WRONG_USE)
    except GuideError:
        return _said("说明文字或版式有上面的问题，没有生成网站，原来的网站没有改动", FAULTS)
    except ConfigError:
        return _said(
            f"{CONFIG} 缺失或写错，没有生成网站，原来的网站没有改动。改正，或从版本库找回", WRONG_USE
        )
    except (HistoryError, ChangedMeanwhileError) as fault:
        return _said(str(fault), WRONG_USE)
    except BusyError:
        return _said("另一个 portal 命令正在写同一个文件夹，等它结束再运行", WRONG_USE)
    except OSError as fault:
        command = next((word for word in sys.argv[1:] if word in COMMANDS), "")
        return _bug() if fault.errno is None else _said(surroundings(fault, command), WRONG_USE)
    except Exception:  # noqa: BLE001 -- the border: our bug is logged and named, never shown as a traceback
        return _bug()


def _said(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _bug() -> int:
    try:
        mend = f"把这个文件贴到问题反馈里：{_log()}"
    except OSError:
        mend = "记录也写不了，腾出磁盘空间再运行一次"
    return _said(f"程序出错，不是数据的问题。{mend}", OUR_BUG)


def _log() -> Path:
    """Keep the traceback in a file of its own and name it."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="portal-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as log:
        log.write(f"{datetime.now(tz=clock.SHANGHAI).isoformat()} portal {' '.join(sys.argv[1:])}\n")
        log.write(traceback.format_exc())
    return Path(log.name)
