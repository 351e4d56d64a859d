"""Static files are compressed once, and what is kept of them is bounded."""

from app.routes.headers import ANSWERS_KEPT, StaticCache

BUNDLE = "/_dash-component-suites/dash/html/dash_html_components.min.js"


def compressed(client, path):
    return client.get(path, headers={"Accept-Encoding": "br"})


def test_a_static_file_is_compressed_once(client, monkeypatch):
    first = compressed(client, BUNDLE)
    monkeypatch.setattr("flask_compress.flask_compress._compress_data", None)
    again = compressed(client, BUNDLE)
    assert again.headers["Content-Encoding"] == "br"
    assert again.data == first.data


def test_pages_and_answers_are_never_kept():
    cache = StaticCache()
    for path in ("/?", "/_dash-update-component?", "/_dash-layout?"):
        cache.set(f"br;{path}", b"x")
        assert cache.get(f"br;{path}") is None


def test_what_is_kept_is_bounded():
    cache = StaticCache()
    for i in range(1000):
        cache.set(f"br;/assets/atlas.js?{i}", b"x")
    kept = [i for i in range(1000) if cache.get(f"br;/assets/atlas.js?{i}")]
    assert len(kept) == ANSWERS_KEPT
