// French signs hold to their words: a space before « : » or « ; » never breaks a line, whoever wrote the text.
const BEFORE = / ([:;!?»%€])/g;
const LOOSE = / [:;!?»%€]|« /;
const KEPT = "textarea, option, script, style, pre, code, [contenteditable], [role=grid]"; // what is sent or copied as it was typed

function held(text: string): string {
  return text.replace(BEFORE, (_, sign: string) => `${";!?".includes(sign) ? "\u202f" : "\u00a0"}${sign}`).replaceAll("« ", "«\u00a0");
}

function hold(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.nodeValue && LOOSE.test(node.nodeValue) && !node.parentElement?.closest(KEPT)) node.nodeValue = held(node.nodeValue);
}

export function followSpaces(): void {
  hold(document.body);
  // a text that comes alone is no element that loads: it is met where it was put
  for (const come of ["htmx:load", "htmx:afterSwap"]) document.addEventListener(come, (event) => event.target instanceof Node && hold(event.target));
}
