// The proof on the work page: another document without loading the page, its scroll and the reader's choices kept;
// pictures larger and smaller. Without this script each document is a link to the same page.
{
  /** The steps of the zoom, as parts of a picture's own size. */
  const STEPS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4];

  cpor.each("[data-viewer]", (viewer) => {
    const links = [...viewer.querySelectorAll("[data-document]")];
    if (links.length < 2) return;
    const place = viewer.querySelector("[data-place]");
    const turns = [...viewer.querySelectorAll("[data-turn]")];
    const at = () => links.findIndex((link) => link.hasAttribute("aria-current"));
    const behind = (by) => links[(at() + by + links.length) % links.length];
    const panels = () => [...viewer.querySelectorAll("[data-panel]")];

    /** The panel of a document; those that were not asked for yet wait as templates, so that nothing is loaded unseen. */
    const panel = (id) => {
      const there = panels().find((each) => each.dataset.panel === id);
      if (there) return there;
      const waits = [...viewer.querySelectorAll("template[data-waits]")].find((each) => each.dataset.waits === id);
      viewer.append(waits.content.cloneNode(true));
      waits.remove();
      const made = viewer.lastElementChild;
      pictures(made);
      return made;
    };

    const show = (link) => {
      const wanted = panel(link.dataset.document);
      panels().forEach((each) => { each.hidden = each !== wanted; });
      links.forEach((each) => each.toggleAttribute("aria-current", false));
      link.setAttribute("aria-current", "true");
      place.textContent = place.dataset.place.replace("#", at() + 1);
      turns.forEach((turn) => { turn.href = behind(Number(turn.dataset.turn)).href; });
      // The way back leads to the list, not through the documents that were looked at.
      history.replaceState(history.state, "", link.href);
      cpor.announce(`${link.querySelector("span").textContent}, ${place.textContent}`);
    };

    viewer.addEventListener("click", (event) => {
      const target = event.target instanceof Element ? event.target.closest("[data-document], [data-turn]") : null;
      if (!target || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      show("turn" in target.dataset ? behind(Number(target.dataset.turn)) : target);
    });
  });

  /** Fitted to its place, or at one of the steps; a click goes closer to where it points, and back. */
  const pictures = (root) => root.querySelectorAll("[data-picture]").forEach((frame) => {
    const picture = frame.querySelector("img");
    const buttons = frame.closest("[data-panel]").querySelector("[data-zoom]");
    let scale = null;

    const fitted = () => {
      const { clientWidth: width, clientHeight: height } = frame;
      return Math.min(1, width / picture.naturalWidth, height / picture.naturalHeight);
    };
    /** Draws the picture at a scale, with the same point of it under `x` and `y` of the frame. */
    const draw = (wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) => {
      if (!picture.naturalWidth) return;
      const before = scale ?? fitted();
      const [left, top] = [(frame.scrollLeft + x) / before, (frame.scrollTop + y) / before];
      scale = wanted !== null && wanted > fitted() ? wanted : null;
      frame.toggleAttribute("data-close", scale !== null);
      picture.style.width = scale === null ? "" : `${Math.round(picture.naturalWidth * scale)}px`;
      if (scale !== null) frame.scrollTo(left * scale - x, top * scale - y);
    };
    const closer = () => {
      const now = scale ?? fitted();
      return STEPS.find((step) => step > now * 1.01) ?? now;
    };
    const farther = () => STEPS.findLast((step) => step < (scale ?? fitted()) * 0.99) ?? null;

    buttons.hidden = false;
    buttons.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if ("zoomIn" in button.dataset) draw(closer());
      else if ("zoomOut" in button.dataset) draw(farther());
      else draw(null);
    });
    frame.addEventListener("click", (event) => {
      const { left, top } = frame.getBoundingClientRect();
      if (scale === null) draw(Math.max(1, fitted() * 2), event.clientX - left, event.clientY - top);
      else draw(null);
    });
  });

  cpor.each("[data-viewer]", pictures);
}
