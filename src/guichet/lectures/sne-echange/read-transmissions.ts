import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { ETATS_OUVERTS, type EtatOuvert, limiteOf } from "#dossier/regles/transmission.ts";
import { referenceOf } from "#observatoire/lectures/demande/derive-demandes.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CompteTransmission, Transmission } from "./ports.ts";

/** Lines of each state shown at once: side by side, then when one state alone is asked. */
const PAR_ETAT = 6;
const OUVERTES_MAX = 100;

export type LigneTransmission = Transmission & {
  /** Day from which the household may lose by it, ISO; null: no text sets one. */
  readonly limite: string | null;
  /** That day has passed. */
  readonly tard: boolean;
};

/** What the files of the reader's desks owe to the national system. */
export type TransmissionsLues = {
  /** Of all the states, whatever was asked. */
  readonly comptes: readonly CompteTransmission[];
  /** Of the state asked, or the first of each; the most urgent first. */
  readonly lignes: readonly LigneTransmission[];
  readonly total: number;
  /** Whose day has passed, shown or not. */
  readonly tard: number;
  readonly etat: EtatOuvert | null;
  /** ISO day of the extraction that shows some of them done; null: no stock is published. */
  readonly stock: string | null;
};

export async function readTransmissions(
  base: Base,
  { epci, aujourdhui, etat }: { readonly epci: string; readonly aujourdhui: string; readonly etat: EtatOuvert | null },
): Promise<TransmissionsLues> {
  const guichets = guichetsOf(base, epci) ?? [];
  const publie = await base.sneEchanges.stock(epci);
  const reference = publie === null ? null : referenceOf(publie.periode);
  const stock = publie === null || reference === null ? null : { lot: publie.lot, reference };
  const [comptes, ouvertes] = await Promise.all([
    base.transmissions.compter(epci, guichets),
    base.transmissions.ouvertes(epci, {
      guichets,
      stock,
      etats: etat === null ? ETATS_OUVERTS : [etat],
      limite: etat === null ? PAR_ETAT : OUVERTES_MAX,
    }),
  ]);
  const isTard = (limite: string | null) => limite !== null && limite < aujourdhui;
  return {
    comptes,
    lignes: ouvertes.map((one) => ({ ...one, limite: limiteOf(one), tard: isTard(limiteOf(one)) })),
    total: sumNombres(comptes),
    tard: sumNombres(comptes.filter((compte) => isTard(limiteOf(compte)))),
    etat,
    stock: reference,
  };
}

export function countEtat({ comptes }: TransmissionsLues, des: EtatOuvert): number {
  return sumNombres(comptes.filter(({ etat }) => etat === des));
}

export function sumNombres(comptes: readonly CompteTransmission[]): number {
  return comptes.reduce((somme, { nombre }) => somme + nombre, 0);
}
