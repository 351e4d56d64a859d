"""The table under the map: the same units, in step with the map both ways."""

from playwright.sync_api import expect

from geo.place import Level

ZHEJIANG, NINGBO, WENZHOU = "330000", "330200", "330300"


def row(screen, adcode):
    return screen.page.locator(f'.ag-row[row-id="{adcode}"]')


def cell(screen, adcode, column):
    return row(screen, adcode).locator(f'[col-id="{column}"]')


def test_table_and_map_mark_the_same_unit(screen):
    screen.open(f"?place={ZHEJIANG}")
    screen.page.locator("#table-box > summary").click()
    screen.wait_for_query(table="open")
    expect(row(screen, NINGBO)).to_be_visible()

    cell(screen, NINGBO, "name").click()
    screen.wait_for_query(select=NINGBO)
    screen.wait_for_mark(NINGBO)
    screen.shows("宁波市")

    screen.mark(Level.PREFECTURE, WENZHOU)
    expect(row(screen, WENZHOU)).to_have_attribute("aria-selected", "true")
    expect(row(screen, NINGBO)).to_have_attribute("aria-selected", "false")


def test_the_table_holds_the_numbers_of_the_atlas(screen):
    screen.open(f"?place={ZHEJIANG}&table=open")
    counts = screen.atlas.tally("sme-national", "", str(screen.atlas.newest_year)).counts
    for unit in screen.atlas.units_within((Level.PROVINCE, ZHEJIANG), Level.PREFECTURE)[:5]:
        adcode = unit.place.adcode
        expect(cell(screen, adcode, "name")).to_have_text(unit.place.name_zh)
        expected = counts[Level.PREFECTURE].get(adcode, 0)
        expect(cell(screen, adcode, "count")).to_have_text(str(expected))


def test_the_open_table_is_part_of_the_address(screen):
    screen.open(f"?place={ZHEJIANG}&table=open&select={NINGBO}")
    expect(row(screen, NINGBO)).to_have_attribute("aria-selected", "true")
    screen.page.locator("#table-box > summary").click()
    screen.wait_for_query(table=None)
    expect(row(screen, NINGBO)).not_to_be_visible()
