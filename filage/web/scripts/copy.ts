// A button that copies the text of a field, as it stands: it says so, then is itself again when it loses the focus.

export function followCopies(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-copy]") : null;
    const field = button && document.getElementById(button.dataset.copy ?? "");
    if (!button || !(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
    void copied(field).then((done) => tell(button, done ? "Copié" : "Copie refusée : Ctrl + C"));
  });
}

async function copied(field: HTMLTextAreaElement | HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return false;
  }
}

function tell(button: HTMLButtonElement, text: string): void {
  const before = button.dataset.said ?? button.textContent ?? "";
  button.dataset.said = before;
  button.textContent = text;
  button.addEventListener("blur", () => { button.textContent = before; }, { once: true });
}
