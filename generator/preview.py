"""What the live preview shows in place of any page while the data has errors."""

from markupsafe import escape

_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>数据有错误</title>
</head>
<body>
<h1>数据有错误，页面暂不更新</h1>
<p>改好并保存后，本页自动恢复。</p>
<pre>{report}</pre>
</body>
</html>
"""


def faults_page(report: str) -> bytes:
    """The report of a check as a page of its own."""
    return _PAGE.format(report=escape(report)).encode()
