// Opens the grid of the page, when it has one.
import { Grid } from "./grid";

export function followGrid(): void {
  const root = document.getElementById("grille");
  if (root) new Grid(root);
}
