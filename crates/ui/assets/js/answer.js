// The request's list fills up as the answer is written; files that were chosen but not sent yet go before an answer, a
// dispute, a submission.
{
  cpor.each("[data-asks]", (section) => {
    const form = document.querySelector("form[data-answer]");
    if (!form) return;
    const list = section.querySelector("[data-refresh]");

    const fill = () => {
      const lines = form.querySelector('input[name^="remove."]:checked') !== null;
      const words = form.elements.comment.value.trim() !== "";
      let answered = 0;
      list.querySelectorAll("[data-ask]").forEach((ask) => {
        const by = { files: "byFiles" in ask.dataset, lines: lines && "byLines" in ask.dataset, words };
        const done = Object.values(by).some(Boolean);
        answered += done ? 1 : 0;
        ask.querySelector("[data-open]").hidden = done;
        ask.querySelectorAll("[data-done]").forEach((sign) => { sign.hidden = !done; });
        ask.querySelectorAll("[data-yours]").forEach((own) => { own.hidden = !by[own.dataset.yours]; });
      });
      section.querySelectorAll("[data-answered]").forEach((count) => {
        count.hidden = Number(count.dataset.answered) !== answered;
      });
    };

    form.addEventListener("input", fill);
    form.addEventListener("change", fill);
    // After an upload the list is drawn anew.
    new MutationObserver(fill).observe(list, { childList: true });
    // What was kept from the last time is put back by then.
    window.addEventListener("load", fill);
  });

  cpor.each("form[data-answer], form[data-submits]", (form) => {
    const upload = document.querySelector("form[data-upload]");
    if (!upload) return;
    const waits = () => upload.querySelector("[data-files] > :not(.good, .bad)") !== null;
    form.addEventListener("submit", (event) => {
      if (!waits()) return;
      event.preventDefault();
      const button = form.querySelector("button:not([type=button])");
      button.setAttribute("aria-busy", "true");
      upload.addEventListener("cpor:uploaded", () => {
        button.removeAttribute("aria-busy");
        // What couldn't be sent stands in the list with its reason: then a person decides.
        if (upload.querySelector("[data-files] > *") === null) form.requestSubmit();
      }, { once: true });
      upload.requestSubmit();
    });
  });
}
