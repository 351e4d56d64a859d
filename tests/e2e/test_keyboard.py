"""The map without a mouse: its regions through the table twin."""

from playwright.sync_api import expect

from geo.place import Level

IN_FOCUS = "() => document.activeElement.closest('.ag-row')?.getAttribute('row-id')"
OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"


def waits_for_focus(screen, adcode):
    screen.page.wait_for_function(f"code => ({IN_FOCUS})() === code", arg=adcode)


def test_down_to_a_prefecture_and_back_up_without_a_mouse(screen):
    screen.open("?layer=parks")
    keyboard = screen.page.keyboard
    keyboard.press("Tab")
    assert screen.page.evaluate(OUTLINE) == "solid"
    keyboard.press("Enter")  # on the link that skips to the table
    screen.wait_for_query(table="open")
    screen.page.wait_for_function(f"() => ({IN_FOCUS})() !== undefined")
    first = screen.page.evaluate(IN_FOCUS)
    assert screen.page.evaluate(OUTLINE) == "solid"

    keyboard.press("ArrowDown")
    screen.page.wait_for_function(f"first => ({IN_FOCUS})() !== first", arg=first)
    second = screen.page.evaluate(IN_FOCUS)
    keyboard.press("Enter")
    screen.wait_for_query(select=second)
    screen.wait_for_mark(second)
    screen.shows(screen.unit(Level.PROVINCE, second).place.name_zh)
    waits_for_focus(screen, second)

    keyboard.press("Enter")  # what is marked is gone into
    screen.wait_for_query(place=second, select=None)
    screen.shows(screen.unit(Level.PROVINCE, second).place.name_zh)
    inside = (
        f"code => (({IN_FOCUS})() || '').startsWith(code.slice(0, 2)) && ({IN_FOCUS})() !== code"
    )
    screen.page.wait_for_function(inside, arg=second)

    keyboard.press("Escape")
    screen.wait_for_query(place=None)
    screen.shows("全国")


def test_a_flow_is_marked_by_the_keyboard(screen):
    screen.open("?layer=transfer&table=open")
    rows = screen.page.locator("#table .ag-row")
    expect(rows.first).to_be_visible()
    screen.page.locator("#skip").focus()
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_function(f"() => ({IN_FOCUS})() !== undefined")
    flow = screen.page.evaluate(IN_FOCUS)
    screen.page.keyboard.press("Enter")
    screen.wait_for_query(flow=flow)
    expect(screen.page.locator(".matrix a[aria-current=true]")).to_have_count(1)
    expect(screen.page.locator(f'.ag-row[row-id="{flow}"]')).to_have_attribute(
        "aria-selected", "true"
    )
    screen.page.keyboard.press("Escape")
    screen.wait_for_query(flow=None)


def test_nothing_moves_where_a_reader_asked_for_it(screen):
    screen.page.emulate_media(reduced_motion="reduce")
    screen.open()
    moving = screen.page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(one => {
          const style = getComputedStyle(one);
          return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
        }).length"""
    )
    assert moving == 0
