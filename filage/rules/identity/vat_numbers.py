"""Whether a VAT number can be real: its prefix, its form, its control key, country by country."""

from filage.rules.identity import compact

# How each country writes its number: European Commission, VIES, « VAT number structure »; Switzerland: LIDE, and art. 26 LTVA.
FORMS = {
    "AT": "ATU et 8 chiffres",
    "BE": "BE et 10 chiffres",
    "BG": "BG et 9 ou 10 chiffres",
    "CY": "CY, 8 chiffres et une lettre",
    "CZ": "CZ et 8, 9 ou 10 chiffres",
    "DE": "DE et 9 chiffres",
    "DK": "DK et 8 chiffres",
    "EE": "EE et 9 chiffres",
    "EL": "EL et 9 chiffres",
    "ES": "ES et 9 signes, le premier ou le dernier étant une lettre",
    "FI": "FI et 8 chiffres",
    "FR": "FR, deux chiffres, puis le SIREN",
    "HR": "HR et 11 chiffres",
    "HU": "HU et 8 chiffres",
    "IE": "IE et 8 ou 9 signes",
    "IT": "IT et 11 chiffres",
    "LT": "LT et 9 ou 12 chiffres",
    "LU": "LU et 8 chiffres",
    "LV": "LV et 11 chiffres",
    "MT": "MT et 8 chiffres",
    "NL": "NL et 12 signes, le dixième étant un B",
    "PL": "PL et 10 chiffres",
    "PT": "PT et 9 chiffres",
    "RO": "RO et 2 à 10 chiffres",
    "SE": "SE et 12 chiffres",
    "SI": "SI et 8 chiffres",
    "SK": "SK et 10 chiffres",
    "CHE": "CHE et 9 chiffres, suivis de TVA, MWST ou IVA sur une facture",
}
PREFIXES = {"GR": "EL", "MC": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "GF": "FR", "YT": "FR", "CH": "CHE"}
SWISS = "CHE"


def form_fault(text: str, country: str = "") -> str:
    """Return what is wrong with the prefix or the length of a VAT number; nothing for a country whose form is not known here."""
    number = plain(text)
    prefix = prefix_of(country) if country else _prefix_in(number)
    if prefix not in FORMS:
        return ""
    if not number.startswith(prefix):
        return f"il commence par {prefix}"
    return f"il s’écrit {FORMS[prefix]}" if _fault(number) == "form" else ""


def key_fault(text: str) -> str:
    """Return that the control key of a well-formed number is wrong; nothing when it is right, or when its country has none."""
    return "sa clé de contrôle est fausse" if _fault(plain(text)) == "key" else ""


def prefix_of(country: str) -> str:
    """Return what the VAT numbers of a country (two letters) begin with."""
    return PREFIXES.get(country, country)


def plain(text: str) -> str:
    """Return a VAT number without what people write between its signs."""
    return compact(text).replace("-", "")


def _prefix_in(number: str) -> str:
    return SWISS if number.startswith(SWISS) else number[:2]


def _fault(number: str) -> str:
    """Return « form », « key » or nothing, as python-stdnum reads the number; what it does not know has no fault."""
    from stdnum.ch import uid  # loaded when a number is read: many commands read none
    from stdnum.eu import vat as european
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

    prefix = _prefix_in(number)
    if prefix not in FORMS:
        return ""
    try:
        if prefix == SWISS:
            uid.validate(number.removesuffix("TVA").removesuffix("MWST").removesuffix("IVA"))
        else:
            european.validate(number)
    except (InvalidChecksum, InvalidComponent):
        return "key"
    except ValidationError:
        return "form"
    return ""
