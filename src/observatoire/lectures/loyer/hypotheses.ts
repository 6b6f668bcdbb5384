import type { SeuilRow } from "#donnees/formats/rows.ts";
import { findValeur, nomOf, type Parametre } from "#droit/regles/parametre.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { capitalize, formatEuros, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { HypothesesEffort } from "../../regles/loyer/accessible.ts";
import {
  CHARGES_M2,
  PIECES_EN_PLUS,
  TAUX_EFFORT_MAX,
  TYPES_MENAGE,
  type TypeMenage,
} from "../../regles/loyer/menage.ts";
import type { MobiliteLue } from "./ports.ts";

/** Hypotheses typed in the address; null: the default. */
export type HypothesesSaisies = {
  /** Year of the threshold. */
  readonly annee: number | null;
  /** In euros a year per consumption unit, instead of the threshold. */
  readonly ressources: number | null;
  /** In euros a square metre a month. */
  readonly charges: number | null;
  /** In percent. */
  readonly effort: number | null;
  readonly pieces: number | null;
  readonly mobilite: number | null;
  /** Revision of rents to try, in percent, negative for a decrease. */
  readonly revision: number | null;
  /** In euros a square metre: rents from which it bears. */
  readonly seuil: number | null;
  /** Code of a type of household. */
  readonly menage: string | null;
};

/** A policy to try. `taux`: change of the rent, −0.05 for five percent less. `seuil`: only rents at this price or above, in euros a square metre. */
export type RevisionLoyers = { readonly taux: number; readonly seuil: number };

/** One hypothesis for display. */
export type HypotheseVue = {
  readonly nom: string;
  readonly valeur: string;
  readonly source: string;
  /** null: typed by the reader. */
  readonly confiance: Confiance | null;
};

export type HypothesesLoyer = {
  readonly hypotheses: HypothesesEffort;
  /** Between 0 and 1; null when neither the file nor the reader gives it. */
  readonly mobilite: number | null;
  readonly revision: RevisionLoyers;
  readonly menage: TypeMenage;
  readonly liste: readonly HypotheseVue[];
  /** The hypotheses in one sentence, above the tables. */
  readonly phrase: string;
};

/** In percent: an example, until somebody writes another. */
const REVISION_ESSAYEE = -5;

type Question = {
  readonly saisies: HypothesesSaisies;
  readonly seuils: readonly SeuilRow[];
  readonly mobilite: MobiliteLue;
  /** First day of the vintage. */
  readonly jour: string;
};

/** null without a published threshold or typed resources: what a household may pay is unknown. */
export function readHypotheses({ saisies, seuils, mobilite, jour }: Question): HypothesesLoyer | null {
  const ressources = readRessources(saisies, seuils, Number(jour.slice(0, 4)));
  if (ressources === null) return null;
  const charges = chosen(CHARGES_M2, jour, saisies.charges === null ? null : Math.round(saisies.charges * 100));
  const taux = chosen(TAUX_EFFORT_MAX, jour, saisies.effort === null ? null : saisies.effort / 100);
  const pieces = chosen(PIECES_EN_PLUS, jour, saisies.pieces);
  const mobile = readMobilite(saisies.mobilite, mobilite);
  const revision = { taux: (saisies.revision ?? REVISION_ESSAYEE) / 100, seuil: saisies.seuil ?? 0 };
  const valeurs = {
    ressources: ressources.valeur,
    charges: charges.valeur,
    taux: taux.valeur,
    piecesEnPlus: pieces.valeur,
  };
  return {
    hypotheses: valeurs,
    mobilite: mobile.valeur,
    revision,
    menage: TYPES_MENAGE.find(({ code }) => code === saisies.menage) ?? SEUL,
    liste: [
      { ...ressources, valeur: `${formatEuros(ressources.valeur)} par an et par unité de consommation` },
      { ...charges, valeur: `${formatNombre(charges.valeur / 100)}\u00A0€ le m² et par mois` },
      { ...taux, valeur: formatTauxCourt(taux.valeur) },
      { ...pieces, valeur: pieces.valeur < 2 ? `${pieces.valeur} pièce` : `${pieces.valeur} pièces` },
      { ...mobile, valeur: mobile.valeur === null ? "inconnue" : formatTauxCourt(mobile.valeur) },
      {
        nom: "Révision des loyers",
        valeur: sayRevision(revision),
        ...(saisies.revision === null ? { source: "Exemple de la page, à régler", confiance: "B" as const } : SAISIE),
      },
    ],
    phrase: phraseOf(valeurs, mobile.valeur),
  };
}

