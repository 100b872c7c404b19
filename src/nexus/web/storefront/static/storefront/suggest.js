// The search box with what somebody may be typing, as a combobox: the focus stays in the box, the arrows choose in the list.
(() => {
  "use strict";

  const field = document.getElementById("q");
  const box = document.getElementById("suggestions");
  if (!field || !box) return;

  const options = () => [...box.querySelectorAll("[role=option]")];
  const chosen = () => box.querySelector("[role=option][aria-selected=true]");

  function choose(option) {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (!option) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function close() {
    box.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  /** Down from the last one leads back into the box, where nothing is chosen; up likewise. */
  function step(by) {
    const places = [null, ...options()];
    choose(places.at((places.indexOf(chosen()) + by) % places.length));
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => chosen()?.click(),
    Escape: close,
  };

  field.addEventListener("keydown", (event) => {
    const act = options().length && !event.isComposing ? keys[event.key] : null;
    if (!act || (event.key === "Enter" && !chosen())) return;
    event.preventDefault(); // Escape would empty the box, too, Enter would search for what is written
    act();
  });

  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx?.target !== box) return;
    if (!field.form.contains(document.activeElement)) return close();
    field.setAttribute("aria-expanded", String(options().length > 0));
    choose(null);
  });

  field.form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !field.form.contains(event.relatedTarget)) close();
  });

  document.addEventListener("click", (event) => {
    if (!field.form.contains(event.target)) close();
  });
})();
