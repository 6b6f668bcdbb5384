import { addMonths } from "#socle/regles/shared/calendrier.ts";
import type { Reponse } from "./attribution/attribution.ts";
import { findValeur, hasValeur, parametre } from "./parametre.ts";
import { isSousOccupe, isSuroccupe, PIECES_TYPOLOGIE } from "./suroccupation.ts";
import type { Typologie } from "./typologie.ts";
import type { Valeur } from "./valeur.ts";

/**
 * CCH, art. L. 442-5-2: where supply and demand are in marked imbalance, the bailleur examines the conditions of occupation every three years from
 * the signature of the lease. We did not read the article in force: believed, and shown « à confirmer ».
 */
const PERIODICITE = parametre.nombre("periodicite-examen");

/** Believed: the text in force was not read. null: no text on that day. */
export function periodiciteExamen(jour: string): Valeur<number> | null {
  return hasValeur(PERIODICITE, jour) ? findValeur(PERIODICITE, jour) : null;
}

/** Day of the next examination: three years after the signature, then after the last one. null: no text on that day. */
export function echeanceExamen(depuis: string, jour: string): string | null {
  const periode = periodiciteExamen(jour);
  return periode && addMonths(depuis, periode.valeur);
}

/** The files of tenants in one of these situations go to the commission. */
export const SITUATIONS_OCCUPATION = [
  "sur-occupation",
  "sous-occupation",
  "depart-handicap",
  "adaptation",
  "plafond",
] as const;
export type SituationOccupation = (typeof SITUATIONS_OCCUPATION)[number];

/** In the order of the text; the two about health need the right to sensitive data. */
type SituationEnVigueur = {
  readonly code: SituationOccupation;
  readonly libelle: string;
  readonly article: string;
  readonly sensible: boolean;
};

const SITUATIONS = parametre.structure<readonly SituationEnVigueur[]>("situations-examen");

/** Situations of the text in force on that day, in its order; empty before it. */
export function situationsAt(jour: string): readonly SituationEnVigueur[] {
  return hasValeur(SITUATIONS, jour) ? findValeur(SITUATIONS, jour).valeur : [];
}

/** Facts of the day of the examination. null and `inconnu`: unknown, which is not « no ». Area in m². */
export type FaitsOccupation = {
  readonly personnes: number | null;
  readonly typologie: Typologie | null;
  readonly surface: number | null;
  /** Yearly resources compared with the dwelling's ceiling. */
  readonly plafond: "sous" | "au-dessus" | "inconnu";
  readonly logementAdapte: Reponse;
  /** The person for whom the dwelling was adapted has left. */
  readonly depart: Reponse;
  /** A disability or a loss of autonomy calls for an adapted dwelling. */
  readonly besoin: Reponse;
};

/** Certain situations, and those that missing facts leave open. */
export type SituationsLues = {
  readonly relevees: readonly SituationOccupation[];
  readonly indecidables: readonly SituationOccupation[];
};

/** CCH, art. L. 442-5-2. An unknown fact neither puts a household in a situation nor takes it out. */
export function lireSituations(faits: FaitsOccupation, jour: string): SituationsLues {
  const lues = situationsAt(jour).map(({ code }) => ({ code, oui: LECTURES[code](faits, jour) }));
  return {
    relevees: lues.filter(({ oui }) => oui === true).map(({ code }) => code),
    indecidables: lues.filter(({ oui }) => oui === null).map(({ code }) => code),
  };
}

type Lecture = (faits: FaitsOccupation, jour: string) => boolean | null;

const LECTURES: Readonly<Record<SituationOccupation, Lecture>> = {
  "sur-occupation": ({ personnes, surface }, jour) =>
    personnes === null || surface === null ? null : isSuroccupe({ personnes, surface }, jour),
  "sous-occupation": ({ personnes, typologie }, jour) => {
    if (personnes === null || typologie === null) return null;
    const sous = isSousOccupe({ personnes, pieces: PIECES_TYPOLOGIE[typologie] }, jour);
    return typologie === "T6+" && sous === false ? null : sous;
  },
  "depart-handicap": ({ logementAdapte, depart }) => both(answerOf(logementAdapte), answerOf(depart)),
  adaptation: ({ besoin }) => answerOf(besoin),
  plafond: ({ plafond }) => (plafond === "inconnu" ? null : plafond === "au-dessus"),
};

function answerOf(reponse: Reponse): boolean | null {
  return reponse === "inconnu" ? null : reponse === "oui";
}

/** Three-valued « and »: one « no » is enough. */
function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}
