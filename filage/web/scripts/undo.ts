// Ctrl Z takes back the last thing done on the page, when no field or grid has the focus: there it belongs to the typing.
const TYPING = "input, textarea, select, [contenteditable=true], [role=grid]";

export function followUndo(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    if (event.key.toLowerCase() !== "z" || (event.target as Element).closest(TYPING)) return;
    const form = document.querySelector<HTMLFormElement>("#annuler");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
