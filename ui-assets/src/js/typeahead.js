// <input data-typeahead="/url?…"> with an empty role="listbox" in the same .typeahead: options are fetched as one types
// (&add=…) and chosen by arrows and Enter or a click. An option with data-whole is complete: choosing it presses Add.
// Without this the field works as it is.
const states = new WeakMap();

function state(input) {
  if (!states.has(input)) states.set(input, { timer: 0, asked: undefined, active: -1 });
  return states.get(input);
}

const list = (input) => input.closest(".typeahead").querySelector('[role="listbox"]');
const options = (input) => [...list(input).querySelectorAll('[role="option"]')];

function dress(input) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list(input).id);
  input.setAttribute("aria-expanded", String(options(input).length > 0));
}

function mark(input, index) {
  const all = options(input);
  state(input).active = index;
  all.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
  if (index >= 0) {
    input.setAttribute("aria-activedescendant", all[index].id);
    all[index].scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function close(input) {
  clearTimeout(state(input).timer);
  state(input).asked?.abort();
  list(input).replaceChildren();
  mark(input, -1);
  dress(input);
}

async function ask(input) {
  const own = state(input);
  own.asked?.abort();
  if (!input.value.trim()) return close(input);
  own.asked = new AbortController();
  try {
    const url = new URL(input.dataset.typeahead, location.href);
    url.searchParams.set("add", input.value);
    const answer = await fetch(url, { signal: own.asked.signal, headers: { Accept: "text/html" } });
    if (!answer.ok || !input.isConnected) return;
    // The server's own template, which escapes what it shows.
    list(input).innerHTML = await answer.text();
    if (!list(input).textContent.trim()) list(input).replaceChildren();
    mark(input, -1);
    dress(input);
  } catch (gone) {
    if (gone.name !== "AbortError") close(input);
  }
}

function choose(input, option) {
  input.value = option.dataset.value;
  if (option.dataset.whole !== undefined) {
    close(input);
    input.form.querySelector('[name="go"][value="add"]').click();
  } else {
    input.focus();
    ask(input);
  }
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.dataset?.typeahead) return;
  clearTimeout(state(input).timer);
  state(input).timer = setTimeout(() => ask(input), 120);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.dataset?.typeahead) return;
  const count = options(input).length;
  const { active } = state(input);
  if (event.key === "ArrowDown" && !count) ask(input);
  else if (event.key === "ArrowDown") mark(input, (active + 1) % count);
  else if (event.key === "ArrowUp" && count) mark(input, active <= 0 ? count - 1 : active - 1);
  else if (event.key === "Enter" && active >= 0) choose(input, options(input)[active]);
  else if (event.key === "Escape" && count) close(input);
  else if (event.key === "Tab" && active >= 0) {
    input.value = options(input)[active].dataset.value;
    return close(input);
  } else return;
  event.preventDefault();
});

// Before the field loses its focus, which would close the list under the pointer.
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.('.typeahead [role="option"]');
  if (!option) return;
  event.preventDefault();
  choose(option.closest(".typeahead").querySelector("[data-typeahead]"), option);
});

document.addEventListener("focusin", (event) => {
  if (event.target.dataset?.typeahead) {
    dress(event.target);
    if (event.target.value.endsWith("==")) ask(event.target);
  }
});

document.addEventListener("focusout", (event) => {
  if (event.target.dataset?.typeahead) close(event.target);
});

// The page may have come with the field in focus already.
if (document.activeElement?.dataset?.typeahead) {
  dress(document.activeElement);
  if (document.activeElement.value.endsWith("==")) ask(document.activeElement);
}

// A morph leaves what is typed in a field alone; what was added is to leave it.
document.addEventListener("htmx:after:swap", () => {
  for (const input of document.querySelectorAll("[data-typeahead]")) {
    input.value = input.getAttribute("value") ?? "";
    close(input);
  }
});
