import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { type EtatOuvert, limiteOf } from "#dossier/regles/transmission.ts";
import { referenceOf } from "#observatoire/lectures/demande/derive-demandes.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CompteTransmission, Transmission } from "./ports.ts";

/** Lines of each state shown at once; the next ones appear when these are done. */
const OUVERTES_MAX = 100;

export type LigneTransmission = Transmission & {
  /** Day from which the household may lose by it, ISO; null: no text sets one. */
  readonly limite: string | null;
  /** That day has passed. */
  readonly tard: boolean;
};

/** What the files of the reader's desks owe to the national system. */
export type TransmissionsLues = {
  readonly comptes: readonly CompteTransmission[];
  /** The most urgent first, `OUVERTES_MAX` at most. */
  readonly lignes: readonly LigneTransmission[];
  readonly total: number;
  /** Whose day has passed, among the lines. */
  readonly tard: number;
  /** ISO day of the extraction that shows some of them done; null: no stock is published. */
  readonly stock: string | null;
};

export async function readTransmissions(
  base: Base,
  { epci, aujourdhui }: { readonly epci: string; readonly aujourdhui: string },
): Promise<TransmissionsLues> {
  const guichets = guichetsOf(base, epci) ?? [];
  const publie = await base.sneEchanges.stock(epci);
  const reference = publie === null ? null : referenceOf(publie.periode);
  const stock = publie === null || reference === null ? null : { lot: publie.lot, reference };
  const [comptes, ouvertes] = await Promise.all([
    base.transmissions.compter(epci, guichets),
    base.transmissions.ouvertes(epci, { guichets, stock, limite: OUVERTES_MAX }),
  ]);
  const lignes = ouvertes.map((one) => {
    const limite = limiteOf(one);
    return { ...one, limite, tard: limite !== null && limite < aujourdhui };
  });
  return {
    comptes,
    lignes,
    total: comptes.reduce((somme, { nombre }) => somme + nombre, 0),
    tard: lignes.filter(({ tard }) => tard).length,
    stock: reference,
  };
}

export function inEtat(lignes: readonly LigneTransmission[], etat: EtatOuvert): readonly LigneTransmission[] {
  return lignes.filter((ligne) => ligne.etat === etat);
}
