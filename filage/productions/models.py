"""The shared nouns that every desk reads: one place decides what a structure, a date or an embauche holds."""

from django.conf import settings
from django.db import models

from filage.core.fields import FoldedField, MoneyField, RateField, SealedTextField
from filage.core.scope import Owned

from . import enums
from .interview import Answer, Attachment, Need, Quote  # noqa: F401 read with the others: one room, one list of models
from .zones import known_zone


class Structure(Owned):
    """Any legal body, ours or a partner's."""

    name = models.CharField(max_length=200)
    ours = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, choices=enums.StructureKind, default=enums.StructureKind.AUTRE)
    funder_kind = models.CharField(max_length=20, choices=enums.FunderKind, blank=True)
    legal_form = models.CharField(max_length=100, blank=True)
    siret = models.CharField(max_length=14, blank=True)
    ape = models.CharField(max_length=6, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, default="FR")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)
    representative = models.CharField(max_length=120, blank=True)
    representative_quality = models.CharField(max_length=120, blank=True)
    representative_since = models.DateField(null=True, blank=True)  # of one of ours, when it changed
    change_told_on = models.DateField(null=True, blank=True)  # that change, to who gives the récépissés
    competent_until = models.DateField(null=True, blank=True)  # the competent person of the récépissé has left; empty: still here
    idcc = models.CharField(max_length=4, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)  # employees, as the contributions count them; empty is unknown
    nonprofit = models.BooleanField(null=True, blank=True)  # seeks no profit; empty is unknown
    pay_circuit = models.CharField(max_length=4, choices=enums.PayCircuit, default=enums.PayCircuit.DSN)
    urssaf = models.CharField(max_length=120, blank=True)  # where it declares its hires
    retirement_fund = models.CharField(max_length=120, blank=True)  # caisse de retraite complémentaire
    welfare_fund = models.CharField(max_length=120, blank=True)  # organisme de prévoyance
    medical_service = models.CharField(max_length=120, blank=True)  # médecine du travail
    conges_employer_number = models.CharField(max_length=40, blank=True)  # n° d’adhérent aux Congés Spectacles
    fiscal_year_start = models.PositiveSmallIntegerField(default=1)  # month, 1 to 12
    story = models.TextField(blank=True)
    ink = models.CharField(max_length=7, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    typeface = models.CharField(max_length=8, choices=enums.Typeface, blank=True)
    logo = models.CharField(max_length=64, blank=True)  # the imprint (sha256) of its bytes among the stored files
    aliases = models.CharField(max_length=300, blank=True)  # other names, apart by a comma
    networks = models.CharField(max_length=300, blank=True)  # réseaux, apart by a comma
    disciplines = models.CharField(max_length=200, blank=True)  # codes of `rules.directory`, apart by a comma
    social = models.CharField(max_length=300, blank=True)  # réseaux sociaux
    artistic_budget = MoneyField(null=True, blank=True)  # estimated, of a year
    fee_low = MoneyField(null=True, blank=True)  # what it pays for a cession, net of VAT
    fee_high = MoneyField(null=True, blank=True)
    decision_months = models.CharField(max_length=120, blank=True)  # when the next season is chosen
    programme_month = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 12: when the brochure closes
    school_shows = models.BooleanField(null=True, blank=True)  # séances scolaires; empty is unknown
    residencies = models.BooleanField(null=True, blank=True)  # accueille en résidence
    residency_terms = models.CharField(max_length=300, blank=True)
    coproduces = models.BooleanField(null=True, blank=True)
    calls = models.CharField(max_length=300, blank=True)  # appels à projets, with their dates
    note = models.TextField(blank=True)
    iban = SealedTextField(blank=True, default="")
    source = models.CharField(max_length=200, blank=True)  # where its card comes from
    source_on = models.DateField(null=True, blank=True)
    folded = FoldedField(of=("name", "aliases", "city", "postal_code", "networks"))  # what a search looks through

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["organisation", "folded"], name="structure_by_words"),
            models.Index(fields=["organisation"], condition=models.Q(ours=True), name="structure_ours"),
            models.Index(fields=["organisation", "postal_code"], name="structure_by_code"),
        ]

    def __str__(self) -> str:
        return self.name


