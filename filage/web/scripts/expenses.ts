// A proof taken by the phone: drawn smaller before it leaves (which also leaves out where it was taken), and shown at once.
const LONGEST = 2000; // pixels of the longer side: a receipt stays readable
const LIGHT = 400_000; // bytes under which a picture leaves as it is
const QUALITY = 0.8;

/** Return a picture drawn again, turned the right way up and no larger than needed; the file itself when it cannot be drawn. */
async function lighter(file: File): Promise<[File, string]> {
  const drawn = await createImageBitmap(file, { imageOrientation: "from-image" });
  const ratio = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(drawn.width * ratio);
  canvas.height = Math.round(drawn.height * ratio);
  canvas.getContext("2d")?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  const seen = canvas.toDataURL("image/jpeg", QUALITY);
  if (file.size < LIGHT) return [file, seen];
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return [blob && blob.size < file.size ? new File([blob], "justificatif.jpg", { type: "image/jpeg" }) : file, seen];
}

async function took(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const form = input.form;
  const said = form?.querySelector<HTMLElement>("[data-shot-said]");
  const seen = form?.querySelector<HTMLImageElement>("[data-shot-seen]");
  if (said) said.textContent = file.type.startsWith("image/") ? "Photo prise, en prendre une autre" : file.name;
  if (!file.type.startsWith("image/")) return;
  try {
    const [small, picture] = await lighter(file);
    const held = new DataTransfer();
    held.items.add(small);
    input.files = held.files;
    if (seen) [seen.src, seen.hidden] = [picture, false];
  } catch {
    // The picture leaves as it is: the server judges it.
  }
}

/** Tell whether the file of a form is heavier than it takes, and say so before a byte has left. */
function heavy(input: HTMLInputElement, form: HTMLFormElement): boolean {
  const most = Number(form.dataset.most ?? 0);
  const refused = most > 0 && (input.files?.[0]?.size ?? 0) > most;
  const said = form.querySelector<HTMLElement>("[data-shot-heavy]");
  if (said) said.hidden = !refused;
  if (refused) input.value = "";
  return refused;
}

export function followExpenses(): void {
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type !== "file" || !input.form?.matches("[data-spend], [data-shot-now]")) return;
    for (const other of input.form.querySelectorAll<HTMLInputElement>("[data-spend] input[type=file]")) if (other !== input) other.value = "";
    void took(input).then(() => {
      if (input.form?.matches("[data-shot-now]") && input.value && !heavy(input, input.form)) input.form.requestSubmit();
    });
  });
}
