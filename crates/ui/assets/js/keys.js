// Keys. An element with `data-key="r"` is clicked, or focused if it is a field, when that key is pressed outside fields;
// `data-key-label` names it where its own words would not. `?` shows all that the page knows.
{
  const shortcuts = () => document.getElementById("shortcuts");

  /** The key as it stands on the keycap of a Latin keyboard, so that a Russian one works too. */
  const pressed = (event) => {
    if (/^[!-~]$/.test(event.key)) return event.shiftKey ? event.key : event.key.toLowerCase();
    if (event.key.length > 1) return event.key;
    const onCap = { BracketLeft: "[", BracketRight: "]", Slash: "/", Period: ".", Comma: "," };
    return onCap[event.code] ?? event.code.replace(/^(Key|Digit)/, "").toLowerCase();
  };

  const usable = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled, [aria-disabled=true]");

  /** What the topmost open dialog holds is in reach, or else the whole page. */
  const reach = () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;

  const bound = () => [...reach().querySelectorAll("[data-key]")].filter(usable);

  const words = (element) => {
    if (element.dataset.keyLabel) return element.dataset.keyLabel;
    const own = element.cloneNode(true);
    own.querySelectorAll("kbd, svg, .vh").forEach((part) => part.remove());
    const label = element.labels?.[0]?.textContent ?? "";
    return (own.textContent.trim() || element.getAttribute("aria-label") || label).replaceAll(/\s+/g, " ").trim();
  };

  const row = (keys, label) => {
    const item = document.createElement("div");
    const term = document.createElement("dt");
    keys.forEach((key) => {
      const cap = Object.assign(document.createElement("kbd"), { textContent: key.length === 1 ? key.toUpperCase() : key });
      term.append(cap, " ");
    });
    item.append(term, Object.assign(document.createElement("dd"), { textContent: label }));
    return item;
  };

  /** The page's own keys, those it lists in a legend (`.keys`) first. */
  const here = () => {
    const known = new Map();
    document.querySelectorAll(".keys > *").forEach((entry) => {
      const keys = [...entry.querySelectorAll("kbd")].map((cap) => cap.textContent.trim());
      if (keys.length === 0) return;
      const label = words(entry);
      if (label) known.set(keys.join(" ").toLowerCase(), row(keys, label[0].toUpperCase() + label.slice(1)));
    });
    const listed = new Set([...known.keys()].flatMap((keys) => keys.split(" ")));
    document.querySelectorAll("[data-key]").forEach((element) => {
      const keys = element.dataset.key.split(" ");
      if (!usable(element) || element.closest("dialog, nav") || keys.some((key) => listed.has(key.toLowerCase()))) return;
      keys.forEach((key) => listed.add(key.toLowerCase()));
      known.set(element.dataset.key, row(keys, words(element)));
    });
    return [...known.values()];
  };

  const show = () => {
    const dialog = shortcuts();
    if (!dialog || dialog.open) return;
    const list = dialog.querySelector("[data-keys-here]");
    const own = here();
    list.replaceChildren(...own);
    list.closest("section").hidden = own.length === 0;
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || cpor.typing()) return;
    const key = pressed(event);
    if (key === "?" && reach() === document) {
      event.preventDefault();
      show();
      return;
    }
    const target = bound().find((element) => element.dataset.key.split(" ").includes(key));
    // Enter and the space bar belong to what has the focus.
    if (!target || ((key === "Enter" || key === " ") && document.activeElement?.matches("a, button, summary, input"))) return;
    event.preventDefault();
    // The focus goes along, so that the Tab key goes on from there and a closed dialog gives it back.
    const control = target.control ?? target;
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: "nearest" });
    if (target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])")) target.select?.();
    else target.click();
  });

  // A menu closes by Escape, which gives the focus back, by a click elsewhere, and when something of it was chosen.
  const menus = () => [...document.querySelectorAll("details.drop-menu[open]")];
  document.addEventListener("keydown", (event) => {
    const menu = menus().at(-1);
    if (event.key !== "Escape" || !menu || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  }, true);
  // Who opens a menu to type into it types into it, and not shortcuts.
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches("details.drop-menu[open]")) target.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }, true);
  document.addEventListener("click", (event) => {
    menus().filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
  });
  cpor.on("click", "details.drop-menu a[href]", (event, link) => {
    link.closest("details").open = false;
    const place = link.hash && link.pathname === location.pathname ? document.getElementById(link.hash.slice(1)) : null;
    if (!place) return;
    event.preventDefault();
    place.closest("details")?.setAttribute("open", "");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  });

  cpor.on("click", "[data-opens=shortcuts]", (event) => {
    if (!shortcuts()) return;
    event.preventDefault();
    show();
  });

  // A click beside a dialog that asks nothing closes it.
  cpor.on("click", "dialog[data-light]", (event, dialog) => {
    if (event.target === dialog) dialog.close();
  });

  /** For the palette: what this page can do. */
  cpor.acts = () => [...document.querySelectorAll("main [data-key]")].filter(usable)
    .map((element) => ({ element, key: element.dataset.key.split(" ")[0], words: words(element) }));
}
