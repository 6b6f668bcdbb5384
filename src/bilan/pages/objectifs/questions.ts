import type { Objet } from "#donnees/regles/convention/objet.ts";
import { keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { AttentesSaisies, Effort, LigneEffort, PriorChoisi } from "../../lectures/effort/effort.ts";
import { vueOf } from "../questions.ts";

/** Parameters of the address: year, last counted month, bailleur, typed numbers. */
export type QuestionObjectifs = {
  readonly annee: number;
  readonly mois: number | null;
  readonly bailleur: string | null;
  readonly prior: PriorChoisi;
  readonly attentes: AttentesSaisies;
  readonly vue?: "aujourdhui" | null;
};

/** `m.bailleur:999000011=30`: typed number of expected leases. */
const PREFIXE_ATTENTE = "m.";

export function questionOf(effort: Effort): QuestionObjectifs {
  const saisies = bearersOf(effort).flatMap(({ porteur, attente }): [string, number][] =>
    attente.origine === "saisie" && attente.total !== null ? [[keyPorteur(porteur), attente.total]] : [],
  );
  const { annee, bailleur, prior } = effort;
  const vue = vueOf(effort.lectureBailleurs);
  return { annee, mois: monthOf(effort), bailleur, prior, attentes: new Map(saisies), vue };
}

/** 1 to 12; null before the year's first lease. */
export function monthOf({ annee, arreteAu }: Effort): number | null {
  return arreteAu.startsWith(`${annee}-`) ? Number(arreteAu.slice(5, 7)) : null;
}

/** Bearers whose expected leases may be typed: those of the objective hors QPV, since its base is used. */
export function bearersOf({ blocs }: Effort): readonly LigneEffort[] {
  return blocs.find(({ objet }) => objet === "hors-qpv")?.lignes ?? [];
}

export function nameAttente(ligne: LigneEffort): string {
  return PREFIXE_ATTENTE + keyPorteur(ligne.porteur);
}

/** What the objectives tell on a page of its own, and the word that leads there. */
export const PARTIES_OBJECTIFS = {
  reponse: "La réponse en toutes lettres",
  lectures: "Ce qu’on sait, ce qu’on ignore, le hasard",
  hypotheses: "Baux attendus : corriger l’estimation",
  territorialises: "Objectifs territorialisés",
  methode: "Méthode et sources",
} as const;
export type PartieObjectifs = keyof typeof PARTIES_OBJECTIFS;

export function isPartieObjectifs(texte: string): texte is PartieObjectifs {
  return Object.hasOwn(PARTIES_OBJECTIFS, texte);
}

type Vers = {
  readonly format?: "pdf" | "xlsx" | "csv";
  readonly partie?: PartieObjectifs | null;
  /** The objective that is answered; null: the first. */
  readonly objet?: Objet | null;
  readonly regle?: string;
};

export function hrefObjectifs(
  epci: string,
  question: QuestionObjectifs,
  { format, partie, objet, regle }: Vers = {},
): string {
  const { annee, mois, bailleur, prior, attentes, vue } = question;
  const typed = [...attentes].map(([porteur, nombre]) => [PREFIXE_ATTENTE + porteur, nombre] as const);
  const chemin = format ? `objectifs.${format}` : partie ? `objectifs/${partie}` : "objectifs";
  const choisi = prior === "jeffreys" ? null : prior;
  return hrefTerritoire(epci, chemin, {
    annee,
    mois,
    bailleur,
    prior: choisi,
    vue,
    objet,
    regle,
    ...Object.fromEntries(typed),
  });
}
