// A product's pictures: small ones lead to large ones, large ones fill the window. Without this they are links to themselves.
(() => {
  "use strict";

  const gallery = document.getElementById("gallery");
  if (!gallery) return;
  const zoom = document.getElementById("zoom");
  const frame = document.getElementById("zoom-frame");
  const enlarge = zoom.querySelector("[data-enlarge]");
  const pictures = [...gallery.children];
  const thumbs = [...document.querySelectorAll("#thumbs a")];
  let shown = 0;

  /** Turn the gallery to a picture, and say which of the small ones it is. */
  function turn(place, { smooth = true } = {}) {
    shown = (place + pictures.length) % pictures.length;
    const calm = !smooth || matchMedia("(prefers-reduced-motion: reduce)").matches;
    gallery.scrollTo({ left: pictures[shown].offsetLeft - gallery.offsetLeft, behavior: calm ? "instant" : "smooth" });
    mark();
  }

  function mark() {
    thumbs.forEach((thumb, place) => {
      if (place === shown) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    });
  }

  /** In the window: the picture as it was uploaded, as large as fits, or twice as wide as the window. */
  function show(place) {
    turn(place, { smooth: false });
    const [link, small, large] = [pictures[shown].querySelector("a"), pictures[shown].querySelector("img"), frame.querySelector("img")];
    Object.assign(large, { src: link.href, alt: small.alt });
    const words = document.getElementById("zoom-place");
    if (words) words.textContent = words.dataset.words.replace("%(number)s", shown + 1).replace("%(many)s", pictures.length);
    grow(false);
  }

  function grow(isLarge) {
    frame.toggleAttribute("data-large", isLarge);
    enlarge.setAttribute("aria-pressed", String(isLarge));
    if (isLarge) frame.scrollTo((frame.scrollWidth - frame.clientWidth) / 2, (frame.scrollHeight - frame.clientHeight) / 2);
  }

  const isLarge = () => frame.hasAttribute("data-large");

  document.addEventListener("click", (event) => {
    const thumb = event.target.closest("[data-picture]");
    if (thumb) {
      event.preventDefault();
      turn(thumbs.indexOf(thumb));
    }
    const large = event.target.closest("[data-zoom]");
    if (large && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show(pictures.indexOf(large.closest("li")));
      zoom.showModal();
      frame.focus();
    }
    const step = event.target.closest("[data-turn]");
    if (step) show(shown + Number(step.dataset.turn));
    if (event.target.closest("[data-enlarge]") || event.target === frame.querySelector("img")) grow(!isLarge());
    else if (event.target === frame) zoom.close();
  });

  /** Arrows lead through the small pictures, and through the large ones where they do not scroll. */
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (zoom.open) {
      if (step && !isLarge() && pictures.length > 1) show(shown + step);
      else if (event.key === "+" || event.key === "-") grow(event.key === "+");
      else return;
      event.preventDefault();
    } else if (step && thumbs.includes(document.activeElement)) {
      event.preventDefault();
      turn(thumbs.indexOf(document.activeElement) + step);
      thumbs[shown].focus();
    }
  });

  /** A swipe in the window turns the page, as it does in the gallery; two fingers and an enlarged picture are left alone. */
  let begun = null;
  frame.addEventListener("touchstart", (event) => {
    begun = event.touches.length === 1 && !isLarge() ? event.touches[0].clientX : null;
  }, { passive: true });
  frame.addEventListener("touchend", (event) => {
    const way = begun === null || (window.visualViewport?.scale ?? 1) > 1 ? 0 : event.changedTouches[0].clientX - begun;
    if (Math.abs(way) > 60 && pictures.length > 1) show(shown + (way < 0 ? 1 : -1));
    begun = null;
  });

  gallery.addEventListener("scrollend", () => {
    shown = Math.min(pictures.length - 1, Math.round(gallery.scrollLeft / gallery.clientWidth));
    mark();
  });
  document.addEventListener("nexus:picture", (event) => turn(event.detail));
  mark();
})();
