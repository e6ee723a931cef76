"""Take the picture of each page: `python -m tests.browser.shots DOSSIER [--tout] [--adresse LIEN] [--pages PAGE…]`."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.chromium import ALWAYS, WIDE, View, browser, page
from tests.browser.server import served

DEAL = "/spectacles/ce-que-la-mer-rend/conditions/01a1fd5d-0895-7333-88fd-70dc54f240a7/"  # of the demonstration
DATE = "/dates/01a1fd5d-08f0-7ae1-a05a-38d60501a5d4/"
PISTE = "/pistes/01a2e100-0000-7000-8000-000000000001/"
PAGES = {
    "embauches": "/spectacles/{slug}/embauches/",
    "embauches-maison": "/embauches/",
    "papiers": "/spectacles/{slug}/embauches/papiers/",
    "variables": "/paie/variables/",
    "distribution": "/spectacles/{slug}/embauches/distribution/",
    "aujourdhui": "/",
    "spectacles": "/spectacles/",
    "spectacle": "/spectacles/{slug}/",
    "contrats": "/spectacles/{slug}/contrats/",
    "contrat": f"{DEAL}contrat/",
    "contrat-clause": f"{DEAL}contrat/clauses/assurance/",
    "contrat-signature": f"{DEAL}contrat/signature/",
    "contrat-versions": f"{DEAL}contrat/versions/",
    "conditions": DEAL,
    "contrat-nouveau": "/spectacles/{slug}/contrats/nouveau/",
    "contrats-lot": "/spectacles/{slug}/contrats/lot/",
    "organisation": "/spectacles/{slug}/organisation/",
    "promotion": "/spectacles/{slug}/promotion/",
    "budget": "/spectacles/{slug}/budget/",
    "prix": "/spectacles/{slug}/prix/",
    "financement": "/spectacles/{slug}/financement/",
    "tresorerie": "/spectacles/{slug}/tresorerie/",
    "versions": "/spectacles/{slug}/versions/",
    "classeur": "/spectacles/{slug}/classeur/",
    "calendrier": "/spectacles/{slug}/calendrier/",
    "agendas-partages": "/agendas/",
    "agenda-importer": "/spectacles/{slug}/calendrier/importer/",
    "sondages": "/spectacles/{slug}/sondages/",
    "sondage-nouveau": "/spectacles/{slug}/sondages/nouveau/",
    "annonces": "/spectacles/{slug}/annonces/",
    "indisponibilites": "/indisponibilites/",
    "saison": "/saison/",
    "saison-carte": "/saison/?mois=2027-04&vue=carte",
    "agenda": "/agenda/?mois=2027-03",
    "tableau-de-service": "/tableau-de-service/?jour=2027-03-09",
    "planning": "/personnes/01a1fd5d-0792-7f4c-89f8-41907b548940/planning/?mois=2027-03",
    "agenda-semaine": "/agenda/?vue=semaine&jour=2027-03-09",
    "diffusion": "/diffusion/",
    "prospection": "/spectacles/{slug}/diffusion/",
    "disponibilites": "/spectacles/{slug}/disponibilites/",
    "ligne-contrat": "/spectacles/ce-que-la-mer-rend/financement/01a1fd5d-0b43-7763-a202-cf6116ee458d/contrat/",
    "devis-nouveau": "/spectacles/{slug}/devis/nouveau/",
    "devis": "/devis/01a2d000-0000-7000-8000-000000003001/",
    "devis-modifier": "/devis/01a2d000-0000-7000-8000-000000003001/modifier/",
    "devis-accepter": "/devis/01a2d000-0000-7000-8000-000000003001/accepter/",
    "programmation": "/spectacles/{slug}/programmation/",
    "creneau": "/spectacles/{slug}/creneau/",
    "logistique": "/spectacles/{slug}/logistique/",
    "logistique-date": f"{DATE}logistique/",
    "logistique-trajet": f"{DATE}logistique/trajet/",
    "feuille": f"{DATE}feuille/",
    "carnet-de-route": "/spectacles/{slug}/carnet/",
    "retroplanning": "/spectacles/{slug}/retroplanning/",
    "retroplanning-gantt": "/spectacles/{slug}/retroplanning/?vue=gantt",
    "personnes": "/personnes/",
    "lieux": "/lieux/",
    "structures": "/structures/",
    "structure": "/structure/",
    "tournee": "/spectacles/{slug}/tournee/",
    "tournees": "/tournee/",
    "coffre": "/coffre/",
    "documents": "/documents/",
    "baremes": "/baremes/",
    "reglages-paie": "/paie/reglages/",
    "controles": "/controles/",
    "controles-hier": "/controles/?depuis=hier",
    "controles-ecartes": "/controles/ecartes/",
    "controles-catalogue": "/controles/catalogue/",
    "formation": "/formation/",
    "certification": "/formation/certifications/RNCP39624/",
    "session-nouvelle": "/formation/sessions/nouvelle/",
    "exercices": "/formation/exercices/",
    "exercice": "/formation/exercices/cas-1-plateau-prix/",
    "examens": "/formation/examens/",
    "examen-nouveau": "/formation/examens/nouveau/",
    "chercher": "/chercher/?q=mer",
    "nouveau-spectacle": "/nouveau-spectacle/",
    "creer-ma-structure": "/creer-ma-structure/",
    "saisons-exemples": "/saisons-exemples/",
    "entretien": "/spectacles/{slug}/entretien/",
    "entretien-sujet": "/spectacles/{slug}/entretien/lumiere/",
    "besoin-nouveau": "/spectacles/{slug}/besoins/nouveau/",
    "piece-jointe": "/spectacles/{slug}/pieces/nouvelle/",
    "propositions": "/spectacles/{slug}/propositions/",
    "dates-nouvelles": "/spectacles/{slug}/dates/nouvelles/",
    "heures": "/spectacles/{slug}/heures/?tous=1",
    "paie-reelle": "/paie/",
    "paie-recapitulatif": "/paie/reprendre/",
    "embauche-nouvelle": "/spectacles/{slug}/embauches/nouvelle/",
    "personne-nouvelle": "/personnes/nouvelle/",
    "structure-nouvelle": "/structures/nouvelle/",
    "lieu-nouveau": "/lieux/nouveau/",
    "ma-page": "/ma-page/",
    "composants": "/composants/",
    "pourquoi": "/pourquoi/chiffre/{slug}/plateau/",
    "mot-de-passe": "/compte/password/change/",
    "introuvable": "/nulle-part/",
    "date": DATE,
    "piste": PISTE,
    "options": f"{PISTE}options/",
    "invites": f"{DATE}invites/",
    "venues-pro": "/spectacles/{slug}/venues-pro/",
    "prevenir": "/dates/01a1fd5d-0921-748a-817b-fd4d06d9a233/prevenir/",
    "concert": f"{DATE}concert/",
    "decompte": f"{DATE}decompte/",
    "passage": f"{DATE}passages/nouveau/",
    "annuler": f"{DATE}annuler/",
    "contrat-pieces": f"{DEAL}pieces/",
    "contrat-accord": f"{DEAL.replace('conditions', 'contrats')}accord/",
    "feuille-anglais": f"{DATE}feuille/?langue=en&pour=lieu",
    "premiere-deplacer": "/spectacles/{slug}/retroplanning/premiere/",
    "tache-nouvelle": "/spectacles/{slug}/retroplanning/tache/",
    "gabarits": "/retroplanning/gabarits/",
    "frais": "/spectacles/{slug}/frais/",
    "defraiements": "/spectacles/{slug}/logistique/defraiements/",
    "vehicules": "/vehicules/",
    "prix-et-delais": "/logistique/prix/",
    "seance-accessible": f"{DATE}logistique/acces/",
    "carnet": "/carnet/",
    "carnet-structure": "/carnet/structures/01a1fd5d-074c-73bf-b549-ae8c27831cc2/",
    "carnet-personne": "/carnet/personnes/01a1fd5d-07d8-7841-aad3-4190f93d3819/",
    "carnet-importer": "/carnet/importer/",
}

SHOWN = {  # what a page shows after one press: its address, what is pressed, and what then stands there
    "tiroir": ("/saison/?mois=2027-04", f'a.day-link[href="{DATE}"]', "#tiroir .drawer"),
    "annulation-vue": (f"{DATE}annuler/", 'button[name="voir"]', "#chiffres"),
}


def shown(sheet: Page, address: str, name: str) -> None:
    """Lead a page to what it shows after one press."""
    path, pressed, there = SHOWN[name]
    sheet.goto(address + path)
    sheet.locator(pressed).first.click()
    sheet.locator(there).first.wait_for()


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DOSSIER")
    parser.add_argument("--pages", nargs="*", metavar="PAGE", help=", ".join(PAGES | SHOWN))
    parser.add_argument("--tout", action="store_true", help="toutes les largeurs, et le mode sombre")
    parser.add_argument("--adresse", help="le lien d’entrée d’un Filage qui tourne déjà")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    views = (*ALWAYS, *WIDE) if asked.tout else ALWAYS
    if asked.adresse:
        _shoot(asked.adresse, asked.folder, asked.pages or list(PAGES | SHOWN), views)
    else:
        with served() as running:
            _shoot(running.link, asked.folder, asked.pages or list(PAGES | SHOWN), views)


def _shoot(link: str, folder: Path, names: Sequence[str], views: Sequence[View]) -> None:
    address = re.sub(r"/entrer/.*", "", link)
    with browser() as opened:
        state, slug = enter(opened, link)
        for view in views:
            sheet = page(opened, view)
            sheet.context.add_cookies(state)
            for name in names:
                if name in SHOWN:
                    shown(sheet, address, name)
                else:
                    sheet.goto(address + PAGES[name].format(slug=slug), wait_until="networkidle")
                sheet.screenshot(path=folder / f"{name}-{view.name}.png", full_page=True)

            sheet.context.close()


def enter(opened: Browser, link: str) -> tuple[list, str]:
    """Follow the single-use link; return the cookies of whoever entered, and the slug of the first spectacle."""
    sheet = page(opened, ALWAYS[0])
    sheet.goto(link)
    sheet.goto(re.sub(r"/entrer/.*", "/spectacles/", link))
    first = sheet.locator(".works h2 a").first
    slug = (first.get_attribute("href") or "").strip("/").rpartition("/")[2] if first.count() else ""
    cookies = sheet.context.cookies()
    sheet.context.close()
    return cookies, slug


if __name__ == "__main__":
    main()
