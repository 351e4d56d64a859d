"""The bundled lists are read without a fault, and what is known of them stays reported."""

from etl.assembly.lists import read_lists
from etl.sources import load_sources


def test_bundled_lists():
    lists = read_lists(load_sources())
    assert [(f.source_id, f.row, f.code) for f in lists.findings] == [
        ("parks-2018", 1823, "duplicate-code")
    ]
    assert "S377018" in lists.findings[0].message
    national = lists.clusters.query("programme_id == 'sme-national'")
    assert national["batch_year"].isna().sum() == 14
    by_year = national["batch_year"].dropna().value_counts()
    assert by_year.to_dict() == {2022: 66, 2023: 37, 2024: 36, 2025: 23}
    assert national["review_passed_year"].count() == 8
