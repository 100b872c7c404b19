// Pickers of the promotion editor: what was found becomes a chip with a hidden field; arrows move, Escape closes.
const changed = (picker) => picker.dispatchEvent(new Event("change", { bubbles: true }));
const inputOf = (picker) => picker.querySelector("input[type=search]");
const close = (picker) => { picker.querySelector(".pe-found").replaceChildren(); };

const chipOf = ({ name, value, text, kind, note }, picker) => {
  const chip = document.createElement("li");
  chip.className = "pe-chip";
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  const said = document.createElement("span");
  const small = (words) => Object.assign(document.createElement("small"), { textContent: words });
  const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  drop.dataset.drop = "";
  drop.setAttribute("aria-label", `Remove ${text}`);
  chip.append(hidden);
  if ("quantities" in picker.dataset) {
    const pieces = Object.assign(document.createElement("input"), { type: "number", min: 1, max: 999999, value: 1, className: "pe-input", name: `sample.quantity.${value}` });
    pieces.setAttribute("aria-label", `Pieces of ${text}`);
    const label = Object.assign(document.createElement("span"), { className: "pe-pieces" });
    label.append(pieces);
    chip.append(label);
    said.append(`${text} `);
  } else {
    said.append(small(kind), ` ${text} `);
  }
  if (note) said.append(small(note));
  chip.append(said, drop);
  return chip;
};

const pick = (hit) => {
  const picker = hit.closest("[data-picker]");
  const chips = picker.querySelector(".pe-chips");
  const same = [...chips.querySelectorAll("input[type=hidden]")].some((one) => one.name === hit.dataset.name && one.value === hit.dataset.value);
  if ("single" in picker.dataset) chips.replaceChildren();
  if (!same || "single" in picker.dataset) chips.append(chipOf(hit.dataset, picker));
  close(picker);
  inputOf(picker).value = "";
  inputOf(picker).focus();
  changed(chips);
};

document.addEventListener("click", (event) => {
  const hit = event.target.closest("[data-pick]");
  if (hit) return pick(hit);
  const drop = event.target.closest("[data-drop]");
  if (drop) {
    const picker = drop.closest("[data-picker]");
    drop.closest("li").remove();
    inputOf(picker).focus();
    return changed(picker);
  }
  document.querySelectorAll("[data-picker]").forEach((picker) => { if (!picker.contains(event.target)) close(picker); });
});

document.addEventListener("keydown", (event) => {
  const picker = event.target.closest?.("[data-picker]");
  if (!picker) return;
  const hits = [...picker.querySelectorAll(".pe-hit")];
  const at = hits.indexOf(document.activeElement);
  if (event.key === "Enter" && event.target === inputOf(picker)) {
    event.preventDefault();
    if (hits.length) pick(hits[0]);
  } else if (event.key === "ArrowDown" && hits.length) {
    event.preventDefault();
    hits[Math.min(at + 1, hits.length - 1)].focus();
  } else if (event.key === "ArrowUp" && hits.length) {
    event.preventDefault();
    (at > 0 ? hits[at - 1] : inputOf(picker)).focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    close(picker);
    inputOf(picker).focus();
  }
});
