// Who else has this budget open, and in which cell; what they write is painted here as they write it.
import type { Answer } from "./acts";
import { newId } from "./acts";
import { count, key } from "./cells";
import type { Grid } from "./grid";

interface Neighbour {
  name: string;
  line: string;
  field: string;
}
interface Heard extends Partial<Pick<Answer, "html" | "order">> {
  others: Neighbour[];
  since: string;
  last?: { name: string; lines: string[] };
}

const SELF = "Vous, dans un autre onglet";
const ALONE = 8000;
const TOGETHER = 2500;
const SETTLED = 400; // after a move, before it is said

export class Presence {
  private others: Neighbour[] = [];
  private since: string | null = null;
  private timer = 0;
  private asking = false;
  private mine: string[] = []; // what this page did since it last asked
  private readonly tab = newId();
  private readonly said: HTMLElement | null;

  constructor(
    private readonly grid: Grid,
    private readonly where: { url: string; phase: string; reading: string; token: string },
  ) {
    this.said = document.querySelector("#grille-etat [data-here]");
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.plan(0)));
    addEventListener("pagehide", () => this.leave());
    this.plan(200);
  }

  /** Keep apart what this page did itself. */
  did(entry: string | null): void {
    if (entry) this.mine.push(entry);
  }

  /** One moved to another cell: the others are told, when there are any. */
  moved(): void {
    if (this.others.length) this.plan(SETTLED);
  }

  /** Show where the others are; call it again after a repaint. */
  draw(): void {
    for (const cell of this.grid.root.querySelectorAll<HTMLElement>("[data-who]")) {
      cell.removeAttribute("data-who");
      if (!cell.hasAttribute("aria-invalid")) cell.removeAttribute("title");
    }
    for (const one of this.others) {
      const cell = one.field ? this.grid.cellAt(one.line, one.field) : null;
      if (!cell) continue;
      cell.dataset.who = one.name ? initials(one.name) : "vous";
      cell.title = `${one.name || SELF} : dans cette cellule`;
    }
    const text = this.sentence();
    if (this.said && this.said.textContent !== text) this.said.textContent = text;
  }

  private sentence(): string {
    const [first, ...more] = this.others;
    if (!first) return "";
    if (more.length) return ` · Aussi ici : ${this.others.map((one) => this.told(one)).join(", ")}`;
    return first.name ? ` · ${first.name} est aussi ici${this.spot(first)}` : ` · Ouvert aussi dans un autre onglet${this.spot(first)}`;
  }

  private told(one: Neighbour): string {
    return `${one.name || SELF.toLowerCase()}${this.spot(one)}`;
  }

  private spot(one: Neighbour): string {
    const ref = this.ref(one.line);
    return ref && ` (${ref})`;
  }

  private ref(line: string): string {
    const row = document.getElementById(`r-${line}`) as HTMLTableRowElement | null;
    return row?.cells[0]?.textContent?.trim() ?? "";
  }

  private plan(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), wait) as unknown as number;
  }

  private async ask(): Promise<void> {
    if (document.hidden || this.asking) return;
    this.asking = true;
    const reply = await this.posted(false).catch(() => null);
    this.asking = false;
    const heard = reply?.ok && !reply.redirected ? ((await reply.json().catch(() => null)) as Heard | null) : null;
    if (heard) this.hear(heard);
    this.plan(this.others.length ? TOGETHER : ALONE);
  }

  private hear(heard: Heard): void {
    this.others = heard.others;
    if (this.grid.queue.length && heard.html) return this.draw(); // one's own acts are on their way: what others wrote comes next time
    this.since = heard.since;
    this.mine = this.mine.filter((entry) => entry > heard.since);
    if (heard.html) {
      this.grid.answers.show({ html: heard.html, order: heard.order ?? null }, [], true);
      this.tell(heard.last!);
    }
    this.draw();
  }

  private tell(last: { name: string; lines: string[] }): void {
    const refs = last.lines.map((line) => this.ref(line)).filter(Boolean);
    const what = refs.length === 0 ? "le budget a changé" : refs.length < 4 ? `saisie en ${refs.join(", ")}` : `saisie dans ${count(refs.length, "ligne")}`;
    this.grid.says.tell(`${last.name || SELF} : ${what}.`);
  }

  private leave(): void {
    clearTimeout(this.timer);
    void this.posted(true).catch(() => undefined);
  }

  private posted(leaving: boolean): Promise<Response> {
    const { phase, reading } = this.where;
    const cell = this.grid.board.current;
    return fetch(this.where.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.where.token },
      body: JSON.stringify({ phase, reading, spot: cell?.dataset.f ? key(cell) : "", since: this.since, mine: this.mine, tab: this.tab, leaving }),
      keepalive: leaving,
    });
  }
}

function initials(name: string): string {
  return name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
}
