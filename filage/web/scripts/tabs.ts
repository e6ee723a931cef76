// On a narrow screen tabs and views slide: the current one is brought in sight.

export function followTabs(): void {
  for (const tabs of document.querySelectorAll<HTMLElement>(".tabs, .seg")) {
    const current = tabs.querySelector<HTMLElement>("[aria-current]");
    if (current) tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
  }
}
