"""What a feuille de route calls the trades, conditions, countries and towns of a tour in French and in English."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from filage.desks.logistics.queries.day_words import WORDS, said
from filage.documents.shapes import Lang
from filage.documents.vocabulary import ENGLISH

TRADES: Mapping[str, str] = {
    "administration": "administration",
    "artiste": "artist",
    "assistanat": "assistant",
    "basse": "bass",
    "batterie": "drums",
    "batteur": "drummer",
    "batteuse": "drummer",
    "bassiste": "bass player",
    "chant": "vocals",
    "chanteur": "singer",
    "chanteuse": "singer",
    "chargé de diffusion": "booking",
    "chargée de diffusion": "booking",
    "chargé de production": "production manager",
    "chargée de production": "production manager",
    "chorégraphe": "choreographer",
    "chorégraphie": "choreography",
    "circassien": "circus artist",
    "circassienne": "circus artist",
    "claviers": "keyboards",
    "comédien": "actor",
    "comédienne": "actor",
    "conduite": "driving",
    "conduite lumière": "lighting operator",
    "conduite son": "sound operator",
    "construction du décor": "set construction",
    "costumes": "costumes",
    "création lumière": "lighting design",
    "création son": "sound design",
    "création vidéo": "video design",
    "danse": "dance",
    "danseur": "dancer",
    "danseuse": "dancer",
    "diffusion": "booking",
    "direction artistique": "artistic direction",
    "direction technique": "technical direction",
    "dramaturgie": "dramaturgy",
    "guitare": "guitar",
    "guitariste": "guitarist",
    "habillage": "wardrobe",
    "habilleur": "wardrobe",
    "habilleuse": "wardrobe",
    "interprète": "performer",
    "intervenant": "workshop leader",
    "intervenante": "workshop leader",
    "jeu": "acting",
    "logistique": "logistics",
    "lumière": "lighting",
    "lumières": "lighting",
    "maquillage": "make-up",
    "metteur en scène": "director",
    "metteuse en scène": "director",
    "mise en scène": "director",
    "musicien": "musician",
    "musicienne": "musician",
    "musique": "music",
    "photographe": "photographer",
    "pianiste": "pianist",
    "piano": "piano",
    "plateau": "stage",
    "production": "production",
    "référent vhss": "harassment officer",
    "référente vhss": "harassment officer",
    "régie": "stage manager",
    "régie générale": "technical manager",
    "régie générale du festival": "festival technical manager",
    "régie lumière": "lighting operator",
    "régie plateau": "stage manager",
    "régie son": "sound operator",
    "régie vidéo": "video operator",
    "régisseur": "stage manager",
    "régisseuse": "stage manager",
    "régisseur général": "technical manager",
    "régisseuse générale": "technical manager",
    "régisseur lumière": "lighting operator",
    "régisseuse lumière": "lighting operator",
    "régisseur plateau": "stage manager",
    "régisseuse plateau": "stage manager",
    "régisseur son": "sound operator",
    "régisseuse son": "sound operator",
    "reprise": "revival",
    "répétitions": "rehearsals",
    "résidence": "residency",
    "résidences": "residencies",
    "scénographie": "set design",
    "son": "sound",
    "sonorisateur": "sound engineer",
    "sonorisatrice": "sound engineer",
    "technique": "technical",
    "tour manager": "tour manager",
    "traduction": "translation",
    "trompette": "trumpet",
    "vidéo": "video",
    "voix": "voice",
}
CONDITIONS: Mapping[str, str] = {  # those that the checklist proposes, and the hotel that a tour is laid with
    "hôtel à trouver": "Hotel to be found",
    "voyages de l’équipe": "Travel of the team",
    "transport du décor": "Transport of the set",
    "navettes sur place, gare et hôtel": "Local transfers, station and hotel",
    "hébergement": "Accommodation",
    "petits déjeuners": "Breakfasts",
    "repas": "Meals",
    "loges : boissons et collation": "Dressing rooms: drinks and snacks",
    "personnel technique d’accueil": "Local crew",
    "matériel complémentaire": "Additional equipment",
    "stationnement du camion": "Truck parking",
    "accès et clés": "Access and keys",
    "loges, douches, entretien des costumes": "Dressing rooms, showers, laundry",
    "droits d’auteur et déclarations": "Authors’ rights and declarations",
    "invitations": "Guest list",
}
USUAL: Mapping[str, str] = {**{word.casefold(): english for word, english in ENGLISH.items()}, **CONDITIONS}
COUNTRIES: Mapping[str, tuple[str, str]] = {
    "AT": ("Autriche", "Austria"),
    "BE": ("Belgique", "Belgium"),
    "CA": ("Canada", "Canada"),
    "CH": ("Suisse", "Switzerland"),
    "CZ": ("Tchéquie", "Czechia"),
    "DE": ("Allemagne", "Germany"),
    "DK": ("Danemark", "Denmark"),
    "DZ": ("Algérie", "Algeria"),
    "ES": ("Espagne", "Spain"),
    "FI": ("Finlande", "Finland"),
    "FR": ("France", "France"),
    "GB": ("Royaume-Uni", "United Kingdom"),
    "GR": ("Grèce", "Greece"),
    "HU": ("Hongrie", "Hungary"),
    "IE": ("Irlande", "Ireland"),
    "IT": ("Italie", "Italy"),
    "JP": ("Japon", "Japan"),
    "LU": ("Luxembourg", "Luxembourg"),
    "MA": ("Maroc", "Morocco"),
    "MC": ("Monaco", "Monaco"),
    "NL": ("Pays-Bas", "Netherlands"),
    "NO": ("Norvège", "Norway"),
    "PL": ("Pologne", "Poland"),
    "PT": ("Portugal", "Portugal"),
    "RO": ("Roumanie", "Romania"),
    "SE": ("Suède", "Sweden"),
    "SN": ("Sénégal", "Senegal"),
    "TN": ("Tunisie", "Tunisia"),
    "US": ("États-Unis", "United States"),
}
FRENCH_TOWNS: Mapping[str, str] = {  # of the zones whose town has a French name
    "Algiers": "Alger",
    "Athens": "Athènes",
    "Beirut": "Beyrouth",
    "Brussels": "Bruxelles",
    "Bucharest": "Bucarest",
    "Cairo": "Le Caire",
    "Copenhagen": "Copenhague",
    "Lisbon": "Lisbonne",
    "London": "Londres",
    "Mexico City": "Mexico",
    "Montreal": "Montréal",
    "Moscow": "Moscou",
    "Noumea": "Nouméa",
    "Reunion": "La Réunion",
    "Seoul": "Séoul",
    "Vienna": "Vienne",
    "Warsaw": "Varsovie",
}
READ_IN_FRENCH = ("BE", "CH", "DZ", "FR", "LU", "MA", "MC", "SN", "TN")  # elsewhere a venue is first given English
_INCLUSIVE = re.compile(r"[·•(][\w·•]+\)?")  # « comédien·ne »
_JOINED = re.compile(r"(\s*,\s*(?:dont\s+)?|\s+et\s+|\s*/\s*)")


def trade(name: str, lang: Lang) -> str:
    """Return what somebody does, in the language: a trade of no table stays as it was typed."""
    if lang == "fr":
        return said(name)[:1].upper() + said(name)[1:]
    parts = _JOINED.split(said(name))
    whole = TRADES.get(_plain(name))
    if whole is None and all(_plain(part) in TRADES for part in parts[::2]):
        whole = ", ".join(TRADES[_plain(part)] for part in parts[::2])
    return whole[:1].upper() + whole[1:] if whole else said(name)


def usual(text: str, lang: Lang) -> str:
    """Return typed words in the language when they are those that the office proposes; as they were typed otherwise."""
    return said(text) if lang == "fr" else USUAL.get(_plain(text), said(text))


def read_in(code: str) -> Lang:
    """Return the language first given to a venue of a country; its page offers the other."""
    return "fr" if code in READ_IN_FRENCH else "en"


def country(code: str, lang: Lang) -> str:
    """Return the name of a country, its code when no table knows it."""
    french, english = COUNTRIES.get(code, (code, code))
    return french if lang == "fr" else english


def town_of(zone: str, lang: Lang) -> str:
    """Return the town that names a time zone: « Londres »."""
    town = zone.rpartition("/")[2].replace("_", " ")
    return FRENCH_TOWNS.get(town, town) if lang == "fr" else town


def elsewhere(at: datetime | None, zone: str, here: str, lang: Lang) -> str:
    """Return « heure de Londres » when an hour is not that of the place of the day; nothing when both clocks agree."""
    if at is None or not zone or zone == here or not _apart(at, zone, here):
        return ""
    return WORDS[lang]["time_of"].format(town_of(zone, lang))


def clocks(at: datetime, here: str, lang: Lang) -> str:
    """Return how the clocks of the place differ from ours that day: « heures de Londres, 1 h de moins qu’à Paris »."""
    home = timezone.get_default_timezone_name()
    minutes = _apart(at, here, home)
    if not minutes:
        return ""
    hours, left = divmod(abs(minutes), 60)
    apart = f"{hours}\u00a0h{f'\u00a0{left:02d}' if left else ''}"
    words = WORDS[lang]["clocks_later" if minutes > 0 else "clocks_earlier"]
    return words.format(town_of(here, lang), apart, town_of(home, lang))


def _apart(at: datetime, zone: str, other: str) -> int:
    """Return how many minutes the clock of a zone is ahead of another at an instant."""
    ours, theirs = (at.astimezone(ZoneInfo(name)).utcoffset() for name in (zone, other))
    assert ours is not None and theirs is not None  # both are zones
    return int((ours - theirs).total_seconds() // 60)


def _plain(text: str) -> str:
    return _INCLUSIVE.sub("", said(text)).strip().casefold()
