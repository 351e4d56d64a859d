"""What tests of more than one folder share: the real edition, built once a session."""

import pytest
from hypothesis import settings

from app.atlas import Atlas
from etl.run import run
from etl.sources import load_sources
from etl.store.engine import open_store
from etl.store.read import load_edition

# Time is never asserted: a busy machine is slow now and then.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def real_home(tmp_path_factory):
    """A home folder whose store holds the edition of the bundled data; only for reading."""
    home = tmp_path_factory.mktemp("real") / "home"
    engine = open_store(f"sqlite:///{home / 'atlas.sqlite'}")
    run(engine, load_sources())
    engine.dispose()
    return home


@pytest.fixture(scope="session")
def real_store(real_home):
    """Engine of the store in `real_home`."""
    engine = open_store(f"sqlite:///{real_home / 'atlas.sqlite'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def atlas(real_store):
    """The atlas that a worker would hold of the real edition."""
    return Atlas(load_edition(real_store))
