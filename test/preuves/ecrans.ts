import type { Browser, BrowserContext } from "playwright-core";
import { CAS } from "../e2e/cas.ts";
import type { Visiteur } from "../e2e/cas-observatoire.ts";
import { launchApart } from "../e2e/chromium.ts";
import { loginDemo } from "../fixtures/session-demo.ts";
import { BUDGET, LARGEUR_BUREAU } from "../html/budget.ts";
import { countMots } from "../html/mots.ts";
import { launch, leave, untilReady, withBuilt } from "./service-construit.ts";

const PRET_MS = 120_000;

type Ecran = { readonly chemin: string; readonly hauteur: number; readonly ouverts: number; readonly tous: number };

/** Every page of the demonstration that somebody logged in reads, in a browser at the width of a desk: those over the budget, and how many hold. */
export async function proveEcrans(): Promise<Record<string, unknown>> {
  return withBuilt(async (donnees, port) => {
    const serveur = launch(donnees, port);
    const navigateur = await launchApart([]);
    try {
      await untilReady(port, PRET_MS);
      return conclude(await measureAll(navigateur, `http://localhost:${port}`));
    } finally {
      await navigateur.close();
      await leave(serveur);
    }
  });
}

async function measureAll(navigateur: Browser, url: string): Promise<readonly Ecran[]> {
  const contextes = new Map<Visiteur, BrowserContext>();
  const ecrans: Ecran[] = [];
  for (const [visiteur, , chemin, statut] of CAS) {
    if (statut !== 200 || visiteur === "personne" || visiteur === "session-perimee") continue;
    const contexte = contextes.get(visiteur) ?? (await openAs(navigateur, url, visiteur));
    contextes.set(visiteur, contexte);
    const ecran = await measure(contexte, url, chemin);
    if (ecran) ecrans.push(ecran);
  }
  return ecrans;
}

async function openAs(navigateur: Browser, url: string, visiteur: Exclude<Visiteur, "personne" | "session-perimee">) {
  const contexte = await navigateur.newContext({ viewport: { width: LARGEUR_BUREAU, height: 900 } });
  const [name = "", value = ""] = (await loginDemo(url, visiteur)).split("=");
  await contexte.addCookies([{ name, value, url }]);
  return contexte;
}

/** null: not a page, or one that this demonstration has not. */
async function measure(contexte: BrowserContext, url: string, chemin: string): Promise<Ecran | null> {
  const page = await contexte.newPage();
  try {
    const answer = await page.goto(url + chemin);
    if (answer?.status() !== 200 || !(answer.headers()["content-type"] ?? "").startsWith("text/html")) return null;
    const hauteur = await page.evaluate("document.documentElement.scrollHeight");
    return { chemin, hauteur: Number(hauteur), ...countMots(await answer.text()) };
  } finally {
    await page.close();
  }
}

function conclude(ecrans: readonly Ecran[]): Record<string, unknown> {
  const over = ecrans.filter(
    ({ hauteur, ouverts, tous }) => hauteur > BUDGET.hauteur || ouverts > BUDGET.ouverts || tous > BUDGET.tous,
  );
  const plusLongs = new Map(over.toSorted((a, b) => a.hauteur - b.hauteur).map((ecran) => [ecran.chemin, ecran]));
  return {
    budget: BUDGET,
    pages: ecrans.length,
    tiennent: ecrans.length - over.length,
    auDela: [...plusLongs.values()].toSorted((a, b) => b.hauteur - a.hauteur),
  };
}
