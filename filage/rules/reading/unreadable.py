"""What a reader says of a text it does not understand, and what is never read whatever the cell expects."""

import re

SHOWN = 40  # letters of the refused text that a sentence repeats
_TAG = re.compile(r"<\s*[/!a-zA-Z]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA = re.compile(r"\s*[=@]|\s*[+\-\u2212]\s*[A-Za-z(]")
_PICTURE = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]")


class Unreadable(ValueError):
    """A text that means nothing here; the message says why, and what to write, in French."""


def plain(text: str) -> str:
    """Return a text without the blanks around it; Unreadable for a formula, a piece of HTML, an emoji, a control sign."""
    if _TAG.search(text):
        raise Unreadable("Du HTML n’est pas repris : collez le texte seul.")
    if _CONTROL.search(text):
        raise Unreadable("Ce texte contient des signes invisibles qui ne se gardent pas.")
    if _PICTURE.search(text):
        raise Unreadable("Un emoji ne s’imprime pas dans un budget : écrivez-le en mots.")
    if _FORMULA.match(text):
        raise Unreadable("Une formule n’est pas reprise : collez sa valeur, Filage refait le calcul.")
    return text.strip()


def shown(text: str) -> str:
    """Return a text as a sentence repeats it: « abc », cut when it is long."""
    cut = " ".join(text.split())
    return f"« {cut[:SHOWN]}… »" if len(cut) > SHOWN else f"« {cut} »"
