"""What pdfminer.six (the reader under pdfplumber) paints, written down: runs of glyphs, areas, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot, sqrt
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from soc2parse.reading.frame import apply, around, multiply
from soc2parse.reading.ink import is_bold_name, is_italic_name, mix, over_white
from soc2parse.reading.page import Box
from soc2parse.reading.piece import Area, check_bulk
from soc2parse.reading.spelling import BULLET, is_symbol_font, spell_symbol

Glyph = tuple[str, float, float, float]
"""Its letters, its origin, and how far along the line it reaches."""

_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6  # flags of a font descriptor
_UNKNOWN = "\ufffd"
_WIN_ANSI_BULLETS = (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)  # codes that the encoding leaves open are bullets
_BULLET_WIDTH = 0.35  # of the size, in the standard fonts
_FILLS = 0.6  # of the page: a picture that may hide its text
_CURVED = 4.0  # points: a curved stroke no larger is kept whole, for it may be a bullet
_SQUARE = 0.1  # points by which a rectangle's corners may be off


class Look(NamedTuple):
    """How a run's letters are painted."""

    size: float
    bold: bool
    italic: bool
    color: int
    inked: bool


class Run(NamedTuple):
    """Glyphs painted by one operator; `across` and `down` are the direction of writing."""

    look: Look
    order: int
    across: float
    down: float
    glyphs: list[Glyph]


