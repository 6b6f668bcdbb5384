import type { Locator, Page } from "playwright-core";

/** The words of the page itself, spaces of every kind made one. */
export async function textOf(page: Page): Promise<string> {
  await page.waitForLoadState();
  return ((await page.locator("main").textContent()) ?? "").replaceAll(/[\s\u00a0\u202f]+/g, " ");
}

/** What is typed, by the name of its field; boxes take several. */
export type Reponse = Readonly<Record<string, string | readonly string[]>>;

/** Answers in the fields of that part of a page, whatever they are made of. */
export async function write(dans: Locator, reponse: Reponse): Promise<void> {
  for (const [nom, valeur] of Object.entries(reponse)) {
    for (const une of typeof valeur === "string" ? [valeur] : valeur) await fill(dans, nom, une);
  }
}

async function fill(dans: Locator, nom: string, valeur: string): Promise<void> {
  const champ = dans.locator(`[name="${nom}"]`).first();
  const genre = await champ.evaluate((one) => `${one.tagName} ${one.getAttribute("type") ?? ""}`.toLowerCase());
  if (/radio|checkbox/.test(genre)) await dans.locator(`[name="${nom}"][value="${valeur}"]`).check();
  else if (genre.startsWith("select")) await champ.selectOption(valeur);
  else await champ.fill(valeur);
}

/** Fills the form whose address ends so and which has these fields, folded or not, and sends it by its button of those words, or by its first. */
export async function submit(page: Page, suffixe: string, reponse: Reponse = {}, bouton?: RegExp): Promise<void> {
  const [champ] = Object.keys(reponse);
  const tous = page.locator(`main form[method="post"][action$="${suffixe}"]`);
  const form = (champ ? tous.filter({ has: page.locator(`[name="${champ}"]`) }) : tous).first();
  const pli = form.locator("xpath=ancestor::details[not(@open)][1]/summary");
  if ((await pli.count()) > 0) await pli.click();
  await write(form, reponse);
  const boutons = form.locator("button");
  const cible = bouton ? boutons.filter({ hasText: bouton }).first() : boutons.first();
  // The browser would send nothing, and say so beside the field.
  const refuses = await form.locator(":invalid").evaluateAll((all) => all.map((un) => un.getAttribute("name")));
  if (refuses.some((nom) => nom !== null)) throw new Error(`${page.url()}: the browser asks for ${refuses.join(", ")}`);
  await Promise.all([page.waitForEvent("load", { timeout: 60_000 }), cible.click()]);
}
