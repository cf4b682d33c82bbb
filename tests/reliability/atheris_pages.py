"""Coverage-guided fuzzing of the reading of one file: `python -m tests.reliability.atheris_pages CORPUS_FOLDER`.

Needs `atheris` (no wheel for every Python). An error of soc2parse's own is an answer; anything else is a find.
"""

import contextlib
import sys

import atheris

with atheris.instrument_imports(include=["soc2parse.reading"]):
    from soc2parse.errors import Soc2ParseError
    from soc2parse.reading.engines import read_pages


def one_input(data):
    with contextlib.suppress(Soc2ParseError):
        read_pages(b"%PDF-1.7\n" + data, engine="plumber", max_pages=20, ocr=False)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
