"""A quote and contracts with partners: one in PDF and in Word, two hundred in both with progress; the same by LibreOffice."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.timing import Row, median_seconds, milliseconds

RUNS, MANY = 15, 200
TODAY = date(2027, 1, 14)


def rows() -> list[Row]:
    """Measure a contract warm, its facts changed each time; then two hundred issued in both forms; LibreOffice beside."""
    from filage.documents import agreement_docx, papers

    made = _contract()
    changed = iter(range(10_000))

    def drawn(render: Callable[[Any], bytes]) -> Callable[[], bytes]:
        return lambda: render(made(next(changed)))

    for render in (papers.render, agreement_docx.render):
        drawn(render)()
    pdf, word = (median_seconds(drawn(render), runs=RUNS) for render in (papers.render, agreement_docx.render))
    beside = _office(agreement_docx.render(made(0)))
    return [
        *_quote(),
        Row("un contrat de cession, PDF/UA-1 et A-3a", milliseconds(pdf), "≤ 60 ms", beside),
        Row("le même, Word", milliseconds(word), "≤ 60 ms"),
        _many(),
    ]


def _contract() -> Callable[[int], Any]:
    from filage.documents import agreement
    from filage.documents import agreement_shapes as shapes
    from filage.documents.paper_shapes import Head
    from filage.documents.shapes import Company, Document

    line = shapes.PriceLine(label="Cession du droit d’exploitation", calc="2 × 2 500,00 €", amount=Decimal(5000))
    facts = shapes.Facts(
        kind="cession",
        first=shapes.Party(name="Compagnie Les Marées", siret="732 829 320 00074"),
        second=shapes.Party(name="Association des Salines", representative="Gaël Ferrandis"),
        work=shapes.Work(title="L’Estran", creators="Maud Kerven", minutes=80, party=7),
        dates=tuple(
            shapes.Played(
                on=date(2027, 4, day), starts="20:30", place="Théâtre des Salines", capacity=212, rank=day, travel="forfait"
            )
            for day in (8, 9)
        ),
        amounts=shapes.Amounts(base=Decimal(2500), lines=(line,), vat=Decimal("5.5"), deposit_rate=Decimal(30)),
    )
    head = Head(company=Company(name="Compagnie Les Marées"), document=Document(kind="Contrat", issued=TODAY), title="L’Estran")

    def made(rank: int) -> Any:
        """Return the contract of another partner, at other dates, at another price."""
        priced = replace(facts.amounts, base=Decimal(2500 + rank), lines=(replace(line, amount=line.amount + rank),))
        host = replace(facts.second, name=f"Association des Salines {rank}")
        dates = tuple(replace(each, on=each.on + timedelta(rank), capacity=200 + rank) for each in facts.dates)
        return agreement.paper(head, replace(facts, second=host, dates=dates, amounts=priced), TODAY)

    return made


def _quote() -> list[Row]:
    """Measure a quote in both forms, its facts changed each time; LibreOffice beside."""
    from filage.documents import estimate_docx, papers
    from filage.documents import estimate_shapes as shapes
    from filage.documents.paper_shapes import Head
    from filage.documents.shapes import Company, Document

    head = Head(company=Company(name="Compagnie Les Marées"), document=Document(kind="Devis", issued=TODAY), title="L’Estran")
    dates = tuple(
        shapes.QuotedDate(on=date(2027, 4, day), place="Théâtre des Salines", price=Decimal(price))
        for day, price in ((8, 3400), (9, 2890), (10, 2550))
    )
    stay = shapes.QuotedItem(label="Hébergement", mode="forfait", quantity=Decimal(12), unit=Decimal(75), amount=Decimal(900))
    changed = iter(range(10_000))

    def made() -> shapes.EstimateData:
        buyer = f"Association des Salines {next(changed)}"
        total = {"net": Decimal(9740), "vat_rate": Decimal("5.5"), "vat": Decimal("535.70"), "gross": Decimal("10275.70")}
        return shapes.EstimateData(head=head, reference="D-2027-001", buyer=buyer, dates=dates, items=(stay,), **total)

    for render in (papers.render, estimate_docx.render):
        render(made())
    pdf = median_seconds(lambda: papers.render(made()), runs=RUNS)
    word = median_seconds(lambda: estimate_docx.render(made()), runs=RUNS)
    beside = _office(estimate_docx.render(made()))
    return [
        Row("un devis, PDF/UA-1 et A-3a", milliseconds(pdf), "≤ 60 ms", beside),
        Row("le même, Word", milliseconds(word), "≤ 60 ms"),
    ]


def _office(word: bytes) -> str:
    """Return how long LibreOffice takes to turn the same Word file into a PDF, started each time, as a merge does."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return "LibreOffice absent"
    with tempfile.TemporaryDirectory(prefix="filage-lo-") as folder:
        path = Path(folder) / "contrat.docx"
        path.write_bytes(word)
        profile = f"-env:UserInstallation=file://{folder}/profil"
        line = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        told = []
        for _ in range(3):
            start = perf_counter()
            subprocess.run(line, capture_output=True, timeout=180, check=False)
            told.append(perf_counter() - start)
    return f"LibreOffice, du Word au PDF : {milliseconds(sorted(told)[1])}"


def _many() -> Row:
    """Issue two hundred contracts in both forms as the task does, in the steps whose progress the page shows."""
    from filage.core.models import Membership, User
    from filage.core.scratch import scratch_database
    from filage.desks.contracts.operations import papers
    from filage.portability import operations
    from filage.productions.models import Deal, Production

    with scratch_database():
        organisation = operations.import_file(Path("examples/saison-theatre.filage.yaml"))
        production = Production.objects.within(organisation).filter(deals__kind="cession").distinct()[0]
        model = Deal.objects.within(organisation).filter(production=production, kind="cession", base_price__isnull=False)[0]
        copies = [
            Deal(
                organisation=organisation,
                production=production,
                partner=model.partner,
                base_price=(model.base_price or 0) + rank,
                rank=rank,
            )
            for rank in range(MANY)
        ]
        Deal.objects.bulk_create(copies)
        by = User.objects.create_user("banc@exemple.fr")
        Membership.objects.create(user=by, organisation=organisation, role="administration")
        start = perf_counter()
        batch = papers.ask(production, "contrat", [str(each.pk) for each in copies], by=by, on=TODAY)
        papers.run(batch)
        seconds = perf_counter() - start
    steps = -(-MANY // papers.AT_ONCE)
    said = f"{len(batch.made)} papiers, {steps} étapes dites à l’écran"
    return Row(f"{MANY} contrats émis en PDF et en Word", f"{seconds:.1f} s", "≤ 25 s", said)
