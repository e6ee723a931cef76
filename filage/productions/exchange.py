"""What of the shared nouns travels in the Filage file, under which French key."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.productions import models
from filage.rules.directory import labels

PERCENT = Decimal(100)
FULLEST_WEEK = Decimal(48)  # hours: the most that the law lets anybody work in a week
FIRST_BIRTH = date(1900, 1, 1)


def in_order(first: tuple[str, str], last: tuple[str, str]) -> Callable[[Row], Iterable[Problem]]:
    """Return a check that `last` does not come before `first`; each is (key of the file, attribute)."""

    def check(row: Row) -> Iterator[Problem]:
        start, end = row[first[1]], row[last[1]]
        if start is not None and end is not None and end < start:
            yield last[0], f"précède « {first[0]} »"

    return check


def _fiscal_month(row: Row) -> Iterator[Problem]:
    if not 1 <= row["fiscal_year_start"] <= 12:
        yield "debut_exercice", "doit être un mois, de 1 à 12"


def _closing_month(row: Row) -> Iterator[Problem]:
    if row["programme_month"] is not None and not 1 <= row["programme_month"] <= 12:
        yield "mois_bouclage", "doit être un mois, de 1 à 12"


def _disciplines(row: Row) -> Iterator[Problem]:
    for code in labels.listed(row["disciplines"]):
        if code not in labels.disciplines():
            yield "disciplines", f"« {code} » n’est pas admis : {', '.join(labels.disciplines())}"


def _on_the_globe(row: Row) -> Iterator[Problem]:
    for key, attribute, largest in (("latitude", "latitude", 90), ("longitude", "longitude", 180)):
        if row[attribute] is not None and abs(row[attribute]) > largest:
            yield key, f"va de −{largest} à {largest} degrés"


def _room_of_the_venue(row: Row) -> Iterator[Problem]:
    if row["room"] and not row["venue"]:
        yield "salle", "demande aussi son lieu, sous « lieu »"


def _destination(row: Row) -> Iterator[Problem]:
    if not (row["destination"].isascii() and row["destination"].isupper()):
        yield "destination", "doit être une lettre majuscule, de A à Z"


STRUCTURES = Table(
    model=models.Structure,
    key="structures",
    noun="une structure",
    fields=fields(
        nom="name",
        notre="ours",
        categorie="kind",
        type_financeur="funder_kind",
        forme_juridique="legal_form",
        siret="siret",
        ape="ape",
        numero_tva="vat_number",
        adresse="address",
        code_postal="postal_code",
        ville="city",
        pays="country",
        courriel="email",
        telephone="phone",
        site="website",
        representant="representative",
        qualite_representant="representative_quality",
        representant_depuis="representative_since",
        changement_declare_le="change_told_on",
        competence_jusqu_au="competent_until",
        idcc="idcc",
        effectif="headcount",
        non_lucratif="nonprofit",
        circuit_paie="pay_circuit",
        urssaf="urssaf",
        caisse_retraite="retirement_fund",
        prevoyance="welfare_fund",
        medecine_travail="medical_service",
        numero_conges_spectacles="conges_employer_number",
        debut_exercice="fiscal_year_start",
        histoire="story",
        encre="ink",
        accent="accent",
        police="typeface",
        alias="aliases",
        reseaux="networks",
        disciplines="disciplines",
        reseaux_sociaux="social",
        budget_artistique="artistic_budget",
        cession_basse="fee_low",
        cession_haute="fee_high",
        mois_decision="decision_months",
        mois_bouclage="programme_month",
        scolaires="school_shows",
        residences="residencies",
        conditions_residence="residency_terms",
        coproduit="coproduces",
        appels="calls",
        note="note",
        source="source",
        source_le="source_on",
    ),
    sealed={"iban": "iban"},
    left_out={"logo": "une image reste dans son installation, avec ses octets : « filage sauvegarder » la garde"},
    checks=(_fiscal_month, _closing_month, _disciplines),
)
REGIMES = Table(
    model=models.VatRegime,
    key="regimes_tva",
    noun="un régime de TVA",
    parent="structure",
    fields=fields(depuis="since", statut="status"),
)
RECEPISSES = Table(
    model=models.Recepisse,
    key="recepisses",
    noun="un récépissé",
    parent="structure",
    fields=fields(numero="number", categorie="category", depuis="since", jusqu_au="until"),
    checks=(in_order(("depuis", "since"), ("jusqu_au", "until")),),
)
PEOPLE = Table(
    model=models.Person,
    key="personnes",
    noun="une personne",
    fields=fields(
        nom="name",
        metiers="trades",
        courriel="email",
        telephone="phone",
        biographie="bio",
        naissance=Field(attribute="born_on", since=FIRST_BIRTH),
        lieu_naissance="birth_place",
        nom_naissance="birth_name",
        nationalite="nationality",
        adresse="address",
        code_postal="postal_code",
        ville="city",
        pays="country",
        numero_conges_spectacles="conges_number",
        civilite="civility",
        langue="language",
        gouts="tastes",
    ),
    left_out={"account": "un compte appartient à l’installation ; la personne se relie de nouveau après l’import"},
    sealed={"nir": "nir", "iban": "iban", "besoins_acces": "access_needs", "taux_pas": "withholding_rate"},
)
VENUES = Table(
    model=models.Venue,
    key="lieux",
    noun="un lieu",
    fields=fields(
        structure="structure",
        nom="name",
        adresse="address",
        code_postal="postal_code",
        ville="city",
        pays="country",
        insee="insee",
        latitude=Field(attribute="latitude", signed=True),
        longitude=Field(attribute="longitude", signed=True),
        accessibilite="accessibility",
        note_technique="technical_note",
    ),
    checks=(_on_the_globe,),
)
ROOMS = Table(
    model=models.Room,
    key="salles",
    noun="une salle",
    fields=fields(
        lieu="venue",
        nom="name",
        jauge="capacity",
        places_assises="seated",
        places_debout="standing",
        ouverture="width",
        profondeur="depth",
        hauteur="height",
        pente="slope",
        degagements="wings",
        quai="dock",
    ),
)
PRODUCTIONS = Table(
    model=models.Production,
    key="productions",
    noun="un spectacle ou un projet",
    production="id",
    unique=(("slug",),),
    fields=fields(
        structure="structure",
        slug="slug",
        type="kind",
        titre="title",
        genre="genre",
        auteurs="creators",
        resume="pitch",
        intention="intention",
        oeuvres="works_used",
        mentions="mentions",
        duree_minutes="duration_minutes",
        public="audience",
        jauge="capacity",
        personnes_en_tournee="touring_party",
        plateau="stage_size",
        debut_creation="creation_start",
        fin_creation="creation_end",
        fin_exploitation="exploitation_end",
        deja_jouees="played_before",
        numero_objet="object_number",
    ),
    checks=(
        in_order(("debut_creation", "creation_start"), ("fin_creation", "creation_end")),
        in_order(("fin_creation", "creation_end"), ("fin_exploitation", "exploitation_end")),
    ),
)
CREDITS = Table(
    model=models.Credit,
    key="generiques",
    noun="une ligne de générique",
    production="production",
    fields=fields(production="production", role="role", qui="who"),
)
DEALS = Table(
    model=models.Deal,
    key="contrats",
    noun="un contrat",
    production="production",
    fields=fields(
        production="production",
        partenaire="partner",
        type="kind",
        sens="side",
        etape="stage",
        libelle="label",
        prix_base="base_price",
        coefficients=Field(attribute="coefficients", decimals=True),
        taux_tva=Field(attribute="vat_rate", largest=PERCENT),
        part_producteur=Field(attribute="producer_share", largest=PERCENT),
        base_partage="sharing_base",
        garantie="guarantee",
        garantie_pour="guarantee_for",
        taux_taxe=Field(attribute="tax_rate", largest=PERCENT),
        taux_droits=Field(attribute="rights_rate", largest=PERCENT),
        taux_acompte=Field(attribute="deposit_rate", largest=PERCENT),
        acompte_le="deposit_on",
        delai_paiement_jours="payment_days",
        motif_vitrine="vitrine_reason",
        forme="form",
        part_partenaire=Field(attribute="partner_share", largest=PERCENT),
        mode_variable="variable_mode",
        seuil="threshold",
        part_variable=Field(attribute="variable_share", largest=PERCENT),
        variable_sur="variable_over",
    ),
)
AGREED_COSTS = Table(
    model=models.AgreedCost,
    key="frais_convenus",
    noun="un frais convenu",
    parent="deal",
    fields=fields(role="role", libelle="label", montant="amount"),
)
BILL_SHARES = Table(
    model=models.BillShare,
    key="coplateau",
    noun="une part de co-plateau",
    parent="deal",
    fields=fields(artiste="artist", structure="structure", part=Field(attribute="part", largest=PERCENT), notre="ours"),
)
ACTIVITIES = Table(
    model=models.Activity,
    key="activites",
    noun="une date ou un service",
    production="production",
    fields=fields(
        production="production",
        type="kind",
        titre="title",
        date="on",
        jusqu_au="until",
        debut="starts_at",
        fin="ends_at",
        fuseau="zone",
        lieu="venue",
        salle=Field(attribute="room", same="venue"),
        statut="status",
        rang_option="option_rank",
        fin_option="option_until",
        seance="type",
        contrat=Field(attribute="deal", same="production"),
        jauge="capacity",
        places_reservees="reserved_seats",
        taux_remplissage=Field(attribute="fill_rate", largest=PERCENT),
        prix_moyen="average_price",
        voyages="travel",
        hebergement="lodging",
        repas="meals",
        droits="rights_payer",
        participants="participants",
        note="note",
    ),
    checks=(
        in_order(("date", "on"), ("jusqu_au", "until")),
        in_order(("debut", "starts_at"), ("fin", "ends_at")),
        _room_of_the_venue,
    ),
)
ENGAGEMENTS = Table(
    model=models.Engagement,
    key="embauches",
    noun="une embauche",
    production="production",
    fields=fields(
        production="production",
        personne="person",
        a_pourvoir="placeholder",
        fonction="function",
        statut="status",
        type_contrat="contract_kind",
        cadre="executive",
        position="position",
        abattement="deduction",
        heures_hebdo=Field(attribute="weekly_hours", largest=FULLEST_WEEK),
        motif="motive",
        phase="phase",
        destination="destination",
        unite="unit",
        brut="gross",
        effectif="headcount",
        quantite="quantity",
        par_representation="per_performance",
        quantite_suivantes="quantity_following",
        coefficient="coefficient",
        debut="starts_on",
        fin="ends_on",
        en_tournee="on_tour",
        contrat="contract",
        dpae="dpae",
        paie="pay",
        contrat_envoye_le="contract_sent_on",
        contrat_signe_le="contract_signed_on",
        dpae_le="dpae_on",
        dpae_numero="dpae_number",
        releve_le="reported_on",
        paye_le="paid_on",
        declare_le="declared_on",
        certificat_le="certified_on",
        remplace="replaces",
        remplace_depuis="replaced_from",
        paie_absence="absence_pay",
    ),
    sealed={"motif_absence": "absence_reason"},
    checks=(in_order(("debut", "starts_on"), ("fin", "ends_on")), _destination),
)

provide(STRUCTURES, REGIMES, RECEPISSES, PEOPLE, VENUES, ROOMS, PRODUCTIONS, CREDITS, DEALS, AGREED_COSTS, BILL_SHARES)
provide(ACTIVITIES, ENGAGEMENTS)
