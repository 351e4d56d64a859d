"""A sheet to draw on: its formats and sizes."""

import io

import numpy as np
from PIL import Image

from app.image.canvas import Canvas, overlap
from tests.svg_sheet import SvgSheet


def drawn():
    canvas = Canvas(200, 100, "#ffffff")
    canvas.box((0, 0, 50, 50), fill="#0f5470")
    canvas.clip((100, 0, 150, 50))
    canvas.dots(np.array([[100.0, 25.0]]), [40], ["#d11f1f"], name="points")
    canvas.clip(None)
    canvas.text((10, 90), "$x^2$ 浙江 <b>", 12, "#000000")
    return canvas


def pixel(image, at):
    return image.convert("RGB").getpixel(at)


def test_a_png_has_so_many_dots_to_a_pixel():
    for scale in (1, 3):
        image = Image.open(io.BytesIO(drawn().png(scale)))
        assert image.size == (200 * scale, 100 * scale)
        assert pixel(image, (10 * scale, 10 * scale)) == (15, 84, 112)
        assert pixel(image, (10 * scale, 60 * scale)) == (255, 255, 255)


def test_what_is_clipped_is_not_drawn_outside():
    image = Image.open(io.BytesIO(drawn().png(1)))
    assert pixel(image, (110, 25)) == (209, 31, 31)
    assert pixel(image, (90, 25)) == (255, 255, 255)


def test_a_dot_has_its_diameter():
    canvas = Canvas(100, 100, "#ffffff")
    canvas.dots(np.array([[50.0, 50.0]]), [30], ["#000000"])
    dark = np.array(Image.open(io.BytesIO(canvas.png(1))).convert("L"))[50] < 128
    assert abs(int(dark.sum()) - 30) <= 1


def test_an_svg_has_its_size_in_pixels_and_its_texts_as_they_are():
    sheet = SvgSheet(drawn().svg({"Title": "a < b"}))
    assert (sheet.width, sheet.height) == (200, 100)
    assert sheet.title == "a < b"
    assert sheet.texts == ["$x^2$ 浙江 <b>"]


def test_the_same_sheet_is_the_same_file():
    assert drawn().svg({"Title": "t"}) == drawn().svg({"Title": "t"})
    assert drawn().png(1) == drawn().png(1)


def test_boxes_that_touch_do_not_overlap():
    assert overlap((0, 0, 10, 10), (9, 9, 20, 20))
    assert not overlap((0, 0, 10, 10), (10, 0, 20, 10))
