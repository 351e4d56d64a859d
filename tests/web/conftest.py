"""The application over the real edition and over a small hostile one, through the test client."""

import pytest
from sqlalchemy import text

from app.extract.dataset import Extract
from app.extract.datasets import DATASETS
from app.extract.wanted import Wanted
from app.main import create_app
from app.settings import Settings
from tests.web.browser import Browser


@pytest.fixture(scope="session")
def browser(real_home):
    """What a browser says to the application that serves the real edition."""
    return Browser(create_app(Settings(home=real_home)).server.test_client())


@pytest.fixture
def client(browser):
    return browser.client


@pytest.fixture(scope="session")
def extract(atlas):
    """An extract of the real edition."""

    def extracted(name, query=""):
        return Extract(DATASETS[name], atlas, Wanted.parse(query))

    return extracted


@pytest.fixture(scope="session")
def records(extract):
    """Rows of an extract by the names of their columns, and each with its id."""

    def found(name, query=""):
        asked = extract(name, query)
        return [
            {"id": feature.id} | dict(zip(asked.columns, row, strict=True))
            for feature, row in asked.rows()
        ]

    return found


@pytest.fixture(scope="session")
def sql(real_store):
    """Rows of the store."""

    def rows(statement, **given):
        with real_store.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), given)]

    return rows
