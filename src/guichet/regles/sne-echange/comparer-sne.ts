import type { EtatDemande } from "#dossier/regles/etat.ts";
import { peutTransiter } from "#dossier/regles/vie.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { typologieSne } from "./codes-sne.ts";

/** Facts of a demande that both the desk's file and the national one hold. */
export type FaitsSne = {
  readonly creeLe: string | null;
  readonly renouveleLe: string | null;
  /** First wished commune, INSEE code. */
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly personnes: number | null;
};

export const CHAMPS_SNE = ["creeLe", "renouveleLe", "commune", "typologie", "personnes"] as const;
export type ChampSne = (typeof CHAMPS_SNE)[number];

export const LIBELLE_CHAMP_SNE: Readonly<Record<ChampSne, string>> = {
  creeLe: "Date de création",
  renouveleLe: "Renouvellement",
  commune: "Commune demandée en premier",
  typologie: "Type de logement",
  personnes: "Personnes à loger",
};

/** What to do when the two values differ. */
export const SUITE_CHAMP_SNE: Readonly<Record<ChampSne, string>> = {
  creeLe: "Le système national fait foi pour l’ancienneté : corrigez le dossier d’après l’attestation.",
  renouveleLe: "Renouvelée ici et pas là-bas : saisissez le renouvellement dans le système national.",
  commune: "Demandez au ménage son premier souhait, puis corrigez celui des deux qui est faux.",
  typologie: "Demandez au ménage ce qu’il cherche, puis corrigez celui des deux qui est faux.",
  personnes: "Vérifiez la composition sur l’avis d’impôt, puis corrigez celui des deux qui est faux.",
};

export type EcartSne = { readonly champ: ChampSne; readonly ici: string; readonly national: string };

/** Compares the fields known on both sides only. A national renewal ahead of the file's is an act to confirm, not a difference. */
export function comparerSne(ici: FaitsSne, national: FaitsSne, reference: string): readonly EcartSne[] {
  const deux = (champ: ChampSne) => {
    const [a, b] = [valeurOf(ici, champ), valeurOf(national, champ)];
    return a === null || b === null || a === b ? null : { champ, ici: a, national: b };
  };
  return CHAMPS_SNE.flatMap((champ) => {
    if (champ === "renouveleLe") return renewedHere(ici, national, reference);
    return deux(champ) ?? [];
  });
}

function renewedHere(ici: FaitsSne, national: FaitsSne, reference: string): readonly EcartSne[] {
  const { renouveleLe } = ici;
  const la = national.renouveleLe ?? national.creeLe;
  // A renewal after the extraction could not be in the stock.
  if (renouveleLe === null || la === null || renouveleLe <= la || renouveleLe > reference) return [];
  return [{ champ: "renouveleLe", ici: formatJour(renouveleLe), national: formatJour(la) }];
}

function valeurOf(faits: FaitsSne, champ: ChampSne): string | null {
  const valeur = faits[champ];
  if (valeur === null) return null;
  if (champ === "typologie") return typologieSne(String(valeur));
  return champ === "creeLe" ? formatJour(String(valeur)) : String(valeur);
}

/** Acts that the national file shows, and that a desk confirms. */
export const ACTES_SNE = ["renouveler", "radier"] as const;
export type ActeSne = (typeof ACTES_SNE)[number];

export const LIBELLE_ACTE_SNE: Readonly<Record<ActeSne, string>> = {
  renouveler: "Renouvelée dans le système national",
  radier: "Bail signé : radiée dans le système national",
};

export type VuSne = {
  readonly etat: EtatDemande;
  readonly ici: FaitsSne;
  readonly renouveleLe: string | null;
  readonly bailSigneLe: string | null;
};

/** A lease ends a demande, and prevails over a renewal (CCH, art. R. 441-2-8). null: nothing to confirm. */
export function acteVu({ etat, ici, renouveleLe, bailSigneLe }: VuSne): { acte: ActeSne; le: string } | null {
  if (bailSigneLe !== null && bailSigneLe >= (ici.creeLe ?? "") && peutTransiter(etat, "radier")) {
    return { acte: "radier", le: bailSigneLe };
  }
  const connu = ici.renouveleLe ?? ici.creeLe;
  if (renouveleLe === null || connu === null || renouveleLe <= connu || !peutTransiter(etat, "renouveler")) return null;
  return { acte: "renouveler", le: renouveleLe };
}
