// What every script of the pages builds on. Each page works without any of them; a script only adds to the markup it
// finds, by `data-` attributes, and takes every word it shows from there.
"use strict";

const cpor = {
  starts: [],

  /** Calls `start` with each element that matches, once, when the document is there; and with those that are drawn anew. */
  each(selector, start) {
    const run = (root) => root.querySelectorAll(selector).forEach((element) => start(element));
    cpor.starts.push(run);
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => run(document));
    else run(document);
  },

  /** Draws the parts marked `data-refresh` anew, in place, from the page as it is now: what is typed elsewhere stays. */
  refresh(fresh) {
    const focused = document.activeElement;
    document.querySelectorAll("[data-refresh]").forEach((part) => {
      const other = fresh.querySelector(`[data-refresh="${CSS.escape(part.dataset.refresh)}"]`);
      if (!other || part.innerHTML === other.innerHTML) return;
      part.replaceChildren(...other.childNodes);
      cpor.starts.forEach((run) => run(part));
    });
    // Whoever stood on a part that was drawn anew stands on the same one again.
    if (focused?.id && !focused.isConnected) document.getElementById(focused.id)?.focus({ preventScroll: true });
  },

  /** The page at an address of ours; none if it can't be had or another one answers. */
  async page(address, signal) {
    const answer = await fetch(address, { headers: { accept: "text/html" }, signal }).catch(() => null);
    if (!answer?.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  },

  /** Listens on the document for events of what matches, now or later; `act` gets the event and the element. */
  on(type, selector, act) {
    document.addEventListener(type, (event) => {
      const element = event.target instanceof Element ? event.target.closest(selector) : null;
      if (element) act(event, element);
    });
  },

  /** Tells people who don't see the change. */
  announce(words) {
    let region = document.getElementById("announcements");
    if (!region) {
      region = Object.assign(document.createElement("div"), { id: "announcements", className: "vh" });
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = "";
    // A region that is filled in the same turn in which it is emptied says nothing.
    setTimeout(() => { region.textContent = words; }, 50);
  },

  /** Whether keys go into a field at the moment. */
  typing() {
    const focused = document.activeElement;
    return focused instanceof HTMLElement
      && (focused.isContentEditable || focused.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"));
  },

  /** The token that every form sends back. */
  csrf() {
    return document.querySelector("input[name=csrf]")?.value ?? "";
  },

  /** Who is signed in now, perhaps since a sign-in in another tab; none if nobody. If it is the person this page was made
   *  for, its forms carry that session's token from now on. */
  async renew(keeper) {
    const answer = await fetch("/session", { headers: { accept: "application/json" } });
    if (answer.status !== 200) return null;
    const { person, csrf } = await answer.json();
    if (person === keeper) document.querySelectorAll("input[name=csrf]").forEach((field) => { field.value = csrf; });
    return person;
  },
};
