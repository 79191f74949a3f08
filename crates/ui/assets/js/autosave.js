// Nothing typed is lost. A form with `data-autosave` keeps what is typed in this browser, by person and address; one of the kind
// "server" also saves it to its own address while it is typed. What the server has is what its answer says it has: until then, and
// for what isn't valid yet, the browser keeps it.
{
  const PAUSE_MS = 900;
  const RETRY_FIRST_S = 2;
  const RETRY_MOST_S = 60;
  const ANSWER_MS = 20_000;
  const REDRAW_MS = 1200;
  const RELEASE_MS = 2000;
  const KEPT_DAYS_MS = 30 * 24 * 60 * 60 * 1000;
  /** Names the form that was sent last, until the next page says whether it was taken. */
  const SENT = "sent";
  /** What is the form's own and not typed. */
  const isOurs = (name) => ["csrf", "version", "seen"].includes(name) || name.endsWith(".id") || name.startsWith("keep.");

  const store = {
    read(key) {
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    },
    /** Whether it is kept: a private window may have no room. */
    write(key, value) {
      try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
    },
    remove(key) {
      try { localStorage.removeItem(key); } catch { /* Nothing was kept there either. */ }
    },
    /** Forgets what nobody has come back for. */
    tidy() {
      try {
        for (const key of Object.keys(localStorage).filter((each) => each.startsWith("kept:"))) {
          const kept = store.read(key);
          if (!kept || Date.now() - kept.at > KEPT_DAYS_MS) localStorage.removeItem(key);
        }
      } catch { /* Without a store there is nothing to tidy. */ }
    },
  };

  /** Whether this page has the text of that key to itself, until it is closed. `patience` are the options of the request. */
  const own = (key, patience = { ifAvailable: true }) => new Promise((settle) => {
    navigator.locks.request(key, patience, (lock) => {
      settle(lock !== null);
      return lock && new Promise(() => undefined);
    }).catch(() => settle(false));
  });

  /** A form that many tabs may fill in apart, each for something new: its own key, or that of a tab that was closed. */
  const keyApart = async (key) => {
    if (!navigator.locks) return key;
    let [mine, left] = [null, []];
    try {
      mine = sessionStorage.getItem(key);
      left = Object.keys(localStorage).filter((each) => each === key || each.startsWith(`${key}#`));
    } catch { /* Nothing is kept. */ }
    left.sort((one, other) => (store.read(other)?.at ?? 0) - (store.read(one)?.at ?? 0));
    // A page that is loaded anew may be there before the one it was has let go.
    if (mine && await own(mine, { signal: AbortSignal.timeout(RELEASE_MS) })) return mine;
    for (const each of left) {
      if (await own(each)) return each;
    }
    const fresh = `${key}#${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
    await own(fresh);
    return fresh;
  };

  // A form that was taken has nothing to keep any more: an act says so in the address, a saved step by its version.
  const settle = () => {
    const sent = store.read(SENT);
    store.remove(SENT);
    store.tidy();
    if (!sent) return;
    const version = document.querySelector("main input[name=version]")?.value;
    const taken = new URLSearchParams(location.search).has("done") || (sent.version && version && version !== sent.version);
    if (taken) store.remove(sent.key);
  };

  const typedIn = (form) => {
    const values = {};
    for (const field of form.elements) {
      if (!field.name || isOurs(field.name) || field.matches("button, [type=file]")) continue;
      if (field.type === "radio") { if (field.checked) values[field.name] = field.value; continue; }
      values[field.name] = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
    }
    return values;
  };

  const put = (form, name, value) => {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  };

  const same = (one, other) => {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => (one[name] ?? "") === (other[name] ?? ""));
  };

  /** The values of the rows that are left when one is taken off. */
  const withoutRow = (values, row) => Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
    const [, number, field] = /^lines\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (number === undefined) return [[name, value]];
    if (Number(number) === row) return [];
    return [[Number(number) > row ? `lines.${number - 1}.${field}` : name, value]];
  }));

  cpor.each("main", settle);
  cpor.each("form[data-autosave]", (form) => {
    const toServer = form.dataset.autosave === "server";
    let key = `kept:${form.dataset.keeper}:${new URL(form.action).pathname}`;
    const sign = document.querySelector("[data-saved]");
    const part = (name) => form.querySelector(`[data-${name}]`);
    // A form shown again holds what was typed, not what is saved.
    const shownAgain = form.dataset.again ?? "";
    let saved = shownAgain ? {} : typedIn(form);
    let pending = {};
    let timer = 0;
    let tries = 0;
    let renewed = false;
    let sending = null;
    // With both versions on the page, nothing is saved before the person has chosen.
    let stopped = shownAgain === "overtaken";

    const show = (state, words) => {
      if (!sign) return;
      sign.dataset.state = state;
      sign.querySelector("[data-saved-words]").textContent = words;
      if (state === "failed") cpor.announce(words);
    };

    /** Keeps here what the server doesn't have. */
    const keep = (values = typedIn(form)) => {
      if (same(values, saved)) {
        store.remove(key);
        return true;
      }
      const made = { version: form.elements.version?.value, seen: form.elements.seen?.value };
      return store.write(key, { at: Date.now(), values, base: saved, made });
    };

    let drawing = 0;
    /** The rail says what each step holds: it is drawn anew when the typing rests. */
    const redraw = () => {
      clearTimeout(drawing);
      drawing = setTimeout(async () => {
        const page = stopped ? null : await cpor.page(location.pathname).catch(() => null);
        if (page && !stopped) cpor.refresh(page);
      }, REDRAW_MS);
    };

    const schedule = (milliseconds) => {
      clearTimeout(timer);
      timer = setTimeout(() => void save(), milliseconds);
    };

    const again = () => {
      const seconds = Math.min(RETRY_FIRST_S * 2 ** tries, RETRY_MOST_S);
      tries += 1;
      show("failed", keep() ? form.dataset.retry.replace("{seconds}", seconds) : form.dataset.unkept);
      schedule(seconds * 1000);
    };

    /** Who is signed in now; the forms of this page then carry that session's token. */
    const renew = async () => {
      const person = await cpor.renew(form.dataset.keeper);
      if (person === null) return false;
      if (person !== form.dataset.keeper) {
        part("signed-out-means").textContent = form.dataset.otherPerson;
        return false;
      }
      part("signed-out").hidden = true;
      return true;
    };

    const signedOut = () => {
      stopped = true;
      show("failed", keep() ? form.dataset.signedOutWords : form.dataset.unkept);
      part("signed-out").hidden = false;
    };

    const problems = (found) => {
      // Also what the page itself said: the newest answer counts.
      form.querySelectorAll(".field .err").forEach((told) => {
        const field = told.closest(".field");
        field.classList.remove("bad");
        field.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
        told.remove();
      });
      for (const [name, words] of Object.entries(found)) {
        const field = form.elements[name];
        // Half an address isn't wrong yet while it is being typed.
        if (!(field instanceof HTMLElement) || field === document.activeElement) continue;
        field.before(Object.assign(document.createElement("p"), { className: "err", id: `${name}-e`, textContent: words }));
        field.setAttribute("aria-invalid", "true");
        field.closest(".field")?.classList.add("bad");
      }
    };

    const take = (values, answer) => {
      for (const [name, id] of Object.entries(answer.ids)) {
        put(form, name, id);
      }
      form.elements.version.value = answer.version;
      form.elements.seen.value = answer.seen;
      // What wasn't taken isn't saved: it stays here, with what is wrong.
      saved = { ...values };
      for (const name of Object.keys(answer.problems)) saved[name] = null;
      problems(answer.problems);
      pending = answer.problems;
      keep();
      show(Object.keys(answer.problems).length ? "kept" : "saved", answer.saved);
      redraw();
    };

    const send = async (values, keepalive) => {
      const body = new URLSearchParams(new FormData(form));
      const signal = AbortSignal.timeout(ANSWER_MS);
      const answer = await fetch(form.action, { method: "POST", body, keepalive, signal, headers: { accept: "application/json" } });
      if (answer.status === 200) {
        tries = 0;
        renewed = false;
        take(values, await answer.json());
        if (!same(typedIn(form), values)) schedule(PAUSE_MS);
      } else if (answer.status === 401 || answer.status === 403) {
        if (!renewed && await renew()) {
          renewed = true;
          return schedule(0);
        }
        signedOut();
      } else if (answer.status === 412) {
        stopped = true;
        keep();
        const { message } = await answer.json();
        part("overtaken-words").textContent = message;
        part("overtaken").hidden = false;
        show("failed", message);
      } else if (answer.status >= 500 || answer.status === 429) {
        again();
      } else {
        stopped = true;
        keep();
        const { message } = await answer.json();
        show("failed", message);
      }
    };

    const save = async () => {
      clearTimeout(timer);
      if (stopped || sending) return;
      const values = typedIn(form);
      if (same(values, saved)) return;
      show("saving", form.dataset.saving);
      sending = send(values, false).catch(again);
      await sending;
      sending = null;
    };

    const typed = () => {
      const kept = keep();
      if (toServer && !stopped) {
        if (tries === 0) schedule(PAUSE_MS);
      } else if (!stopped) {
        show(kept ? "kept" : "failed", kept ? form.dataset.kept : form.dataset.unkept);
      }
    };

    const restore = () => {
      const kept = store.read(key);
      if (!kept || same({ ...saved, ...kept.values }, saved)) return store.remove(key);
      // Rows that the page doesn't have yet are asked for once.
      const rows = Object.keys(kept.values).map((name) => /^lines\.(\d+)\./.exec(name)?.[1]).filter(Boolean).map(Number);
      const absent = Math.max(-1, ...rows) + 1;
      if (absent > 0 && !form.querySelector(`[name="lines.${absent - 1}.product"]`) && !location.search.includes("rows=") && toServer) {
        return location.replace(`${location.pathname}?rows=${absent}`);
      }
      const fresh = saved;
      for (const [name, value] of Object.entries(kept.values)) put(form, name, value);
      // It was made of what stood there then: whoever has changed a field since is not overwritten.
      const changed = Object.entries(fresh).some(([name, now]) => {
        const before = kept.base?.[name] ?? now;
        return now !== before && now !== (kept.values[name] ?? "");
      });
      if (toServer && changed && kept.made?.seen) {
        form.elements.version.value = kept.made.version;
        form.elements.seen.value = kept.made.seen;
      }
      part("restored").hidden = false;
      part("forget").addEventListener("click", () => {
        stopped = true;
        store.remove(key);
        for (const [name, value] of Object.entries(fresh)) put(form, name, value);
        location.reload();
      });
      form.querySelectorAll("details").forEach((details) => { details.open = true; });
      typed();
    };

    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("focusout", () => { if (Object.keys(pending).length > 0) problems(pending); });
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      const off = event.submitter?.name === "remove_line";
      keep(off ? withoutRow(typedIn(form), Number(event.submitter.value)) : typedIn(form));
      if (sending) {
        // What is on its way would make the form stale: it goes when that has arrived.
        event.preventDefault();
        const { submitter } = event;
        void sending.finally(() => form.requestSubmit(submitter));
        return;
      }
      // Whatever comes back is the next page's: as typed in a form that was refused, or done.
      stopped = true;
      store.write(SENT, { key, version: form.elements.version?.value });
    });
    const flush = () => {
      if (!toServer || stopped || sending || same(typedIn(form), saved)) return;
      keep();
      void send(typedIn(form), true).catch(() => undefined);
    };
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") return flush();
      if (!stopped || part("signed-out").hidden) return;
      renew().then((back) => {
        if (!back) return;
        stopped = false;
        if (toServer) void save();
        else typed();
      }, () => undefined);
    });
    window.addEventListener("focus", () => document.dispatchEvent(new Event("visibilitychange")));
    window.addEventListener("online", () => { tries = 0; if (toServer) void save(); });
    window.addEventListener("beforeunload", (event) => { if (!stopped && !keep()) event.preventDefault(); });

    // A page that comes back from the browser's memory may be older than what was saved since.
    window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

    const begin = () => {
      if (!shownAgain) restore();
      else if (stopped) show(keep() ? "kept" : "failed", form.dataset.kept);
      else typed();
    };
    if (form.dataset.apart === undefined) return begin();
    const before = saved;
    void keyApart(key).then((found) => {
      const early = key;
      try { sessionStorage.setItem(key, found); } catch { /* Then a reload finds it among those left. */ }
      key = found;
      if (same(typedIn(form), before)) return begin();
      // Somebody was faster than the lock: what is typed is newer than what was kept.
      typed();
      if (early !== key) store.remove(early);
    });
  });
}
