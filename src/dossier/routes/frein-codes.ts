import { networkOf } from "#socle/routes/serveur/client-address.ts";
import { CASES, openCases, openCompteur, type Palier, type Partage } from "#socle/routes/serveur/compteur.ts";

/** Attempts of codes from one network: a code has 80 bits, so this limit only protects the server's load. */
export const PALIERS_CODES = [
  { nombre: 10, secondes: 5 * 60 },
  { nombre: 40, secondes: 3600 },
] as const;

/** Files begun from one network: the second limit suits an office that receives many persons; none lets fill the table. */
export const PALIERS_OUVERTURES = [
  { nombre: 20, secondes: 10 * 60 },
  { nombre: 100, secondes: 24 * 3600 },
] as const;

export type FreinCodes = {
  /** Seconds to wait; null: allowed. */
  reserver(adresse: string): Promise<number | null>;
};

/** `partage`: the count is shared by all processes; null: this process alone. */
export function createFreinCodes(
  nom: string,
  paliers: readonly Palier[],
  partage: Partage | null | undefined,
): FreinCodes {
  const caseOf = openCases(CASES, partage ?? null);
  const compteurs = paliers.map((palier) => openCompteur(nom, palier, partage ?? null));
  return {
    async reserver(adresse) {
      for (const compteur of compteurs) {
        const attente = await compteur.consume(caseOf(networkOf(adresse)));
        if (attente !== null) return attente;
      }
      return null;
    },
  };
}
