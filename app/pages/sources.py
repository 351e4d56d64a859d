"""Sources and coverage of the edition: what was loaded, of how much, from where."""

from __future__ import annotations

from typing import Any

from dash import html

from app.pages.links import outside_link, view_link
from app.quality.state import QualityState
from app.state import Panel
from app.view import View


def sources_panel(view: View) -> list[Any]:
    """Contents of the right panel when it tells about the edition."""
    text, edition = view.text, view.atlas.edition
    published = f"{edition.published_at:%Y-%m-%d %H:%M}"
    close = view_link(view.state.with_(panel=Panel.PLACE), text("sources.close"), cls="ghost")
    return [
        html.Header(
            [
                html.H1(text("sources.title")),
                html.P(text("sources.edition", id=edition.id, published=published)),
                html.P(text("sources.hash", hash=edition.content_hash), className="note hash"),
                html.Div([_quality(view), close], className="actions"),
            ]
        ),
        html.Section([html.H2(text("sources.coverage")), _coverage(view)]),
        *_not_loaded(view),
        html.Section([html.H2(text("sources.list")), html.Ul(_sources(view), className="sources")]),
        html.Section(
            [html.H2(text("sources.unplaced")), html.Ul(_unplaced(view), className="sources")]
        ),
    ]


def _quality(view: View) -> html.A:
    state = QualityState(lang=view.state.lang, usual_lang=view.state.usual_lang)
    return html.A(view.text("quality.link"), href=state.href(), className="primary")


def _coverage(view: View) -> html.Table:
    """Loaded of stated for each batch of the national programme."""
    text = view.text
    loaded = [
        (row, len(view.atlas.tally("sme-national", str(row["batch_year"]), "all").counted))
        for row in view.atlas.batches_of("sme-national")
    ]
    head = html.Tr([html.Th(text(f"sources.column.{c}")) for c in ("batch", "loaded", "stated")])
    rows = [
        html.Tr([html.Td(str(row["batch_year"])), html.Td(f"{n:,}"), html.Td(_or_dash(row))])
        for row, n in loaded
    ]
    undated = len(view.atlas.tally("sme-national", "undated", "all").counted)
    last = html.Tr([html.Td(text("rail.batch.undated")), html.Td(f"{undated:,}"), html.Td("–")])
    return html.Table([html.Thead(head), html.Tbody([*rows, last])])


def _or_dash(row: dict[str, Any]) -> str:
    return "–" if row["stated_total"] is None else f"{int(row['stated_total']):,}"


def _sources(view: View) -> list[html.Li]:
    return [_source(view, row) for row in view.atlas.sources]


def _source(view: View, row: dict[str, Any]) -> html.Li:
    facts = [row["publisher"], row["date"], row["licence"]]
    link = outside_link(row["url"], view.text("cluster.source"))
    title = view.text.or_else(f"source.{row['id']}", row["title"])
    rows = [view.text("sources.rows", read=f"{row['rows_read']:,}")]
    if row["rows_unplaced"] is not None:
        rows.append(view.text("sources.rows.unplaced", unplaced=row["rows_unplaced"]))
    return html.Li(
        [
            html.Strong(title),
            html.P(" · ".join(fact for fact in facts if fact), className="note"),
            html.P([" · ".join(rows), " ", link], className="note"),
        ]
    )


def _not_loaded(view: View) -> list[html.Section]:
    """Return the optional sources that the run did not find, each with what to do."""
    rows = view.atlas.edition.manifest.get("not_loaded", [])
    if not rows:
        return []
    items = html.Ul([_missing(view, row) for row in rows], className="sources")
    how = html.P(view.text("sources.not_loaded.how"), className="note")
    return [html.Section([html.H2(view.text("sources.not_loaded")), how, items])]


def _missing(view: View, row: dict[str, Any]) -> html.Li:
    title = view.text.or_else(f"source.{row['id']}", row["title"])
    place = view.text("sources.not_loaded.place", place=row["place_in_folder"] or row["id"])
    link = outside_link(row["url"], view.text("cluster.source"))
    return html.Li(
        [
            html.Strong(title),
            html.P(row["licence"], className="note"),
            html.P([place, " ", link], className="note"),
        ]
    )


def _unplaced(view: View) -> list[html.Li]:
    rows = view.atlas.unplaced
    if not rows:
        return [html.Li(view.text("sources.unplaced.none"))]
    return [
        html.Li([html.Strong(row["name_zh"]), html.P(row["reason"], className="note")])
        for row in rows
    ]
