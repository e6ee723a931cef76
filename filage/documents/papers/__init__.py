"""Writes the sheets of the office: a tagged PDF (PDF/UA-1 and PDF/A-3a), the same bytes for the same data."""

from collections.abc import Callable
from typing import Any

from filage.documents import phrases, spacing
from filage.documents.agreement_shapes import AgreementData
from filage.documents.call_sheet_shapes import CallSheetData, PlanningData
from filage.documents.day_sheet_shapes import BookData, DaySheetData
from filage.documents.dossier import compiled, pictured
from filage.documents.employment_shapes import EmploymentData, FormData
from filage.documents.estimate_shapes import EstimateData
from filage.documents.exam_shapes import PortfolioData, SummonsData
from filage.documents.jury_shapes import JuryLetterData, MinutesData
from filage.documents.paper_shapes import AccountsData, FinancingData, GuestsData, NeedsData, PaperData, TourData, TreasuryData
from filage.documents.papers import (
    accounts,
    agreement,
    call_sheet,
    contract,
    day_sheet,
    estimate,
    financing,
    form,
    guests,
    jury,
    needs,
    portfolio,
    register,
    school,
    settlement,
    summons,
    tour,
    treasury,
)
from filage.documents.register_shapes import RegisterData
from filage.documents.school_shapes import SchoolPaperData
from filage.documents.settlement_shapes import SettlementData
from filage.documents.typesetter import Plain, Typesetter

type Sheet = (
    PaperData
    | EmploymentData
    | FormData
    | AgreementData
    | SettlementData
    | EstimateData
    | DaySheetData
    | BookData
    | SchoolPaperData
)
type Examined = SummonsData | PortfolioData | MinutesData | JuryLetterData
type Pinned = CallSheetData | PlanningData | RegisterData  # made when asked, never kept
type View = Callable[[Typesetter, Any], Plain]

_TEMPLATES: dict[type, tuple[str, View]] = {
    FinancingData: ("financing.typ", financing.view),
    AccountsData: ("accounts.typ", accounts.view),
    TreasuryData: ("treasury.typ", treasury.view),
    TourData: ("tour.typ", tour.view),
    NeedsData: ("needs.typ", needs.view),
    GuestsData: ("guests.typ", guests.view),
    EmploymentData: ("contract.typ", contract.view),
    FormData: ("form.typ", form.view),
    AgreementData: ("agreement.typ", agreement.view),
    SettlementData: ("settlement.typ", settlement.view),
    EstimateData: ("estimate.typ", estimate.view),
    DaySheetData: ("day_sheet.typ", day_sheet.view),
    BookData: ("day_sheet.typ", day_sheet.book),
    SummonsData: ("summons.typ", summons.view),
    PortfolioData: ("portfolio.typ", portfolio.view),
    SchoolPaperData: ("school.typ", school.view),
    RegisterData: ("register.typ", register.view),
    MinutesData: ("minutes.typ", jury.view),
    JuryLetterData: ("jury_letter.typ", jury.letter),
    CallSheetData: ("call_sheet.typ", call_sheet.view),
    PlanningData: ("planning.typ", call_sheet.planning_view),
}


def render(data: Sheet | Examined | Pinned) -> bytes:
    """Return a sheet as a PDF file. Raises PictureRefused, FontsMissing and DocumentRefused as the dossier does."""
    return compiled(*_prepared(data))


def picture(data: Sheet | Examined | Pinned) -> bytes:
    """Return the first page of a sheet as a PNG, for a screen."""
    return pictured(*_prepared(data))


def _prepared(data: Sheet | Examined | Pinned) -> tuple[str, Plain, dict[str, bytes]]:
    """Return the template of a sheet, what it reads, and its pictures."""
    template, view = _TEMPLATES[type(data)]
    desk = Typesetter(data.head.lang)
    shown = view(desk, data)
    shown["unprinted"] = phrases.unprinted(desk.missing, desk.lang)
    if desk.lang == "fr":
        shown = spacing.spaced(shown) | {"marks": spacing.marks(shown)}
    return template, shown, desk.pictures
