// What the totals will be, shown before the server says it: only for a line that is plainly a quantity times a price.

const UNITS = 10_000n; // quantities and prices hold four decimals
const PLAIN = /^[-\u2212]?\d+(?:,\d{1,4}|\.\d{1,2})?$/;

/** Read a plain number in ten-thousandths; null for anything less plain, which the server reads. */
function read(text: string): bigint | null {
  const bare = text.replace(/[\s\u00a0\u202f€]/g, "");
  if (!PLAIN.test(bare)) return null;
  const [whole = "0", decimals = ""] = bare.replace(/^[-\u2212]/, "").split(/[,.]/);
  const value = BigInt(whole) * UNITS + BigInt(decimals.padEnd(4, "0"));
  return /^[-\u2212]/.test(bare) ? -value : value;
}

/** Round a product of two ten-thousandths to ten-thousandths of a whole cent, halves away from zero. */
function product(quantity: bigint, price: bigint): bigint {
  const cents = UNITS * 100n; // of a product, per cent of euro
  const raw = quantity * price;
  const half = raw < 0n ? -cents / 2n : cents / 2n;
  return ((raw + half) / cents) * 100n;
}

/** Return a value times a ratio, in whole cents, halves away from zero. */
function scaled(value: bigint, up: bigint, down: bigint): bigint {
  const raw = value * up;
  const cents = down * 100n;
  const half = raw < 0n === cents < 0n ? cents / 2n : -cents / 2n;
  return ((raw + half) / cents) * 100n;
}

function written(value: bigint): string {
  const cents = (value < 0n ? -value : value) / 100n;
  const whole = String(cents / 100n).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return `${value < 0n ? "\u2212" : ""}${whole},${String(cents % 100n).padStart(2, "0")}`;
}

function shown(cell: HTMLElement): bigint | null {
  const text = (cell.querySelector("button.why") ?? cell).textContent?.trim() ?? "";
  return text === "" && /\bz\w/.test(cell.className) ? 0n : read(text);
}

/** Show the amount of a line and its sums as they will be; return what gives back what was there. */
export function estimate(cell: HTMLTableCellElement, text: string): (() => void) | null {
  const row = cell.closest("tr")!;
  const field = cell.dataset.f ?? "";
  const held = (name: string): bigint | null => {
    const one = row.querySelector<HTMLElement>(`[data-f=${name}]`);
    return one ? read(one === cell ? text : (one.dataset.p ?? one.dataset.v ?? "")) : null;
  };
  if (!["quantity", "unit_price", "amount"].includes(field)) return null;
  const amount = row.querySelectorAll<HTMLElement>("td.n:not([data-f=quantity], [data-f=unit_price], [data-f=vat_rate])")[0];
  const quantity = held("quantity");
  const price = field === "amount" ? read(text) : held("unit_price");
  const before = amount && field !== "amount" ? shown(amount) : read(cell.dataset.v ?? "");
  const was = [row.querySelector<HTMLElement>("[data-f=quantity]"), row.querySelector<HTMLElement>("[data-f=unit_price]")].map((one) => read(one?.dataset.v ?? ""));
  if (!amount || quantity === null || price === null || before === null || was[0] == null || was[1] == null) return null;
  const whole = product(was[0], was[1]);
  if (whole !== before && (!before || !whole)) return null; // only the server knows
  const sums = [row.closest("tbody")?.querySelector<HTMLElement>("tr.fam td.n"), row.closest<HTMLElement>("tbody")?.dataset.apart === undefined ? row.closest("table")?.querySelector<HTMLElement>("tr.tot td.n") : null];
  const plain = product(quantity, price);
  const after = whole === before ? plain : scaled(plain, before, whole); // a tax or several dates: a cent off at most, until the answer
  const pairs: [HTMLElement, bigint][] = [[amount, after]];
  for (const sum of sums) {
    const now = sum ? shown(sum) : null;
    if (sum && now !== null) pairs.push([sum, now + after - before]);
  }
  const old = pairs.map(([one]) => [one, one.innerHTML] as const);
  for (const [one, value] of pairs) {
    if (one !== cell) one.textContent = written(value);
    one.classList.add("waits");
  }
  return () => {
    for (const [one, html] of old) {
      if (one !== cell) one.innerHTML = html;
      one.classList.remove("waits");
    }
  };
}
