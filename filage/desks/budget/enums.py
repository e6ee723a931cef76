"""The closed lists of the budget desk: destinations, statuses of income and expense, VAT handling."""

from django.db.models import TextChoices


class Side(TextChoices):
    CHARGE = "charge", "charge"
    PRODUIT = "produit", "produit"


class Destination(TextChoices):
    """What a director or a coproducer reads (axe destination)."""

    A = "A", "Plateau artistique"
    B = "B", "Équipe de création"
    C = "C", "Équipe technique"
    D = "D", "Décors, costumes, accessoires, vidéo"
    E = "E", "Entretien, consommables, reprises"
    F = "F", "Voyages, hébergement, repas"
    G = "G", "Droits"
    H = "H", "Communication, diffusion"
    I = "I", "Production, administration"  # noqa: E741 the trade's own letter
    J = "J", "Frais généraux imputés"
    K = "K", "Amortissement de la création"
    L = "L", "Imprévus"
    P = "P", "Produits"
    S = "S", "Structure"
    Z = "Z", "Contributions volontaires"


class IncomeStatus(TextChoices):
    IDEE = "idee", "Idée"
    DEMANDE = "demande", "Demandé"
    EN_INSTRUCTION = "en_instruction", "En instruction"
    ACCORDE_ORAL = "accorde_oral", "Accord oral"
    NOTIFIE = "notifie", "Notifié"
    CONVENTIONNE = "conventionne", "Conventionné"
    ENCAISSE = "encaisse", "Encaissé"
    REFUSE = "refuse", "Refusé"


SECURED = (IncomeStatus.NOTIFIE, IncomeStatus.CONVENTIONNE, IncomeStatus.ENCAISSE)


class ExpenseStatus(TextChoices):
    ESTIME = "estime", "Estimé"
    DEVIS = "devis", "Devis"
    ENGAGE = "engage", "Engagé"
    FACTURE = "facture", "Facturé"
    PAYE = "paye", "Payé"


class Nature(TextChoices):
    """How a partner brings what it brings."""

    NUMERAIRE = "numeraire", "numéraire"
    INDUSTRIE = "industrie", "industrie"
    EN_NATURE = "nature", "nature"


class VatHandling(TextChoices):
    HT = "ht", "hors taxes"
    TTC = "ttc", "toutes taxes comprises"
    SANS = "sans", "sans TVA"


class HostingMode(TextChoices):
    """Who bears a line of voyage, hébergement, repas on a date."""

    FORFAIT = "forfait", "refacturé au forfait"
    REEL = "reel", "refacturé au réel"
    FOURNI = "fourni", "pris en charge par l’organisateur"


class HypothesisCode(TextChoices):
    DATES_PREVUES = "dates_prevues", "Dates prévues pour amortir"
    TAUX_GESTION = "taux_gestion", "Frais de gestion, % du coût plateau"
    QUOTE_PART_STRUCTURE = "quote_part_structure", "Quote-part de structure par date"
    FRAIS_PAIE = "frais_paie", "Frais de paie par bulletin"
    PRIX = "prix", "Prix de cession annoncé, HT"
    MARGE_SUR_COUT = "marge_sur_cout", "Taux de marge, % du coût"
    MARQUE_SUR_PRIX = "marque_sur_prix", "Taux de marque, % du prix"
    SERIE_1 = "serie_1", "Coefficient de la 1re date"
    SERIE_2 = "serie_2", "Coefficient de la 2e date"
    SERIE_3 = "serie_3", "Coefficient de la 3e date"
    SERIE_4 = "serie_4", "Coefficient de la 4e date et des suivantes"
    MEME_JOUR = "meme_jour", "Coefficient d’une 2e représentation le même jour"
    MEME_LIEU = "meme_lieu", "Coefficient d’un retour au même lieu"
    PRIX_SCOLAIRE = "prix_scolaire", "Prix d’une représentation scolaire, HT"
    TVA_CESSION = "tva_cession", "TVA sur la cession, %"
    TRESORERIE_OUVERTURE = "tresorerie_ouverture", "Solde d’ouverture"
    TRESORERIE_MOIS = "tresorerie_mois", "Nombre de mois du plan"
    BAS_DATES = "bas_dates", "Hypothèse basse : dates vendues"
    BAS_CHARGES = "bas_charges", "Hypothèse basse : charges en plus, %"
    HAUT_DATES = "haut_dates", "Hypothèse haute : dates vendues"
    HAUT_CHARGES = "haut_charges", "Hypothèse haute : charges en moins, %"


class Post(TextChoices):
    """Who may propose lines of a budget without an account: those who make the stage."""

    REGIE = "regie", "régie"
    SCENOGRAPHIE = "scenographie", "scénographie"
    COSTUMES = "costumes", "costumes"
    LUMIERE = "lumiere", "lumière"
    SON = "son", "son"
    VIDEO = "video", "vidéo"


class ContributionState(TextChoices):
    PROPOSEE = "proposee", "à relire"
    ACCEPTEE = "acceptee", "acceptée"
    MODIFIEE = "modifiee", "acceptée, changée"
    REFUSEE = "refusee", "refusée"


class PaperKind(TextChoices):
    """What a funder and the office send each other."""

    DEMANDE = "demande", "dossier de demande"
    LETTRE = "lettre", "lettre d’accord ou de notification"
    CONVENTION = "convention", "convention"
    APPEL = "appel", "appel de fonds"
    BILAN = "bilan", "bilan et compte rendu"
    ATTESTATION = "attestation", "attestation"
    AUTRE = "autre", "autre pièce"
