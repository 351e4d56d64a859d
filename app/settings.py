"""The settings: one class, read from the environment once, at the edge.

Only this file looks at the environment. The command line and `app.wsgi` call `load_settings`;
everything else is handed a `Settings`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.briefing.word.fonts import Fonts
from geo.errors import InvalidInput

PREFIX: Final = "CLUSTER_ATLAS_"
PROJECT_ROOT: Final = Path(__file__).resolve().parents[1]

# Variables with our prefix that the application itself does not read.
OTHER_VARIABLES: Final = {
    f"{PREFIX}TEST_DATABASE_URL": "PostGIS database of the tests instead of a throw-away one.",
}

_ORIGIN: Final = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?", re.IGNORECASE)

_DATABASE_SCHEMES: Final = {
    "sqlite": "sqlite",
    "postgresql+psycopg": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


class Settings(BaseSettings):
    """All settings, each with its default; the variable is the upper-case name after the prefix."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    home: Path = Field(
        default=PROJECT_ROOT / "var",
        description="Folder for everything that is written: the database file, caches, locks.",
    )
    database_url: str = Field(
        default="",
        repr=False,
        description="Store of the editions: sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/"
        "DATABASE (PostGIS). Default: the file atlas.sqlite in the home folder.",
    )
    sources: Path | None = Field(
        default=None,
        description="Folder with your own sources.toml, lists and decisions, read beside the "
        "bundled data. Default: the folder sources in the home folder, if it is there.",
    )
    review_number: str | None = Field(
        default=None,
        description="Map review number (审图号), shown on screen and in every exported map.",
    )
    require_review_number: bool = Field(
        default=False, description="Refuse map exports while no review number is set."
    )
    slides_template: Path | None = Field(
        default=None,
        description="PPTX whose master and layouts briefings take as slides. Default: our own.",
    )
    lang: Literal["zh-CN", "en"] = Field(
        default="zh-CN", description="Language of the pages when the address does not name one."
    )
    host: str = Field(default="127.0.0.1", description="Address that the server listens on.")
    port: int = Field(default=8050, ge=1, le=65535, description="Port that the server listens on.")
    public_url: str | None = Field(
        default=None,
        description="Address under which readers reach the server, as https://atlas.example: it "
        "stands in links that leave it. Default: what the request says.",
    )
    workers: int = Field(
        default=2, ge=1, le=64, description="Server processes; each holds the edition in memory."
    )
    threads: int = Field(default=4, ge=1, le=64, description="Threads of each server process.")
    docx_fonts: str = Field(
        default="",
        description="Fonts of briefings as DOCX, as role=name pairs with semicolons between; roles "
        "are title, heading, subheading, body, number, latin, latin_heading. Default: those of "
        "GB/T 9704.",
    )
    queue_url: str = Field(
        default="",
        repr=False,
        description="Broker of Celery, for batches of briefings (extra queue): redis://HOST/0. "
        "Default: none, a process of this machine makes them.",
    )
    check_interval_s: float = Field(
        default=30.0, ge=1, description="Seconds between two looks for a newer edition."
    )
    extracts_kept_mb: int = Field(
        default=500,
        ge=0,
        description="Most MB of the files of extracts that are kept in the home folder, so that a "
        "download can be continued; the oldest go first.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="The least severe messages that are logged."
    )

    @field_validator("docx_fonts")
    @classmethod
    def _known_roles(cls, value: str) -> str:
        Fonts.from_text(value)
        return value

    @field_validator("home", "sources", "slides_template")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser().absolute()

    @field_validator("public_url")
    @classmethod
    def _origin(cls, value: str | None) -> str | None:
        if value is None or _ORIGIN.fullmatch(value.rstrip("/")):
            return value and value.rstrip("/")
        raise ValueError("must be http:// or https:// and a host, without a path")

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _known_scheme(cls, value: str) -> str:
        if not value:
            return value
        scheme, mark, rest = value.partition("://")
        if not mark or scheme not in _DATABASE_SCHEMES:
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        return f"{_DATABASE_SCHEMES[scheme]}://{rest}"

    @model_validator(mode="before")
    @classmethod
    def _database_in_home(cls, values: Any) -> Any:
        """Fill in the embedded database, which stands in the home folder."""
        if isinstance(values, dict) and not values.get("database_url"):
            home = Path(values.get("home") or cls.model_fields["home"].default)
            values["database_url"] = f"sqlite:///{home.expanduser().absolute() / 'atlas.sqlite'}"
        return values

    @property
    def assets_dir(self) -> Path:
        """The self-hosted style sheets, scripts, locales and icons."""
        return PROJECT_ROOT / "assets"

    @property
    def refuses_exports(self) -> bool:
        """Whether maps may not leave: a review number is required, and none is set."""
        return self.require_review_number and not self.review_number

    @property
    def jobs_folder(self) -> Path:
        """Folder of the batches that readers ask for."""
        return self.home / "briefings" / "jobs"

    @property
    def briefing_cache(self) -> Path:
        """Folder of briefings that were made of late."""
        return self.home / "briefings" / "cache"

    @property
    def steward_folder(self) -> Path:
        """Folder for sources and decisions of one's own; it need not exist."""
        return self.sources or self.home / "sources"

    def with_overrides(self, **values: object) -> Self:
        """Copy with the given values (those that are not None), checked like any other.

        Raises
        ------
        InvalidInput
            A value is not usable; one line for each.
        """
        given = {name: value for name, value in values.items() if value is not None}
        try:
            return type(self)(**{**self.model_dump(), **given})
        except ValidationError as error:
            raise InvalidInput(_one_line_each(error)) from None


def setting_names() -> list[str]:
    """Names of all environment variables that `Settings` reads."""
    return [PREFIX + name.upper() for name in Settings.model_fields]


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Parameters
    ----------
    environ
        Names that are checked for being known; the process environment by default.

    Raises
    ------
    InvalidInput
        A variable with our prefix is unknown or a value is not usable; one line for each.
    """
    _refuse_unknown(os.environ if environ is None else environ)
    try:
        return Settings()
    except ValidationError as error:
        raise InvalidInput(_one_line_each(error)) from None


def _refuse_unknown(names: Iterable[str]) -> None:
    known = {*setting_names(), *OTHER_VARIABLES}
    unknown = sorted(
        name for name in names if name.upper().startswith(PREFIX) and name.upper() not in known
    )
    if unknown:
        raise InvalidInput("\n".join(_unknown(name, known) for name in unknown))


def _unknown(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name.upper(), sorted(known), n=1, cutoff=0.6)
    hint = f"did you mean {close[0]}?" if close else "docs/settings.md lists all settings"
    return f"unknown setting {name}: {hint}"


def _one_line_each(error: ValidationError) -> str:
    return "\n".join(_bad_value(detail) for detail in error.errors(include_url=False))


def _bad_value(detail: Mapping[str, Any]) -> str:
    name = str(detail["loc"][0]) if detail["loc"] else "settings"
    reason = str(detail["msg"]).removeprefix("Value error, ").replace("\n", " ")
    # These addresses carry passwords: never repeat them.
    given = "" if name in ("database_url", "queue_url") else f" (given: {detail['input']!r})"
    return f"setting {PREFIX}{name.upper()}: {reason}{given}"
