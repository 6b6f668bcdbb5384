import type { Page } from "playwright-core";

/** Tabs until the focused element says this; what a person without a mouse does. Fails after too many. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    await page.keyboard.press("Tab");
    const said = await page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { activeElement: { textContent: string; id: string } | null };
      };
      return `${document.activeElement?.id ?? ""} ${document.activeElement?.textContent ?? ""}`;
    });
    if (typeof name === "string" ? said.includes(name) : name.test(said)) return;
  }
  throw new Error(`« ${name} » cannot be reached with Tab on ${page.url()}`);
}

/** For a key that leads to another page. */
export async function pressAndWait(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

type Actif = { readonly nom: string; readonly etiquette: string; readonly coche: boolean };

/** The focused control of a form: its name, the words of its label (spaces made plain), whether it is checked. */
function readActif(page: Page): Promise<Actif> {
  return page.evaluate(() => {
    type Controle = { name?: string; checked?: boolean; labels?: { textContent: string }[] | null };
    const { document } = globalThis as unknown as { document: { activeElement: Controle | null } };
    const actif = document.activeElement;
    const etiquette = [...(actif?.labels ?? [])].map(({ textContent }) => textContent).join(" ");
    const plain = etiquette.replaceAll(/[\s\u00a0\u202f]+/g, " ");
    return { nom: actif?.name ?? "", etiquette: plain, coche: actif?.checked === true };
  });
}

/** Tabs to the box whose label says this, and ticks it. */
export async function tick(page: Page, etiquette: RegExp): Promise<void> {
  for (let tries = 0; tries < 160; tries++) {
    await page.keyboard.press("Tab");
    if (!etiquette.test((await readActif(page)).etiquette)) continue;
    await page.keyboard.press("Space");
    if ((await readActif(page)).coche) return;
    throw new Error(`${etiquette} is not ticked on ${page.url()}`);
  }
  throw new Error(`no box ${etiquette} can be reached with Tab on ${page.url()}`);
}

/** Tabs to the group of that name, then goes down with the arrows to the answer whose label begins so. */
export async function pick(page: Page, groupe: string, debut: string): Promise<void> {
  for (let tries = 0; tries < 120 && (await readActif(page)).nom !== groupe; tries++) await page.keyboard.press("Tab");
  for (let tries = 0; tries < 20; tries++) {
    const { nom, etiquette, coche } = await readActif(page);
    if (nom !== groupe) break;
    if (etiquette.trim().startsWith(debut)) {
      if (!coche) await page.keyboard.press("Space");
      return;
    }
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`« ${debut} » is not an answer of ${groupe} on ${page.url()}`);
}

/** Types a day in the field of that `id`, in the order of the browser of these tests: month, day, year. */
export async function typeJour(page: Page, champ: string, iso: string): Promise<void> {
  const [annee = "", mois = "", jour = ""] = iso.split("-");
  await tabTo(page, new RegExp(`^${champ} `));
  await page.keyboard.type(`${mois}${jour}${annee}`);
  const written = await page.locator(`#${champ}`).inputValue();
  if (written !== iso) throw new Error(`${champ} holds ${written} instead of ${iso} on ${page.url()}`);
}
