"""The environment as one typed object. Secrets hide in repr; what is wrong is named all at once."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from supervisionbot.errors import WrongSettings

LOG_LEVELS = ("INFO", "WARNING", "ERROR")
_SQLITE = "sqlite:///"


class Settings(BaseSettings):
    """What the operator sets; every field is the name of a variable in .env.example."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = "sqlite:///supervisionbot.db"
    text_key: SecretStr | None = None
    keep_text_days: int = Field(default=90, ge=1, le=3650)
    prompts_dir: Path = Path("prompts")
    log_level: str = "INFO"
    posts_per_minute: int = Field(default=240, ge=0)
    health_port: int = Field(default=0, ge=0, le=65535)
    learn_from_corrections: bool = False
    coder_url: str = ""
    coder_model: str = Field(default="", validate_default=True)
    coder_key: SecretStr | None = None
    coder_timeout: float = Field(default=10.0, gt=0, le=14)
    """Seconds. It may take twice as long, and what takes more than 30 would count as left behind."""

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _is_token(cls, value: SecretStr | None, field: ValidationInfo) -> SecretStr | None:
        start = "xoxb-" if field.field_name == "slack_bot_token" else "xapp-"
        if value and not value.get_secret_value().startswith(start):
            raise ValueError(f"must start with {start}")
        return value

    @field_validator("text_key")
    @classmethod
    def _are_keys(cls, value: SecretStr | None) -> SecretStr | None:
        try:
            for key in value.get_secret_value().split(",") if value else ():
                Fernet(key.strip())
        except ValueError:
            raise ValueError("is not a key; make one with: python bot.py keygen") from None
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _is_base(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or not value.endswith("/"):
            raise ValueError("must be a web address that ends in /")
        return value

    @field_validator("coder_url")
    @classmethod
    def _is_endpoint(cls, value: str) -> str:
        try:
            parts = urlsplit(value)
            is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            is_address = False
        if value and (not is_address or parts.query or parts.username):
            raise ValueError("must be a web address such as https://coder.example.org/v1")
        if parts.scheme == "http" and not _is_near(parts.hostname or ""):
            raise ValueError("must begin with https://, as redacted words would travel in the open")
        return value

    @field_validator("coder_model")
    @classmethod
    def _is_named(cls, value: str, given: ValidationInfo) -> str:
        if given.data.get("coder_url") and not value:
            raise ValueError("must name a model, as CODER_URL is set")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_sqlite(cls, value: str) -> str:
        if not value.startswith(_SQLITE) or value == _SQLITE:
            raise ValueError("must look like sqlite:///supervisionbot.db")
        return value

    @field_validator("log_level")
    @classmethod
    def _is_level(cls, value: str) -> str:
        if value.upper() not in LOG_LEVELS:
            raise ValueError("must be INFO, WARNING or ERROR")
        return value.upper()

    @property
    def database_file(self) -> Path:
        """Where the database lies."""
        return Path(self.database_url.removeprefix(_SQLITE))

    @property
    def text_keys(self) -> list[str]:
        """The keys for kept text, the newest first; none means that no text is kept."""
        return [key.strip() for key in self.text_key.get_secret_value().split(",")] if self.text_key else []


def _is_near(host: str) -> bool:
    """Whether a host is this machine, or one of the same private network."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


class SlackSettings(Settings):
    """The same for running on Slack: the tokens must be there."""

    slack_bot_token: SecretStr
    slack_app_token: SecretStr


def read_settings(*, for_slack: bool = False) -> Settings:
    """The settings from the environment and .env; raises WrongSettings that names all that is malformed or missing."""
    try:
        return SlackSettings() if for_slack else Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        found = [(str(one["loc"][0]).upper(), one["type"], one["msg"]) for one in error.errors()]
    wrong = [f"{name} {_reason(message)}" for name, kind, message in found if kind != "missing"]
    missing = [name for name, kind, _ in found if kind == "missing"]
    sentences = [f"These settings are wrong: {'; '.join(wrong)}."] if wrong else []
    raise WrongSettings(" ".join([*sentences, *([_missing(missing)] if missing else [])]))


def _reason(message: str) -> str:
    own = message.removeprefix("Value error, ")
    return own if own != message else f"is wrong ({message.lower()})"


def _missing(names: list[str]) -> str:
    return (
        f"Missing: {' and '.join(names)}. Set them as .env.example says, or try the bot without Slack: make playground"
    )


def require_tokens(settings: Settings) -> tuple[str, str]:
    """The bot token and the app token; raises WrongSettings that names what is missing."""
    tokens = {"SLACK_BOT_TOKEN": settings.slack_bot_token, "SLACK_APP_TOKEN": settings.slack_app_token}
    missing = [name for name, token in tokens.items() if token is None]
    if missing or not settings.slack_bot_token or not settings.slack_app_token:
        raise WrongSettings(_missing(missing))
    return settings.slack_bot_token.get_secret_value(), settings.slack_app_token.get_secret_value()
