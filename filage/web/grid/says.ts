// What the grid says: the formula bar, the line of status, the alert of a refusal or of somebody else, and its two dialogs.
import type { Refused } from "./acts";

const WAITING = {
  network: "Connexion perdue",
  session: "Session fermée : reconnectez-vous dans un autre onglet",
  server: "Le serveur ne répond pas bien",
};

export class Says {
  readonly bar: HTMLInputElement;
  readonly note: HTMLDialogElement;
  readonly keys: HTMLDialogElement;
  private readonly sheet: HTMLElement;
  private readonly ref: HTMLElement;
  private readonly beside: HTMLElement;
  private readonly status: HTMLElement;
  private readonly alarm: HTMLElement;
  private readonly state: HTMLElement | null;
  private chosen: (mine: boolean) => void = () => undefined;
  private lost = false;

  constructor(root: HTMLElement) {
    const find = <T extends HTMLElement>(selector: string): T => root.querySelector<T>(selector)!;
    this.bar = find(".fbar input");
    this.sheet = find(".fbar [data-sheet]");
    this.ref = find(".fbar .ref");
    this.beside = find(".fbar .said");
    this.status = find(".gridsays");
    this.alarm = find(".met");
    this.note = find("dialog.grid-note");
    this.keys = find("dialog.grid-keys");
    this.state = document.getElementById("grille-etat")?.querySelector("[data-saved]") ?? null;
  }

  /** Show the active cell in the formula bar: its text to write, or how it is computed. */
  show(row: HTMLTableRowElement, cell: HTMLTableCellElement, reason: string): void {
    this.ref.textContent = row.cells[0]?.textContent?.trim() ?? "";
    this.bar.disabled = !cell.dataset.f;
    this.sheet.hidden = !row.querySelector("[data-f]");
    const computed = row.querySelector<HTMLElement>("td.calc")?.textContent?.trim() ?? "";
    this.bar.value = cell.dataset.f ? (cell.dataset.p ?? cell.dataset.v ?? "") : (cell.innerText ?? "").trim();
    this.beside.textContent = reason || (cell.dataset.f ? "" : computed ? `ƒ ${computed}` : "calculé");
    this.beside.classList.toggle("neg", reason !== "");
  }

  tell(text: string): void {
    this.status.textContent = text;
  }

  saved(at: string): void {
    if (this.state) this.state.textContent = `Enregistré à ${at}`;
  }

  waiting(left: number, why: "" | keyof typeof WAITING): void {
    if (why) {
      const kept = left > 1 ? `${left} saisies gardées` : "votre saisie est gardée";
      if (this.state) this.state.textContent = `${WAITING[why]} · ${left} en attente`;
      if (!this.lost) this.alert(`${WAITING[why]} : ${kept} sur cet appareil, envoi dès que possible.`);
      this.lost = true;
    } else if (left === 0 && this.lost) {
      this.lost = false;
      this.alert("");
      this.tell("Connexion revenue : tout est enregistré.");
    } else if (left > 0 && this.state && !this.lost) this.state.textContent = "Enregistrement…";
  }

  alert(text: string): void {
    this.alarm.hidden = text === "";
    this.alarm.textContent = text;
  }

  /** Say who wrote in a cell first, and offer the two ways out. */
  met(refused: Refused): void {
    this.alert(`${refused.reason} Vous aviez écrit « ${refused.text} ». Dans la cellule : Entrée reprend la vôtre, Échap garde l’autre. `);
    for (const [label, mine] of [["Garder la mienne", true], ["Garder l’autre", false]] as const) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-s";
      button.textContent = label;
      button.addEventListener("click", () => this.chosen(mine));
      this.alarm.append(button, " ");
    }
  }

  choices(chosen: (mine: boolean) => void): void {
    this.chosen = chosen;
  }
}
