"""Hostile and mistaken requests: problem details that name the parameter, never a fault."""

import pytest

ITEMS = "/collections/clusters/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "/ogc/nothing"),
        ("/collections/nothing", 404, "places-county"),
        ("/collections/nothing/items", 404, "nothing"),
        ("/collections/<script>alert(1)</script>/items", 404, "page"),
        ("/collections/..%2f..%2fetc%2fpasswd/items", 404, "page"),
        ("/collections/clusters;DROP TABLE/items", 404, "collection"),
        (f"{ITEMS}/nothing", 404, "feature 'nothing'"),
        (f"{ITEMS}/%00", 404, "feature"),
        (f"{ITEMS}/3047098a48?limit=5", 400, "limit"),
        ("/collections?limit=5", 400, "limit"),
        (f"{ITEMS}?nothing=1", 400, "'nothing'; known: f, lang, limit"),
        (f"{ITEMS}?limit=-1", 400, "limit"),
        (f"{ITEMS}?limit=0", 400, "limit"),
        (f"{ITEMS}?limit=1e3", 400, "limit"),
        (f"{ITEMS}?limit=%EF%BC%95", 400, "limit"),
        (f"{ITEMS}?limit=5&limit=6", 400, "limit stands twice"),
        (f"{ITEMS}?offset=-1", 400, "offset"),
        (f"{ITEMS}?offset=99999999999999999999", 400, "offset"),
        (f"{ITEMS}?bbox=", 400, "bbox"),
        (f"{ITEMS}?bbox=1,2,3", 400, "bbox"),
        (f"{ITEMS}?bbox=1,50,3,20", 400, "bbox is upside down"),
        (f"{ITEMS}?bbox=nan,1,2,3", 400, "bbox"),
        (f"{ITEMS}?bbox=1,2,inf,3", 400, "bbox"),
        (f"{ITEMS}?bbox=1_0,2,11,3", 400, "bbox"),
        (f"{ITEMS}?bbox=50,120,20,121&bbox-crs={EPSG}/4326", 400, "bbox is upside down"),
        (f"{ITEMS}?bbox=0,0,1,1&bbox-crs={EPSG}/2154", 400, "bbox-crs"),
        (f"{ITEMS}?bbox-crs={EPSG}/4326", 400, "bbox-crs"),
        (f"{ITEMS}?crs=EPSG:4326", 400, "crs must be one of"),
        (f"{ITEMS}?datetime=yesterday", 400, "datetime"),
        (f"{ITEMS}?datetime=2024-02-30", 400, "datetime"),
        (f"{ITEMS}?datetime=2025-01-01/2024-01-01", 400, "datetime"),
        (f"{ITEMS}?sortby=nothing", 400, "sortby"),
        (f"{ITEMS}?sortby=--name_zh", 400, "sortby"),
        (f"{ITEMS}?sortby=", 400, "sortby"),
        (f"{ITEMS}?properties=name_zh,nothing", 400, "properties"),
        (f"{ITEMS}?properties=name_zh,name_zh", 400, "properties"),
        (f"{ITEMS}?skipGeometry=perhaps", 400, "skipGeometry"),
        (f"{ITEMS}?batch_year=new", 400, "batch_year"),
        (f"{ITEMS}?batch_year=nan", 400, "batch_year"),
        (f"{ITEMS}?name_zh={'x' * 300}", 400, "name_zh"),
        (f"{ITEMS}?filter=name_zh =", 400, "filter"),
        (f"{ITEMS}?filter=name_zh='x'; DROP TABLE places", 400, "filter"),
        (f"{ITEMS}?filter={'(' * 900}", 400, "filter is too long"),
        (f"{ITEMS}?filter=true&filter-lang=sql", 400, "filter-lang"),
        (f"{ITEMS}?filter=true&filter-crs=EPSG:1", 400, "filter-crs"),
        (f"{ITEMS}?filter-lang=cql2-json", 400, "filter-lang"),
        (f"{ITEMS}?f=xml", 400, "f must be one of json, html"),
        (f"{ITEMS}?f=jsonld", 400, "f must be one of json, html"),
        (f"{ITEMS}?f=../../etc/passwd", 400, "f"),
        (f"{ITEMS}?lang=fr", 400, "lang"),
        (f"{ITEMS}?name_zh={'x' * 10_000}", 400, "4000 characters"),
    ],
)
def test_what_is_wrong_is_named(programme, path, status, said):
    response = programme.client.get(f"/ogc{path}")
    assert response.status_code == status, response.text[:300]
    assert response.mimetype == "application/problem+json"
    told = response.get_json(force=True)
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert told["title"] in ("Bad Request", "Not Found")
    assert said in told["detail"]
    assert "<" not in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(programme, method):
    response = getattr(programme.client, method)(f"/ogc{ITEMS}", json={"type": "Feature"})
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.get_json(force=True)["status"] == 405


def test_a_browser_gets_a_page(programme):
    accept = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    for path in ("/ogc/nothing", f"/ogc{ITEMS}?limit=0", "/data/nothing.csv"):
        response = programme.client.get(path, headers=accept)
        assert response.status_code in (400, 404)
        assert response.mimetype == "text/html"
    assert programme.client.get(f"/ogc{ITEMS}?limit=0&f=html").mimetype == "text/html"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/data/nothing.csv", 404, "'nothing'"),
        ("/data/places.docx", 404, "'docx'"),
        ("/data/places.csv?limit=5", 400, "'limit'"),
        ("/data/places.csv?bbox=5,5,1,1", 400, "bbox"),
    ],
)
def test_files_have_problem_details_too(programme, path, status, said):
    response = programme.client.get(path)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert said in response.get_json(force=True)["detail"]
