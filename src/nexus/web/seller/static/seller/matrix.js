// The table of variants: moving with the arrow keys, filling many cells, sending only the rows that were touched.
(() => {
  "use strict";
  const form = document.getElementById("matrix");
  if (!form) return;
  const rows = [...form.querySelectorAll("tr[data-row]")];
  const letters = ["a", "p", "b", "s", "k", "g"];
  const announce = (text) => (document.getElementById("announcer").textContent = text);
  const shown = () => rows.filter((row) => !row.hidden);
  const cell = (row, letter) => row.querySelector(`input[name^="${letter}"]:not([type=hidden])`);
  const letterOf = (input) => input.name[0];
  const isTouched = (input) =>
    input.type === "checkbox" ? input.checked !== input.defaultChecked : input.value !== input.defaultValue;

  function touched() {
    return rows.filter((row) => row.dataset.touched !== undefined || letters.some((one) => isTouched(cell(row, one))));
  }
  function showTouched() {
    const text = document.getElementById("touched");
    if (!text) return;
    const number = touched().length;
    text.textContent = number ? `${text.dataset.some} ${number}` : text.dataset.none;
    form.toggleAttribute("data-changed", number > 0);
  }

  /** Once for any number of cells that change together. */
  let planned = 0;
  function soon() {
    planned ||= requestAnimationFrame(() => {
      planned = 0;
      showTouched();
    });
  }

  function put(input, value) {
    if (input.type === "checkbox") input.checked = !["", "0"].includes(value);
    else input.value = value.slice(0, input.maxLength);
    soon();
  }
  function fill(from, letter, value) {
    for (const row of from) put(cell(row, letter), value);
    announce(`${from.length}`);
  }
  document.getElementById("fill")?.addEventListener("click", () => {
    fill(shown(), document.getElementById("fill-column").value, document.getElementById("fill-value").value);
  });

  let last = null;
  const down = document.getElementById("fill-down");
  function fillDown() {
    if (!last) return;
    const visible = shown();
    const value = last.type === "checkbox" ? (last.checked ? "1" : "") : last.value;
    fill(visible.slice(visible.indexOf(last.closest("tr")) + 1), letterOf(last), value);
  }
  down?.addEventListener("click", fillDown);

  form.addEventListener("focusin", (event) => {
    if (!event.target.closest("tr[data-row]")) return;
    last = event.target;
    if (down) down.disabled = false;
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (!row) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
      event.preventDefault();
      return fillDown();
    }
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const visible = shown();
    const next = visible[visible.indexOf(row) + step];
    if (!next) return;
    const target = cell(next, letterOf(event.target));
    target.focus();
    if (target.select && target.type !== "checkbox") target.select();
  });

  /** Lines and tabs of a spreadsheet go down and to the right. */
  form.addEventListener("paste", (event) => {
    const row = event.target.closest("tr[data-row]");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!row || !/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    const visible = shown();
    const first = visible.indexOf(row);
    const column = letters.indexOf(letterOf(event.target));
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, y) => {
      line.split("\t").forEach((value, x) => {
        const target = visible[first + y];
        if (target && letters[column + x]) put(cell(target, letters[column + x]), value.trim());
      });
    });
  });

  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-show]")) soon();
  });
  form.addEventListener("change", (event) => {
    if (!event.target.matches("[data-show]")) return;
    const wished = [...form.querySelectorAll("[data-show]")].map((one) => [Number(one.dataset.show), one.value]);
    for (const row of rows) {
      const choice = (row.querySelector("th").dataset.choice ?? "").split("\n");
      row.hidden = wished.some(([place, value]) => value && choice[place] !== value);
    }
    announce(`${shown().length}`);
  });

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const sent = {};
    for (const row of touched()) {
      sent[row.dataset.row] = letters.map((one) => {
        const input = cell(row, one);
        return input.type === "checkbox" ? (input.checked ? "1" : "") : input.value;
      });
    }
    form.elements.rows.value = JSON.stringify(sent);
    for (const row of rows) for (const input of row.querySelectorAll("input")) input.disabled = true;
  });
  // Back from the next page, the table is as it was left.
  addEventListener("pageshow", () => {
    for (const row of rows) for (const input of row.querySelectorAll("input")) input.disabled = false;
    showTouched();
  });
  showTouched();
})();
