/* Makes the rows of a table sortable by the columns whose heads carry `data-sort`. A cell sorts by its
   `data-value`, else by its text. Pressing a head sorts upward, then downward, then as it was. */

const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

export default function sortable(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.querySelectorAll("th[data-sort]")];
  const status = table.parentElement.querySelector("[role=status]");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const values = new Map(rows.map((row) => [row, [...row.cells].map((cell) => cell.dataset.value ?? cell.textContent.trim())]));

  function sort(head, direction) {
    for (const other of heads) other.removeAttribute("aria-sort");
    if (direction !== "none") head.setAttribute("aria-sort", direction);
    const way = direction === "descending" ? -1 : 1;
    const column = head.cellIndex;
    const order = [...rows];
    if (direction !== "none") {
      order.sort((a, b) => way * collator.compare(values.get(a)[column], values.get(b)[column]));
    }
    body.append(...order);
    if (status) {
      const text = { ascending: table.dataset.ascending, descending: table.dataset.descending, none: table.dataset.unsorted };
      status.textContent = text[direction].replace("{column}", head.textContent.trim());
    }
  }

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cb-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head, NEXT[head.getAttribute("aria-sort") ?? "none"]));
  }
  const caption = document.getElementById(table.getAttribute("aria-labelledby"));
  for (const hint of caption?.querySelectorAll("[hidden]") ?? []) hint.hidden = false;
}
