// The reviewer's decision: the letter that is being written, the step before it goes out, what was typed kept meanwhile.
{
  const LETTER_AFTER_MS = 500;
  const KEPT = "decision ";
  const marked = (form, name) => form.querySelectorAll(`[name="${name}"]:checked`).length;
  const lines = (form) => [...form.querySelectorAll(".judge")];
  const decided = (form) => lines(form).every((line) => line.querySelector(":checked"));
  const covered = (form) => form.querySelector('input[value="covered"]:checked') !== null;
  const passes = (form) => marked(form, "reasons") === 0 && decided(form) && covered(form);

  /** What the marks amount to so far, as the address that previews it. */
  const preview = (form) => {
    if (marked(form, "reasons") > 0) return form.dataset.request;
    if (marked(form, "rejection_reasons") > 0) return form.dataset.reject;
    return passes(form) ? form.dataset.approve : null;
  };

  const sent = (form, part) => {
    const body = new URLSearchParams(new FormData(form));
    body.append("part", part);
    return body;
  };

  const ask = (address, body) => fetch(address, { method: "POST", body, redirect: "error" });

  /* ---- what was chosen survives a walk to the next claim and back, and a reload ---- */
  const key = (form) => `${KEPT}${form.dataset.decide}`;
  const keep = (form) => {
    const pairs = [...new FormData(form)].filter(([name]) => name !== "csrf");
    sessionStorage.setItem(key(form), JSON.stringify(pairs));
  };
  const bringBack = (form) => {
    const kept = JSON.parse(sessionStorage.getItem(key(form)) ?? "[]");
    const version = kept.find(([name]) => name === "version")?.[1];
    // What the server sent back with the page is newer; another version of the claim is judged anew.
    if (version !== form.elements.version.value || document.getElementById("errors")) return;
    if (marked(form, "reasons") > 0 || form.elements.comment.value !== "") return;
    for (const [name, value] of kept) {
      const field = form.elements[name];
      if (!field || name === "version" || name === "next") continue;
      const fields = field instanceof RadioNodeList ? [...field] : [field];
      for (const each of fields) {
        if (each.type === "checkbox" || each.type === "radio") each.checked ||= each.value === value;
        else each.value = value;
      }
    }
    if (marked(form, "rejection_reasons") > 0) form.querySelector("#rejection").open = true;
  };

  const start = (form) => {
    const told = form.querySelector("[data-told]");
    const letter = form.querySelector("[data-told-letter]");
    const approve = form.querySelector('[data-kind="approve"]');
    const rejection = form.querySelector("#rejection");
    const dialog = form.parentElement.querySelector("[data-step]");
    let waiting = 0;
    let asked = 0;

    const write = async () => {
      const address = preview(form);
      const turn = ++asked;
      if (!address) { letter.textContent = told.dataset.toldNothing; return; }
      const answer = await ask(address, sent(form, "letter")).catch(() => null);
      if (turn !== asked) return;
      const html = answer?.ok ? (await answer.text()).trim() : "";
      if (html) letter.innerHTML = html;
      else letter.textContent = told.dataset.toldNothing;
    };
    const changed = () => {
      if (passes(form)) approve.removeAttribute("aria-disabled");
      else approve.setAttribute("aria-disabled", "true");
      clearTimeout(waiting);
      if (!told.open) return;
      if (!letter.firstChild) letter.textContent = told.dataset.toldWait;
      waiting = setTimeout(write, LETTER_AFTER_MS);
    };

    bringBack(form);
    changed();
    told.hidden = false;
    told.addEventListener("toggle", changed);
    form.addEventListener("input", () => { keep(form); changed(); });

    const cover = form.querySelector("[data-cover]");
    cover.hidden = false;
    cover.addEventListener("click", () => {
      for (const line of lines(form)) line.querySelector('input[value="covered"]').checked = true;
      form.dispatchEvent(new Event("input"));
    });

    form.addEventListener("submit", async (event) => {
      const button = event.submitter;
      if (!button?.dataset.kind || button.dataset.asked) return;
      event.preventDefault();
      if (button === approve && !passes(form)) {
        cpor.announce(form.querySelector("#approve-closed").textContent);
        return;
      }
      if (button.dataset.kind === "reject" && marked(form, "rejection_reasons") === 0) {
        rejection.open = true;
        rejection.querySelector("input").focus();
        return;
      }
      button.setAttribute("aria-busy", "true");
      const answer = await ask(button.formAction, sent(form, "dialog")).catch(() => null);
      button.removeAttribute("aria-busy");
      if (answer?.ok) {
        dialog.innerHTML = await answer.text();
        dialog.showModal();
        return;
      }
      // The page of the refusal says beside each field what is to be mended.
      button.dataset.asked = "yes";
      button.click();
      delete button.dataset.asked;
    });

    dialog.addEventListener("click", (event) => {
      if (!(event.target instanceof Element && event.target.closest("[data-back]"))) return;
      event.preventDefault();
      dialog.close();
    });
  };

  cpor.each("form[data-decide]", start);
  cpor.on("submit", "form[data-decided]", (event, form) => sessionStorage.removeItem(`${KEPT}${form.dataset.decided}`));
  // Whoever signs out leaves nothing in the tab.
  cpor.on("submit", 'form[action="/sign-out"]', () => sessionStorage.clear());
}
