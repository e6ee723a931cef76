"""Which papers the parties of a contract ask of one another, and how far each has come."""

from django.db.models import TextChoices


class PieceKind(TextChoices):
    RECEPISSE = "recepisse", "récépissé d’entrepreneur de spectacles"
    VIGILANCE = "vigilance", "attestation de vigilance"
    ETRANGERS = "liste_etrangers", "liste nominative des salariés étrangers, ou attestation de néant"
    IMMATRICULATION = "kbis", "Kbis, extrait RNE ou récépissé de préfecture"
    ASSURANCE = "assurance", "attestation d’assurance"
    POUVOIR = "pouvoir", "pouvoir du signataire"
    RIB = "rib", "RIB"
    NUMERO_TVA = "numero_tva", "n° de TVA, ou régime de TVA"
    A1 = "a1", "certificat A1 de chaque salarié"
    RESIDENCE_FISCALE = "residence_fiscale", "attestation de résidence fiscale"
    SIPSI = "sipsi", "accusé de la déclaration de détachement (SIPSI)"
    PREFET = "information_prefet", "information préalable du préfet"
    ATA = "ata", "carnet ATA du matériel"
    VISA = "visa", "visas de travail"
    CWA = "cwa", "accord de retenue américain (CWA)"
    DROITS = "droits", "autorisation des auteurs"
    AUTRE = "autre", "autre pièce"


class PieceState(TextChoices):
    DEMANDEE = "demandee", "demandée"
    RECUE = "recue", "reçue"
    VERIFIEE = "verifiee", "vérifiée"
    REFUSEE = "refusee", "refusée"
