// What is shown once is selected whole as soon as somebody goes to it.
{
  cpor.on("focusin", "[data-select-all]", (event, field) => field.select());
}
