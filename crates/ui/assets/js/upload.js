// Files by picker or drop, each with its progress: one request a file, one after the other. Without this script the same
// form sends all of them at once.
{
  const SIZE_UNITS = ["B", "KB", "MB", "GB"];

  /** What is wrong with a file before it is sent, by the form's words. */
  const problemOf = (file, form) => {
    const name = file.name.toLowerCase();
    if (name.endsWith(".heic") || name.endsWith(".heif")) return form.dataset.heic;
    if (file.size > Number(form.dataset.bytesMax)) return form.dataset.tooLarge;
    if (file.size === 0) return form.dataset.empty;
    // A name without an ending is judged by its content, where it arrives.
    const ending = name.includes(".") ? `.${name.split(".").pop()}` : "";
    if (ending && !form.dataset.types.split(",").includes(ending)) return form.dataset.wrongType;
    return "";
  };

  const sizeOf = (bytes) => {
    let unit = 0;
    let size = bytes;
    while (size >= 1000 && unit < SIZE_UNITS.length - 1) { size /= 1000; unit += 1; }
    // Rounded as where the file is listed afterwards.
    const steps = unit > 1 ? 10 : 1;
    return `${(Math.floor(size * steps) / steps).toLocaleString(document.documentElement.lang)} ${SIZE_UNITS[unit]}`;
  };

  /** Draws anew what depends on the files. A page that couldn't be fetched again is only older: every file is there. */
  const refresh = async () => {
    const fresh = await cpor.page(location.pathname);
    if (!fresh) return;
    cpor.refresh(fresh);
    const left = fresh.querySelector("[data-upload]")?.dataset.left;
    if (left !== undefined) document.querySelectorAll("[data-upload]").forEach((form) => { form.dataset.left = left; });
  };

  /** Sends one file, once more if the session was begun anew in another tab; answers the words of what went wrong, or nothing. */
  const send = async (entry, form) => {
    const first = await sendOnce(entry, form);
    if (first !== form.dataset.signedOut) return first;
    const person = await cpor.renew(form.dataset.keeper).catch(() => null);
    return person === form.dataset.keeper ? sendOnce(entry, form) : first;
  };

  const sendOnce = (entry, form) => new Promise((settle) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrf", form.elements.csrf.value);
    body.append("file", entry.file);
    entry.request = request;
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const part = Math.floor((event.loaded / event.total) * 100);
      entry.progress.value = part;
      entry.say(part < 100 ? form.dataset.sending.replace("{part}", part) : form.dataset.storing);
    });
    request.addEventListener("load", () => {
      if (request.status === 200) return settle("");
      // Without a session, or with the token of the one that ended.
      if (request.status === 401 || request.status === 403) return settle(form.dataset.signedOut);
      let words = form.dataset.broken;
      try { words = JSON.parse(request.responseText).message ?? words; } catch { /* Not an answer of ours: a proxy's. */ }
      settle(words);
    });
    request.addEventListener("error", () => settle(form.dataset.broken));
    request.addEventListener("abort", () => settle(form.dataset.stopped));
    request.open("POST", form.action);
    request.setRequestHeader("accept", "application/json");
    request.send(body);
  });

  cpor.each("[data-upload]", (form) => {
    const pickers = form.querySelectorAll("input[type=file]");
    const [picker] = pickers;
    const list = form.querySelector("[data-files]");
    const drop = form.querySelector("[data-drop]");
    const button = form.querySelector("[data-send]");
    const entries = [];
    let sending = false;
    form.querySelector("[data-drop-hint]").hidden = false;

    const add = (file) => {
      const item = form.querySelector("[data-file]").content.firstElementChild.cloneNode(true);
      const part = (name) => item.querySelector(`[data-${name}]`);
      const entry = { file, item, progress: part("progress"), state: "waiting", request: null };
      entry.say = (words) => { part("said").textContent = words; };
      entry.fail = (words) => {
        item.classList.add("bad");
        entry.progress.hidden = true;
        entry.say(words);
        cpor.announce(`${file.name}: ${words}`);
      };
      part("name").textContent = file.name;
      part("size").textContent = sizeOf(file.size);
      const cancel = part("cancel");
      cancel.setAttribute("aria-label", cancel.dataset.label.replace("{name}", file.name));
      cancel.addEventListener("click", () => {
        if (entry.state === "sending") return entry.request.abort();
        entries.splice(entries.indexOf(entry), 1);
        item.remove();
        list.hidden = entries.length === 0;
        picker.focus();
      });
      const places = Number(form.dataset.left) - entries.filter((other) => other.state === "waiting").length;
      const problem = places <= 0 ? form.dataset.tooMany : problemOf(file, form);
      entry.state = problem ? "refused" : "waiting";
      entries.push(entry);
      list.append(item);
      list.hidden = false;
      if (problem) entry.fail(problem);
      else entry.say(form.dataset.chosen);
    };

    const sendAll = async () => {
      sending = true;
      button.disabled = true;
      let added = 0;
      for (let next; (next = entries.find((entry) => entry.state === "waiting"));) {
        next.state = "sending";
        next.item.classList.remove("bad");
        next.progress.hidden = false;
        next.progress.value = 0;
        const wrong = await send(next, form);
        if (wrong) {
          // What the connection broke can be sent again; what was judged can't.
          next.state = wrong === form.dataset.broken || wrong === form.dataset.signedOut ? "broken" : "refused";
          next.fail(wrong);
          if (next.state === "broken") break;
          continue;
        }
        next.state = "added";
        next.item.classList.add("good");
        next.progress.hidden = true;
        next.item.querySelector("[data-cancel]").hidden = true;
        next.say(form.dataset.added);
        cpor.announce(`${next.file.name}: ${form.dataset.added}`);
        added += 1;
      }
      entries.filter((entry) => entry.state === "broken").forEach((entry) => { entry.state = "waiting"; });
      sending = false;
      button.disabled = false;
      if (added > 0) await refresh();
      for (const entry of entries.filter((each) => each.state === "added")) {
        entries.splice(entries.indexOf(entry), 1);
        entry.item.remove();
      }
      list.hidden = entries.length === 0;
      form.dispatchEvent(new CustomEvent("cpor:uploaded"));
    };

    pickers.forEach((each) => each.addEventListener("change", () => {
      [...each.files].forEach(add);
      // The list says what is chosen.
      each.value = "";
    }));
    for (const type of ["dragenter", "dragover"]) {
      drop.addEventListener(type, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      [...event.dataTransfer.files].forEach(add);
    });
    form.addEventListener("submit", (event) => {
      // Nothing chosen: the form goes the plain way and is told what is missing.
      if (entries.length === 0) return;
      event.preventDefault();
      if (!sending) void sendAll();
    });
    window.addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });
  });
}
