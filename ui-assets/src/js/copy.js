// <button data-copy="#id"> copies that element's text, <button data-copy-text="…"> the text itself.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-text]");
  if (!button) return;
  const text = button.dataset.copyText ?? document.querySelector(button.dataset.copy)?.textContent ?? "";
  const label = (button.dataset.label ??= button.textContent);
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    // Without HTTPS the browser offers no clipboard: select the text, so that one key press copies it.
    const target = document.querySelector(button.dataset.copy);
    if (target) getSelection().selectAllChildren(target);
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => (button.textContent = label), 2000);
});
