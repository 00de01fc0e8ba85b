"""Redacted words in and out of encryption at rest (Fernet). Without a key nothing is kept."""

import hmac
from base64 import urlsafe_b64decode
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
        self._secrets = [urlsafe_b64decode(key) for key in keys]

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

    def fingerprints(self, word: str, about: str) -> tuple[bytes, ...]:
        """What tells a word again without holding it, under each key, the newest first; none if no text is kept.

        A keyed hash (HMAC-SHA256) of the word and of what it is about: the same word about something else has
        another. Only with the key can a guess be tried.
        """
        message = f"covered by hand\0{about}\0{word}".encode()
        return tuple(hmac.digest(secret, message, "sha256") for secret in self._secrets)


def new_key() -> str:
    """A fresh key for TEXT_KEY."""
    return Fernet.generate_key().decode()
