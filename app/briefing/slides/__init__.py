"""A briefing as PPTX: a cover, one message a slide, native charts and tables, and the sources."""
