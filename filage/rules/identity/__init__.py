"""Whether the numbers that name a structure or a person can be real: SIRET, n° de TVA, code APE, n° de récépissé, NIR, IBAN."""

import re

SIRET_LENGTH, SIREN_LENGTH = 14, 9
LA_POSTE = "356000000"  # the one SIREN whose establishments do not follow the key
APE = re.compile(r"[0-9]{4}[A-Z]")
FRENCH_VAT = re.compile(r"FR([0-9]{2})([0-9]{9})")
RECEPISSE = re.compile(r"(PLATESV-[DR]-[0-9]{4}-[0-9]{6})|(L-[DR]-[0-9]{2}-[0-9]+)")
NIR = re.compile(r"([12478])([0-9]{2})([0-9]{2})(2A|2B|[0-9]{2})([0-9]{6})([0-9]{2})")
CORSICA = {"2A": "19", "2B": "18"}  # what its departments count for in the key of a NIR
IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{10,30}")
IBAN_LENGTHS = {"FR": 27, "MC": 27, "BE": 16, "LU": 20, "CH": 21, "DE": 22, "ES": 24, "IT": 27}
ZERO = ord("0")
DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")  # twice each digit, nines cast out
KEY_OF_VAT, VAT_FACTOR, VAT_OFFSET = 97, 3, 12


def compact(text: str) -> str:
    """Return a number as it is compared: without spaces, dots or hard spaces, in capitals."""
    return re.sub(r"[\s.\u00a0\u202f]", "", text).upper()


def is_performing_trade(ape: str) -> bool:
    """Tell whether an APE code (NAF rév. 2) is that of performing arts, their support or their venues: an indication only."""
    return compact(ape)[:4] in {"9001", "9002", "9004"}


def siret_fault(text: str) -> str:
    """Return what is wrong with a SIRET, nothing when it can be one."""
    digits = compact(text)
    if len(digits) != SIRET_LENGTH or not (digits.isascii() and digits.isdigit()):
        return f"un SIRET a {SIRET_LENGTH} chiffres"
    if not digits.startswith(LA_POSTE) and luhn(digits) % 10:
        return "sa clé de contrôle est fausse"
    return ""


def vat_number_fault(text: str, siret: str = "", country: str = "") -> str:
    """Return what is wrong with a VAT number: the French key beside the SIRET when it is known, else the form of its country.

    `country` (two letters) is where its holder is; empty, the number says it. A country without known form has no fault.
    """
    from filage.rules.identity import vat_numbers

    number = vat_numbers.plain(text)
    home = vat_numbers.prefix_of(country) == "FR" if country else number.startswith("FR") or not number[:2].isalpha()
    if not home:
        return vat_numbers.form_fault(number, country) or vat_numbers.key_fault(number)
    found = FRENCH_VAT.fullmatch(number)
    if found is None:
        return "il s’écrit FR, deux chiffres, puis le SIREN"
    key, siren = found.groups()
    if int(key) != vat_key(siren):
        return f"sa clé devrait être {vat_key(siren):02d}"
    if siret and compact(siret)[:SIREN_LENGTH] != siren:
        return "son SIREN n’est pas celui du SIRET"
    return ""


def vat_key(siren: str) -> int:
    """Return the key that a SIREN takes in its VAT number."""
    return (VAT_OFFSET + VAT_FACTOR * (int(siren) % KEY_OF_VAT)) % KEY_OF_VAT


def ape_fault(text: str) -> str:
    """Return what is wrong with a code APE, nothing when it has the form of one."""
    return "" if APE.fullmatch(compact(text)) else "il s’écrit quatre chiffres et une lettre, comme 9001Z"


def is_current_recepisse(number: str) -> bool:
    """Tell whether a n° de récépissé has one of the two forms given since October 2019."""
    return RECEPISSE.fullmatch(re.sub(r"\s", "", number).upper()) is not None


def nir_fault(text: str) -> str:
    """Return what is wrong with a NIR (n° de sécurité sociale), key included; nothing when it can be one."""
    found = NIR.fullmatch(compact(text).replace("-", ""))
    if found is None:
        return "un NIR a 15 chiffres, clé comprise"
    sex, year, month, department, rest, key = found.groups()
    number = int(f"{sex}{year}{month}{CORSICA.get(department, department)}{rest}")
    return "" if int(key) == 97 - number % 97 else "sa clé de contrôle est fausse"


def iban_fault(text: str) -> str:
    """Return what is wrong with an IBAN, nothing when it can be one."""
    number = compact(text)
    if not IBAN.fullmatch(number):
        return "il commence par le pays et deux chiffres, comme FR76"
    if len(number) != IBAN_LENGTHS.get(number[:2], len(number)):
        return f"il compte {IBAN_LENGTHS[number[:2]]} signes en {number[:2]}"
    turned = "".join(str(int(sign, 36)) for sign in number[4:] + number[:4])
    return "" if int(turned) % 97 == 1 else "sa clé de contrôle est fausse"


def luhn(digits: str) -> int:
    """Return the Luhn sum of some digits: a right number gives a multiple of ten."""
    signs = digits.encode("ascii")[::-1]
    return sum(signs[::2]) + sum(signs[1::2].translate(DOUBLED)) - ZERO * len(signs)
