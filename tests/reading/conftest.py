"""Small PDFs drawn on the spot, read with both engines."""

import pytest

from soc2parse.reading.engines import read_pages

from .drawing import pdf

ENGINES = ("mupdf", "plumber")


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param


@pytest.fixture
def read(engine):
    """Draw one page and read it: read(draw, size=..., **page) -> Page."""

    def read_drawn(draw, size=(600, 800), rotate=None, password=None):
        return read_pages(pdf(draw, size=size, rotate=rotate), engine=engine, password=password, ocr=False).pages[0]

    return read_drawn
