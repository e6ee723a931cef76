// How a block of cells goes through the clipboard: tabs between cells, ends of line between rows, quotes around either.

/** Cut what a spreadsheet copied into rows of cells. */
export function cut(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const close = (): void => {
    rows[rows.length - 1]!.push(cell);
    cell = "";
  };
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") close();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[place + 1] === "\n") place += 1;
      close();
      rows.push([]);
    } else cell += sign;
  }
  close();
  if (rows.length > 1 && rows[rows.length - 1]!.every((one) => one === "")) rows.pop();
  return rows;
}

/** Write rows of cells as a spreadsheet takes them. */
export function joined(rows: string[][]): string {
  return rows.map((row) => row.map((cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t")).join("\n");
}
