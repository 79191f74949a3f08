// A button that prints what is read; without scripts the browser's own menu does.
{
  cpor.each("[data-print]", (button) => { button.hidden = false; });
  cpor.on("click", "[data-print]", () => window.print());
}
