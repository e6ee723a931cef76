// Fields of several lines where Enter is enough: it sends the form, Shift + Enter begins another line.

export function followEnter(): void {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-enter]")) fit(area);
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target.matches("[data-enter]")) fit(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const area = event.target;
    if (!(area instanceof HTMLTextAreaElement) || !area.matches("[data-enter]")) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    area.form?.requestSubmit(area.form.querySelector<HTMLButtonElement>("button[name]"));
  });
}

function fit(area: HTMLTextAreaElement): void {
  area.rows = Math.min(12, area.value.split("\n").length);
}
