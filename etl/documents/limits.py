"""What a document may hold at most. Beyond these it is refused, with a message that says so."""

MAX_ROWS = 200_000
"""Rows or lines of one document."""
MAX_COLUMNS = 200
"""Columns of one table; cells further right are refused."""
MAX_SHEET_CELLS = 8_000_000
"""Cells of the rectangle around all filled cells of one sheet."""
MAX_NAME_CHARACTERS = 200
"""A longer name is left out, with a remark."""
MAX_CELL_CHARACTERS = 32_767
"""What a spreadsheet cell can hold."""
MAX_SPAN = 1_000
"""Rows or columns over which one cell of a web page or text document may reach."""
MAX_PAGES = 500
"""Pages of a PDF or text document."""
MAX_PAGE_CHARACTERS = 50_000
"""Characters on one PDF page."""
MAX_PAGE_LINES = 20_000
"""Ruled lines on one PDF page."""
MAX_PAGE_BYTES = 4 * 2**20
"""Drawing instructions of one PDF page, with the forms that they draw."""
MAX_STREAM_BYTES = 64 * 2**20
"""One compressed part of a PDF, unpacked."""
MAX_ENTRIES = 5_000
"""Files inside an XLSX or DOCX file."""
MAX_UNPACKED_BYTES = 256 * 2**20
"""All files inside an XLSX or DOCX file, unpacked."""
MAX_SMALL_PART_BYTES = 16 * 2**20
"""One file inside that is held whole: styles, numbering, the list of sheets."""
MAX_ELEMENT_BYTES = 16 * 2**20
"""XML of one row or paragraph."""
MAX_RATIO = 200
"""Unpacked to packed size of one file inside, if it is larger than MIN_RATIO_BYTES."""
MIN_RATIO_BYTES = 2**20
HEADER_ROWS = 100
"""The header is looked for in so many rows of a table."""
MAX_HTML_BYTES = 16 * 2**20
"""An HTML page; its tree takes many times the space."""
MAX_XLS_MEMORY_BYTES = 2**30
MAX_XLS_SECONDS = 60
"""What reading an XLS file may take."""
