import { LOYER_M2_MAX } from "#donnees/regles/loyer/prix.ts";
import type { CelluleFigure, ColonneFigure } from "#socle/lectures/observatoire/figure.ts";
import { colonne, colonneMoyenne, INCONNUE, moyenne, SANS_OBJET, taux } from "../cellule.ts";
import type { CompteParc } from "./ports.ts";

/** Each indicator of the stock has one column and one formula. Unwritten facts give bounds. */

/** Counts needed by letting indicators, for a résidence or a whole territory. */
type Occupation = Omit<
  CompteParc,
  "liberes" | "liberationsInconnues" | "constructionSomme" | "constructionConnue" | "recents" | "vides"
>;

/** A dwelling without a written MODE may be let, offered or neither. */
function modesInconnus({ logements, modeConnu }: Occupation): number {
  return logements - modeConnu;
}

export const VACANCE = colonne(
  "taux",
  "vacance",
  "Vacance",
  "Logements proposés à la location et vacants (MODE 2) sur logements loués ou proposés (MODE 1 ou 2).",
);
export function vacance(compte: Occupation): CelluleFigure {
  return taux(compte.vacants, compte.loues + compte.vacants, modesInconnus(compte));
}

export const VACANCE_3_MOIS = colonne(
  "taux",
  "vacance_plus_3_mois",
  "Vacance de plus de 3 mois",
  "Logements proposés et vacants depuis plus de trois mois sur logements loués ou proposés.",
);
/** A vacant dwelling of unwritten duration only counts in the bounds. */
export function vacancePlus3Mois(compte: Occupation): CelluleFigure {
  const { loues, vacants, vacantsPlus3Mois, vacantsDureeInconnue } = compte;
  return taux(vacantsPlus3Mois, loues + vacants - vacantsDureeInconnue, vacantsDureeInconnue + modesInconnus(compte));
}

export const MOBILITE = colonne(
  "taux",
  "mobilite",
  "Mobilité",
  "Logements loués ou proposés, déjà loués avant l’année écoulée, dont le bail en cours a commencé depuis le début de cette année.",
);
export function mobilite(compte: Occupation): CelluleFigure {
  const { mobiles, mobilitesPossibles, mobilitesInconnues, misesEnLocationInconnues } = compte;
  const inconnus = mobilitesInconnues + misesEnLocationInconnues + modesInconnus(compte);
  return taux(mobiles, mobilitesPossibles - mobilitesInconnues, inconnus);
}

export const ROTATION = colonne(
  "taux",
  "rotation",
  "Rotation",
  "Logements libérés au cours de l’année écoulée sur logements du parc en fin d’année.",
);
/** Only given when it is known for every dwelling: the unknown ones are mostly those that moved. */
export function rotation({
  liberes,
  liberationsInconnues,
  logements,
}: Pick<CompteParc, "liberes" | "liberationsInconnues" | "logements">): CelluleFigure {
  if (liberationsInconnues === 0) return taux(liberes, logements);
  return { ...INCONNUE, bornes: [liberes / logements, (liberes + liberationsInconnues) / logements] };
}

export const VACANCE_PARC = colonne(
  "taux",
  "vacants_sur_parc",
  "Vacants sur tout le parc",
  "Logements proposés et vacants (MODE 2) sur tous les logements, comme le bilan de la convention.",
);
export function vacanceParc({ vacants, modeConnu, logements }: CompteParc): CelluleFigure {
  return taux(vacants, modeConnu, logements - modeConnu);
}

export const ANNEE_MOYENNE = colonneMoyenne(
  "annee",
  ["annee_moyenne", "Année moyenne de construction", "Moyenne des années de construction écrites."],
  { dite: "logements par période de construction", chemin: "observatoire/parc?theme=caracteristiques" },
);
export function anneeMoyenne({ constructionSomme, constructionConnue, logements }: CompteParc): CelluleFigure {
  const { sur: _, ...cellule } = moyenne(constructionSomme, constructionConnue, logements - constructionConnue);
  return cellule;
}

export const LOYER_M2 = colonneMoyenne(
  "euros-m2",
  [
    "loyer_m2",
    "Loyer moyen au m²",
    `Somme des loyers mensuels hors charges sur somme des surfaces habitables, logements dont les deux sont écrits ; au-delà de ${LOYER_M2_MAX} € le m², un loyer est tenu pour inconnu.`,
  ],
  { dite: "médiane, quartiles et classes de loyer", chemin: "observatoire/loyers" },
);
export function loyerM2({ loyers, surfaces, logements, loyersConnus }: Occupation): CelluleFigure {
  if (loyersConnus === 0) return logements === 0 ? SANS_OBJET : INCONNUE;
  return { ...moyenne(loyers, surfaces, logements - loyersConnus), sur: loyersConnus };
}

export const RECENTS = colonne(
  "taux",
  "part_recents",
  "Part du parc récent",
  "Logements construits depuis cinq ans au plus sur logements dont l’année de construction est écrite.",
);
export function partRecents({ recents, constructionConnue, logements }: CompteParc): CelluleFigure {
  return taux(recents, constructionConnue, logements - constructionConnue);
}

/** Share of one class among the known; the last class is the unknown. */
export function partClasse(effectifs: readonly number[], rang: number): CelluleFigure {
  const inconnus = effectifs.at(-1) ?? 0;
  const total = effectifs.reduce((sum, count) => sum + count, 0);
  return taux(effectifs[rang] ?? 0, total - inconnus, inconnus);
}

/** Base of the vacancy rates. */
export const OFFERTS: ColonneFigure = colonne(
  "nombre",
  "loues_ou_proposes",
  "Loués ou proposés",
  "Logements loués ou proposés à la location (MODE 1 ou 2).",
);
