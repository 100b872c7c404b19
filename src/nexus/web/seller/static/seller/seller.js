// What every page of the seller portal does by itself. Everything here is an addition: without it all pages work.
(() => {
  "use strict";

  /** `data-all="ids"` ticks all boxes of that name; `data-needs="ids"` is idle while none is ticked. */
  function boxes(name) {
    return [...document.querySelectorAll(`input[type=checkbox][name="${name}"]`)];
  }
  function showNeeds() {
    for (const button of document.querySelectorAll("[data-needs]")) {
      button.disabled = !boxes(button.dataset.needs).some((box) => box.checked);
    }
    for (const all of document.querySelectorAll("[data-all]")) {
      const own = boxes(all.dataset.all);
      all.checked = own.length > 0 && own.every((box) => box.checked);
      all.indeterminate = !all.checked && own.some((box) => box.checked);
    }
    for (const part of document.querySelectorAll("[data-shown-for]")) {
      const [name, values] = part.dataset.shownFor.split("=");
      part.hidden = !values.split(",").includes(document.querySelector(`select[name="${name}"]`)?.value);
    }
  }
  document.addEventListener("change", (event) => {
    const all = event.target.closest?.("[data-all]");
    if (all) for (const box of boxes(all.dataset.all)) box.checked = all.checked;
    showNeeds();
  });
  document.addEventListener("htmx:after:swap", showNeeds);
  addEventListener("pageshow", showNeeds);
  document.addEventListener("DOMContentLoaded", showNeeds);

  /** A form whose text is not saved yet: the browser asks before it is left. */
  document.addEventListener("input", (event) => {
    event.target.form?.closest("[data-unsaved]")?.setAttribute("data-changed", "");
  });
  addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-unsaved][data-changed]:not([data-sent])")) event.preventDefault();
  });
})();
