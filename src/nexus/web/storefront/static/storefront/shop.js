// What every page does by itself. Everything here is an addition: without it all pages work.
(() => {
  "use strict";

  const cookie = (name) =>
    document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

  /** The number in the header's cart, which a page from the cache cannot know. */
  function showCount() {
    const badge = document.getElementById("cart-count");
    if (!badge) return;
    const count = Number.parseInt(cookie("nexus_cart_count"), 10) || 0;
    badge.classList.toggle("hidden", count < 1);
    badge.textContent = count > 99 ? "99+" : String(count || "");
    badge.setAttribute("aria-label", count === 1 ? badge.dataset.one : `${count} ${badge.dataset.many}`);
  }

  /** Light, dark: the choice is kept, and taken back when it equals the system's. */
  function toggleTheme() {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const next = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    try {
      next === system ? localStorage.removeItem("theme") : localStorage.setItem("theme", next);
    } catch {
      // Then it lasts as long as the page.
    }
    if (next === system) delete root.dataset.theme;
    else root.dataset.theme = next;
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) toggleTheme();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit();
  });

  /** A form that is on its way is not sent again; the server would not act twice either. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent !== undefined) return event.preventDefault();
    if (form.matches("[data-once]")) {
      form.dataset.sent = "";
      for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
    }
  });
  addEventListener("pageshow", (event) => {
    showCount();
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
  /** Fields that are renewed keep what was typed while the answer was on its way. */
  let typed = null;
  document.addEventListener("htmx:before:swap", (event) => {
    const target = event.detail.ctx?.target;
    if (!(target instanceof Element) || !target.matches("[data-keeps-typed]")) return;
    const fields = [...target.querySelectorAll("input[name], select[name]")];
    typed = { id: target.id, values: fields.map((field) => [field.name, field.value]) };
  });
  function keepTyped() {
    const renewed = typed && document.getElementById(typed.id);
    for (const [name, value] of renewed ? typed.values : []) {
      const field = renewed.querySelector(`[name="${CSS.escape(name)}"]`);
      const fits = !(field instanceof HTMLSelectElement) || [...field.options].some((one) => one.value === value);
      if (field && value && fits) field.value = value;
    }
    typed = null;
  }
  document.addEventListener("htmx:after:swap", keepTyped);
  document.addEventListener("htmx:after:swap", showCount);
  document.addEventListener("DOMContentLoaded", showCount);
})();
