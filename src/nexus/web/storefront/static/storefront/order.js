// Follows an order: news come over a WebSocket; while there is none, the page asks every few seconds.
(() => {
  "use strict";
  const box = document.getElementById("order-live");
  if (!box) return;
  let socket = null;
  let pause = 1000;

  const state = () => box.querySelector("[data-status]")?.dataset ?? {};
  const isOpen = () => state().open === "true";
  const refresh = () => box.dispatchEvent(new Event("refresh"));

  function connect() {
    if (!isOpen() || document.hidden) return;
    socket = new WebSocket(box.dataset.socket);
    socket.addEventListener("message", (event) => {
      pause = 1000;
      const news = JSON.parse(event.data);
      const shown = state();
      if (news.type === "order" && (news.status !== shown.status || news.payment_status !== shown.payment)) refresh();
    });
    socket.addEventListener("close", () => {
      socket = null;
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, 30000);
    });
  }

  setInterval(() => {
    if (isOpen() && !document.hidden && socket?.readyState !== WebSocket.OPEN) refresh();
  }, 5000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !socket) connect();
  });
  connect();
})();
