"""Reads the sheets of XLSX and XLS workbooks."""