class Canvas(PDFTextDevice):  # type: ignore[misc]
    """A device that paints nothing and keeps where everything would stand. `off`: layers that are switched off."""

    def __init__(self, manager: Any, number: int, off: frozenset[int] = frozenset()) -> None:
        super().__init__(manager)
        self._number = number
        self.runs: list[Run] = []
        self.areas: list[Area] = []
        self.pictures: list[Box] = []
        self.fill_alpha = self.stroke_alpha = 1.0
        self.off = off
        self._order = 0
        self._opaque: list[tuple[int, Box]] = []
        self._fonts: dict[int, tuple[bool, bool, bool]] = {}
        self._tags: list[tuple[bool, str | None, int]] = []  # switched off, spelled out as, since which run

    def begin_tag(self, tag: Any, props: Any = None) -> None:  # noqa: ARG002
        """Enter marked content: a layer that may be off, letters that the file spells out."""
        hidden = bool(self._tags and self._tags[-1][0]) or (
            isinstance(props, dict) and props.get("soc2parse:layer") in self.off
        )
        actual = props.get("ActualText") if isinstance(props, dict) else None
        text = decode_text(actual) if isinstance(actual, bytes) else None
        self._tags.append((hidden, text, len(self.runs)))

    def end_tag(self) -> None:
        """Leave marked content; its glyphs stand for the letters that the file spelled out."""
        if not self._tags:
            return
        hidden, text, since = self._tags.pop()
        if text is None or hidden:
            return
        for run in self.runs[since:]:
            for index, (_, x, y, reach) in enumerate(run.glyphs):
                run.glyphs[index] = (text, x, y, reach)
                text = ""

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Keep the glyphs of one text operator and move the text position on."""
        font, fontsize = textstate.font, textstate.fontsize
        if font is None:
            return
        vertical = font.is_vertical()
        scaling = textstate.scaling * 0.01
        stretch = 1.0 if vertical else scaling
        matrix = multiply(textstate.matrix, self.ctm)
        a, b, c, d = matrix[:4]
        length = hypot(a, b) or 1.0
        if fontsize * scaling < 0:
            length = -length
        x, y = textstate.linematrix
        symbol, bold, italic = self._font(font)
        charspace = textstate.charspace * stretch
        wordspace = 0 if font.is_multibyte() else textstate.wordspace * stretch
        glyphs: list[Glyph] = []
        advanced = 0.0
        for item in seq:
            if isinstance(item, int | float):
                advanced -= item * 0.001 * fontsize * stretch
            for code in font.decode(item) if isinstance(item, bytes) else ():
                width = (font.char_width(code) or _width_of_unknown(font, code)) * fontsize * stretch
                left, base = apply(matrix, *((x, y + advanced) if vertical else (x + advanced, y + textstate.rise)))
                letters = _letters(font, code)
                glyphs.append((spell_symbol(letters) if symbol else letters, left, base, length * width))
                advanced += width + charspace + (wordspace if code == 32 else 0)
        textstate.linematrix = (x, y + advanced) if vertical else (x + advanced, y)
        self._order += 1
        check_bulk(self._number, len(self.runs) // 8)  # a run is a word or more, in odd files a letter
        if not glyphs or (self._tags and self._tags[-1][0]):
            return
        mode = textstate.render
        stroked = mode in (1, 5)
        alpha = self.stroke_alpha if stroked else self.fill_alpha
        color = _rgb(graphicstate.scolor, graphicstate.scs) if stroked else _rgb(graphicstate.ncolor, ncs)
        size = abs(fontsize) * sqrt(abs((a * d - b * c) * scaling))
        inked = mode not in (3, 7) and alpha > 0.03
        look = Look(size, bold or mode in (2, 6), italic, over_white(color, alpha), inked)
        self.runs.append(Run(look, self._order, a / length, b / length, glyphs))

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:  # noqa: ARG002
        """Keep the boxes of filled subpaths, and of stroked ones the box or the straight edges."""
        self._order += 1
        if self._tags and self._tags[-1][0]:
            return
        for points, straight in _subpaths(path, self.ctm):
            rectangle = straight and _is_rectangle(points)
            box = around(points)
            if fill and self.fill_alpha > 0:
                color = over_white(_rgb(graphicstate.ncolor, graphicstate.ncs), self.fill_alpha)
                self.areas.append(Area(*box, False, rectangle, color, self.fill_alpha == 1, self._order))
            if stroke and self.stroke_alpha > 0:
                color = over_white(_rgb(graphicstate.scolor, graphicstate.scs), self.stroke_alpha)
                for edge in [box] if rectangle else _edges(points):
                    self.areas.append(Area(*edge, True, True, color, self.stroke_alpha == 1, self._order))
                if not straight and max(box[2] - box[0], box[3] - box[1]) <= _CURVED:
                    self.areas.append(Area(*box, True, False, color, self.stroke_alpha == 1, self._order))

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002
        """Keep where a picture stands: the unit square in the current frame."""
        self._order += 1
        if self.ctm is not None and not (self._tags and self._tags[-1][0]):
            self.pictures.append(around([apply(self.ctm, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]))
            if not any(stream.get(mask) for mask in ("SMask", "Mask", "ImageMask", "IM")):
                self._opaque.append((self._order, self.pictures[-1]))

    def is_covered(self, width: float, height: float) -> bool:
        """Whether most of the text is painted before the last opaque picture of the page's size."""
        large = [order for order, box in self._opaque if _area(box) >= _FILLS * width * height]
        before = sum(run.order < large[-1] for run in self.runs) if large else 0
        return before > len(self.runs) - before

    def _font(self, font: Any) -> tuple[bool, bool, bool]:
        """Whether a font is one of symbols, bold, italic."""
        known = self._fonts.get(id(font))
        if known is None:
            name, descriptor = str(font.fontname), font.descriptor or {}
            flags = int(_number(descriptor.get("Flags")))
            bold = is_bold_name(name) or bool(flags & _FORCE_BOLD) or _number(descriptor.get("FontWeight")) >= 600
            italic = is_italic_name(name) or bool(flags & _ITALIC)
            known = self._fonts[id(font)] = (is_symbol_font(name), bold, italic)
        return known


