"""A briefing as DOCX, in the layout of official documents."""