class VatRegime(Owned):
    """The VAT regime of one of our structures from a date on."""

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="vat_regimes")
    since = models.DateField()
    status = models.CharField(max_length=20, choices=enums.VatStatus)

    def __str__(self) -> str:
        return f"{self.get_status_display()} depuis le {self.since:%d/%m/%Y}"


class Recepisse(Owned):
    """A n° de récépissé (valant licence) of one of our structures."""

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="recepisses")
    number = models.CharField(max_length=60)
    category = models.PositiveSmallIntegerField()
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.number


class Venue(Owned):
    """A place where something happens, run by a structure."""

    structure = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="venues")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, default="FR")
    insee = models.CharField(max_length=5, blank=True)
    latitude = RateField(null=True, blank=True)  # degrees, north positive
    longitude = RateField(null=True, blank=True)  # degrees, east positive
    accessibility = models.CharField(max_length=300, blank=True)
    technical_note = models.TextField(blank=True)
    folded = FoldedField(of=("name", "city", "postal_code"))

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "folded"], name="venue_by_words")]

    def __str__(self) -> str:
        return self.name


class Room(Owned):
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=120)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    seated = models.PositiveIntegerField(null=True, blank=True)  # places, when some stand and others sit
    standing = models.PositiveIntegerField(null=True, blank=True)
    width = RateField(null=True, blank=True)  # metres: ouverture
    depth = RateField(null=True, blank=True)  # metres
    height = RateField(null=True, blank=True)  # metres under the grid
    slope = RateField(null=True, blank=True)  # percent; 0 is flat
    wings = models.CharField(max_length=120, blank=True)  # dégagements
    dock = models.CharField(max_length=120, blank=True)  # quai de déchargement

    def __str__(self) -> str:
        return self.name


class Person(Owned):
    """Someone the office works with; sealed fields never leave it."""

    name = models.CharField(max_length=160)
    trades = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    bio = models.TextField(blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="people")
    born_on = models.DateField(null=True, blank=True)
    birth_place = models.CharField(max_length=120, blank=True)
    birth_name = models.CharField(max_length=120, blank=True)
    nationality = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, default="FR")
    conges_number = models.CharField(max_length=40, blank=True)  # n° aux Congés Spectacles
    civility = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, default="fr")  # in which she is written to
    tastes = models.CharField(max_length=300, blank=True)  # of a programmer
    nir = SealedTextField(blank=True, default="")
    iban = SealedTextField(blank=True, default="")
    access_needs = SealedTextField(blank=True, default="")
    withholding_rate = SealedTextField(blank=True, default="")  # taux du prélèvement à la source, as the tax office gave it
    folded = FoldedField(of=("name", "trades", "city", "email"))

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "folded"], name="person_by_words")]

    def __str__(self) -> str:
        return self.name


class Production(Owned):
    """A spectacle or a projet: what the whole office works for."""

    structure = models.ForeignKey(Structure, on_delete=models.RESTRICT, related_name="productions")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=12, choices=enums.ProductionKind, default=enums.ProductionKind.SPECTACLE)
    title = models.CharField(max_length=200)
    genre = models.CharField(max_length=80, blank=True)
    creators = models.CharField(max_length=300, blank=True)
    pitch = models.TextField(blank=True)
    intention = models.TextField(blank=True)
    works_used = models.TextField(blank=True)
    mentions = models.TextField(blank=True)
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=120, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    touring_party = models.PositiveSmallIntegerField(null=True, blank=True)
    stage_size = models.CharField(max_length=120, blank=True)
    creation_start = models.DateField(null=True, blank=True)
    creation_end = models.DateField(null=True, blank=True)  # the bound between création and exploitation, a choice of the project
    exploitation_end = models.DateField(null=True, blank=True)
    object_number = models.CharField(max_length=40, blank=True)  # numéro d’objet of France Travail
    played_before = models.PositiveIntegerField(default=0)  # performances with a paying audience, before those kept here

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="production_slug_unique")]

    def __str__(self) -> str:
        return self.title


class Credit(Owned):
    """One line of the générique: a role and who holds it."""

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="credits")
    role = models.CharField(max_length=120)
    who = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.role} : {self.who}"


