// A product's page: the version follows the options. Without this the page has a list of versions.
(() => {
  "use strict";

  const $ = (id) => document.getElementById(id);
  const buying = $("buying");
  const offers = unpacked(JSON.parse($("offers")?.textContent ?? "null"));
  const select = $("variant");

  /** Versions share names, values and prices, which are stated once: a product may have hundreds of versions. */
  function unpacked(packed) {
    return (packed?.offers ?? []).map(([id, places, price, inStock, image]) => ({
      id,
      options: Object.fromEntries(packed.names.map((name, at) => [name, packed.values[at][places[at]]]).filter(([, value]) => value !== undefined)),
      ...packed.prices[price],
      in_stock: inStock,
      image,
    }));
  }

  function say(id, words) {
    if ($(id) && $(id).textContent !== String(words)) $(id).textContent = words;
  }

  /** Price, stock, picture and address of a version. */
  function show(offer) {
    say("price", offer.price);
    say("before", offer.before);
    say("saving", offer.saving);
    say("saved", offer.saved);
    say("lowest", offer.lowest);
    $("prior").hidden = !offer.lowest;
    $("reduction").hidden = !offer.saving;
    say("stock-words", offer.in_stock ? buying.dataset.inStock : buying.dataset.soldOut);
    $("stock").classList.toggle("text-good", offer.in_stock);
    $("stock").classList.toggle("text-bad", !offer.in_stock);
    const add = $("add");
    if (add) add.setAttribute("aria-disabled", String(!offer.in_stock));
    select.value = offer.id;
    const address = new URL(location.href);
    address.searchParams.set("variant", offer.id);
    history.replaceState(history.state, "", address);
    if (offer.image !== null) document.dispatchEvent(new CustomEvent("nexus:picture", { detail: offer.image }));
  }

  const fields = () => [...document.querySelectorAll("#picker fieldset")];
  const picked = () => Object.fromEntries(fields().map((field) => [field.dataset.option, field.querySelector(":checked")?.value]));
  const fits = (offer, wish) => Object.entries(wish).every(([name, value]) => offer.options[name] === value);

  /** Each value tells whether it exists, and is there, together with what else is picked. */
  function mark() {
    for (const field of fields()) {
      for (const input of field.querySelectorAll("input")) {
        const offer = offers.find((one) => fits(one, { ...picked(), [field.dataset.option]: input.value }));
        const state = !offer ? "missing" : offer.in_stock ? "" : "sold";
        input.parentElement.dataset.state = state;
        const notes = { missing: buying.dataset.missing, sold: buying.dataset.soldOut, "": "" };
        input.parentElement.querySelector("[data-note]").textContent = state ? ` (${notes[state]})` : "";
      }
    }
  }

  /** A combination that does not exist becomes the nearest one that has what was picked last. */
  function pick(field, value) {
    const wish = picked();
    const near = (offer) => Object.entries(wish).filter(([name, one]) => offer.options[name] === one).length + (offer.in_stock ? 0.5 : 0);
    const possible = offers.filter((offer) => offer.options[field.dataset.option] === value);
    const offer = offers.find((one) => fits(one, wish)) ?? possible.sort((a, b) => near(b) - near(a))[0];
    check(offer);
    show(offer);
  }

  function check(offer) {
    for (const field of fields()) {
      for (const input of field.querySelectorAll("input")) input.checked = offer.options[field.dataset.option] === input.value;
    }
    mark();
  }

  document.addEventListener("change", (event) => {
    const field = event.target.closest("#picker fieldset");
    if (field) pick(field, event.target.value);
    else if (event.target === select) show(offers.find((one) => one.id === select.value));
  });

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) {
      const quantity = $("quantity");
      quantity.value = Math.min(999, Math.max(1, (Number.parseInt(quantity.value, 10) || 1) + Number(step.dataset.step)));
    }
  });

  /** What is sold out is not sent; the server would refuse it too. */
  document.addEventListener("submit", (event) => {
    if ($("add")?.getAttribute("aria-disabled") === "true" && event.target.contains($("add"))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  const shown = offers.find((one) => one.id === select?.value);
  if (shown && !shown.in_stock) $("add")?.setAttribute("aria-disabled", "true");
  mark();
})();
