// Lists by keyboard: `data-rows` holds rows, each `data-row` with its `data-row-link`. J and K move the focus from link
// to link, so that Enter and a screen reader find it; X selects, with Shift up to here; P looks into a claim.
// A form `data-bulk` around rows acts on the selected ones, and sends only when its toast with Undo has passed.
{
  const TOAST_MS = 10_000;
  const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
  const link = (row) => row.querySelector("[data-row-link]");
  const box = (row) => row?.querySelector("input.check[name]");
  const here = () => document.querySelector("[data-row].at");

  const stand = (row, focus = true) => {
    here()?.classList.remove("at");
    row.classList.add("at");
    if (focus) {
      link(row)?.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
    preview.follow(row);
  };

  const move = (by) => {
    const all = rows();
    const at = all.indexOf(here());
    const to = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    if (to) stand(to);
  };

  // ---- selection ----
  let last = null;
  const changed = (input) => input.dispatchEvent(new Event("change", { bubbles: true }));
  /** Selects from the last row that was touched up to this one. */
  const range = (row, on) => {
    const all = rows();
    const [from, to] = [all.indexOf(last ?? row), all.indexOf(row)].sort((one, other) => one - other);
    all.slice(Math.max(0, from), to + 1).forEach((each) => { if (box(each)) box(each).checked = on; });
    if (box(row)) changed(box(row));
  };
  const toggle = (row, upToHere) => {
    const input = box(row);
    if (!input) return;
    if (upToHere) range(row, true);
    else {
      input.checked = !input.checked;
      changed(input);
    }
    last = row;
  };
  cpor.on("click", "[data-row] input.check", (event, input) => {
    const row = input.closest("[data-row]");
    if (event.shiftKey) range(row, input.checked);
    last = row;
    stand(row, false);
  });

  // ---- preview ----
  const preview = {
    wide: window.matchMedia("(min-width: 140rem)"),
    asked: 0,
    aside: () => document.querySelector("[data-peek]"),
    isOpen() {
      return this.aside() && !this.aside().hidden;
    },
    follow(row) {
      if (this.isOpen() || (this.aside() && this.wide.matches)) this.show(row);
    },
    async show(row) {
      const aside = this.aside();
      if (!aside || !row) return;
      const inside = aside.querySelector("[data-peek-inside]");
      const turn = ++this.asked;
      aside.querySelector("[data-peek-open]").href = link(row).href;
      let part = null;
      try {
        const answer = await fetch(aside.dataset.peek + encodeURIComponent(row.dataset.row));
        if (answer.ok && !answer.redirected) part = await answer.text();
      } catch { /* said below */ }
      // Somebody who walks fast sees the last one only.
      if (turn !== this.asked) return;
      aside.hidden = false;
      if (part !== null) inside.innerHTML = part;
      else inside.textContent = aside.dataset.peekFailed;
    },
    close() {
      this.asked += 1;
      this.aside().hidden = true;
      const row = here();
      if (row) link(row)?.focus({ preventScroll: true });
    },
  };
  cpor.on("click", "[data-peek-close]", () => preview.close());
  cpor.each("[data-peek]", () => {
    if (preview.wide.matches && rows()[0]) preview.show(here() ?? rows()[0]);
  });

  // ---- acts on several claims ----
  let waiting = null;
  let toast = null;

  const picked = (form) => [...form.querySelectorAll("[data-row]")].filter((row) => box(row)?.checked);
  const count = (form) => {
    const label = form.querySelector("[data-bulk-count]");
    const number = picked(form).length;
    label.dataset.none ??= label.textContent;
    label.textContent = number ? label.dataset.bulkCount.replace("#", number) : label.dataset.none;
    form.querySelector("[data-bulk-clear]").hidden = number === 0;
    const all = form.querySelector("[data-select-all]");
    const boxes = form.querySelectorAll("[data-row] input.check").length;
    all.checked = number > 0 && number === boxes;
    all.indeterminate = number > 0 && number < boxes;
  };
  cpor.each("[data-bulk]", (form) => {
    form.querySelector("[data-select-all]").hidden = false;
    form.addEventListener("change", () => count(form));
    form.addEventListener("reset", () => setTimeout(() => count(form)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      begin(form, event.submitter);
    });
    // The browser keeps what was ticked when it comes back to the page.
    count(form);
  });
  cpor.on("change", "[data-select-all]", (_, input) => {
    input.form.querySelectorAll("[data-row] input.check").forEach((each) => { each.checked = input.checked; });
    count(input.form);
  });

  const say = (words, ...buttons) => {
    const shelf = document.querySelector(".toasts") ?? document.body.appendChild(Object.assign(document.createElement("div"), { className: "toasts" }));
    toast = Object.assign(document.createElement("div"), { className: "toast" });
    toast.setAttribute("role", "status");
    toast.append(Object.assign(document.createElement("span"), { textContent: words }), ...buttons);
    shelf.replaceChildren(toast);
    return toast;
  };
  const button = (words, key, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "btn sm", textContent: `${words} ` });
    made.dataset.key = key;
    made.append(Object.assign(document.createElement("kbd"), { textContent: key.length === 1 ? key.toUpperCase() : "Esc" }));
    made.addEventListener("click", act);
    return made;
  };
  const quiet = () => toast?.parentElement?.replaceChildren();

  const begin = async (form, pressed) => {
    // One act waits at a time: the one before is sent now.
    if (waiting) await send();
    let chosen = picked(form);
    if (chosen.length === 0 && here() && form.contains(here())) chosen = [here()];
    const select = form.querySelector("select[name=reviewer]");
    if (chosen.length === 0) return;
    if (pressed.value === "assign" && !select.value) {
      select.focus();
      return;
    }
    const name = pressed.value === "assign" ? select.selectedOptions[0].dataset.name : form.dataset.you;
    const body = new URLSearchParams({
      csrf: cpor.csrf(), key: key(), act: pressed.value, reviewer: select?.value ?? "", confirmed: "yes", answer: "json",
      state: form.elements.state.value,
    });
    chosen.forEach((row) => body.append("claims", box(row).value));
    waiting = { form, body, rows: chosen.map((row) => ({ row, cell: row.querySelector("[data-reviewer]"), before: row.querySelector("[data-reviewer]").innerHTML })) };
    waiting.rows.forEach(({ row, cell }) => {
      row.dataset.pending = "";
      cell.textContent = name;
      box(row).checked = false;
    });
    count(form);
    const words = pressed.dataset.pending.replace("@", name).replace("#", chosen.length);
    const shown = say(words, button(form.dataset.undo, "z", undo));
    const run = () => { if (waiting) waiting.timer = setTimeout(send, TOAST_MS); };
    // Nobody is hurried who is about to press it.
    ["pointerenter", "focusin"].forEach((type) => shown.addEventListener(type, () => clearTimeout(waiting?.timer)));
    ["pointerleave", "focusout"].forEach((type) => shown.addEventListener(type, () => {
      clearTimeout(waiting?.timer);
      run();
    }));
    run();
  };

  const restore = (entries) => entries.forEach(({ row, cell, before }) => {
    delete row.dataset.pending;
    cell.innerHTML = before;
  });

  const undo = () => {
    if (!waiting) return;
    const { form, rows: entries, timer } = waiting;
    clearTimeout(timer);
    waiting = null;
    restore(entries);
    entries.forEach(({ row }) => { box(row).checked = true; });
    count(form);
    quiet();
    cpor.announce(form.dataset.undone);
    link(here() ?? entries[0].row)?.focus({ preventScroll: true });
  };

  // ---- sending: once or not at all ----
  // What was sent is noted until its outcome was told: a page that is left in between leaves that to the next one, which
  // asks with the same key. The server answers a key that it knows with what it did then.
  const LEFT = "act left";
  const LEFT_MS = 60_000;
  const note = {
    put(left) {
      try { sessionStorage.setItem(LEFT, JSON.stringify({ ...left, at: Date.now() })); } catch { /* Then nothing is told later. */ }
    },
    take() {
      try {
        const left = JSON.parse(sessionStorage.getItem(LEFT));
        sessionStorage.removeItem(LEFT);
        return left && Date.now() - left.at < LEFT_MS ? left : null;
      } catch {
        return null;
      }
    },
  };
  const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /** What became of it; `null` if that is not known, `false` if the server did not take it. */
  const post = async (action, body) => {
    try {
      const answer = await fetch(action, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body, keepalive: true });
      if (answer.redirected || (answer.status >= 400 && answer.status < 500)) return false;
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };

  const close = (words) => button(words, "Escape", () => {
    quiet();
    link(here() ?? document.body)?.focus({ preventScroll: true });
  });

  const tell = (told, words) => {
    if (told.refused.length === 0) {
      const shown = say(told.words);
      setTimeout(() => shown.remove(), TOAST_MS / 2);
      return;
    }
    const list = document.createElement("ul");
    told.refused.forEach(({ number, why }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { href: `/claims/${number}`, textContent: number }), ` ${why}`);
      list.append(item);
    });
    say(`${told.words} ${told.refused_words}`, close(words.close)).append(list);
  };

  /** Sends what waits; `leaving` leaves the telling to the page that comes next. */
  const send = async (leaving = false) => {
    if (!waiting) return;
    const { form, body, rows: entries, timer } = waiting;
    clearTimeout(timer);
    waiting = null;
    const words = { ...form.dataset };
    const sent = { action: new URL(form.action).pathname, body: body.toString(), words };
    const attempt = async () => {
      note.put(sent);
      const told = await post(sent.action, sent.body);
      note.take();
      if (told === null) {
        say(words.unknown, button(words.again, "r", attempt), close(words.close));
        return;
      }
      const seen = new Map((told ? told.done : []).map((each) => [each.number, each.seen]));
      restore(entries.filter(({ row }) => !seen.has(row.dataset.row)));
      entries.forEach(({ row }) => {
        delete row.dataset.pending;
        if (seen.has(row.dataset.row)) box(row).value = seen.get(row.dataset.row);
      });
      if (told && leaving) note.put({ told, words });
      else if (told) tell(told, words);
      else say(words.failed, close(words.close));
    };
    await attempt();
  };

  /** The page before was left while something was being sent: what became of it is told here. */
  const tellLeft = async () => {
    const left = note.take();
    if (!left) return;
    if (left.told) {
      tell(left.told, left.words);
      return;
    }
    // In another session it would be done in another name.
    const same = new URLSearchParams(left.body).get("csrf") === cpor.csrf();
    const told = same ? await post(left.action, left.body) : null;
    if (told) tell(told, left.words);
    else say(told === null ? left.words.unknown : left.words.failed, close(left.words.close));
  };
  if (cpor.csrf()) void tellLeft();

  // Whoever opens a claim while an act waits finds it done there; so does whoever sends another form.
  document.addEventListener("click", async (event) => {
    const target = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!waiting || !target || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || target.target) return;
    event.preventDefault();
    await send(true);
    location.href = target.href;
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!waiting || form === waiting.form || form.method === "dialog") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await send(true);
    form.requestSubmit(event.submitter);
  }, true);
  window.addEventListener("pagehide", () => { void send(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") void send(); });
  // A page that comes back as it was left shows what was about to be.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("[data-pending][data-row]")) location.reload();
  });

  // Another view of the list is drawn of what is so then.
  document.addEventListener("cpor:narrow", (event) => event.detail.push(send()));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || cpor.typing()) return;
    if (document.querySelector("dialog[open]") || rows().length === 0) return;
    const key = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
    const row = here();
    if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "x" && row) toggle(row, event.shiftKey);
    else if (key === "p" && preview.aside()) {
      if (preview.isOpen()) preview.close();
      else preview.show(row ?? rows()[0]);
    } else if (key === "Escape" && preview.isOpen() && !preview.wide.matches) preview.close();
    else if (key === "Escape" && document.querySelector("[data-bulk]")) document.querySelector("[data-bulk]").reset();
    else if (key === "Enter" && row && document.activeElement === document.body) link(row)?.click();
    else return;
    event.preventDefault();
  });
  cpor.on("focusin", "[data-row-link]", (_, focused) => {
    const row = focused.closest("[data-row]");
    if (row && row !== here()) stand(row, false);
  });

  // Whoever comes back from a claim stands on it again.
  const CAME_FROM = "came from";
  const cameFrom = () => {
    const claim = /^\/claims\/CPOR[^/]*/.exec(location.pathname)?.[0];
    let from = null;
    try {
      from = sessionStorage.getItem(CAME_FROM);
      if (claim) sessionStorage.setItem(CAME_FROM, claim);
      else sessionStorage.removeItem(CAME_FROM);
    } catch { /* Then the list begins at its beginning. */ }
    const row = claim || location.hash || !from ? null : rows().find((each) => link(each)?.pathname === from);
    if (row && document.activeElement === document.body) stand(row);
  };
  if (document.querySelector("main")) cameFrom();
}
