"""What the pages of the papers of embauches read: each embauche, what its contract lacks, what was issued for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from filage.core import archive
from filage.core.archive import IssuedDocument
from filage.core.rails import season as seasons
from filage.desks.payroll.queries import papers, period, sheets
from filage.desks.payroll.queries.slips import slips
from filage.documents import delimited, employment, spoken
from filage.documents.clauses import Mention, reading
from filage.documents.employment_shapes import FormData
from filage.productions.enums import EmploymentStatus
from filage.productions.models import Engagement, Production

GROUNDS = (("numero", "même numéro"), ("orchestre", "même orchestre"))
ASKED = (
    ("contrat", "Contrat, PDF et Word"),
    ("avenant", "Avenant, PDF et Word"),
    ("contrat-commun", "Contrat commun à plusieurs artistes"),
    ("dpae", "Fiche DPAE"),
    ("aem", "Fiche AEM"),
    ("conges-spectacles", "Fiche Congés Spectacles"),
    ("afdas", "Fiche Afdas"),
    ("guso", "Fiche Guso"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One embauche on the page of papers."""

    engagement: Engagement
    kind: str  # of contract, as the paper is titled
    when: str
    blocking: Sequence[Mention]
    usual: Sequence[Mention]
    issued: Sequence[IssuedDocument]  # the last of each kind
    chosen: bool
    part_time: bool


def page(production: Production, *, chosen: Collection[str], today: date) -> dict[str, Any]:
    """Return what the page of papers shows of a production."""
    season = seasons.load(production.organisation_id, (production.pk,))
    issued = archive.documents_about(production.organisation_id, production)
    rows = [_row(season, each, issued, chosen) for each in season.engagements_of(production.pk)]
    return {
        "rows": rows,
        "asked": ASKED,
        "grounds": GROUNDS,
        "signers": [row.engagement for row in rows if _may_sign(row.engagement)],
        "shared": [each for each in issued if len(each.about) > 1][:6],
        "part_time": any(row.part_time for row in rows),
        "ready": sum(not row.blocking and row.engagement.person is not None for row in rows),
    }


def _may_sign(engagement: Engagement) -> bool:
    return engagement.person is not None and engagement.status == EmploymentStatus.ARTISTE


def _row(season: Any, engagement: Engagement, issued: Sequence[IssuedDocument], chosen: Collection[str]) -> PaperRow:
    terms = papers.terms_of(season, engagement)
    kind = employment.kind_of(terms)
    lacking = papers.missing(season, engagement)
    key = f"engagement:{engagement.pk}"
    latest: dict[str, IssuedDocument] = {}
    for each in issued:
        if each.subject == key:
            latest.setdefault(each.kind, each)
    between = period.period_in(season, engagement)
    return PaperRow(
        engagement=engagement,
        kind=reading.plan(employment.ROOM, kind).title,
        when=spoken.span(*between) if between else "",
        blocking=[each for each in lacking if each.blocks],
        usual=[each for each in lacking if not each.blocks],
        issued=list(latest.values()),
        chosen=str(engagement.pk) in chosen,
        part_time=bool(terms.contract != "CDDU" and terms.weekly_hours and terms.weekly_hours < employment.FULL_WEEK),
    )


def forms_of(production: Production, pk: UUID, *, today: date, month: date | None) -> dict[str, Any] | None:
    """Return the sheets to copy of an embauche and the months of its AEM; None when it is not there."""
    season = seasons.load(production.organisation_id, (production.pk,))
    engagement = next((each for each in season.engagements_of(production.pk) if each.pk == pk), None)
    if engagement is None:
        return None
    codes = sheets.sheets_for(engagement)
    months = [each.month for each in slips(season, engagement)]
    shown = [(code, sheets.sheet(season, engagement, code, on=today, month=month)) for code in codes]
    return {"engagement": engagement, "sheets": shown, "months": months, "month": month or (months[0] if months else None)}


def form_table(production: Production, pk: UUID, code: str, *, today: date, month: date | None) -> tuple[str, bytes] | None:
    """Return a sheet to copy as a CSV, with its name; None when there is none."""
    season = seasons.load(production.organisation_id, (production.pk,))
    engagement = next((each for each in season.engagements_of(production.pk) if each.pk == pk), None)
    if engagement is None or code not in sheets.SHEETS:
        return None
    data = sheets.sheet(season, engagement, code, on=today, month=month)
    name = slugify(data.subject.split(" · ")[0]) or "sans-nom"
    return f"{production.slug}-{code}-{name}.csv", delimited.render(("Partie", "Rubrique", "Valeur"), _fields(data))


def _fields(data: FormData) -> list[tuple[str, str, str]]:
    return [
        (group.name, field.label, "à compléter" if field.missing else field.value)
        for group in data.groups
        for field in group.fields
    ]
