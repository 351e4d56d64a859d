"""LibreOffice opens the slides: each once, whole, with Chinese text that can be read."""

import io

from pypdf import PdfReader

from tests.unit.briefing import sample
from tests.unit.briefing.office import printed
from tests.unit.briefing.pptx_reader import opened, titles, written


def test_every_slide_is_printed_with_its_title(tmp_path):
    briefing = sample.everything()
    pages = PdfReader(io.BytesIO(printed(tmp_path, "slides.pptx", written(briefing)))).pages
    said = titles(opened(briefing))
    assert len(pages) == len(said)
    for page, title in zip(pages, said, strict=True):
        assert title in page.extract_text().replace(" ", "").replace("\n", "")
        width, height = page.mediabox.width, page.mediabox.height
        assert round(float(width / height), 2) == 1.78
