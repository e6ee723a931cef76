"""How two spellings of the same words meet: « Œuvre » and « oeuvre », « Été  à  Sète » and « ete a sete »."""

import unicodedata


def folded(text: str) -> str:
    """Return a text without accents, capitals, ligatures or doubled blanks."""
    plain = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return " ".join(bare.split())
