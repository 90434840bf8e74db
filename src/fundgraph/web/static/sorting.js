// SPDX-License-Identifier: EUPL-1.2
// Sorts the rows of a result where they stand, by the column whose heading is pressed.

const language = document.documentElement.lang;
const words = new Intl.Collator(language, { numeric: true });

function keyOf(row, column) {
  const cell = row.cells[column];
  const { value } = cell.dataset;
  if (value !== undefined) return cell.classList.contains("r") ? Number(value) : value;
  return cell.classList.contains("muted") ? null : cell.textContent.trim();
}

/** Numbers before texts; what has no value comes last, whichever way. */
function compared(one, other, way) {
  if (one === null || other === null) return (one === null) - (other === null);
  if (typeof one === "number" && typeof other === "number") return way * (one - other);
  if (typeof one !== typeof other) return way * (typeof one === "number" ? -1 : 1);
  return way * words.compare(one, other);
}

function sort(table, heading) {
  const falling = heading.getAttribute("aria-sort") !== "descending" &&
    (heading.hasAttribute("aria-sort") || heading.classList.contains("r"));
  const column = heading.cellIndex;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => [keyOf(row, column), row]);
  rows.sort(([one], [other]) => compared(one, other, falling ? -1 : 1));
  body.append(...rows.map(([, row]) => row));
  for (const each of heading.parentNode.cells) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
}

function enliven(table) {
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(table, heading));
    heading.append(button);
  }
}

document.querySelectorAll("#result table").forEach(enliven);
