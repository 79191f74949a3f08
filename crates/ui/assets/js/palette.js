// The palette: Ctrl K or ⌘K finds claims, customers, pages and actions. Without scripts the same is the page /find.
{
  const WAIT_MS = 60;

  cpor.each("dialog[data-palette]", (dialog) => {
    const field = dialog.querySelector("[role=combobox]");
    const box = dialog.querySelector("[role=listbox]");
    let asked = new AbortController();
    let timer = 0;
    let from = null;
    /** What is shown, and whether Enter waits for what was typed since. */
    let shown = null;
    let entered = false;

    const options = () => [...box.querySelectorAll("[role=option]")];
    const active = () => box.querySelector("[aria-selected=true]");

    const point = (option) => {
      active()?.setAttribute("aria-selected", "false");
      if (option) {
        option.setAttribute("aria-selected", "true");
        field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    };

    /** What the page underneath can do, found like the rest. */
    const acts = (query) => {
      const wanted = query.trim().toLowerCase();
      const found = wanted
        ? cpor.acts().filter(({ words }) => words && (" " + words.toLowerCase()).includes(" " + wanted)).slice(0, 6)
        : [];
      if (found.length === 0) return null;
      const group = document.createElement("div");
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", "find-here");
      group.append(Object.assign(document.createElement("div"), { id: "find-here", className: "what", textContent: dialog.dataset.here }));
      found.forEach(({ element, key, words }, index) => {
        const option = Object.assign(document.createElement("div"), { id: `find-here-${index}` });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.append(Object.assign(document.createElement("span"), { className: "grow", textContent: words }));
        option.append(Object.assign(document.createElement("kbd"), { textContent: key.toUpperCase() }));
        option.addEventListener("click", () => {
          from = null;
          dialog.close();
          if (element.matches("textarea, select, input:not([type=checkbox], [type=radio])")) element.focus();
          else element.click();
        });
        group.append(option);
      });
      return group;
    };

    const follow = (option, { ctrlKey = false, metaKey = false } = {}) => {
      option.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey }));
    };

    const show = (html, query) => {
      shown = query;
      box.innerHTML = html;
      const said = box.querySelector("[data-found]");
      const own = acts(query);
      if (own) {
        box.prepend(own);
        if (said) said.hidden = true;
      }
      point(options()[0]);
      if (entered && active()) {
        entered = false;
        follow(active());
        return;
      }
      entered = false;
      if (said && !own && query.trim()) cpor.announce(said.dataset.found);
    };

    const look = async () => {
      asked.abort();
      asked = new AbortController();
      const query = field.value;
      try {
        const answer = await fetch(`${dialog.dataset.palette}?q=${encodeURIComponent(query)}`, { signal: asked.signal, credentials: "same-origin" });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        show(await answer.text(), query);
      } catch (error) {
        if (error.name === "AbortError") return;
        entered = false;
        box.replaceChildren(Object.assign(document.createElement("p"), { textContent: dialog.dataset.failed }));
        point(null);
      }
    };

    const open = () => {
      if (dialog.open) return;
      from = document.activeElement;
      document.querySelectorAll("dialog[open]").forEach((other) => other.close());
      document.querySelectorAll("[popover]").forEach((other) => other.matches(":popover-open") && other.hidePopover());
      field.value = "";
      shown = null;
      entered = false;
      box.replaceChildren();
      dialog.showModal();
      look();
    };

    dialog.addEventListener("close", () => {
      asked.abort();
      clearTimeout(timer);
      box.replaceChildren();
      if (from?.isConnected) from.focus({ preventScroll: true });
    });

    field.addEventListener("input", () => {
      entered = false;
      clearTimeout(timer);
      timer = setTimeout(look, WAIT_MS);
    });

    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const all = options();
      const at = all.indexOf(active());
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
      if (event.key in steps && all.length > 0) {
        event.preventDefault();
        const single = Math.abs(steps[event.key]) === 1;
        const next = at + steps[event.key];
        point(all[single ? (next + all.length) % all.length : Math.min(Math.max(next, 0), all.length - 1)]);
      } else if (event.key === "Enter" && shown !== field.value) {
        // Whoever types fast means what was typed, not what is still shown.
        event.preventDefault();
        entered = true;
      } else if (event.key === "Enter" && active()) {
        event.preventDefault();
        follow(active(), event);
      }
    });

    box.addEventListener("pointermove", (event) => {
      const option = event.target.closest("[role=option]");
      if (option && option !== active()) point(option);
    });

    // A page that is already open, or only another part of it, isn't loaded anew by every browser: close over it.
    box.addEventListener("click", (event) => {
      if (event.target.closest("a[href]") && !event.ctrlKey && !event.metaKey) {
        from = null;
        dialog.close();
      }
    });

    cpor.on("click", "[data-opens=palette]", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      open();
    });

    document.addEventListener("keydown", (event) => {
      const chord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!chord || (event.code !== "KeyK" && event.key.toLowerCase() !== "k")) return;
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    });
  });

  if (/Mac|iP(hone|ad|od)/.test(navigator.platform)) {
    cpor.each("kbd[data-mac]", (cap) => { cap.textContent = cap.dataset.mac; });
  }
}
