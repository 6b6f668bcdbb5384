import { comparaisonAt } from "#donnees/lectures/lot/derive-faits.ts";
import { labelMotifProtege, readMotifDemande } from "#donnees/regles/demande/demande.ts";
import { computeQuartile } from "#droit/regles/quartile.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutLignesPartout } from "#socle/regles/habilitation/peut.ts";
import { bandAnciennete, labelAnciennete } from "../../regles/demande/anciennete.ts";
import type { Demandes } from "./demandes.ts";
import { ORIGINES, QUARTILES, TYPOLOGIES } from "./modalites.ts";
import type { DemandeSignalee } from "./ports.ts";

/** A row of the list, without anything that names a household or reveals its health. */
export type LigneSignalee = {
  readonly reference: string;
  readonly commune: string;
  readonly typologie: string;
  readonly quartile: string;
  readonly origine: string;
  readonly anciennete: string;
  readonly creeLe: string | null;
  readonly dernierEvenement: string | null;
  readonly motif: string;
};

/**
 * Demandes without a proposal or event, oldest first; null for readers without the right to rows of the whole territory, whose page only has sums.
 */
export async function listSignalees(
  base: Base,
  demandes: Demandes,
  limite: number | null,
): Promise<readonly LigneSignalee[] | null> {
  const { territoire: epci, stock: periode, reference, delai, silence, commune, typologie } = demandes;
  if (!peutLignesPartout(base.acteur, "attribution", "lire", epci)) return null;
  const [rows, communes, seuils] = await Promise.all([
    base.demandes.signalees({ epci, periode, delai, silence, commune, typologie, reference, limite }),
    base.territoires.perimetre(epci),
    base.faits.seuils(epci),
  ]);
  const noms = new Map(communes.map((row) => [row.commune, row.nom]));
  const seuil = seuils.findLast(({ annee }) => annee === Number(reference.slice(0, 4)))?.seuilAnnuelUc ?? null;
  return rows.map((row) => ligneOf(row, { noms, reference, seuil }));
}

type Lecture = {
  readonly noms: ReadonlyMap<string, string>;
  readonly reference: string;
  readonly seuil: number | null;
};

function ligneOf(row: DemandeSignalee, { noms, reference, seuil }: Lecture): LigneSignalee {
  const calcule = computeQuartile(row.revenuMensuel, row.uniteConso, seuil, comparaisonAt(reference));
  const quartile = row.revenuMensuel === 0 || calcule === "inconnu" ? row.quartile : calcule;
  const band = bandAnciennete(row.creeLe, reference);
  return {
    reference: row.reference,
    commune: row.commune === null ? "Commune non renseignée" : (noms.get(row.commune) ?? row.commune),
    typologie: labelOf(TYPOLOGIES, row.typologie ?? "inconnu"),
    quartile: labelOf(QUARTILES, quartile),
    origine: labelOf(ORIGINES, row.origine === "inconnue" ? "inconnu" : row.origine),
    anciennete: band === null ? "Date inconnue" : labelAnciennete(band),
    creeLe: row.creeLe,
    dernierEvenement: row.dernierEvenement,
    motif: labelMotifProtege(readMotifDemande(row.motifDemande)),
  };
}

function labelOf(modalites: readonly { readonly code: string; readonly libelle: string }[], code: string): string {
  return modalites.find((one) => one.code === code)?.libelle ?? code;
}
