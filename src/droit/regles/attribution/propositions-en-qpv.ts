import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { COMPTE_EN_QPV } from "../en-qpv.ts";
import { findValeur, hasValeur } from "../parametre.ts";
import type { Quartile } from "./attribution.ts";

/** Offers of a dwelling made in Blaise: offers made elsewhere are unknown, so each number is a lower bound. */
export type PropositionsEnQpv = {
  /** In a QPV. */
  readonly total: number;
  /** Part of `total` made to households of the other quartiles. */
  readonly autresQuartiles: number;
  /** Part of `total` made to households of unknown resources. */
  readonly sansRessources: number;
  /** Outside `total`: the situation of the dwelling is unknown. */
  readonly nonLocalisees: number;
};

/** Counts of a table printed elsewhere, whoever made the offers. `autresQuartiles` null: not printed. */
export type PropositionsImprimees = {
  readonly source: string;
  readonly total: number;
  readonly autresQuartiles: number | null;
};

/**
 * `comptees`: null when no offer was made in Blaise, which tells nothing of those made elsewhere. `imprimees`: absent from reports frozen before
 * these tables were read.
 */
export type PropositionsDites = {
  readonly comptees: PropositionsEnQpv | null;
  readonly imprimees?: readonly PropositionsImprimees[];
  readonly phrase: string;
};

export type CompteProposition = { readonly situation: Situation; readonly quartile: Quartile; readonly nombre: number };

type Periode = {
  readonly fin: string;
  /** Tables that cover the whole period. */
  readonly imprimees: readonly PropositionsImprimees[];
};

export function tellPropositions(
  comptes: readonly CompteProposition[],
  { fin, imprimees }: Periode,
): PropositionsDites {
  const comptees = countPropositions(comptes);
  const dites = comptees === null && imprimees.length > 0 ? [] : [sayComptees(comptees)];
  return { comptees, imprimees, phrase: [...dites, ...imprimees.map(sayImprimees), sayDroit(fin)].join(" ") };
}

/** « 120 propositions en quartier prioritaire d’après un tableau imprimé ailleurs (Infocentre), dont 80 aux quartiles 2 à 4. » */
function sayImprimees({ source, total, autresQuartiles }: PropositionsImprimees): string {
  const dont =
    autresQuartiles === null
      ? " ; il ne dit pas à quels quartiles"
      : `, dont ${formatNombre(autresQuartiles)} aux quartiles 2 à 4`;
  return `${formatCompte(total, "proposition")} en quartier prioritaire d’après un tableau imprimé ailleurs (${source})${dont}.`;
}

function countPropositions(comptes: readonly CompteProposition[]): PropositionsEnQpv | null {
  if (comptes.length === 0) return null;
  const sum = (kept: (compte: CompteProposition) => boolean) =>
    comptes.filter(kept).reduce((total, { nombre }) => total + nombre, 0);
  const enQpv = ({ situation }: CompteProposition) => situation === "qpv";
  return {
    total: sum(enQpv),
    autresQuartiles: sum((compte) => enQpv(compte) && compte.quartile === "q2-4"),
    sansRessources: sum((compte) => enQpv(compte) && compte.quartile === "inconnu"),
    nonLocalisees: sum(({ situation }) => situation === "inconnue"),
  };
}

/** « 12 propositions faites dans Blaise en quartier prioritaire, dont 8 aux quartiles 2 à 4. Celles faites ailleurs ne sont pas connues. » */
function sayComptees(propositions: PropositionsEnQpv | null): string {
  if (propositions === null) {
    return "Propositions : inconnues, aucune n’est faite dans Blaise et le fichier du SNE n’en porte pas.";
  }
  const { total, autresQuartiles, sansRessources, nonLocalisees } = propositions;
  const sans = sansRessources === 0 ? "" : `, et ${formatNombre(sansRessources)} sans ressources connues`;
  const dont = total === 0 ? "" : `, dont ${formatNombre(autresQuartiles)} aux quartiles 2 à 4${sans}`;
  const ailleurs =
    nonLocalisees === 0
      ? ""
      : ` ; ${formatCompte(nonLocalisees, "autre, d’un logement non localisé", "autres, de logements non localisés")}`;
  return `${formatCompte(total, "proposition faite", "propositions faites")} dans Blaise en quartier prioritaire${dont}${ailleurs}. Celles faites ailleurs ne sont pas connues.`;
}

function sayDroit(fin: string): string {
  if (!hasValeur(COMPTE_EN_QPV, fin)) return "Le texte n’était pas en vigueur.";
  const { valeur, depuis } = findValeur(COMPTE_EN_QPV, fin);
  return valeur === "propositions"
    ? "Ce sont elles que le texte comptait alors (à confirmer) ; ce qui est jugé ici est le compte des attributions, celui des tableaux de l’État."
    : `À titre d’indication : depuis le ${formatJour(depuis)}, la loi compte les attributions.`;
}
