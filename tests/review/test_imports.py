"""A review of a report that was saved as JSON loads no PDF engine, no language library, no writer of formats."""

import subprocess
import sys

HEAVY = ("spacy", "pandas", "jinja2", "pymupdf", "pypdfium2", "pdfplumber", "xlsxwriter", "pypdf", "PIL", "dateparser")
CODE = f"""
import sys
import soc2parse
from soc2parse.reviewing.comparison import compare
from soc2parse.reviewing.result import review
from soc2parse.export.form import Form, write
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""


def test_reviewing_and_comparing_load_nothing_heavy():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