class Deal(Owned):
    """The terms agreed with a partner, which performances point to."""

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="deals")
    partner = models.ForeignKey(Structure, on_delete=models.RESTRICT, null=True, blank=True, related_name="deals")
    kind = models.CharField(max_length=20, choices=enums.DealKind, default=enums.DealKind.CESSION)
    side = models.CharField(max_length=8, choices=enums.DealSide, blank=True)  # empty: the usual one of the kind
    stage = models.CharField(max_length=12, choices=enums.DealStage, default=enums.DealStage.PROPOSE)
    label = models.CharField(max_length=200, blank=True)
    base_price = MoneyField(null=True, blank=True)  # net of VAT, first date
    coefficients = models.JSONField(default=list, blank=True)  # ["1", "0.85", "0.75"]; the last repeats
    vat_rate = RateField(null=True, blank=True)  # percent; empty: the law's rate for the operation
    producer_share = RateField(null=True, blank=True)  # percent of the sharing base
    sharing_base = models.CharField(max_length=8, choices=enums.SharingBase, default=enums.SharingBase.NETTE)
    guarantee = MoneyField(null=True, blank=True)
    guarantee_for = models.CharField(max_length=12, choices=enums.GuaranteeFor, blank=True)
    tax_rate = RateField(null=True, blank=True)  # percent of the takings net of VAT
    rights_rate = RateField(null=True, blank=True)  # percent of the takings net of VAT
    deposit_rate = RateField(null=True, blank=True)  # percent of the price
    deposit_on = models.DateField(null=True, blank=True)
    payment_days = models.PositiveSmallIntegerField(default=30)
    vitrine_reason = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=8, choices=enums.CoproductionForm, blank=True)  # of a coproduction; empty is unknown
    partner_share = RateField(null=True, blank=True)  # percent of the result, in a société en participation
    variable_mode = models.CharField(max_length=6, choices=enums.VariableMode, blank=True)  # empty: the price alone
    threshold = MoneyField(null=True, blank=True)  # net takings above which the percentage adds up; empty: the costs agreed
    variable_share = RateField(null=True, blank=True)  # percent of the net takings
    variable_over = models.CharField(max_length=6, choices=enums.VariableOver, default=enums.VariableOver.SOIREE)

    @property
    def buys(self) -> bool:
        """Tell whether we are the one who pays: what is said of it, else what is usual of its kind."""
        return self.side == enums.DealSide.ACHAT if self.side else self.kind in enums.BOUGHT

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class AgreedCost(Owned):
    """A cost written in a contract, net of VAT: of one evening when it is deducted, of the whole rental when it is paid."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="agreed_costs")
    role = models.CharField(max_length=10, choices=enums.AgreedRole, default=enums.AgreedRole.DEDUIT)
    label = models.CharField(max_length=160)
    amount = MoneyField(null=True, blank=True)  # empty is unknown

    def __str__(self) -> str:
        return self.label


class BillShare(Owned):
    """The part of one of the artists who share a bill (co-plateau), in percent of what the artists receive together."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="bill_shares")
    artist = models.CharField(max_length=160)
    structure = models.ForeignKey(Structure, on_delete=models.SET_NULL, null=True, blank=True, related_name="bill_shares")
    part = RateField(null=True, blank=True)  # percent; empty is unknown
    ours = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.artist


