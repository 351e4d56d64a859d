"""The page `/data`: a form for each dataset that works without a script."""

import re
from html import unescape
from urllib.parse import urlencode

import lxml.html
import pytest

from app.extract.datasets import DATASETS
from app.extract.files import formats_of
from tests.web.files import Files


@pytest.fixture
def files(browser, tmp_path):
    return Files(browser.client, tmp_path)


@pytest.fixture
def page(files):
    def loaded(status=200, **fields):
        return lxml.html.fromstring(
            files.get(f"/data?{urlencode(fields, doseq=True)}", status).text
        )

    return loaded


def form_of(tree, name):
    return next(form for form in tree.forms if form.fields.get("dataset") == name)


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_dataset_has_a_form_with_its_parameters(page, lang):
    tree = page(lang=lang)
    for name, dataset in DATASETS.items():
        form = form_of(tree, name)
        named = set(form.inputs.keys()) - {"dataset", "lang"}
        assert named == {*dataset.parameters, "format", "column"} - {"columns"}
        for field in form.xpath(".//input[not(@type='hidden')] | .//select"):
            assert field.xpath("ancestor::label"), field.name
        assert list(form.inputs["format"].value_options) == list(formats_of(dataset))
    scripts = tree.xpath("//script[not(@type='application/ld+json')]")  # that is data
    assert not [*scripts, *tree.xpath("//@onclick | //@onsubmit")]


@pytest.mark.parametrize("name", DATASETS)
def test_a_form_sent_as_it_is_gives_the_whole_dataset(files, page, name):
    sent = form_of(page(), name).form_values()
    tree = lxml.html.fromstring(files.get(f"/data?{urlencode(sent)}").text)
    (answer,) = tree.find_class("answer")
    address = answer.xpath(".//a[@class='primary']/@href")[0]
    assert address in (f"/data/{name}.geojson", f"/data/{name}.geojson?level=county")
    found = files.json(address)["features"]
    assert f"{len(found):,}" in answer.text_content()


def test_a_form_leads_to_the_file_and_its_bundle(files, page):
    tree = page(
        dataset="places",
        place="浙江省",
        level="prefecture",
        year="2024",
        crs="albers",
        simplify="1000",
        format="gpkg",
        column=["name_zh", "clusters"],
    )
    (answer,) = tree.find_class("answer")
    address, bundle = answer.xpath(".//div[@class='formats']/a/@href")
    query = "?place=330000&level=prefecture&year=2024&columns=name_zh,clusters&crs=albers"
    assert address == f"/data/places.gpkg{query}&simplify=1000"
    assert bundle == f"/data/places.zip{query}&simplify=1000&format=gpkg"
    found = files.frame(address)
    assert list(found.columns) == ["feature_id", "name_zh", "clusters", "geometry"]
    assert len(found) == 11
    assert "11" in answer.find(".//strong").text
    assert files.get(bundle).mimetype == "application/zip"
    form = form_of(tree, "places")
    assert form.fields["place"] == "浙江省"
    assert form.fields["crs"] == "albers"
    assert form.inputs["column"].value == {"name_zh", "clusters"}


def test_a_name_of_several_places_asks_which(page):
    (answer,) = page(dataset="clusters", place="朝阳").find_class("answer")
    choices = answer.xpath(".//li/a/@href")
    codes = {re.search(r"place=(\d{6})", one)[1] for one in choices}
    assert {"211300", "110105", "220104"} <= codes
    assert all("dataset=clusters" in one for one in choices)


@pytest.mark.parametrize(
    ("fields", "status", "named"),
    [
        ({"dataset": "secrets"}, 404, "dataset"),
        ({"dataset": "places", "place": "没有这个地方"}, 404, "place"),
        ({"dataset": "places", "place": "999999"}, 404, "999999"),
        ({"dataset": "places", "format": "zip"}, 404, "format"),
        ({"dataset": "places", "format": "exe"}, 404, "format"),
        ({"dataset": "places", "column": "secret"}, 404, "columns"),
        ({"dataset": "places", "bbox": "3,2,1,0"}, 400, "bbox"),
        ({"dataset": "places", "crs": "albers", "format": "csv"}, 400, "crs"),
        ({"dataset": "places", "kind": "policy"}, 400, "kind"),
        ({"dataset": "places", "year": "<b>"}, 400, "year"),
        ({"dataset": "places", "year": "1900"}, 404, "year"),
        ({"unknown": "1"}, 400, "unknown"),
        ({"lang": "de"}, 400, "lang"),
        ({"dataset": "places", "place": "x" * 10_000}, 400, "address"),
    ],
)
def test_what_a_form_cannot_ask_is_told(files, fields, status, named):
    told = files.get(f"/data?{urlencode(fields)}", status).text
    assert named in unescape(told)
    assert "<b>" not in told
    assert "Traceback" not in told


def test_the_page_offers_the_whole_edition_with_its_citation(page, atlas):
    tree = page(lang="en")
    assert tree.xpath("//a[@href='/data/edition.zip']")
    assert tree.xpath("//a[@href='/ogc/']")
    cited = tree.xpath("//cite")[0].text_content()
    assert atlas.edition.id in cited
    assert "County Cluster Atlas contributors" in cited
