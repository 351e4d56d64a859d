"""Maps of a briefing: those of the screen, drawn to be printed, also in grey."""
