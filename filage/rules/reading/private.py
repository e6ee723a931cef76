"""What no paper, page or calendar given to others ever carries, whoever typed it where: a pay, a NIR, a bank account."""

import re

TAKEN_OUT = "[…]"
_NEVER = re.compile(
    r"\b[12]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?\b"
    r"|\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b"
    r"|\d[\d\s.,\u00a0\u202f]*(?:€|\b[Ee]uros?\b|\bEUR\b)|€\s?\d[\d\s.,]*",
)


def without(text: str) -> str:
    """Return a text on one line, these taken out of it."""
    return _NEVER.sub(TAKEN_OUT, " ".join(str(text).split()))
