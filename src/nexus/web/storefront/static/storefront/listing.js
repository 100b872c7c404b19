// Lists: what htmx does not do by itself when filters change.
(() => {
  "use strict";

  const list = () => document.getElementById("list");
  let open = new Set();

  /** Filters that say nothing do not stand in the address. */
  document.addEventListener("htmx:config:request", (event) => {
    const { request, sourceElement } = event.detail.ctx;
    if (sourceElement.id !== "filters") return;
    const said = [...request.body].filter(([, value]) => value !== "");
    for (const name of [...request.body.keys()]) request.body.delete(name);
    for (const [name, value] of said) request.body.append(name, value);
  });

  document.addEventListener("htmx:before:swap", () => {
    open = new Set([...document.querySelectorAll("[data-keep-open][open]")].map((one) => one.id));
  });

  /** Open panels stay open, the result is told, and whoever removed a filter stands at the results. */
  document.addEventListener("htmx:after:swap", (event) => {
    const from = event.detail.ctx?.sourceElement; // the new list itself when what was clicked is gone
    if (!list() || !(from === list() || from?.getAttribute("hx-target") === "#list")) return;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    for (const next of document.querySelectorAll("footer [name=next]")) next.value = location.pathname + location.search;
    document.getElementById("announcer").textContent = list().dataset.said;
    if (document.activeElement === document.body) document.getElementById("results").focus({ preventScroll: true });
  });
})();
