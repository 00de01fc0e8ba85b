"""Redacted words in and out of encryption at rest (Fernet). Without a key nothing is kept."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from supervisionbot.errors import WrongSettings


class Vault:
    """Seals with the first key, opens with any: put a new key first to rotate."""

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            self._keys = MultiFernet([Fernet(key) for key in keys]) if keys else None
        except ValueError:
            raise WrongSettings("TEXT_KEY is not a key. Make one with: python bot.py keygen") from None

    @property
    def keeps_text(self) -> bool:
        """Whether words are kept at all."""
        return self._keys is not None

    def seal(self, words: str) -> bytes | None:
        """The words encrypted; None if no text is kept."""
        return self._keys.encrypt(words.encode()) if self._keys else None

    def open(self, sealed: bytes) -> str | None:
        """The words again; None if no key opens them any more."""
        if self._keys is None:
            return None
        try:
            return self._keys.decrypt(sealed).decode()
        except InvalidToken:
            return None


def new_key() -> str:
    """A fresh key for TEXT_KEY."""
    return Fernet.generate_key().decode()
