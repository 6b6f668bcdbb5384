/**
 * The five bailleurs that the convention names. Their SIREN and SIRET are fictitious: the keys are right (Luhn), so that the
 * importers accept them, but numbers in 999 000 0xx are theirs in the demonstration only.
 */
export type BailleurDemo = {
  readonly cle: CleBailleur;
  readonly nom: string;
  readonly siren: string;
  readonly siret: string;
  /** CAT_ORG of RPLS: 131 OPH, 211 ESH. */
  readonly categorie: string;
};

export type CleBailleur = "oph" | "hamaris" | "plurial" | "foyer" | "vitry";

export const BAILLEURS: readonly BailleurDemo[] = [
  { cle: "oph", nom: "OPH de Saint-Dizier", siren: "999000011", siret: "99900001100018", categorie: "131" },
  { cle: "hamaris", nom: "Hamaris", siren: "999000029", siret: "99900002900010", categorie: "131" },
  { cle: "plurial", nom: "Plurial Novilia", siren: "999000037", siret: "99900003700013", categorie: "211" },
  { cle: "foyer", nom: "Le Foyer Rémois", siren: "999000045", siret: "99900004500016", categorie: "211" },
  { cle: "vitry", nom: "Vitry Habitat", siren: "999000052", siret: "99900005200012", categorie: "131" },
];

export function bailleurOf(cle: CleBailleur): BailleurDemo {
  const found = BAILLEURS.find((candidate) => candidate.cle === cle);
  if (!found) throw new Error(`No bailleur ${cle} in the demonstration territory.`);
  return found;
}
