"""Charts of slides: native ones, whose numbers can be edited in the presentation program."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import cycle
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt
from xlsxwriter import Workbook

from app.briefing.document import Chart
from app.briefing.plain import plain

_KINDS: Final = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
_COLOURS: Final = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
)
_TYPE_PT: Final = 12.0
_GAPS_PERCENT: Final = 55, 500
"""Least and most white between the bars of two categories, as a part of those of one."""
_WIDEST_PT: Final = 46.0
"""Width of the bars of one category where there are few."""
_WORKBOOK_DATE: Final = datetime(2000, 1, 1)


def set_chart(placeholder: Any, chart: Chart, unknown: str) -> Any:
    """Fill a placeholder with a chart, and return its frame.

    Parameters
    ----------
    unknown
        What stands at a category of which no value is known.
    """
    names = [_category(chart, i, unknown) for i in range(len(chart.categories))]
    data: Any = CategoryChartData(number_format=_number_format(chart))  # type: ignore[no-untyped-call]
    data.categories = names
    for series in chart.series:
        data.add_series(plain(series.name), series.values)
    frame = placeholder.insert_chart(_KINDS[chart.kind], data)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(_workbook(chart, names))
    _dress(frame.chart, chart, frame.height.pt if chart.kind == "bar" else frame.width.pt)
    return frame


def _category(chart: Chart, i: int, unknown: str) -> str:
    """Name of a category; where nothing is known of it, that is said: it has no bar."""
    name = plain(chart.categories[i])
    if any(series.values[i] is not None for series in chart.series):
        return name
    return f"{name} ({unknown})"


def _number_format(chart: Chart) -> str:
    """Whole numbers as such, others with as many decimals as three digits need."""
    values = [value for series in chart.series for value in series.values if value is not None]
    if all(value == int(value) for value in values):
        return "#,##0"
    return "#,##0.0" if max(map(abs, values)) >= 10 else "#,##0.00"


def _workbook(chart: Chart, names: list[str]) -> bytes:
    """The numbers behind the chart, where the library expects them; a text is never a formula."""
    body = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(body, options) as workbook:
        workbook.set_properties({"created": _WORKBOOK_DATE})
        sheet = workbook.add_worksheet()
        numbers = workbook.add_format({"num_format": _number_format(chart)})
        sheet.write_column(1, 0, names)
        for column, series in enumerate(chart.series, start=1):
            sheet.write_string(0, column, plain(series.name))
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, numbers)
    return body.getvalue()


def _gap_percent(chart: Chart, room_pt: float) -> int:
    """White between categories: two bars alone would be slabs."""
    least, most = _GAPS_PERCENT
    widest = _WIDEST_PT * (1 if chart.kind == "bar" else 1.6)
    return round(min(max((room_pt / len(chart.categories) / widest - 1) * 100, least), most))


def _dress(made: Any, chart: Chart, room_pt: float) -> None:
    """Bars with their values and no grid: the numbers are read, not measured.

    `room_pt` is the length of the axis of categories.
    """
    made.font.size = Pt(_TYPE_PT)
    made.has_title = False
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position = XL_LEGEND_POSITION.TOP
        made.legend.include_in_layout = False
    values, categories = made.value_axis, made.category_axis
    values.visible = False
    values.has_major_gridlines = False
    if all((value or 0) >= 0 for series in chart.series for value in series.values):
        values.minimum_scale = 0
    categories.has_major_gridlines = False
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_2
    categories.reverse_order = chart.kind == "bar"  # else the first category is at the bottom
    plot = made.plots[0]
    plot.gap_width = _gap_percent(chart, room_pt)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _number_format(chart), False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for series, colour in zip(plot.series, cycle(_COLOURS), strict=False):
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
