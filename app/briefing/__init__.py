"""Layout briefings (布局简报): one document of a place, from which DOCX, PDF and PPTX are made."""
