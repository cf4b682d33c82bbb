"""PDFs drawn on the spot."""

import io

from reportlab.pdfgen import canvas as reportlab_canvas


def pdf(*draws, size=(600, 800), rotate=None, encrypt=None):
    """A PDF with one page for each drawing."""
    out = io.BytesIO()
    paper = reportlab_canvas.Canvas(out, pagesize=size, encrypt=encrypt)
    for draw in draws:
        if rotate:
            paper.setPageRotation(rotate)
        paper.setFont("Helvetica", 10)
        draw(paper)
        paper.showPage()
    paper.save()
    return out.getvalue()


def texts(page):
    return [word.text for word in page.words]