class Activity(Owned):
    """A dated service of a production; a performance is an activity with a rank and a type."""

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=16, choices=enums.ActivityKind)
    title = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)  # last day, for a residency or a run of rehearsals
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=40, default="Europe/Paris", validators=[known_zone])
    venue = models.ForeignKey(Venue, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    room = models.ForeignKey(Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    status = models.CharField(max_length=12, choices=enums.DateStatus, default=enums.DateStatus.OPTION)
    option_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    option_until = models.DateField(null=True, blank=True)
    type = models.CharField(max_length=12, choices=enums.PerformanceType, blank=True)
    deal = models.ForeignKey(Deal, on_delete=models.SET_NULL, null=True, blank=True, related_name="performances")
    capacity = models.PositiveIntegerField(null=True, blank=True)
    reserved_seats = models.PositiveIntegerField(default=0)  # invitations et servitudes
    fill_rate = RateField(null=True, blank=True)  # percent of the sellable seats
    average_price = MoneyField(null=True, blank=True)  # paid by a spectator, VAT included
    travel = models.CharField(max_length=8, choices=enums.HostingMode, blank=True)  # voyages; empty is unknown
    lodging = models.CharField(max_length=8, choices=enums.HostingMode, blank=True)  # hébergement
    meals = models.CharField(max_length=8, choices=enums.HostingMode, blank=True)  # repas
    rights_payer = models.CharField(max_length=12, choices=enums.RightsPayer, blank=True)  # of the author's rights
    participants = models.ManyToManyField(Person, blank=True, related_name="activities")
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.title or self.get_kind_display()}, {self.on:%d/%m/%Y}"


class Engagement(Owned):
    """An embauche: a person (or a placeholder) × a production × a function × terms."""

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="engagements")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="engagements")
    placeholder = models.CharField(max_length=120, blank=True)
    function = models.CharField(max_length=120)
    status = models.CharField(max_length=12, choices=enums.EmploymentStatus)
    contract_kind = models.CharField(max_length=4, choices=enums.EmploymentContract, blank=True)  # empty: the usual of the status
    executive = models.BooleanField(default=False)  # cadre
    position = models.CharField(max_length=120, blank=True)  # words of the agreement's grid; empty is unknown
    deduction = models.CharField(max_length=12, choices=enums.Deduction, blank=True)  # DFS
    weekly_hours = RateField(null=True, blank=True)  # empty: full time
    motive = models.CharField(max_length=300, blank=True)  # what the contract is for: object of a CDDU, reason of a CDD
    phase = models.CharField(max_length=20, choices=enums.Phase, default=enums.Phase.EXPLOITATION)
    destination = models.CharField(max_length=1, default="A")
    unit = models.CharField(max_length=8, choices=enums.GrossUnit, default=enums.GrossUnit.CACHET)
    gross = MoneyField(null=True, blank=True)  # per unit; empty is unknown
    headcount = models.PositiveSmallIntegerField(default=1)
    quantity = RateField(default=1)  # units, in all, or for each performance when `per_performance`
    per_performance = models.BooleanField(default=False)
    quantity_following = RateField(null=True, blank=True)  # units for each following date at the same place on consecutive days
    coefficient = RateField(null=True, blank=True)  # empty: the structure's coefficient de charges for the status
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    on_tour = models.BooleanField(default=True)
    contract = models.CharField(max_length=12, choices=enums.ContractTrack, default=enums.ContractTrack.A_ETABLIR)
    dpae = models.CharField(max_length=12, choices=enums.DpaeTrack, default=enums.DpaeTrack.A_FAIRE)
    pay = models.CharField(max_length=12, choices=enums.PayTrack, default=enums.PayTrack.A_FAIRE)
    contract_sent_on = models.DateField(null=True, blank=True)
    contract_signed_on = models.DateField(null=True, blank=True)
    dpae_on = models.DateField(null=True, blank=True)  # filed on
    dpae_number = models.CharField(max_length=60, blank=True)  # as the acknowledgement gives it
    reported_on = models.DateField(null=True, blank=True)  # relevé d’heures
    paid_on = models.DateField(null=True, blank=True)
    declared_on = models.DateField(null=True, blank=True)  # AEM or DSN
    certified_on = models.DateField(null=True, blank=True)  # certificat Congés Spectacles
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replacements")
    replaced_from = models.DateField(null=True, blank=True)  # first day of the replacement
    absence_reason = SealedTextField(blank=True, default="")  # of whom it replaces: an illness is nobody else's business
    absence_pay = models.CharField(max_length=10, choices=enums.AbsencePay, blank=True)  # of whom it replaces

    @property
    def contract_type(self) -> enums.EmploymentContract:
        """The contract of the embauche: its own, else the usual one of its status."""
        return enums.EmploymentContract(self.contract_kind or enums.USUAL_CONTRACT[enums.EmploymentStatus(self.status)])

    def __str__(self) -> str:
        return self.function
