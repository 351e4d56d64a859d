"""Sides to compare, made by hand: one province, two counties, the rows that a test names."""

from etl.store.side import COMPARED, Side

COUNTIES = {"910101": "东湖区", "910102": "西岭县"}


def place(level, adcode, name, parent=None, area=100.0, **changed):
    shape = ("point_lon", "point_lat", "plane_west", "plane_south", "plane_east", "plane_north")
    return {
        "level": level,
        "adcode": adcode,
        "name_zh": name,
        "parent_level": parent and parent[0],
        "parent_adcode": parent and parent[1],
        "area_km2": area,
        **dict.fromkeys(shape, 1.0),
        **changed,
    }


GROUND = [
    place("nation", "100000", "中国"),
    place("province", "910000", "样例省", ("nation", "100000")),
    place("prefecture", "910100", "甲山市", ("province", "910000")),
    *(place("county", c, name, ("prefecture", "910100")) for c, name in COUNTIES.items()),
]


def cluster(key, name, adcode="910101", industry="电子", unit="样例省", **recognition):
    """A cluster with its place and its one recognition: rows of three tables."""
    return {
        "clusters": {
            "id": key,
            "programme_id": "sme-national",
            "name_zh": name,
            "unit": unit,
            "industry": industry,
        },
        "cluster_places": {"cluster_id": key, "level": "county", "adcode": adcode},
        "recognitions": {
            "cluster_id": key,
            "programme_id": "sme-national",
            "batch_year": 2022,
            "name_zh": name,
            "unit": unit,
            "recognised_year": 2023,
            "valid_to": 2025,
            "review_result": None,
            "reviewed_to": None,
            **recognition,
        },
    }


def park(key, name, code="S990001", adcode="910101", area=120.5):
    return {
        "id": key,
        "code": code,
        "name_zh": name,
        "grade": "provincial",
        "park_type": "工业园区",
        "approved": "2006-03",
        "approved_area_ha": area,
        "leading_industries": "电子",
        "level": "county",
        "adcode": adcode,
    }


def source(sha256="a" * 64):
    return {"id": "list", "kind": "cluster-list", "title": "List", "sha256": sha256}


def side(*clusters, parks=(), places=GROUND, sources=(), newest=2025, unplaced=0, questions=0):
    rows = {table.name: [] for table in COMPARED}
    for one in clusters:
        for name, row in one.items():
            rows[name].append(row)
    batch = {"programme_id": "sme-national", "batch_year": newest, "recognised_year": newest}
    rows |= {"parks": parks, "places": places, "sources": sources, "batches": [batch]}
    return Side("an edition", rows, {"unplaced": unplaced, "questions": questions})
