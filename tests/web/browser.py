"""What a browser sends to the application, and what it makes of the answers."""

import base64
import json
import re

import numpy as np

from app.figures.basemap import AREAS, GROUND

UPDATE = "/_dash-update-component"
GEOMETRY = re.compile(r"/geo/[\w-]+/[0-9a-f]{64}\.geojson")


class Answer:
    """Answer of the callback that draws a view."""

    def __init__(self, response):
        assert response.status_code == 200, response.text
        self.parts = json.loads(response.text)["response"]

    def prop(self, component, name):
        """Value that a component's property is set to; None if it stays."""
        return self.parts.get(component, {}).get(name)

    @property
    def geometry(self):
        """Map layers that the answer names."""
        return set(GEOMETRY.findall(json.dumps(self.parts)))

    def changes(self, component="map"):
        """What the figure's patch assigns, by dotted path."""
        patch = self.prop(component, "figure") or {"operations": []}
        return {
            ".".join(map(str, change["location"])): decoded(change["params"]["value"])
            for change in patch["operations"]
        }

    def units(self):
        """Colour and hover of each unit that the figure's patch puts on the map, by adcode.

        A unit's facts are those that its hover names; `step` is the position of its colour, None on
        the ground.
        """
        told, changes = {}, self.changes()
        for trace, facts in ((GROUND, "meta"), (AREAS, "customdata")):
            part = {
                name.partition(".")[2].partition(".")[2]: value
                for name, value in changes.items()
                if name.startswith(f"data.{trace}.")
            }
            if "hovertemplate" not in part:
                continue
            scale, hovers = part["colorscale"], part["hovertemplate"]
            for i, adcode in enumerate(part["locations"]):
                step = part["z"][i] if facts == "customdata" else None
                told[adcode] = {
                    "step": step,
                    "colour": scale[2 * (step or 0)][1],
                    "facts": part[facts] if step is None else part[facts][i],
                    "hover": hovers if isinstance(hovers, str) else hovers[i],
                }
        return told

    def text(self, component):
        """All text in what a component is filled with."""
        return " ".join(texts(self.prop(component, "children")))


class Browser:
    """A reader's browser on a Flask test client."""

    def __init__(self, client):
        self.client = client
        specs = client.get("/_dash-dependencies").get_json()
        self.spec = next(s for s in specs if any(one["id"] == "request" for one in s["inputs"]))

    def body(self, search="", drawn="", **sent):
        """What is posted to draw a view; keywords replace parts of the request."""
        request = {"search": search, "width": 760, "height": 600} | sent
        named = [part.rpartition(".") for part in self.spec["output"].strip(".").split("...")]
        return {
            "output": self.spec["output"],
            "outputs": [{"id": component, "property": prop} for component, _, prop in named],
            "inputs": [{"id": "request", "property": "data", "value": request}],
            "state": [{"id": "drawn", "property": "data", "value": drawn}],
            "changedPropIds": ["request.data"],
        }

    def post(self, body, **options):
        return self.client.post(UPDATE, json=body, **options)

    def ask(self, search="", drawn="", **sent):
        """Draw a view."""
        return Answer(self.post(self.body(search, drawn, **sent)))

    def fetch(self, path):
        """Headers and body of a compressed answer."""
        with self.client.get(path, headers={"Accept-Encoding": "br, gzip"}) as response:
            assert response.status_code == 200, path
            return response.headers, response.data

    def bytes_of(self, path):
        """Bytes over the wire of a compressed answer."""
        return len(self.fetch(path)[1])

    def bytes_of_view(self, search="", drawn=""):
        response = self.post(self.body(search, drawn), headers={"Accept-Encoding": "br, gzip"})
        assert response.status_code == 200
        assert response.headers["Content-Encoding"] in ("br", "gzip")
        return len(response.data)


def decoded(value):
    """A number array as Plotly packs it, or the value as it is."""
    if isinstance(value, dict) and "bdata" in value:
        flat = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
        shape = [int(n) for n in value["shape"].split(",")] if "shape" in value else [-1]
        return flat.reshape(shape).tolist()
    return value


def texts(node):
    """Every string among the children of a component tree."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for child in node:
            yield from texts(child)
    elif isinstance(node, dict):
        yield from texts(node.get("props", {}).get("children"))


def links(node):
    """Address of every link in a component tree, by its text; the last where several have it."""
    if isinstance(node, list):
        return {text: href for child in node for text, href in links(child).items()}
    if not isinstance(node, dict):
        return {}
    props = node.get("props", {})
    own = {"".join(texts(node)): props["href"]} if "href" in props else {}
    return own | links(props.get("children"))
