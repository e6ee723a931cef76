"""How two spellings of the same words meet: « Œuvre » and « oeuvre », « Été  à  Sète » and « ete a sete »."""

from unicodedata import combining, normalize


def folded(text: str) -> str:
    """Return a text without accents, capitals, ligatures or doubled blanks."""
    plain = text.casefold()
    if not plain.isascii():
        apart = normalize("NFKD", plain.replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
        if all(map(combining, filter(_is_strange, apart))):  # what remains is ASCII, as of most names
            plain = apart.encode("ascii", "ignore").decode("ascii")
        else:
            plain = "".join(sign for sign in apart if not combining(sign))
    return " ".join(plain.split())


_is_strange = "\x7f".__lt__
