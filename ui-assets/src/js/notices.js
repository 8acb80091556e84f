// What an htmx request could not do is told in the corner (the server sends it there); a click or time removes it.
const corner = document.getElementById("notices");

function tell(text) {
  const notice = document.createElement("div");
  notice.className = "notice bad";
  const words = document.createElement("p");
  words.textContent = text;
  notice.append(words);
  corner?.replaceChildren(notice);
}

document.addEventListener("htmx:error", () =>
  tell("The portal did not answer. What you see may be out of date; it is tried again when you act."),
);
corner?.addEventListener("click", (event) => {
  if (event.target.closest("[data-dismiss]")) event.target.closest(".notice").remove();
});
