// Filters apply themselves; a form is sent once, however often the button is pressed.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form) form.submit();
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  form.querySelectorAll("button[type=submit]").forEach((button) => { button.setAttribute("aria-disabled", "true"); });
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once]").forEach((form) => { delete form.dataset.sent; });
});

// A page that is live asks for itself again and takes over what differs, until the server says that nothing will change.
// Hidden pages rest; a lost connection is tried less and less often.
document.addEventListener("DOMContentLoaded", () => {
  const record = document.querySelector("#record[data-live]");
  const said = document.querySelector(".bo-live");
  if (!record || !said) return;
  const first = said.textContent;
  let pause = record.dataset.live * 1000;
  const say = (state) => {
    const text = state ? said.dataset[state] : first;
    if (said.textContent !== text) said.textContent = text;
    if (state) said.dataset.state = state; else delete said.dataset.state;
  };
  const take = (found) => {
    if (found.innerHTML === record.innerHTML) return;
    const focused = record.contains(document.activeElement) && document.activeElement.getAttribute("href");
    record.innerHTML = found.innerHTML;
    if (focused) record.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  };
  const look = async () => {
    if (document.hidden) return setTimeout(look, pause);
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#record");
      take(found);
      if (!found.dataset.live) return say("over");
      pause = found.dataset.live * 1000;
      say("");
    } catch {
      pause = Math.min(pause * 2, 60_000);
      say("lost");
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
});
