"""`/image.png` and `/image.svg`: all layers and levels, the screen's numbers, hostile queries."""

import io
import re
from urllib.parse import unquote

import pytest
from PIL import Image

from app.main import create_app
from app.settings import Settings
from tests.svg_sheet import SvgSheet
from tests.web.browser import Browser

LEVELS = {
    "": ("province", "prefecture", "county"),
    "330000": ("prefecture", "county"),
    "330400": ("county",),
}
QUERIES = [
    f"?layer={layer}&place={place}&level={level}" if place else f"?layer={layer}&level={level}"
    for layer in ("density", "industries", "parks")
    for place, levels in LEVELS.items()
    for level in levels
]
QUERIES += [f"?layer=transfer&kind={kind}" for kind in ("policy", "events", "projects")]
QUERIES += ["?layer=transfer&kind=modelled", "?layer=transfer&kind=gradient"]
QUERIES += ["?analysis=surface", "?analysis=hotspots&level=prefecture"]
QUERIES += ["?layer=transfer&place=440000", "?place=330481", "?layer=parks&place=460000"]
SIZE = "width=800&height=600"


def squeezed(text):
    return re.sub(r"\s", "", text)


def parts(node, kind):
    """All components of a kind in a tree."""
    if isinstance(node, list):
        for child in node:
            yield from parts(child, kind)
    elif isinstance(node, dict) and "props" in node:
        if node["type"] == kind:
            yield node["props"]
        yield from parts(node["props"].get("children"), kind)


def words(node):
    if isinstance(node, list):
        return "".join(map(words, node))
    if isinstance(node, dict):
        return words(node.get("props", {}).get("children"))
    return node or ""


def legend_rows(legend):
    """Label and count of each colour, as the screen shows them."""
    for row in parts(legend, "Li"):
        spans = {
            one.get("className"): words(one.get("children"))
            for one in parts(row["children"], "Span")
        }
        if "units" in spans:
            yield spans["range"], spans["units"]


def strong_notes(legend):
    return [words(p["children"]) for p in parts(legend, "P") if p.get("className") == "note strong"]


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize("query", QUERIES)
def test_every_view_is_drawn_with_the_numbers_of_the_screen(browser, query, lang):
    asked = f"{query}&lang={lang}"
    response = browser.client.get(f"/image.svg{asked}&{SIZE}")
    assert response.status_code == 200
    assert response.mimetype == "image/svg+xml"
    sheet = SvgSheet(response.data)
    assert (sheet.width, sheet.height) == (800, 600)
    legend = browser.ask(asked).prop("legend", "children")
    rows = list(legend_rows(legend))
    assert rows or "projects" in query or "gradient" in query  # not in the bundled edition
    for label, count in rows:
        assert squeezed(label + count) in sheet.words
    for note in strong_notes(legend):
        assert squeezed(note) in sheet.words
    heading = next(words(h2["children"]) for h2 in parts(legend, "H2"))
    nature = ("政策", "观测", "模型估算", "Policy", "Observed", "Modelled")
    for badge in nature:
        heading = heading.removesuffix(badge)
    assert squeezed(heading) in squeezed(sheet.title)
    assert squeezed(sheet.title) in sheet.words


@pytest.mark.parametrize("query", ["?level=county", "?layer=transfer&lang=en", "?layer=parks"])
def test_a_png_has_the_size_that_is_asked_for(client, query):
    response = client.get(f"/image.png{query}&width=900&height=700&scale=2")
    assert response.status_code == 200
    assert response.mimetype == "image/png"
    image = Image.open(io.BytesIO(response.data))
    assert image.size == (1800, 1400)
    assert len(image.convert("RGB").getcolors(2_000_000)) > 100


def test_an_image_is_named_after_what_it_shows(client, atlas):
    found = client.get(f"/image.svg?place=330000&{SIZE}").headers["Content-Disposition"]
    edition = atlas.edition.id
    assert f'inline; filename="cluster-atlas_density_330000_{edition}.svg"' in found
    assert unquote(found).endswith(f"UTF-8''浙江省_集群数（地级单元）_{edition}.svg")
    assert found.isascii()


def test_the_title_of_a_file_is_free_of_what_file_systems_forbid(client):
    found = client.get("/image.svg?measure=per_area&lang=en&place=330400").headers
    name = unquote(found["Content-Disposition"].partition("UTF-8''")[2])
    assert not set(name) & set('/\\:*?"<>|\n')


def test_an_image_that_a_browser_has_is_not_sent_again(client):
    first = client.get(f"/image.png?place=330000&{SIZE}")
    tag = first.headers["ETag"]
    again = client.get(f"/image.png?place=330000&{SIZE}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert "max-age" in again.headers["Cache-Control"]
    same = client.get(f"/image.png?{SIZE}&place=330000&table=open")
    assert same.headers["ETag"] == tag
    for other in ("lang=en", "width=801&height=600", "level=county"):
        query = f"place=330000&{other}" + ("" if "width" in other else f"&{SIZE}")
        assert client.get(f"/image.png?{query}").headers["ETag"] != tag
    svg = client.get(f"/image.svg?place=330000&{SIZE}")
    assert svg.headers["ETag"] != tag


def test_an_image_asked_for_again_is_the_same(client):
    address = f"/image.svg?place=610000&{SIZE}"
    assert client.get(address).data == client.get(address).data


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("width=1000000000", 400, "width"),
        ("height=NaN", 400, "height"),
        ("width=4000&height=4000", 400, "9,000,000"),
        ("scale=%00", 400, "scale"),
        ("layer=%F0%9F%92%A9", 400, "layer"),
        ("place=999999", 404, "999999"),
        ("place=330000&select=110101", 404, "select"),
        ("layer=transfer&activity=%24%5Calpha%24", 404, "activity"),
        ("lang=fr", 400, "lang"),
        ("x=" + "1" * 3000, 400, "longer"),
        ("format=pdf", 400, "format"),
    ],
)
def test_a_wrong_query_is_refused_with_its_name(client, query, status, named):
    response = client.get(f"/image.png?{query}")
    assert response.status_code == status
    assert named in response.text


@pytest.mark.parametrize("path", ["/image", "/image.pdf", "/image.png/", "/image.PNG"])
def test_there_are_no_other_images(client, path):
    assert client.get(path).status_code == 404


def image_links(credit):
    return [a["href"] for a in parts(credit, "A") if a["href"].startswith("/image.")]


def test_the_screen_offers_the_images_of_its_view(browser):
    credit = browser.ask("?place=330000&table=open").prop("credit", "children")
    links = image_links(credit)
    assert links == ["/image.png?place=330000&scale=2", "/image.svg?place=330000"]
    for link in links:
        assert browser.client.get(link).status_code == 200


def test_without_a_review_number_images_can_be_refused(real_home):
    settings = Settings(home=real_home, require_review_number=True)
    browser = Browser(create_app(settings).server.test_client())
    for path in ("/image.png", "/image.svg?place=330000", "/image.png?width=1"):
        response = browser.client.get(path)
        assert response.status_code == 403
        assert "CLUSTER_ATLAS_REVIEW_NUMBER" in response.text
    credit = browser.ask().prop("credit", "children")
    assert "审图号" in words(credit)
    assert not image_links(credit)


def test_with_one_they_carry_it(real_home):
    number = "审图号：GS(2025)1234号"
    settings = Settings(home=real_home, require_review_number=True, review_number=number)
    response = create_app(settings).server.test_client().get(f"/image.svg?{SIZE}")
    assert response.status_code == 200
    assert number in SvgSheet(response.data).words
