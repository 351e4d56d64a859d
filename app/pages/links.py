"""Links between views: every choice on screen is an address, so Back, reload and sharing work."""

from __future__ import annotations

from typing import Any

from dash import html

from app.state import ViewState


def attributes(**values: str) -> dict[str, Any]:
    """Return `aria-` and `data-` attributes for a component: `aria_label` for `aria-label`."""
    return {name.replace("_", "-"): value for name, value in values.items()}


def view_link(state: ViewState, children: Any, *, current: bool = False, cls: str = "") -> html.A:
    """Link to a view; the script in assets follows it without loading the page anew."""
    marks = {"aria_current": "true"} if current else {}
    return html.A(
        children, href=state.href(), className=cls, **attributes(data_nav="view", **marks)
    )


def segments(
    options: list[tuple[str, ViewState]], current: str, label: str, *, pairs: bool = False
) -> html.Div:
    """Draw a row of choices of which one is current.

    Parameters
    ----------
    options
        Text of each choice and the view it leads to.
    current
        Text of the current choice.
    label
        What is chosen, for screen readers.
    pairs
        Two in a row.
    """
    links = [
        view_link(state, text, current=text == current, cls="segment") for text, state in options
    ]
    cls = "segments pairs" if pairs else "segments"
    return html.Div(links, className=cls, role="group", **attributes(aria_label=label))


def outside_link(url: str | None, text: str) -> html.A | None:
    """Link to a public source, opened apart; only http addresses are linked."""
    if not is_web_address(url):
        return None
    return html.A(text, href=url, target="_blank", rel="noopener noreferrer", className="outside")


def is_web_address(url: str | None) -> bool:
    """Whether the address of a source may become a link."""
    return bool(url) and str(url).startswith(("http://", "https://"))
