import type { Base } from "#socle/lectures/base.ts";
import { JOURS_PAR_MOIS } from "#socle/regles/shared/calendrier.ts";
import { formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { AIDE_A_LA_DECISION } from "../../regles/cotation/aide.ts";
import type { PreuveFait } from "../../regles/cotation/fait.ts";
import { definitionOf } from "../../regles/cotation/fait.ts";
import { formatBornesPoints, formatPoints } from "../../regles/cotation/mots.ts";
import { type PlaceCotation, rangsOf, sayPlace } from "../../regles/cotation/rang.ts";
import type { LigneTrace, TraceGardee } from "../../regles/cotation/trace.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import type { AttenteLue, CotationPosee } from "./ports.ts";

export type LigneCotation = {
  readonly libelle: string;
  /** « 12 points », « 0 point : un autre critère compte davantage ». */
  readonly points: string;
  readonly lu: readonly string[];
  readonly preuve: PreuveFait;
};

/** The three data of a score that the law asks for: points and their reasons, rank among similar demandes, mean wait. */
export type CotationLue = {
  readonly grille: Pick<VersionGrille, "id" | "nom" | "nature" | "numero" | "du" | "deliberation">;
  readonly calculeeLe: string;
  /** Sought, as in the SNE; null: not said. */
  readonly typologie: string | null;
  readonly points: number;
  readonly min: number;
  readonly max: number;
  readonly phrasePoints: string;
  readonly lignes: readonly LigneCotation[];
  /** What to tell or prove so that the points are certain. */
  readonly aDire: readonly string[];
  /** Rank as an interval; null: fewer than eleven demandes alike. */
  readonly rangs: readonly [number, number] | null;
  readonly similaires: number | null;
  readonly phrasePlace: string;
  /** null: the published figures do not give it. */
  readonly attenteMois: number | null;
  readonly phraseAttente: string;
  readonly avertissement: string;
};

/** The kept score of a demande, in plain French, for its household and for whoever may read it; null: no score. */
export async function lireCotation(base: Base, epci: string, demandeur: string): Promise<CotationLue | null> {
  const posee = await base.cotations.derniere(epci, demandeur);
  if (!posee) return null;
  const grille = await base.cotations.find(epci, posee.grille);
  if (!grille) return null;
  const [place, attente] = await Promise.all([
    base.cotations.place(posee),
    base.cotations.attente(epci, grille.nature, posee.typologie),
  ]);
  const { id, nom, nature, numero, du, deliberation } = grille;
  const { points, min, max, calculeeLe, typologie, trace } = posee;
  return {
    grille: { id, nom, nature, numero, du, deliberation },
    calculeeLe,
    typologie,
    points,
    min,
    max,
    phrasePoints: sayTotal(posee),
    lignes: lignesOf(trace),
    aDire: aDireOf(trace),
    ...tellPlace(place),
    ...tellAttente(attente, posee),
    avertissement: AIDE_A_LA_DECISION,
  };
}

function sayTotal({ points, min, max, calculeeLe }: CotationPosee): string {
  const le = `Calcul du ${formatJour(calculeeLe)}.`;
  if (min === max) return `Cette demande a ${formatPoints(points)}. ${le}`;
  return `Cette demande a ${formatPoints(points)}. Des réponses manquent : elle peut avoir ${formatBornesPoints(min, max)}. ${le}`;
}

function lignesOf({ rubriques, sensible }: TraceGardee): readonly LigneCotation[] {
  const ordinaires = rubriques.flatMap(({ libelle, ecrete, lignes }) => [
    ...lignes.filter(({ etat }) => etat === "acquis").map(ligneOf),
    ...(ecrete === 0
      ? []
      : [{ libelle: `Plafond de « ${libelle} »`, points: formatPoints(ecrete), lu: [], preuve: "declare" as const }]),
  ]);
  if (sensible === null) return ordinaires;
  // The label hides which sensitive category gives the points.
  return [...ordinaires, { libelle: "Priorité justifiée", points: formatPoints(sensible), lu: [], preuve: "justifie" }];
}

function ligneOf({ libelle, points, lu, preuve }: LigneTrace): LigneCotation {
  const autre = points === 0 ? " : un autre critère compte davantage" : "";
  return { libelle, points: `${formatPoints(points)}${autre}`, lu, preuve };
}

function aDireOf({ inconnus, aJustifier, sensibleIncertain }: TraceGardee): readonly string[] {
  return [
    ...inconnus.map((code) => definitionOf(code).aDire),
    ...aJustifier.map((code) => `Apportez un document pour : ${definitionOf(code).libelle}.`),
    ...(sensibleIncertain ? ["Une situation particulière peut donner des points. Parlez-en au guichet."] : []),
  ];
}

function tellPlace(place: PlaceCotation | null): Pick<CotationLue, "rangs" | "similaires" | "phrasePlace"> {
  return { rangs: place && rangsOf(place), similaires: place?.total ?? null, phrasePlace: sayPlace(place) };
}

function tellAttente(
  attente: AttenteLue | null,
  { typologie }: CotationPosee,
): Pick<CotationLue, "attenteMois" | "phraseAttente"> {
  if (attente === null) {
    return {
      attenteMois: null,
      phraseAttente: "L’attente moyenne n’est pas publiée pour des demandes comme celle-ci.",
    };
  }
  const mois = Math.round(attente.jours / JOURS_PAR_MOIS);
  const duree = mois < 1 ? "moins d’un mois" : `${formatNombre(mois)} mois`;
  const quoi = typologie === null ? "" : ` pour un logement ${sayTypologie(typologie)}`;
  return {
    attenteMois: mois,
    phraseAttente: `En ${attente.annee}, les ménages logés${quoi} avaient attendu ${duree} en moyenne.`,
  };
}

function sayTypologie(typologie: string): string {
  if (typologie === "C") return "d’une chambre";
  return typologie === "T6P" ? "de six pièces ou plus" : `de type ${typologie}`;
}
