"""Says how the workbook names destinations, phases, statuses and account classes, and which statuses count."""

DESTINATIONS = {
    "A": "Plateau artistique",
    "B": "Équipe de création",
    "C": "Équipe technique",
    "D": "Décors, costumes, accessoires, vidéo",
    "E": "Entretien, consommables, reprises",
    "F": "Voyages, hébergement, repas",
    "G": "Droits",
    "H": "Communication, diffusion",
    "I": "Production, administration",
    "J": "Frais généraux imputés",
    "K": "Amortissement de la création",
    "L": "Imprévus",
    "S": "Structure",
    "Z": "Contributions volontaires",
}
PHASES = {
    "creation": "Création",
    "exploitation": "Exploitation",
    "structure": "Structure",
    "action_culturelle": "Action culturelle",
}
# code -> (label, counted in the forecast, counted as secured)
STATUSES = {
    "idee": ("Idée", True, False),
    "demande": ("Demandé", True, False),
    "en_instruction": ("En instruction", True, False),
    "accorde_oral": ("Accord oral", True, False),
    "notifie": ("Notifié", True, True),
    "conventionne": ("Conventionné", True, True),
    "encaisse": ("Encaissé", True, True),
    "refuse": ("Refusé", False, False),
    "option": ("En option", True, False),
    "confirme": ("Confirmé", True, True),
    "signe": ("Signé", True, True),
    "joue": ("Joué", True, True),
    "reporte": ("Reporté", True, False),
    "annule": ("Annulé", False, False),
    "certain": ("Certain", True, True),
    "incertain": ("Incertain", True, False),
}
CHARGE_CLASSES = {
    "60": "Achats",
    "61": "Services extérieurs",
    "62": "Autres services extérieurs",
    "63": "Impôts et taxes",
    "64": "Personnel",
    "65": "Autres charges de gestion",
    "66": "Charges financières",
    "67": "Charges exceptionnelles",
    "68": "Dotations, fonds dédiés",
    "69": "Impôt sur les sociétés",
}
INCOME_CLASSES = {
    "70": "Ventes, prestations",
    "73": "Concours publics",
    "74": "Subventions d’exploitation",
    "75": "Autres produits de gestion",
    "76": "Produits financiers",
    "77": "Produits exceptionnels",
    "78": "Reprises, fonds dédiés utilisés",
    "79": "Transferts de charges",
}
FUNDER_KINDS = {
    "etat": "État",
    "region": "Région",
    "departement": "Département",
    "commune_epci": "Commune, intercommunalité",
    "organisme_social": "Organisme social",
    "europe": "Fonds européens",
    "asp": "ASP (emplois aidés)",
    "etab_public": "Établissement public",
    "prive": "Aide privée",
}
TAXES = {"HT": "HT", "TTC": "TTC"}
TRAVEL_KINDS = ("Trajet", "Nuit", "Repas", "Autre")
MODES = {
    "": "à notre charge",
    "forfait": "refacturé au forfait",
    "reel": "refacturé au réel",
    "fourni": "pris en charge",
}
EVERY_DATE = "toutes"
INTERNAL = "interne"
DEDUCTED = {"expected": "prévus", "secured": "acquis"}
YES, NO = "oui", "non"


def phase(code: str) -> str:
    """Return the label of a phase; an unknown code is printed as it is."""
    return PHASES.get(code, code)


def status(code: str, *, certain: bool) -> str:
    """Return the label of a status; without one, « Certain » or « Incertain »."""
    return STATUSES[code][0] if code in STATUSES else STATUSES["certain" if certain else "incertain"][0]


def yes(answer: bool) -> str:
    """Return « oui » or « non »."""
    return YES if answer else NO
