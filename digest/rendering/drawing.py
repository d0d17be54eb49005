"""The picture of a chart: the same bytes each time, and legible on any ground."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from digest.rendering.charts import Chart, ChartRow

# Pixels: for screens with two of them in each that CSS counts.
_SCALE = 2
WIDTH = 440
_MARGIN, _END, _ROW, _FOOT, _BAR = 40, 44, 38, 30, 30
# At least 3:1 on white and on black, for the ground is transparent; digits are large for that.
_BARS, _DIGITS, _LINES = "#3388a0", "#808080", "#808080"
_DIGIT_SIZE = 19


def draw(chart: Chart) -> bytes:
    """`chart` as a PNG of `WIDTH` times two pixels: a row of bars for each story, days as columns.

    Its only text is digits: the numbers of the stories, their sums, and the days of the month. Each
    row has its own scale: beside a story that everybody copies, all others would be flat.
    """
    height = _ROW * len(chart.rows) + _FOOT
    image = Image.new("RGBA", (WIDTH * _SCALE, height * _SCALE), (0, 0, 0, 0))
    pen = _Pen(image, mirrored=chart.direction == "rtl")
    for nth, row in enumerate(chart.rows):
        _row(pen, row, (nth + 1) * _ROW)
    for x, day in zip(_columns(len(chart.days)), chart.dates, strict=True):
        pen.digits(x, height - _FOOT / 2, day)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _row(pen: _Pen, row: ChartRow, bottom: float) -> None:
    level = bottom - _DIGIT_SIZE / 2
    pen.digits(_MARGIN / 2, level, row.card.number)
    pen.digits(WIDTH - _END / 2, level, sum(row.articles))
    pen.box(_MARGIN, bottom - 0.5, WIDTH - _END, bottom + 0.5, _LINES)
    half, most = _wide(len(row.articles)) * 0.32, max(row.articles)
    for middle, articles in zip(_columns(len(row.articles)), row.articles, strict=True):
        if articles:
            # What is there at all is seen, however much more there is on another day.
            high = max(3.0, _BAR * articles / most)
            pen.box(middle - half, bottom - high, middle + half, bottom, _BARS)


def _wide(days: int) -> float:
    return (WIDTH - _MARGIN - _END) / days


def _columns(days: int) -> Iterator[float]:
    """The middle of each day."""
    return (_MARGIN + _wide(days) * (nth + 0.5) for nth in range(days))


class _Pen:
    """Draws on `image` in units of CSS; `mirrored` for what is read from right to left."""

    def __init__(self, image: Image.Image, *, mirrored: bool) -> None:
        self._draw = ImageDraw.Draw(image)
        self._font = ImageFont.load_default(_DIGIT_SIZE * _SCALE)
        self._mirrored = mirrored

    def box(self, left: float, top: float, right: float, bottom: float, color: str) -> None:
        if self._mirrored:
            left, right = WIDTH - right, WIDTH - left
        corners = [round(each * _SCALE) for each in (left, top, right, bottom)]
        # The last pixel is drawn too.
        self._draw.rectangle((*corners[:2], corners[2] - 1, corners[3] - 1), fill=color)

    def digits(self, x: float, y: float, number: int) -> None:
        middle = WIDTH - x if self._mirrored else x
        at = (middle * _SCALE, y * _SCALE)
        self._draw.text(at, str(number), fill=_DIGITS, font=self._font, anchor="mm", stroke_width=1)
