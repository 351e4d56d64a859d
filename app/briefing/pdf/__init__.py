"""A briefing as PDF, in the layout of official documents."""
