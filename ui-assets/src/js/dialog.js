// <button data-dialog="id"> opens that dialog; data-close or a click beside it closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    document.getElementById(opener.dataset.dialog)?.showModal();
    return;
  }
  if (event.target.closest("[data-close]") || event.target instanceof HTMLDialogElement) {
    event.target.closest("dialog")?.close();
  }
});
