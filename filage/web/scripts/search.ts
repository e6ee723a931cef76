// Ctrl K: the search box over the page; without script the same link leads to the search page.
export function followSearch(): void {
  const finder = document.querySelector<HTMLDialogElement>("dialog.finder");
  const link = document.querySelector<HTMLAnchorElement>("a.search");
  const input = finder?.querySelector<HTMLInputElement>("input[type=search]");
  if (!finder || !link || !input) return;

  const open = (): void => {
    if (!finder.open) finder.showModal();
    input.select();
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      open();
    }
  });
  finder.addEventListener("click", (event) => {
    if (event.target === finder) finder.close();
  });
  finder.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const hits = [...finder.querySelectorAll<HTMLElement>("a.hit")];
    if (!hits.length) return;
    const here = hits.indexOf(document.activeElement as HTMLElement);
    const next = event.key === "ArrowDown" ? here + 1 : here - 1;
    event.preventDefault();
    (next < 0 ? input : hits[Math.min(next, hits.length - 1)])?.focus();
  });
}
