import { modalitesOf } from "#bilan/lectures/ventile.ts";
import {
  LIBELLE_MOTIF_DEMANDE,
  LIBELLE_MOTIF_REFUS,
  LIBELLE_POSITION_PLAFOND,
  LIBELLE_REFUS_PAR,
} from "#donnees/regles/demande/demande.ts";
import { labelAnciennete, TRANCHES_ANCIENNETE } from "../../regles/demande/anciennete.ts";

/** Values of an axis in order, « inconnu » last. */
export type Modalite = { readonly code: string; readonly libelle: string };

function from(libelles: Readonly<Record<string, string>>, inconnu: string): readonly Modalite[] {
  const known = Object.entries(libelles).filter(([code]) => code !== "inconnu" && code !== "inconnue");
  return [...known.map(([code, libelle]) => ({ code, libelle })), { code: "inconnu", libelle: inconnu }];
}

export const TYPOLOGIES = from(
  { C: "Chambre", T1: "T1", T2: "T2", T3: "T3", T4: "T4", T5: "T5", T6P: "T6 et plus" },
  "Type non renseigné",
);

export const ORIGINES = modalitesOf("origine");
export const AGES = modalitesOf("age");

export const QUARTILES: readonly Modalite[] = [
  { code: "q1", libelle: "1er quartile" },
  { code: "q2-4", libelle: "Quartiles 2 à 4" },
  { code: "inconnu", libelle: "Quartile inconnu" },
];

export const PLAFONDS = from(LIBELLE_POSITION_PLAFOND, "Position non renseignée");

export const ANCIENNETES: readonly Modalite[] = [
  ...TRANCHES_ANCIENNETE.map((tranche) => ({ code: String(tranche), libelle: labelAnciennete(tranche) })),
  { code: "inconnu", libelle: "Date de la demande inconnue" },
];

/** Objects list whole-number keys first: sorted by the two-digit codes. */
export const MOTIFS: readonly Modalite[] = [
  ...Object.entries(LIBELLE_MOTIF_DEMANDE)
    .map(([code, libelle]) => ({ code, libelle }))
    .toSorted((a, b) => a.code.localeCompare(b.code)),
  { code: "autre-libelle", libelle: "Motif écrit autrement que dans la liste" },
  { code: "inconnu", libelle: "Motif non renseigné" },
];

export const PROPOSITIONS: readonly Modalite[] = [
  { code: "0", libelle: "Aucune proposition" },
  { code: "1", libelle: "Une proposition" },
  { code: "2", libelle: "Deux propositions" },
  { code: "3+", libelle: "Trois propositions et plus" },
  { code: "inconnu", libelle: "Nombre non renseigné" },
];

export const REFUS_PAR = from(LIBELLE_REFUS_PAR, "Refus non renseigné");

export const MOTIFS_REFUS: readonly Modalite[] = [
  { code: "aucun", libelle: "Aucun refus" },
  ...from(LIBELLE_MOTIF_REFUS, "Motif de refus non renseigné"),
];
