import type { Base } from "#socle/lectures/base.ts";
import type { OptionListe } from "#socle/pages/design/formulaire.tsx";
import { type Champ, propre } from "#socle/routes/champs.ts";

/** Bailleurs that may sign a lease: without a SIREN, it could not be counted. */
export async function choixBailleurs(base: Base, epci: string): Promise<readonly OptionListe[]> {
  const bailleurs = await base.operations.bailleurs(epci);
  return bailleurs
    .filter(({ siren }) => siren !== null)
    .map(({ organisation, nom }) => ({ code: String(organisation), libelle: nom }));
}

/** Secteur of the convention that holds the commune; null: no published file gives it. */
export async function secteurOf(base: Base, epci: string, commune: string): Promise<string | null> {
  if (commune === "") return null;
  const contours = await base.territoires.contours(epci);
  return contours.find((row) => row.code === commune)?.secteur ?? null;
}

/** Parses the number of an option; `message` asks to choose one. */
export function entree(message: string): Champ<number> {
  return propre((valeur) => (/^[1-9]\d{0,8}$/.test(valeur) ? Number(valeur) : undefined), message);
}
