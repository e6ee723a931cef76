// What is sent to the server: acts one after the other, kept on this device until it has answered.

export interface Edit {
  line: string;
  field: string;
  old: string;
  new: string;
}
export interface Insert {
  line: string;
  side: string;
  destination: string;
  after: string | null;
  texts: Record<string, string>;
  drawn?: boolean; // it is in the page before the server answers
}
export interface Move {
  line: string;
  destination: string;
  after: string | null;
}
export interface Act {
  edits: Edit[];
  inserts: Insert[];
  moves: Move[];
  deletes: string[];
  undo?: string;
  redo?: boolean; // an undoing that gives back
  made?: string[]; // lines that what is undone had made
  quiet?: boolean; // nothing to undo: a new line left empty
}
export interface Refused {
  line: string;
  field: string;
  text: string;
  reason: string;
  now: string | null;
}
export interface Answer {
  entry: string | null;
  at: string;
  html: Record<string, string>;
  order: Record<string, string[]> | null;
  refused: Refused[];
}
export interface Listener {
  answered(act: Act, answer: Answer, left: Act[]): void;
  turnedDown(act: Act, reason: string): void;
  waiting(count: number, why: "" | "network" | "session" | "server"): void;
}

const RETRY = 3000;
const LATE = 30_000;
const KEPT_ALIVE = 15_000; // letters: a browser carries 64 kilobytes past the end of a page
const TRIES = 3; // of an act that the server fails to handle

/** Return an act that does nothing yet. */
export function act(parts: Partial<Act> = {}): Act {
  return { edits: [], inserts: [], moves: [], deletes: [], ...parts };
}

/** Return an identifier that rises with time (UUIDv7), made here so that a line sent twice is one line. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let now = Date.now();
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = now % 256;
    now = Math.floor(now / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The acts that wait for the server, in order. */
export class Queue {
  private waiting: Act[] = [];
  private sending = false;
  private failures = 0;
  private timer = 0;

  constructor(
    private readonly where: { url: string; phase: string; reading: string; token: string; who: string },
    private readonly listener: Listener,
  ) {
    addEventListener("online", () => this.send());
  }

  /** Take up the acts that an earlier visit left here, in this budget or in another of the same production. */
  resume(): number {
    try {
      this.waiting = JSON.parse(localStorage.getItem(this.key) ?? "[]") as Act[];
    } catch {
      this.waiting = [];
    }
    if (this.waiting.length) this.send();
    return this.waiting.length;
  }

  /** Send what was left in the other budgets of the production; what is refused there is said here. */
  resumeOthers(): void {
    const start = this.key.slice(0, -this.where.phase.length);
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(start) || key === this.key) continue;
      const told: Listener = { answered: () => undefined, turnedDown: (one, reason) => this.listener.turnedDown({ ...one, edits: [] }, reason), waiting: () => undefined };
      new Queue({ ...this.where, phase: key.slice(start.length) }, told).resume();
    }
  }

  push(one: Act): void {
    this.waiting.push(one);
    this.keep();
    this.send();
  }

  get length(): number {
    return this.waiting.length;
  }

  private get key(): string {
    return `filage.grille.${this.where.who}.${this.where.url}.${this.where.phase}`;
  }

  private keep(): void {
    try {
      if (this.waiting.length) localStorage.setItem(this.key, JSON.stringify(this.waiting));
      else localStorage.removeItem(this.key);
    } catch {
      // no room on this device: the acts stay in the page
    }
  }

  private send(): void {
    if (this.sending || !this.waiting.length) return;
    this.sending = true;
    clearTimeout(this.timer);
    void this.first().finally(() => {
      this.sending = false;
      if (this.waiting.length && !this.timer) this.send();
    });
  }

  private async first(): Promise<void> {
    const one = this.waiting[0]!;
    this.timer = 0;
    this.listener.waiting(this.waiting.length, "");
    const reply = await this.posted(one).catch(() => null);
    if (reply === null) return this.later("network");
    if (reply.redirected || reply.status === 403) return this.later("session");
    if (reply.status >= 500 && (this.failures += 1) < TRIES) return this.later("server");
    this.failures = 0;
    const said = (await reply.json().catch(() => ({}))) as Partial<Answer> & { refusal?: string };
    this.waiting.shift();
    if (reply.ok && said.html) this.listener.answered(one, said as Answer, this.waiting);
    else this.listener.turnedDown(one, said.refusal ?? "Le serveur n’a pas pu enregistrer cette saisie.");
    this.keep();
    this.listener.waiting(this.waiting.length, "");
  }

  private posted(one: Act): Promise<Response> {
    const body = JSON.stringify({ ...one, phase: this.where.phase, reading: this.where.reading });
    return fetch(this.where.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.where.token },
      body,
      signal: AbortSignal.timeout(LATE),
      keepalive: body.length < KEPT_ALIVE, // the page may go, what it asked for still leaves
    });
  }

  private later(why: "network" | "session" | "server"): void {
    this.listener.waiting(this.waiting.length, why);
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.send();
    }, RETRY) as unknown as number;
  }
}