class Interpreter(PDFPageInterpreter):  # type: ignore[misc]
    """pdfminer's interpreter, which also follows transparency, and layers that are switched off."""

    device: Canvas

    def do_gs(self, name: Any) -> None:
        """Take the transparency of an extended graphics state."""
        state = self._resource("ExtGState", name)
        if "ca" in state:
            self.device.fill_alpha = _number(state["ca"])
        if "CA" in state:
            self.device.stroke_alpha = _number(state["CA"])

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Enter marked content, its properties looked up where they are named."""
        if isinstance(props, PSLiteral):
            layers = resolve1(self.resources.get("Properties")) or {}
            reference = layers.get(props.name) if isinstance(layers, dict) else None
            props = dict(self._resource("Properties", props))
            if isinstance(reference, PDFObjRef):
                props["soc2parse:layer"] = reference.objid
        super().do_BDC(tag, props)

    def get_current_state(self) -> Any:
        """The state that q saves."""
        return (*super().get_current_state(), self.device.fill_alpha, self.device.stroke_alpha)

    def set_current_state(self, state: Any) -> None:
        """The state that Q brings back."""
        *rest, self.device.fill_alpha, self.device.stroke_alpha = state
        super().set_current_state((rest[0], rest[1], rest[2]))

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Paint a form or picture, unless its layer is off; what it does to the transparency ends with it."""
        form = self.xobjmap.get(getattr(xobjid_arg, "name", None))
        layer = (resolve1(form).attrs if form is not None else {}).get("OC")
        if isinstance(layer, PDFObjRef) and layer.objid in self.device.off:
            return
        alphas = self.device.fill_alpha, self.device.stroke_alpha
        super().do_Do(xobjid_arg)
        self.device.fill_alpha, self.device.stroke_alpha = alphas

    def _resource(self, kind: str, name: Any) -> dict[str, Any]:
        table = resolve1(self.resources.get(kind))
        found = resolve1(table.get(getattr(name, "name", name))) if isinstance(table, dict) else None
        return found if isinstance(found, dict) else {}


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _letters(font: Any, code: int) -> str:
    try:
        letters = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        return BULLET if code in _WIN_ANSI_BULLETS and not font.is_multibyte() else _UNKNOWN
    return letters if isinstance(letters, str) and "(cid:" not in letters and letters != "\x00" else _UNKNOWN


def _width_of_unknown(font: Any, code: int) -> float:
    return _BULLET_WIDTH if code in _WIN_ANSI_BULLETS and not font.is_multibyte() else 0.0


def _subpaths(path: Sequence[Any], ctm: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Each subpath's points in the page's frame, and whether all its edges are straight."""
    points: list[tuple[float, float]] = []
    straight = True
    for operator, *numbers in path:
        if operator == "m":
            if len(points) > 1:
                yield points, straight
            points, straight = [apply(ctm, *numbers[-2:])], True
        elif operator == "h":
            points += points[:1]
        else:
            straight = straight and operator == "l"
            points.append(apply(ctm, *numbers[-2:]))
    if len(points) > 1:
        yield points, straight


def _is_rectangle(points: Sequence[tuple[float, float]]) -> bool:
    """Whether straight edges make an upright rectangle, or one straight line."""
    x0, top, x1, bottom = around(points)
    if min(x1 - x0, bottom - top) < _SQUARE:
        return True
    corners = all(
        min(abs(x - x0), abs(x - x1)) < _SQUARE and min(abs(y - top), abs(y - bottom)) < _SQUARE for x, y in points
    )
    along = all(abs(p[0] - q[0]) < _SQUARE or abs(p[1] - q[1]) < _SQUARE for p, q in pairwise(points))
    return corners and along and len(set(points)) >= 4


def _edges(points: Sequence[tuple[float, float]]) -> Iterator[Box]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _number(value: Any) -> float:
    value = resolve1(value)
    return float(value) if isinstance(value, int | float) else 0.0


def _rgb(color: Any, space: Any) -> int:
    """0xRRGGBB of a colour in pdfminer's terms; black for a pattern."""
    parts = color if isinstance(color, tuple | list) else (color,)
    if not all(isinstance(part, int | float) for part in parts):
        return 0
    if len(parts) == 1 and getattr(space, "name", "") in ("Separation", "DeviceN"):
        return mix((1 - parts[0],))
    return mix(parts)
