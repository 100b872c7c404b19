// The summary follows what changes the price: the place and what is chosen, not every field that is filled in.
(() => {
  "use strict";
  const priced = "select[name$=country], input[name=shipping-postal_code], input[name=use_credit], input[type=radio]";
  document.getElementById("checkout")?.addEventListener("change", (event) => {
    if (event.target.matches(priced)) document.getElementById("review").dispatchEvent(new Event("requote"));
  });
})();
