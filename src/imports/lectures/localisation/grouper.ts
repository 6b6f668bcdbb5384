import type { AdresseALocaliser } from "#donnees/lectures/localisation/ports.ts";

export type CleGroupeAdresses = Pick<AdresseALocaliser, "commune" | "bailleur">;

/** Addresses of one bailleur in one commune: one person knows them all. */
export type GroupeAdresses = CleGroupeAdresses &
  Pick<AdresseALocaliser, "communeNom" | "bailleurNom" | "lignes" | "premierQuartile"> & {
    readonly adresses: readonly AdresseALocaliser[];
    /** Without any address in the file. */
    readonly sansAdresse: number;
    readonly interrogees: number;
  };

/** Most leases first. */
export function grouperAdresses(liste: readonly AdresseALocaliser[]): readonly GroupeAdresses[] {
  const groupes = new Map<string, AdresseALocaliser[]>();
  for (const adresse of liste) {
    const cle = JSON.stringify([adresse.commune, adresse.bailleur]);
    groupes.set(cle, [...(groupes.get(cle) ?? []), adresse]);
  }
  return [...groupes.values()].map(toGroupe).sort((a, b) => b.lignes - a.lignes);
}

function toGroupe(adresses: readonly AdresseALocaliser[]): GroupeAdresses {
  const [first] = adresses;
  if (!first) throw new Error("a group holds an address");
  const { commune, communeNom, bailleur, bailleurNom } = first;
  return {
    commune,
    communeNom,
    bailleur,
    bailleurNom,
    adresses,
    lignes: adresses.reduce((total, { lignes }) => total + lignes, 0),
    premierQuartile: adresses.reduce((total, { premierQuartile }) => total + premierQuartile, 0),
    sansAdresse: adresses.filter(({ adresse, residence }) => !adresse && !residence).length,
    interrogees: adresses.filter(({ interrogeeLe }) => interrogeeLe !== null).length,
  };
}
