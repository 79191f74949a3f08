// What is shown once is selected whole as soon as somebody goes to it.
{
  cpor.on("focusin", "[data-select-all]", (event, field) => field.select());

  // The zone of whoever sets an installation up is most likely its own: a suggestion that can be typed over.
  cpor.each("form[data-own-zone] input[name=time_zone]", (field) => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = [...(field.list?.options ?? [])].some((option) => option.value === zone);
    if (!field.value && known) field.value = zone;
  });
}