const [SEUL = { code: "seul", libelle: "1 personne", adultes: 1, enfants: 0 }] = TYPES_MENAGE;

type Retenue<T> = Omit<HypotheseVue, "valeur"> & { readonly valeur: T };

const SAISIE = { source: "Écrit sur cette page", confiance: null };

function chosen(parametre: Parametre<number>, jour: string, saisie: number | null): Retenue<number> {
  const nom = nomOf(parametre);
  if (saisie !== null) return { nom: capitalize(nom), valeur: saisie, ...SAISIE };
  const { valeur, source, confiance } = findValeur(parametre, jour);
  return { nom: capitalize(nom), valeur, source, confiance };
}

/** The threshold of the requested year; by default the vintage's, else the last before, else the first after. */
function readRessources(
  { annee, ressources }: HypothesesSaisies,
  seuils: readonly SeuilRow[],
  millesime: number,
): Retenue<number> | null {
  if (ressources !== null) return { nom: "Ressources", valeur: ressources, ...SAISIE };
  const of = (asked: number) => seuils.findLast((row) => row.annee === asked);
  const found =
    annee === null ? (of(millesime) ?? seuils.findLast((row) => row.annee < millesime) ?? seuils[0]) : of(annee);
  if (!found) return null;
  const acte = found.arrete === null ? "" : `, ${found.arrete}`;
  return {
    nom: "Ressources",
    valeur: found.seuilAnnuelUc,
    source: `Seuil du premier quartile ${found.annee}${acte}`,
    confiance: "R",
  };
}

function readMobilite(saisie: number | null, { mobiles, possibles }: MobiliteLue): Retenue<number | null> {
  const nom = "Mobilité annuelle";
  if (saisie !== null) return { nom, valeur: saisie / 100, ...SAISIE };
  const source = "RPLS : emménagés de l’année parmi les logements loués ou proposés, déjà loués avant";
  return { nom, valeur: possibles === 0 ? null : mobiles / possibles, source, confiance: possibles === 0 ? "B" : "M" };
}

function phraseOf({ ressources, charges, taux, piecesEnPlus }: HypothesesEffort, mobilite: number | null): string {
  return (
    `Pour un ménage à ${formatEuros(ressources)} par an et par unité de consommation, loyer et charges ` +
    `(${formatNombre(charges / 100)}\u00A0€ le m²) ne dépassant pas ${formatTauxCourt(taux)} des ressources, ` +
    `jusqu’à ${piecesEnPlus < 2 ? `${piecesEnPlus} pièce` : `${piecesEnPlus} pièces`} de plus que la norme` +
    `${mobilite === null ? "" : `, mobilité de ${formatTauxCourt(mobilite)}`}. APL non comptée : ces nombres sont un plancher.`
  );
}

/** « −5 % sur les loyers à 6 € le m² et plus ». */
export function sayRevision({ taux, seuil }: RevisionLoyers): string {
  const signe = taux > 0 ? "+" : taux < 0 ? "−" : "";
  const dit = `${signe}${formatTauxCourt(Math.abs(taux))}`;
  return seuil === 0 ? `${dit} sur tous les loyers` : `${dit} sur les loyers à ${formatEuros(seuil)} le m² et plus`;
}
