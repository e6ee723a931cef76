"""How a secret is sealed and read again: MultiFernet, the newest key first, old keys still readable."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from filage.core import data_folder

ABSENT = "scellé, clé absente"


class Sealed(str):
    """A secret in clear: a text whose `repr` shows nothing, so that no log or error page does."""

    def __repr__(self) -> str:
        return "'•••'"


class Unreadable(str):
    """What is shown of a secret whose key is absent; it remembers the ciphertext, which a save writes back."""

    ciphertext: str

    def __new__(cls, ciphertext: str) -> "Unreadable":
        """Return the French mention, holding `ciphertext`."""
        text = super().__new__(cls, ABSENT)
        text.ciphertext = ciphertext
        return text


def seal(text: str) -> str:
    """Return the ciphertext of `text`; the empty text stays empty."""
    if isinstance(text, Unreadable):
        return text.ciphertext
    return _box(data_folder.sealing_keys(create=True)).encrypt(text.encode()).decode() if text else ""


def read(ciphertext: str) -> str:
    """Return the text in clear as `Sealed`, or `Unreadable` when no key opens it."""
    if not ciphertext:
        return ""
    keys = data_folder.sealing_keys(create=False)
    if not keys:
        return Unreadable(ciphertext)
    try:
        return Sealed(_box(keys).decrypt(ciphertext.encode()).decode())
    except InvalidToken:
        return Unreadable(ciphertext)


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
