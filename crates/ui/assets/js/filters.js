// Filters of lists. Where the list stands on the same page ("here"), a choice narrows it at once and text when the typing
// rests: it is drawn anew below, the form stays as it is, and the address says what is shown. Elsewhere a choice opens the
// list. Without this script a button applies.
{
  const REST_MS = 300;
  const CHOICES = "select, input[type=date], input[type=checkbox]";
  let resting = 0;
  let asked = null;
  let shown = location.pathname + location.search;

  const isHere = (form) => form.dataset.narrows === "here";

  /** What isn't set needs no place in the address. */
  const addressOf = (form) => {
    const set = [...new FormData(form)].filter(([, value]) => value.trim() !== "");
    const query = new URLSearchParams(set).toString();
    return new URL(form.action).pathname + (query && `?${query}`);
  };

  const narrow = async (form, by) => {
    clearTimeout(resting);
    asked?.abort();
    const address = addressOf(form);
    if (address === shown) return;
    const mine = asked = new AbortController();
    // Whoever has something left to send about the list as it was sends it first.
    const before = [];
    form.dispatchEvent(new CustomEvent("cpor:narrow", { bubbles: true, detail: before }));
    await Promise.all(before);
    const page = await cpor.page(address, mine.signal).catch(() => null);
    if (mine.signal.aborted) return;
    // The browser says better than a script why a page can't be had.
    if (!page) return location.assign(address);
    // One step back is the list before the word, not before its last letter.
    const sameWord = by === "text" && history.state?.narrowed === "text";
    history[sameWord ? "replaceState" : "pushState"]({ narrowed: by }, "", address);
    shown = address;
    cpor.refresh(page);
    const found = document.querySelector("[data-found]");
    if (found) cpor.announce(found.textContent);
  };

  cpor.on("change", "form[data-narrows]", (event, form) => {
    if (!event.target.matches(CHOICES)) return;
    // A shared address may hold more values than a choice can show: then the whole page is drawn.
    if (isHere(form) && !form.querySelector("input[type=hidden]")) void narrow(form, "choice");
    else location.assign(addressOf(form));
  });
  cpor.on("input", "form[data-narrows=here]", (event, form) => {
    if (event.target.type !== "search" && event.target.type !== "text") return;
    clearTimeout(resting);
    resting = setTimeout(() => void narrow(form, "text"), REST_MS);
  });
  cpor.on("submit", "form[data-narrows]", (event, form) => {
    event.preventDefault();
    if (isHere(form)) void narrow(form, "text");
    else location.assign(addressOf(form));
  });
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) location.reload();
  });
}
