"""The command line `portal`: one module a command, and the border at which no fault becomes a traceback."""

import errno
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

import click

from generator import clock
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.schema import schema
from generator.cli.serve import serve
from generator.staging import BusyError

FAULTS, WRONG_USE, OUR_BUG, INTERRUPTED = 1, 2, 3, 130
"""Exit codes besides 0: faults in the data, wrong use or surroundings, our own bug, Ctrl-C."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="zhuanyuan-portal", message="portal %(version)s")
def portal() -> None:
    """服务专员门户：检查 YAML 数据，生成静态网站。"""


for command in (check, build, serve, schema):
    portal.add_command(command)


def main() -> None:
    """Run the command line; every way it can end has its exit code and a message without a traceback."""
    sys.exit(_run())


def _run() -> int:
    try:
        return int(portal.main(standalone_mode=False) or 0)
    except click.exceptions.Abort:
        return _said("已中断，原来的网站没有改动", INTERRUPTED)
    except KeyboardInterrupt:
        return _said("已中断，原来的网站没有改动", INTERRUPTED)
    except click.ClickException as wrong:
        return _said(f"用法不对：{wrong.format_message()}。查看用法：portal --help", WRONG_USE)
    except BusyError:
        return _said("另一个 portal build 正在写同一个网站文件夹，等它结束再运行", WRONG_USE)
    except OSError as fault:
        return _bug() if fault.errno is None else _said(_surroundings(fault), WRONG_USE)
    except SystemExit as end:  # MkDocs ends itself this way once it has said why
        return end.code if isinstance(end.code, int) else FAULTS
    except Exception:  # noqa: BLE001 -- the border: our bug is logged and named, never shown as a traceback
        return _bug()


def _said(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _bug() -> int:
    return _said(f"程序出错，不是数据的问题。把这个文件贴到问题反馈里：{_log()}", OUR_BUG)


def _surroundings(fault: OSError) -> str:
    """What is wrong with disk or permissions, and the mend."""
    where = f"：{fault.filename}" if fault.filename else ""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"磁盘已满{where}。原来的网站没有改动，腾出空间再运行"
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"没有写权限{where}。原来的网站没有改动，检查权限或换一个 --site"
    if fault.errno == errno.EADDRINUSE:
        return "这个端口已被占用，换一个：portal serve --port 8001"
    return f"读写文件时出错{where}（{fault.strerror}）。原来的网站没有改动"


def _log() -> Path:
    """Keep the traceback in a file of its own and name it."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="portal-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"{datetime.now(tz=clock.SHANGHAI).isoformat()} portal {' '.join(sys.argv[1:])}\n")
        log.write(traceback.format_exc())
    return Path(log.name)
