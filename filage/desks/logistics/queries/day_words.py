"""How a feuille de route speaks, in French and in English, and what no text of it may carry, whoever typed it where."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from filage.documents import speech
from filage.documents.shapes import Lang

# a pay, a number of social security, a bank account: none of them has anything to do on the road
_NEVER = re.compile(
    r"\b[12]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?\b"
    r"|\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b"
    r"|\d[\d\s.,\u00a0\u202f]*(?:€|\b[Ee]uros?\b|\bEUR\b)|€\s?\d[\d\s.,]*",
)
TAKEN_OUT = "[…]"

WORDS: Mapping[Lang, Mapping[str, str]] = {
    "fr": {
        "kind_equipe": "Feuille de route",
        "kind_lieu": "Feuille de route pour le lieu",
        "option": "option, pas encore confirmée",
        "repetition": "Répétition",
        "residence": "Résidence",
        "montage": "Montage",
        "representation": "Représentation",
        "concert": "Concert",
        "atelier": "Atelier",
        "voyage": "Voyage",
        "reunion": "Réunion",
        "autre": "Service",
        "leaves": "Départ de {}",
        "arrives": "Arrivée à {}",
        "train": "train",
        "car": "car",
        "van": "fourgon ou minibus",
        "camion": "camion",
        "avion": "avion",
        "voiture": "voiture",
        "drives": "conduite : {}",
        "aboard": "à bord : {}",
        "everybody": "toute l’équipe",
        "seat": "{} : {}",
        "carries": "transporte : {}",
        "doors": "Ouverture des portes",
        "curfew": "Couvre-feu",
        "soundcheck": "Balance : {}",
        "plays": "{} joue",
        "petit_dejeuner": "Petit déjeuner",
        "dejeuner": "Déjeuner",
        "diner": "Dîner",
        "apres": "Repas après la représentation",
        "covers": "{} couverts",
        "by_eux": "réglé par le lieu",
        "by_nous": "réglé par nous",
        "by_indemnite": "indemnité, chacun mange où il veut",
        "by_a_discuter": "qui l’offre reste à dire",
        "lasts": "durée : {}",
        "time_of": "heure de {}",
        "hotel_in": "Arrivée à l’hôtel : {}",
        "place": "Lieu",
        "address": "Adresse",
        "room": "Salle",
        "dock": "Déchargement",
        "stage": "Plateau et public",
        "size": "Plateau",
        "size_said": "ouverture {}, profondeur {}, hauteur {}",
        "asked_stage": "Demandé",
        "capacity": "Jauge",
        "seats": "{} places",
        "session": "Séance",
        "accessibility": "Accessibilité",
        "services": "Pour le public",
        "road": "Route, nuits, repas",
        "vehicle": "Véhicule",
        "height": "hauteur {} m",
        "hotel": "Hôtel",
        "nights": "Nuits",
        "breakfast": "petit déjeuner dès {}",
        "parking": "stationnement : {}",
        "key": "clé tardive : {}",
        "beds": "Chambres",
        "single": "single",
        "double": "double",
        "twin": "deux lits",
        "familiale": "familiale",
        "with": "avec {}",
        "rooms": "{} chambres",
        "side_eux": "le lieu",
        "side_nous": "nous",
        "hosting": "Accueil",
        "requests": "Demandé au lieu",
        "safety": "Sécurité",
        "emergency": "Urgences",
        "emergency_said": "112 ; premiers secours et point de rassemblement : voir à l’arrivée avec le lieu",
        "harassment": "Violences, harcèlement",
        "people": "Équipe présente",
        "venue_desk": "Accueil du lieu",
        "house": "Production",
        "driver": "conduite",
        "no_hour": "l’heure : {}",
        "no_place": "le lieu",
        "no_address": "l’adresse du lieu",
        "no_phone": "le téléphone du lieu",
        "no_journey": "comment on y va",
        "no_leaving": "l’heure de départ de {}",
        "no_hotel": "où l’on dort",
        "no_bed": "le lit de {}",
        "no_meal": "les repas",
        "no_meal_side": "qui offre le repas : {}",
        "no_person": "qui est là",
        "no_call": "qui appeler, de notre côté",
        "to_book": "pas encore réservé",
        "and": "et",
        "until": "jusqu’à {}",
        "new": "{} : ajouté",
        "gone": "{} : n’a plus lieu",
        "moved": "{} : {} au lieu de {}",
        "changed_sms": "Changement",
        "call_sms": "Régie",
        "unknown_sms": "À confirmer",
    },
    "en": {
        "kind_equipe": "Day sheet",
        "kind_lieu": "Day sheet for the venue",
        "option": "on option, not confirmed yet",
        "repetition": "Rehearsal",
        "residence": "Residency",
        "montage": "Get-in",
        "representation": "Performance",
        "concert": "Concert",
        "atelier": "Workshop",
        "voyage": "Travel",
        "reunion": "Meeting",
        "autre": "Call",
        "leaves": "Departure from {}",
        "arrives": "Arrival in {}",
        "train": "train",
        "car": "coach",
        "van": "van or minibus",
        "camion": "truck",
        "avion": "plane",
        "voiture": "car",
        "drives": "driving: {}",
        "aboard": "on board: {}",
        "everybody": "the whole team",
        "seat": "{}: {}",
        "carries": "carries: {}",
        "doors": "Doors",
        "curfew": "Curfew",
        "soundcheck": "Soundcheck: {}",
        "plays": "{} on stage",
        "petit_dejeuner": "Breakfast",
        "dejeuner": "Lunch",
        "diner": "Dinner",
        "apres": "Meal after the performance",
        "covers": "{} people",
        "by_eux": "paid by the venue",
        "by_nous": "paid by us",
        "by_indemnite": "allowance, everyone eats where they like",
        "by_a_discuter": "who offers it is still to be said",
        "lasts": "running time: {}",
        "time_of": "{} time",
        "hotel_in": "Hotel check-in: {}",
        "place": "Venue",
        "address": "Address",
        "room": "Room",
        "dock": "Load-in",
        "stage": "Stage and audience",
        "size": "Stage",
        "size_said": "width {}, depth {}, height {}",
        "asked_stage": "Wanted",
        "capacity": "Capacity",
        "seats": "{} seats",
        "session": "Session",
        "accessibility": "Access",
        "services": "For the audience",
        "road": "Travel, nights, meals",
        "vehicle": "Vehicle",
        "height": "height {} m",
        "hotel": "Hotel",
        "nights": "Nights",
        "breakfast": "breakfast from {}",
        "parking": "parking: {}",
        "key": "late key: {}",
        "beds": "Rooms",
        "single": "single",
        "double": "double",
        "twin": "twin",
        "familiale": "family",
        "with": "with {}",
        "rooms": "{} rooms",
        "side_eux": "the venue",
        "side_nous": "us",
        "hosting": "Hospitality",
        "requests": "Asked of the venue",
        "safety": "Safety",
        "emergency": "Emergencies",
        "emergency_said": "112; first aid and assembly point: see with the venue on arrival",
        "harassment": "Violence, harassment",
        "people": "Team on site",
        "venue_desk": "Venue",
        "house": "Production",
        "driver": "driving",
        "no_hour": "the time: {}",
        "no_place": "the venue",
        "no_address": "the address of the venue",
        "no_phone": "the telephone of the venue",
        "no_journey": "how we travel",
        "no_leaving": "when we leave {}",
        "no_hotel": "where we sleep",
        "no_bed": "the bed of {}",
        "no_meal": "the meals",
        "no_meal_side": "who offers the meal: {}",
        "no_person": "who is there",
        "no_call": "whom to call on our side",
        "to_book": "not booked yet",
        "and": "and",
        "until": "until {}",
        "new": "{}: added",
        "gone": "{}: cancelled",
        "moved": "{}: {} instead of {}",
        "changed_sms": "Changed",
        "call_sms": "Stage manager",
        "unknown_sms": "To be confirmed",
    },
}


def said(text: str) -> str:
    """Return what somebody typed, on one line, without what a feuille de route never carries."""
    return _NEVER.sub(TAKEN_OUT, " ".join(str(text).split()))


def clock(at: datetime | None, zone: str) -> str:
    """Return the hour of an instant in a zone, « 14:30 »; nothing when it is unknown."""
    return at.astimezone(ZoneInfo(zone)).strftime("%H:%M") if at else ""


def day_in(at: datetime, zone: str) -> date:
    """Return the day of an instant in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def instant(at: datetime | None) -> str:
    """Return an instant as ISO, in universal time; nothing when it is unknown."""
    return at.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def elsewhere(at: datetime | None, zone: str, here: str, lang: Lang) -> str:
    """Return « heure de London » when an hour is not that of the place of the day; nothing when both clocks agree."""
    if at is None or not zone or zone == here:
        return ""
    same = at.astimezone(ZoneInfo(zone)).utcoffset() == at.astimezone(ZoneInfo(here)).utcoffset()
    town = zone.rpartition("/")[2].replace("_", " ")
    return "" if same else WORDS[lang]["time_of"].format(town)


def listed(names: list[str], lang: Lang) -> str:
    """Return « a, b et c »."""
    return speech.listed(names, lang)


def after(at: datetime | None, minutes: int | None) -> datetime | None:
    """Return the instant so many minutes later, None when one of both is unknown."""
    return at + timedelta(minutes=minutes) if at and minutes else None
