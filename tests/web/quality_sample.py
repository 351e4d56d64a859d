"""A sample edition whose questions and decisions are made up: many, hostile, of every kind."""

from etl.store.engine import open_store
from etl.store.read import current_edition_id, load_edition
from etl.store.tables import decisions, questions
from tests.store.sample import CLUSTERS as CLUSTER_LIST
from tests.store.sample import run_sample

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</code></td></table><h1>x</h1>",
    '=HYPERLINK("http://sample.invalid")',
    "-rm '$(id)' `id` \"; reboot",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "火箭🚀👩\u200d🚀",
    "左\u202e右\u2066中\u200b",
    "名" * 2000,
    "--undo",
]
PAGES = 3
PER_PAGE = 100


def question(number, name, **changes):
    return {
        "source_id": CLUSTER_LIST,
        "source_row": 1000 + number,
        "code": "doubtful",
        "source_where": None,
        "kind": "park",
        "subject_id": f"park-{number}",
        "name_zh": name,
        "unit": "样例省",
        "level": "county",
        "adcodes": "910101",
        "method": "address",
        "confidence": round(0.2 + number / 1000, 3),
        "evidence": f"SAMPLE evidence {number}",
        "candidates": [{"level": "county", "adcode": "910102"}],
    } | changes


def questions_of(edition):
    cluster, other = edition.clusters["id"].iloc[:2]
    many = [question(i, f"样例园区{i:03}") for i in range(PAGES * PER_PAGE - 60)]
    hostile = [question(400 + i, name, unit=name[:60]) for i, name in enumerate(HOSTILE)]
    nowhere = dict.fromkeys(("level", "adcodes", "method", "confidence"))
    kinds = [
        question(500, "无处集群", code="unplaced", kind="cluster", candidates=[], **nowhere),
        question(
            501, "双地集群", kind="cluster", subject_id=cluster, level="several",
            adcodes="910101;910102", source_where="第 3 页 第 7 行",
        ),
        question(
            502, "同一集群", code="same-cluster", kind="cluster", subject_id=cluster,
            candidates=[{"cluster_id": other}, {"cluster_id": "not there"}], **nowhere,
        ),
        question(
            503, "两级之地", candidates=[{"level": "county", "adcode": "911900"},
                                     {"level": "prefecture", "adcode": "911900"},
                                     {"level": "county", "adcode": "999999"}],
        ),
        question(504, "丙海园区", unit="丙海市", adcodes="920101", candidates=[]),
    ]  # fmt: skip
    return [*many, *hostile, *kinds]


def decision(number, name, state, **changes):
    return {
        "source_id": "decisions",
        "source_row": 2 + number,
        "name_zh": name,
        "unit": None,
        "programme_id": None,
        "adcode": "910102",
        "same_as": None,
        "decided_by": "王五",
        "decided_on": "2026-03-01",
        "why": f"SAMPLE reason {number}",
        "state": state,
        "remark": None,
    } | changes


DECISIONS = [
    decision(0, "甲集群", "applied"),
    decision(1, "乙集群", "needless", remark="the name says so"),
    decision(2, "丙集群", "stale", remark="meets no entry", adcode="999999"),
    decision(3, "丁集群", "applied", adcode=None, same_as="戊集群"),
    decision(4, HOSTILE[0], "applied", why=HOSTILE[3], decided_by=HOSTILE[1]),
]


def make(home):
    """Publish the sample and write the made-up rows into its edition; return the questions."""
    return _publish(home, questions_of, DECISIONS)


def make_empty(home):
    """Publish the sample with nothing to decide and nothing decided."""
    _publish(home, lambda _: [], [])


def _publish(home, asked_of, decided):
    engine = open_store(f"sqlite:///{home / 'atlas.sqlite'}")
    run_sample(engine)
    asked = asked_of(load_edition(engine))
    key = {"edition_id": current_edition_id(engine)}
    with engine.begin() as connection:
        for table, rows in ((questions, asked), (decisions, decided)):
            connection.execute(table.delete())
            if rows:
                connection.execute(table.insert(), [row | key for row in rows])
    engine.dispose()
    return asked
