// A signature drawn with a finger: the path goes into the form as text, in the box that the register knows.
const WIDTH = 600, HEIGHT = 200, LONGEST = 7900;

function point(pad: SVGSVGElement, event: PointerEvent): string {
  const box = pad.getBoundingClientRect();
  const x = Math.round(((event.clientX - box.left) / box.width) * WIDTH);
  const y = Math.round(((event.clientY - box.top) / box.height) * HEIGHT);
  return `${Math.min(Math.max(x, 0), WIDTH)} ${Math.min(Math.max(y, 0), HEIGHT)}`;
}

function arm(form: HTMLFormElement): void {
  const pad = form.querySelector<SVGSVGElement>("[data-sign-pad]");
  const path = pad?.querySelector("path");
  const kept = form.querySelector<HTMLInputElement>("input[name=trace]");
  if (!pad || !path || !kept) return;
  let drawn = "", last = "", down = false;
  const show = () => {
    path.setAttribute("d", drawn || "M0 0");
    kept.value = drawn;
  };
  const add = (sign: string, event: PointerEvent) => {
    const here = point(pad, event);
    if (here === last || drawn.length > LONGEST) return;
    drawn += sign + here;
    last = here;
    show();
  };
  pad.addEventListener("pointerdown", (event) => {
    down = true;
    last = "";
    pad.setPointerCapture(event.pointerId);
    add("M", event);
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    if (down) add("L", event);
  });
  for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, () => (down = false));
  form.querySelector("[data-sign-clear]")?.addEventListener("click", () => {
    drawn = last = "";
    show();
  });
  form.querySelector("[data-sign-drawn]")?.removeAttribute("hidden");
  form.querySelector("[data-sign-typed]")?.removeAttribute("open");
}

/** Let every form that asks for a signature be signed with a finger. */
export function followSigning(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-sign]").forEach(arm);
}
