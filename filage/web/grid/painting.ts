// How an answer repaints the page without disturbing who is writing: rows, families, totals, balances.
import type { Answer } from "./acts";

/** Make elements of a piece of table: rows and bodies only live inside one. */
function made(html: string): HTMLElement {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild as HTMLElement;
}

/** Replace the cells of a row that differ; the one being written keeps its editor and learns what stands beneath it. */
function repaintRow(row: HTMLTableRowElement, fresh: HTMLTableRowElement): void {
  row.className = fresh.className;
  [...fresh.cells].forEach((cell, place) => {
    const old = row.cells[place];
    if (!old) return;
    if (old.querySelector("input")) {
      old.dataset.v = cell.dataset.v ?? "";
      return;
    }
    const tab = old.getAttribute("tabindex");
    const chosen = old.getAttribute("aria-selected");
    const focused = document.activeElement === old;
    if (tab !== null) cell.setAttribute("tabindex", tab);
    if (chosen) cell.setAttribute("aria-selected", chosen);
    if (old.outerHTML === cell.outerHTML) return;
    old.replaceWith(cell.cloneNode(true));
    if (focused) row.cells[place]!.focus({ preventScroll: true });
  });
}

/** Put the families of a table in the order of the server; those it no longer names go. */
function repaintBodies(table: HTMLTableElement, order: string[], html: Record<string, string>): void {
  const folded = new Set([...table.tBodies].filter((body) => body.querySelector(".tw[aria-expanded=false]")).map((body) => body.id));
  for (const id of order) {
    let body = document.getElementById(id);
    if (html[id]) {
      const fresh = made(`<table>${html[id]}</table>`).firstElementChild as HTMLElement;
      if (folded.has(id)) {
        fresh.querySelector(".tw")?.setAttribute("aria-expanded", "false");
        for (const row of fresh.querySelectorAll<HTMLElement>("tr:not(.fam)")) row.hidden = true;
      }
      body?.replaceWith(fresh);
      body = fresh;
    }
    if (body) table.insertBefore(body, table.tFoot);
  }
  for (const body of [...table.tBodies]) if (!order.includes(body.id)) body.remove();
}

/** Repaint what an answer holds. */
export function repaint(answer: Pick<Answer, "html" | "order">): void {
  for (const [side, order] of Object.entries(answer.order ?? {})) {
    const table = document.getElementById(`g-${side}`) as HTMLTableElement | null;
    if (table) repaintBodies(table, order, answer.html);
  }
  for (const [id, html] of Object.entries(answer.html)) {
    const old = document.getElementById(id);
    if (!old || id.startsWith("f-")) continue;
    if (old instanceof HTMLTableRowElement) repaintRow(old, made(`<table><tbody>${html}</tbody></table>`).querySelector("tr")!);
    else old.innerHTML = html;
  }
}
