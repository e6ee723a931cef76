// Menus are <details>: they close on Escape, on a click elsewhere, and when the focus leaves them.
export function followMenus(): void {
  const menus = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")];
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector<HTMLElement>("summary")?.focus();
    }
  });
}
