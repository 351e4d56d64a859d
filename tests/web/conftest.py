"""The application over the real edition and over a small hostile one, through the test client."""

import pytest

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
