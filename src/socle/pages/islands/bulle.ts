/**
 * What a mark of a drawing says (name, value, base, unknown) is shown beside it to a pointer, a finger and a keyboard alike: a title alone waits for a mouse.
 * Without this script the title, the link and the table say the same. Screen readers have the link's own name.
 */
const MARQUES =
  "svg :is(a, g, path, circle, rect):is(:has(> title), [data-dit]), svg a:is(:has(title), :has([data-dit]))";
const BORD = 8;

const bulle = document.createElement("p");
bulle.className = "bulle";
bulle.hidden = true;
bulle.setAttribute("aria-hidden", "true");

/** The mark that has the keyboard: its words come back when the pointer leaves. */
let foyer: Element | null = null;

function marqueOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(MARQUES) : null;
}

/** Its title, taken away so that the browser does not say it a second time. */
function take(marque: Element): string {
  const titre = marque.querySelector("title");
  const parent = titre?.parentElement;
  if (titre && parent) {
    parent.setAttribute("data-dit", titre.textContent ?? "");
    titre.remove();
  }
  const dite = marque.matches("[data-dit]") ? marque : marque.querySelector("[data-dit]");
  return dite?.getAttribute("data-dit") ?? "";
}

function reveal(marque: Element | null): void {
  bulle.hidden = marque === null;
  if (!marque) return;
  bulle.textContent = take(marque);
  if (!bulle.isConnected) document.body.append(bulle);
  const { left, right, top, bottom } = marque.getBoundingClientRect();
  const { width, height } = bulle.getBoundingClientRect();
  const x = (left + right - width) / 2;
  bulle.style.left = `${Math.max(BORD, Math.min(x, document.documentElement.clientWidth - width - BORD))}px`;
  // Against the mark: a pointer reaches it without leaving.
  bulle.style.top = `${top - height < BORD ? bottom : top - height}px`;
}

document.addEventListener("pointerover", ({ target }) => {
  if (target !== bulle) reveal(marqueOf(target) ?? foyer);
});
document.addEventListener("focusin", ({ target }) => {
  const marque = marqueOf(target);
  foyer = target instanceof Element && target.matches(":focus-visible") ? marque : null;
  reveal(foyer);
});
document.addEventListener("focusout", () => {
  foyer = null;
  reveal(null);
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") reveal(null);
});
// It is placed in the window, which has moved under it.
document.addEventListener("scroll", () => reveal(null), { passive: true, capture: true });
