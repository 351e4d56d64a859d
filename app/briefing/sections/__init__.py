"""The sections of a briefing: each is made of what the page of the place holds."""
