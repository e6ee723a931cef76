// A form of choices sends itself when one of them changes: its button is then not needed, and stays for who has no script.
export function followSending(): void {
  for (const act of document.querySelectorAll<HTMLElement>("form[data-send] button:not([name])")) act.hidden = true;
  document.addEventListener("change", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-send]");
    if (form && (event.target as Element).matches("select")) form.requestSubmit();
  });
}
