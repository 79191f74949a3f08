// What every script of the pages builds on. Each page works without any of them; a script only adds to the markup it
// finds, by `data-` attributes, and takes every word it shows from there.
"use strict";

const cpor = {
  /** Calls `start` with each element that matches, once, when the document is there. */
  each(selector, start) {
    const run = () => document.querySelectorAll(selector).forEach((element) => start(element));
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
    else run();
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
};
