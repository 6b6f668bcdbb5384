import type { Lecture, LigneLue } from "#donnees/formats/lecture.ts";
import type { AnomaliesLot } from "#donnees/lectures/lot/anomalies-lot.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { rejecting } from "#donnees/lectures/lot/tri.ts";
import { ECARTS_OCCUPATION } from "#observatoire/lectures/occupation/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit } from "#socle/regles/shared/refus.ts";

const COMPLETABLES: ReadonlySet<Lot["statut"]> = new Set(["pret", "publie", "refuse"]);

/**
 * Lines that were rejected of a lot come back corrected: the new lot is the former one with them. They take back the number that they had; a line more
 * takes one after the last.
 */
export class Completion {
  readonly lot: Lot;
  /** Rejected lines that have not come back. */
  readonly restantes: Set<number>;
  /** By its number in the lot, that of a line in the file. */
  readonly #origines = new Map<number, number>();
  readonly #derniere: number;

  constructor(lot: Lot, { rejetees, derniere }: { readonly rejetees: readonly number[]; readonly derniere: number }) {
    this.lot = lot;
    this.restantes = new Set(rejetees);
    this.#derniere = derniere;
  }

  numeroter(lue: LigneLue<unknown>): number {
    const reprise = lue.kind === "ecartee" ? undefined : lue.reprise;
    const connue = reprise !== undefined && this.restantes.delete(reprise);
    const ligne = connue ? reprise : this.#derniere + lue.ligne;
    this.#origines.set(ligne, lue.ligne);
    return ligne;
  }

  origineOf(ligne: number): number {
    return this.#origines.get(ligne) ?? ligne;
  }
}

/** null: a file of its own. Refuses `lot-a-completer` when what it completes is not there any more: alone, these lines would take the place of the others. */
export async function openCompletion(
  base: Pick<Base, "lots">,
  epci: string,
  { complete, source }: Pick<Lecture, "complete" | "source">,
): Promise<Completion | null> {
  if (complete === null) return null;
  const lot = await base.lots.find(complete);
  if (lot?.epci !== epci || lot.source !== source || !COMPLETABLES.has(lot.statut)) {
    throw conflit(
      "lot-a-completer",
      `Ce fichier corrige des lignes du lot ${complete}, qui n’est plus là, ou qu’un autre a remplacé. Déposez le fichier entier, sans la colonne « LIGNE_DU_LOT_${complete} ».`,
      { lot: complete },
    );
  }
  return new Completion(lot, await base.lots.numeros(lot));
}

/** Found again by a check of all the lines, the former ones with the new. */
const OF_WHOLE_LOT: ReadonlySet<string> = new Set([
  "commune-hors-territoire",
  "lieu-hors-territoire",
  "objectif-parts",
  "relogement-inconnu",
  "ressources-inconnu",
  "situation-inconnu",
  "hors-periode",
  "bail-non-signe",
  "logement-disparu",
  "logement-reapparu",
  "logement-dispute",
  "parc-non-publie",
  ...ECARTS_OCCUPATION,
]);

type Comptes = { acceptees: number; rejetees: number; doublons: number };

/** Adds what the former lot holds, once the corrected lines are staged. Returns how many lines more the lot has read. */
export async function addFormer(
  tx: Base,
  nouveau: number,
  { lot, restantes }: Completion,
  { comptes, anomalies }: { readonly comptes: Comptes; readonly anomalies: AnomaliesLot },
): Promise<number> {
  await tx.lots.completer({ epci: lot.epci, id: nouveau }, lot, [...restantes]);
  for (const anomalie of await tx.lots.anomalies(lot)) {
    const { lignes, premiereLigne: ligne, exemple: valeur, ...reste } = anomalie;
    if (reste.gravite === "AVE" && !OF_WHOLE_LOT.has(reste.code))
      anomalies.addMany({ ...reste, ligne, valeur }, lignes);
  }
  for await (const rejet of tx.lots.rejets(lot)) if (restantes.has(rejet.ligne)) anomalies.add(rejecting(rejet));
  // A lot that was never published gives way; a published one does when this one is.
  if (lot.statut !== "publie") {
    await tx.lots.markStatut(lot.id, "abandonne");
    await tx.lots.effacerRejets(lot);
  }
  comptes.acceptees += lot.acceptees;
  comptes.rejetees += restantes.size;
  comptes.doublons += lot.doublons;
  return lot.acceptees + lot.doublons + restantes.size;
}
