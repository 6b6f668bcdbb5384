import { readNomLieu, similarity } from "./nom-lieu.ts";

export type LieuConnu = {
  readonly commune: string | null;
  readonly adresse: string | null;
  readonly residence: string | null;
  readonly bailleur: string | null;
};

/** `score` from 0 to 100, a help to order proposals and nothing more; `motifs` says in French what matched. */
export type Rapprochement = { readonly score: number; readonly motifs: readonly string[] };

/**
 * Compares a written address with a résidence of the stock. Names weigh 60 (best of road against road, road against programme…, by letter pairs, so
 * that a misspelling costs little), the number 20, the commune 10, the bailleur 10. Without any common name the score stays under 40: too little for
 * a proposal.
 */
export function compareLieux(cherche: LieuConnu, candidat: LieuConnu): Rapprochement {
  const nom = bestName(cherche, candidat);
  const motifs: string[] = [];
  if (nom.score >= 0.99) motifs.push(`même nom (${nom.sur})`);
  else if (nom.score >= 0.5) motifs.push(`nom proche (${nom.sur})`);
  const sameNumber = hasSameNumber(cherche.adresse, candidat.adresse);
  if (sameNumber) motifs.push("même numéro");
  const sameCommune = cherche.commune !== null && cherche.commune === candidat.commune;
  if (sameCommune) motifs.push("même commune");
  const sameBailleur = cherche.bailleur !== null && cherche.bailleur === candidat.bailleur;
  if (sameBailleur) motifs.push("même bailleur");
  const score = 60 * nom.score + (sameNumber ? 20 : 0) + (sameCommune ? 10 : 0) + (sameBailleur ? 10 : 0);
  return { score: Math.round(score), motifs };
}

function hasSameNumber(a: string | null, b: string | null): boolean {
  const number = a === null ? null : readNomLieu(a).numero;
  return number !== null && b !== null && number === readNomLieu(b).numero;
}

function bestName(cherche: LieuConnu, candidat: LieuConnu): { score: number; sur: string } {
  const best = { score: 0, sur: "voie" };
  for (const [from, to, sur] of [
    [cherche.adresse, candidat.adresse, "voie"],
    [cherche.residence, candidat.residence, "résidence"],
    [cherche.adresse, candidat.residence, "résidence"],
    [cherche.residence, candidat.adresse, "voie"],
  ] as const) {
    if (from === null || to === null) continue;
    const score = similarity(readNomLieu(from), readNomLieu(to));
    if (score > best.score) Object.assign(best, { score, sur });
  }
  return best;
}
