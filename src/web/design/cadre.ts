import type { Territoire } from "#application/territoire/ports.ts";

/** Addresses of what the browser loads, with their fingerprint; an island that was not built has no address and its page still works. */
export type Ressources = {
  readonly css: string;
  readonly icone: string;
  readonly islands: Readonly<Partial<Record<Island, string>>>;
};

export const ISLANDS = ["avancement", "depot", "localiser"] as const;
export type Island = (typeof ISLANDS)[number];

/** What every page shows around its content. */
export type Cadre = {
  readonly territoire: Territoire | null;
  readonly plusieursTerritoires: boolean;
  readonly ressources: Ressources;
  readonly version: string;
};

export type Rubrique = "a-faire" | "bilan" | "rapport" | "donnees";

/** `/t/200068666/bilan?annee=2017`; empty and null parameters are left out. */
export function hrefTerritoire(
  epci: string,
  chemin: string,
  parametres: Readonly<Record<string, string | number | null | undefined>> = {},
): string {
  const query = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(parametres)) {
    if (valeur !== null && valeur !== undefined && valeur !== "") query.set(nom, String(valeur));
  }
  const suffixe = query.size > 0 ? `?${query}` : "";
  return `/t/${encodeURIComponent(epci)}/${chemin}${suffixe}`;
}
