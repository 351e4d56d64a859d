"""The application for Celery's own command: `celery --app app.briefing.batch.celery_worker worker`.

Importing it reads the settings.
"""

from __future__ import annotations

from app.briefing.batch.queue import celery_of
from app.settings import load_settings

application = celery_of(load_settings())
