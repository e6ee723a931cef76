// A notice without a gesture leaves after eight seconds, and waits while it is read; one with a gesture stays until closed.
const STAY = 8000;

export function followNotices(): void {
  document.addEventListener("click", (event) => {
    (event.target as Element).closest("[data-close=annonce]")?.closest(".toast")?.remove();
  });
  for (const notice of document.querySelectorAll<HTMLElement>(".toasts .toast[role=status]")) {
    if (notice.querySelector("form, a")) continue;
    let timer = setTimeout(() => notice.remove(), STAY);
    notice.addEventListener("pointerenter", () => clearTimeout(timer));
    notice.addEventListener("pointerleave", () => {
      timer = setTimeout(() => notice.remove(), STAY);
    });
  }
}
