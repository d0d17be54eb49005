"""The picture of a chart: the same bytes each time, and legible on any ground."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from digest.rendering.charts import Chart, ChartRow

# Pixels: for screens with two of them in each that CSS counts.
_SCALE = 2
WIDTH = 440
_MARGIN, _ROW, _FOOT, _BAR = 40, 38, 30, 30
# At least 3:1 on white and on black, for the ground is transparent; digits are large for that.
_BARS, _DIGITS, _LINES = "#3388a0", "#808080", "#808080"
_DIGIT_SIZE = 19


def draw(chart: Chart) -> bytes:
    """`chart` as a PNG of `WIDTH` times two pixels: a row of bars for each story, days as columns.

    Its only text is digits: the numbers of the stories, and the days of the month.
    """
    height = _ROW * len(chart.rows) + _FOOT
    image = Image.new("RGBA", (WIDTH * _SCALE, height * _SCALE), (0, 0, 0, 0))
    pen = _Pen(image, mirrored=chart.direction == "rtl")
    most = max(max(row.articles) for row in chart.rows)
    for nth, row in enumerate(chart.rows):
        _row(pen, row, (nth + 1) * _ROW, most)
    for x, day in zip(_columns(chart), chart.dates, strict=True):
        pen.digits(x, height - _FOOT / 2, day)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _row(pen: _Pen, row: ChartRow, bottom: float, most: int) -> None:
    pen.digits(_MARGIN / 2, bottom - _DIGIT_SIZE / 2, row.card.number)
    pen.box(_MARGIN, bottom - 0.5, WIDTH, bottom + 0.5, _LINES)
    wide = (WIDTH - _MARGIN) / len(row.articles)
    for nth, articles in enumerate(row.articles):
        if articles:
            left = _MARGIN + wide * nth
            # What is there at all is seen, however much more there is elsewhere.
            high = max(3.0, _BAR * articles / most)
            pen.box(left + wide * 0.18, bottom - high, left + wide * 0.82, bottom, _BARS)


def _columns(chart: Chart) -> Iterator[float]:
    """The middle of each day."""
    wide = (WIDTH - _MARGIN) / len(chart.days)
    return (_MARGIN + wide * (nth + 0.5) for nth in range(len(chart.days)))


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
