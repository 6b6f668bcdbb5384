import type { Page } from "playwright-core";
import type { Visiteur } from "./cas-observatoire.ts";
import type { Produit } from "./produit.ts";

/** A page that visitors use one after the other. */
export type Voie = {
  readonly page: Page;
  /** What the browser has complained of since it was taken. */
  readonly said: string[];
};

export type Voies = {
  /** Does this on the first page that is free, as that visitor. */
  take<T>(visiteur: Visiteur, work: (voie: Voie) => Promise<T>): Promise<T>;
};

/** So many pages and no more: one for each visitor would be a window and a process of the browser for each. */
export function openVoies(produit: Produit, nombre: number): Voies {
  const libres: Voie[] = [];
  const attendent: ((voie: Voie) => void)[] = [];
  let ouvertes = 0;
  async function acquire(): Promise<Voie> {
    const libre = libres.pop();
    if (libre) return libre;
    if (ouvertes >= nombre) return new Promise((resolve) => attendent.push(resolve));
    ouvertes += 1;
    return openVoie(produit);
  }
  return {
    async take(visiteur, work) {
      const voie = await acquire();
      try {
        await enter(produit, voie, visiteur);
        return await work(voie);
      } finally {
        const suivant = attendent.shift();
        if (suivant) suivant(voie);
        else libres.push(voie);
      }
    },
  };
}

async function openVoie(produit: Produit): Promise<Voie> {
  const page = await produit.newPage(null);
  const said: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(error.message));
  return { page, said };
}

async function enter(produit: Produit, { page, said }: Voie, visiteur: Visiteur): Promise<void> {
  const context = page.context();
  await context.clearCookies();
  const value = await sessionOf(produit, visiteur);
  if (value) await context.addCookies([{ name: "blaise", value, url: produit.url }]);
  said.length = 0;
}

/** What the cookie of the session holds; undefined for nobody. */
export async function sessionOf(produit: Produit, visiteur: Visiteur): Promise<string | undefined> {
  if (visiteur === "personne") return undefined;
  if (visiteur === "session-perimee") return "A".repeat(43);
  return (await produit.cookie(visiteur)).split("=")[1];
}
