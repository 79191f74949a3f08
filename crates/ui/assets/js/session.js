// Warns before a session ends, and keeps it without leaving the page, so that nothing typed is lost.
{
  cpor.each("[data-session-warning]", (warning) => {
    let due = 0;
    const start = (seconds) => { due = Date.now() + seconds * 1000; warning.hidden = seconds > 0; };
    start(Number(warning.dataset.sessionWarning));
    // A sleeping machine stops timers: the clock is asked, not counted on.
    setInterval(() => {
      if (!warning.hidden || Date.now() < due) return;
      warning.hidden = false;
      cpor.announce(warning.innerText);
    }, 15000);

    warning.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.currentTarget;
      fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
        .then((html) => {
          const found = new DOMParser().parseFromString(html, "text/html").querySelector("[data-session-warning]");
          if (!found) throw new Error("signed out");
          start(Number(found.dataset.sessionWarning));
          cpor.announce(warning.dataset.sessionKept);
        })
        .catch(() => form.submit());
    });
  });
}
