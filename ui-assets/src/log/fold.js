// Lines of a step go into a fold under its heading; what Carrel says between steps stands alone.
let current;

function fold(heading) {
  const box = document.createElement("div");
  box.className = "fold";
  box.dataset.step = heading.dataset.step;
  const body = document.createElement("div");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "folder";
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-label", `Fold ${heading.querySelector("span").textContent}`);
  button.addEventListener("click", () => set(box, button.getAttribute("aria-expanded") === "false"));
  heading.append(button);
  box.append(heading, body);
  return box;
}

function set(box, open) {
  box.lastChild.hidden = !open;
  box.querySelector(".folder").setAttribute("aria-expanded", String(open));
}

/** Opens whatever fold hides the element. */
export function reveal(element) {
  const box = element.closest(".fold");
  if (box && box.lastChild.hidden) set(box, true);
}

/** Puts one line where it belongs. */
export function place(log, line) {
  const step = line.dataset.step;
  if (line.classList.contains("step") && step !== "0" && current?.dataset.step !== step) {
    current = fold(line);
    log.append(current);
    return;
  }
  if (current && current.dataset.step === step) {
    current.lastChild.append(line);
    return;
  }
  current = undefined;
  log.append(line);
}

export function groupAll(log) {
  const lines = [...log.querySelectorAll(":scope > .l")];
  lines.forEach((line) => place(log, line));
}
