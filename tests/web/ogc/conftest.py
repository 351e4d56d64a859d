"""What programs say to `/ogc`."""

import threading

import pytest
from werkzeug.serving import make_server


class Programme:
    """A program that reads the API through the test client."""

    def __init__(self, client):
        self.client = client

    def get(self, path="", status=200, **query):
        """The answer; underscores of parameters stand for hyphens."""
        asked = {
            name.replace("_crs", "-crs").replace("_lang", "-lang"): value
            for name, value in query.items()
        }
        response = self.client.get(f"/ogc{path}", query_string=asked)
        assert response.status_code == status, response.text[:500]
        return response

    def read(self, path="", status=200, **query):
        """The JSON that it holds."""
        return self.get(path, status, **query).get_json(force=True)

    def items(self, collection, **query):
        return self.read(f"/collections/{collection}/items", **query)

    def ids(self, collection, **query):
        """Ids of all features of all pages."""
        page = self.items(collection, **{"limit": 1000} | query)
        found = [one["id"] for one in page["features"]]
        while following := linked(page).get("next"):
            page = self.client.get(following).get_json(force=True)
            found += [one["id"] for one in page["features"]]
        assert len(found) == page["numberMatched"]
        return found


def linked(document):
    """Addresses of the links of a document by what they lead to; of several the JSON one."""
    links = sorted(document["links"], key=lambda link: "json" in link["type"])
    return {link["rel"]: link["href"] for link in links}


@pytest.fixture(scope="session")
def programme(browser):
    return Programme(browser.client)


@pytest.fixture(scope="session")
def address(browser):
    """Address of the API on a server of its own."""
    server = make_server("127.0.0.1", 0, browser.client.application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/ogc"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()
