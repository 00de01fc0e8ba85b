"""The environment as the bot reads it. Each test gives its own, through a .env file of its own."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr, ValidationError

from supervisionbot.settings import Settings


def wrong(**given: object) -> str:
    """What is wrong with settings."""
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]
    return str(caught.value.errors()[0]["msg"])


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"slack_bot_token": "xapp-1"}, "must start with xoxb-"),
        ({"slack_app_token": "xoxb-1"}, "must start with xapp-"),
        ({"slack_api_url": "http://127.0.0.1:1/api"}, "ends in /"),
        ({"slack_api_url": "127.0.0.1/"}, "web address"),
        ({"database_url": "mysql://x"}, "sqlite:///"),
        ({"database_url": "sqlite:///"}, "sqlite:///"),
        ({"text_key": "secret"}, "is not a key"),
        ({"text_key": f"{Fernet.generate_key().decode()},old"}, "is not a key"),
        ({"keep_text_days": 0}, "greater than or equal to 1"),
        ({"log_level": "DEBUG"}, "INFO, WARNING or ERROR"),
        ({"coder_url": "coder.example.org/v1", "coder_model": "m"}, "web address"),
        ({"coder_url": "https://me:pass@coder.example.org/v1", "coder_model": "m"}, "web address"),
        ({"coder_url": "https://coder.example.org:99999/v1", "coder_model": "m"}, "web address"),
        ({"coder_url": "http://coder.example.org/v1", "coder_model": "m"}, "in the open"),
        ({"coder_url": "http://8.8.8.8/v1", "coder_model": "m"}, "in the open"),
        ({"coder_url": "https://coder.example.org/v1"}, "must name a model"),
        ({"coder_timeout": 0}, "greater than 0"),
        ({"coder_timeout": 15}, "less than or equal to 14"),
    ],
)
def test_a_malformed_setting_says_what_it_should_be(given: dict[str, object], reason: str) -> None:
    assert reason in wrong(**given)


@pytest.mark.parametrize(
    "url", ["https://coder.example.org/v1", "http://localhost:11434/v1", "http://ollama:11434/v1", "http://10.0.0.7/v1"]
)
def test_a_coder_may_stand_on_this_network_or_behind_https(url: str) -> None:
    assert Settings(coder_url=url, coder_model="m", _env_file=None).coder_url == url  # type: ignore[call-arg]


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    given = Settings(slack_bot_token=SecretStr("xoxb-open-sesame"), _env_file=None)  # type: ignore[call-arg]

    assert "sesame" not in repr(given)
    assert "sesame" not in str(given)


def test_several_keys_can_stand_side_by_side() -> None:
    keys = [Fernet.generate_key().decode() for _ in range(2)]

    assert Settings(text_key=SecretStr(" , ".join(keys)), _env_file=None).text_keys == keys  # type: ignore[call-arg]


def test_what_is_left_empty_takes_its_default(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("DATABASE_URL=\nKEEP_TEXT_DAYS=\nTEXT_KEY=\n")
    given = Settings(_env_file=env)  # type: ignore[call-arg]

    assert (given.database_file, given.keep_text_days, given.text_keys) == (Path("supervisionbot.db"), 90, [])


def test_the_example_names_every_setting() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text()
    named = {line.partition("=")[0] for line in example.splitlines() if "=" in line and not line.startswith("#")}

    assert named == {name.upper() for name in Settings.model_fields}
