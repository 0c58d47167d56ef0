"""What is wrong with the disk, the permissions or the network, in Chinese, with the mend."""

import errno

_FULL = "磁盘已满", "腾出空间再运行", ""
_DENIED = "没有权限", "检查权限", "检查权限，或用 --site 换一个文件夹"
_MOUNTED = "这个文件夹是挂载点，不能整个替换", "换成它里面的文件夹", "用 --site 指向它里面的文件夹"
_NO_FOLDER = "路径里有一段是文件，不是文件夹", "移走这个文件", "移走这个文件，或用 --site 换一个文件夹"
_FEWER = "关掉别的程序再运行", "关掉别的程序，或用 --jobs 1 再运行"

_SAID = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: ("文件大小超过系统给这个账号的上限", "放宽上限再运行", ""),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: _DENIED,
    errno.EBUSY: _MOUNTED,
    errno.EXDEV: _MOUNTED,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOENT: ("缺少文件", "从版本库找回", ""),
    errno.ENAMETOOLONG: ("文件名太长", "换一个路径短的文件夹", "用 --site 换一个路径短的文件夹"),
    errno.EMFILE: ("同时打开的文件太多", "用 ulimit -n 放宽上限再运行", "用 --jobs 1 再运行"),
    errno.ECHILD: ("一个工作进程没做完就被结束了，多半是内存不够", *_FEWER),
    errno.EAGAIN: ("系统不让再开一个进程", *_FEWER),
    errno.ENOMEM: ("内存不够", *_FEWER),
}
"""What the system refuses, what to do, and what to do where a site is built, which has options for it."""


def surroundings(fault: OSError, command: str = "") -> str:
    """What the system refused to a command, where, and what to do; `fault` has a number."""
    if fault.errno == errno.EADDRINUSE:
        return "端口已被占用，用 --port 换一个，例如 portal serve --port 8001"
    number = fault.errno or 0
    other = f"读写文件时出错（{errno.errorcode.get(number, number)}）", "检查磁盘再运行", ""
    what, mend, for_a_site = _SAID.get(number, other)
    where = f"：{fault.filename}" if fault.filename else ""
    mend = for_a_site if for_a_site and command == "build" else mend
    return f"{what}{where}。没有写完的文件没有改动，{mend}"
