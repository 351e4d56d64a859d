"""The WSGI application for any server: `gunicorn app.wsgi:application`.

Importing it reads the settings and the current edition, so the server must import it in each
worker (gunicorn does unless told to preload).
"""

from __future__ import annotations

from app.logs import configure_logging
from app.main import create_app
from app.settings import load_settings

settings = load_settings()
configure_logging(settings)
application = create_app(settings).server
