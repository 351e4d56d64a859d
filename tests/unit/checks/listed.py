"""Entries, programmes and batches made by hand, as the checks see them."""

import numpy as np
import pandas as pd

from etl.checks.entries import COLUMNS
from etl.lists.programmes import BATCH_DTYPES, PROGRAMME_DTYPES
from geo.place import NATION, Gazetteer, Level, Place, PlaceKey

DTYPES = {
    "source_row": "int64",
    "batch_year": "Int64",
    "recognised_year": "Int64",
    "until": "Int64",
    "confidence": "float64",
    "is_decided": "bool",
}
DEFAULTS = {
    "source_id": "list",
    "source_where": None,
    "programme_id": "national",
    "batch_year": 2023,
    "stage": "recognised",
    "name_zh": "清河县羊绒产业集群",
    "name_basis": "official",
    "unit": "河北省",
    "unit_key": "province/130000",
    "level": "county",
    "adcodes": "130534",
    "industry": "羊绒",
    "confidence": 0.97,
    "is_decided": False,
    "recognised_year": None,
    "until": None,
}


def entries(*changes):
    """One entry for each mapping of what differs from `DEFAULTS`; each another cluster."""
    rows = [
        {"source_row": number, "cluster_id": f"c{number}", **DEFAULTS, **change}
        for number, change in enumerate(changes, start=2)
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(DTYPES)
    texts = [name for name in COLUMNS if name not in DTYPES]
    return frame.assign(**{name: np.array(frame[name], dtype=object) for name in texts})


def programmes(*changes):
    """Programmes; the first one is national, at county level."""
    defaults = {"id": "national", "scope": "national", "level": "county"}
    rows = [{**defaults, **change} for change in changes or ({},)]
    return pd.DataFrame(rows).reindex(columns=list(PROGRAMME_DTYPES)).astype(PROGRAMME_DTYPES)


def batches(**rules):
    """The batch 2023 of the national programme."""
    row = {"programme_id": "national", "batch_year": 2023, **rules}
    return pd.DataFrame([row]).reindex(columns=list(BATCH_DTYPES)).astype(BATCH_DTYPES)


def place(level, adcode, name, parent=NATION):
    return Place(level, adcode, name, parent)


HEBEI, FUJIAN = PlaceKey(Level.PROVINCE, "130000"), PlaceKey(Level.PROVINCE, "350000")
GAZETTEER = Gazetteer(
    [
        Place(Level.NATION, NATION.adcode, "中国", None),
        place(*HEBEI, "河北省"),
        place(*FUJIAN, "福建省"),
        place(Level.PREFECTURE, "350200", "厦门市", FUJIAN),
        place(Level.PREFECTURE, "441900", "东莞市"),
        place(Level.COUNTY, "441900", "东莞市"),
        place(Level.COUNTY, "130534", "清河县", HEBEI),
    ]
)


def codes(findings):
    """Code, severity and row of each finding."""
    return [(one.code, one.severity, one.row) for one in findings]
