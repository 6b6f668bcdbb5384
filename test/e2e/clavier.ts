import type { Page } from "playwright-core";

/** Tabs until the focused element says this; what a person without a mouse does. Fails after too many. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  // Held down as far as is foreseen: looking at each element on the way costs more than reaching it.
  const foreseen = await countBefore(page, name);
  for (let tries = 0; tries < foreseen; tries++) await page.keyboard.down("Tab");
  if (foreseen > 0) await page.keyboard.up("Tab");
  for (let tries = foreseen; tries < 120; tries++) {
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

type Cible = {
  readonly id: string;
  readonly textContent: string | null;
  readonly type?: string;
  readonly name?: string;
  readonly tabIndex: number;
  readonly disabled?: boolean;
  checkVisibility(options: object): boolean;
};

/**
 * How many elements are surely gone through before that one: fewer than there are, when a field takes several presses or a region scrolls. 0 when
 * it is not known from where, or where to.
 */
function countBefore(page: Page, name: string | RegExp): Promise<number> {
  const cherche = typeof name === "string" ? { texte: name } : { source: name.source, flags: name.flags };
  return page.evaluate(({ texte = "", source, flags }: { texte?: string; source?: string; flags?: string }) => {
    const { document } = globalThis as unknown as {
      document: { activeElement: Cible | null; body: Cible; querySelectorAll(selector: string): Iterable<Cible> };
    };
    const motif = source === undefined ? null : new RegExp(source, flags);
    const says = ({ id, textContent }: Cible) => {
      const said = `${id} ${textContent ?? ""}`;
      return motif ? motif.test(said) : said.includes(texte);
    };
    const canStop = (one: Cible) =>
      one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true });
    const selector = "a[href], button, input, select, textarea, summary, [tabindex]";
    const stops = [...document.querySelectorAll(selector)].filter(canStop);
    const { activeElement, body } = document;
    const from = activeElement === null || activeElement === body ? -1 : stops.indexOf(activeElement);
    if (from === -1 && activeElement !== body) return 0;
    const rang = stops.findIndex((one, autre) => autre > from && says(one));
    // Of the radio buttons of a group one alone is reached, whichever it is.
    return stops.slice(from + 1, Math.max(from + 1, rang)).filter(({ type }) => type !== "radio").length;
  }, cherche);
}

/** For a key that leads to another page. */
export async function pressAndWait(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

/** The `id` if there is one, then these words and no other; spaces that do not break are spaces. */
export function whole(mots: string): RegExp {
  return new RegExp(`^\\S* ${mots.replaceAll(" ", "\\s+")}$`);
}

/** From one page of the menu to the next; where the menu is a sheet, its button opens it each time. */
export async function goThrough(page: Page, ...libelles: readonly string[]): Promise<void> {
  for (const libelle of libelles) {
    if (await page.locator(".ouvre-menu").isVisible()) await openWith(page, "Menu");
    await tabTo(page, whole(libelle));
    await pressAndWait(page, "Enter");
  }
}

/** What this button of the bar unfolds comes next. */
export async function openWith(page: Page, bouton: "Menu" | "Compte"): Promise<void> {
  await tabTo(page, whole(bouton));
  await page.keyboard.press("Enter");
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
