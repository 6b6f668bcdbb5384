import type { Base } from "#socle/lectures/base.ts";

/** Choices among the résidences of the last published stock: « Réunion (Saint-Dizier, OPH) », by name. */
export async function listResidences(
  base: Pick<Base, "parc" | "territoires">,
  epci: string,
): Promise<readonly { readonly cle: string; readonly libelle: string }[]> {
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (millesime === undefined) return [];
  const [parc, communes] = await Promise.all([base.parc.residences(epci, millesime), base.territoires.perimetre(epci)]);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const libelles = new Map(
    parc.map(({ cle, nom, commune, bailleurNom }) => [
      cle,
      `${nom} (${noms.get(commune) ?? commune}, ${bailleurNom ?? "bailleur inconnu"})`,
    ]),
  );
  return [...libelles]
    .map(([cle, libelle]) => ({ cle, libelle }))
    .sort((a, b) => a.libelle.localeCompare(b.libelle, "fr"));
}
