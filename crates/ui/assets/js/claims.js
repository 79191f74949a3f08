// Lists of claims: an applied filter leaves out what it doesn't narrow by, so that its address is short enough to share.
{
  cpor.on("submit", "form[data-lean]", (event, form) => {
    const empty = [...form.elements].filter((field) => field.name && field.value === "" && !field.disabled);
    empty.forEach((field) => { field.disabled = true; });
    // Going back shows this page as it was left: its fields must work again.
    setTimeout(() => empty.forEach((field) => { field.disabled = false; }), 0);
  });
}
