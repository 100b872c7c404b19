// Pictures: dropping files, dragging into order, clicking the focal point. Without scripts there are buttons for all of it.
(() => {
  "use strict";
  const list = () => document.getElementById("pictures");
  const form = document.getElementById("upload");
  const announce = (text) => (document.getElementById("announcer").textContent = text);

  /** A new list from the server in place of the old one; the focus stays where it was. */
  function replaceList(html) {
    const focused = document.activeElement?.id;
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("pictures");
    if (!fresh) return;
    list().replaceWith(fresh);
    htmx.process(fresh);
    if (focused) document.getElementById(focused)?.focus();
    showPoints();
  }

  // ---- adding
  function line(file) {
    const item = document.createElement("li");
    item.className = "flex flex-wrap items-center gap-3";
    const name = document.createElement("span");
    name.className = "min-w-0 truncate";
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(name, bar);
    document.getElementById("uploads").append(item);
    return {
      grow: (share) => (bar.value = share * 100),
      end: (text, isBad) => {
        bar.remove();
        name.textContent = isBad ? text : `${file.name}: ${text}`;
        name.classList.remove("truncate");
        name.classList.add(isBad ? "text-bad" : "text-good");
      },
    };
  }
  function send(file) {
    const shown = line(file);
    const body = new FormData(form);
    body.delete("file");
    body.append("file", file);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("HX-Request", "true");
      request.setRequestHeader("HX-Request-Type", "partial");
      request.upload.addEventListener("progress", (event) => event.lengthComputable && shown.grow(event.loaded / event.total));
      request.addEventListener("load", () => {
        const isPlain = request.getResponseHeader("Content-Type")?.startsWith("text/plain");
        if (request.status === 200) {
          shown.end(form.dataset.done, false);
          replaceList(request.responseText);
        } else shown.end(isPlain ? request.responseText : `${file.name}: ${form.dataset.failed}`, true);
        done();
      });
      request.addEventListener("error", () => {
        shown.end(`${file.name}: ${form.dataset.failed}`, true);
        done();
      });
      request.send(body);
    });
  }
  async function sendAll(files) {
    document.getElementById("uploads").replaceChildren();
    for (const file of files) await send(file); // one after the other, so that they stay in order
    form.querySelector("input[type=file]").value = "";
  }
  form?.querySelector("input[type=file]").addEventListener("change", (event) => sendAll([...event.target.files]));
  form?.addEventListener("submit", (event) => event.preventDefault());
  for (const kind of ["dragenter", "dragover"]) {
    form?.addEventListener(kind, (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      form.dataset.over = "";
    });
  }
  for (const kind of ["dragleave", "drop"]) form?.addEventListener(kind, () => delete form.dataset.over);
  form?.addEventListener("drop", (event) => {
    event.preventDefault();
    sendAll([...event.dataTransfer.files]);
  });

  // ---- ordering
  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    const item = event.target.closest?.("[data-picture]");
    if (!item || event.target !== item) return;
    dragged = item;
    item.dataset.dragged = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.picture);
  });
  document.addEventListener("dragover", (event) => {
    const over = event.target.closest?.("[data-picture]");
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const isBehind = dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
    isBehind ? over.after(dragged) : over.before(dragged);
  });
  document.addEventListener("drop", (event) => dragged && event.preventDefault());
  document.addEventListener("dragend", async () => {
    if (!dragged) return;
    delete dragged.dataset.dragged;
    dragged = null;
    const order = [...list().querySelectorAll("[data-picture]")].map((one) => one.dataset.picture).join(",");
    const body = new FormData();
    body.append("order", order);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(list().dataset.order, {
      method: "POST",
      body,
      headers: { "HX-Request": "true", "HX-Request-Type": "partial" },
    });
    replaceList(await answer.text());
  });

  // ---- focal point
  const fieldsOf = (area) => {
    const item = area.closest("[data-picture]");
    return [item.querySelector("[name=focal_x]"), item.querySelector("[name=focal_y]")];
  };
  /** Where the picture itself lies within its square. */
  function frameOf(image) {
    const box = image.getBoundingClientRect();
    const [natural, high] = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))];
    const fit = Math.min(box.width / natural, box.height / high) || 1;
    const [width, height] = [natural * fit, high * fit];
    return { left: (box.width - width) / 2, top: (box.height - height) / 2, width, height, box };
  }
  function showPoint(area) {
    const [x, y] = fieldsOf(area);
    if (!x) return;
    let point = area.querySelector(".focal-point");
    if (!point) {
      point = document.createElement("span");
      point.className = "focal-point";
      area.append(point);
    }
    const frame = frameOf(area.querySelector("img"));
    point.style.setProperty("left", `${frame.left + (frame.width * Number(x.value)) / 100}px`);
    point.style.setProperty("top", `${frame.top + (frame.height * Number(y.value)) / 100}px`);
  }
  function showPoints() {
    for (const area of document.querySelectorAll(".focus-area")) showPoint(area);
  }
  document.addEventListener("click", (event) => {
    const area = event.target.closest(".focus-area");
    const [x, y] = area ? fieldsOf(area) : [];
    if (!x) return;
    const frame = frameOf(area.querySelector("img"));
    const percent = (place, start, size) => Math.round(Math.min(Math.max((place - start) / size, 0), 1) * 100);
    x.value = percent(event.clientX - frame.box.left, frame.left, frame.width);
    y.value = percent(event.clientY - frame.box.top, frame.top, frame.height);
    showPoint(area);
    announce(`${x.value} %, ${y.value} %`);
  });
  document.addEventListener("input", (event) => {
    const item = event.target.matches("[name=focal_x], [name=focal_y]") && event.target.closest("[data-picture]");
    if (item) showPoint(item.querySelector(".focus-area"));
  });
  document.addEventListener("htmx:after:swap", showPoints);
  addEventListener("resize", showPoints);
  addEventListener("load", showPoints);
})();
