import { LOYER_M2_MAX } from "#donnees/regles/loyer/prix.ts";
import type { MethodeFigure } from "#socle/lectures/observatoire/figure.ts";
import { REFERENCE_ETAT } from "../../regles/parc/definitions.ts";
import type { VueParc } from "./sommes.ts";

/** « 1er janvier 2017 » */
export function jourMillesime(millesime: string): string {
  return `1er janvier ${millesime.slice(0, 4)}`;
}

const SORTIS = "Les logements sortis du parc (vendus, démolis) ne sont pas comptés.";

const SITUATION =
  "La situation est celle que RPLS déclare ; à défaut, celle du point du logement dans les périmètres en vigueur. Sans l’une ni l’autre, elle est inconnue et comptée à part.";

export function methodeStock({ source }: VueParc): MethodeFigure {
  return {
    definition: [
      `Nombre de logements sociaux écrits dans le fichier. ${SORTIS}`,
      SITUATION,
      "Parc récent : logements dont l’année de construction a cinq ans au plus au millésime, c’est-à-dire l’âge de l’État inférieur ou égal à 5, et non strictement moins de cinq ans.",
    ],
    source,
    reference: REFERENCE_ETAT,
    confiance: "R",
    reserves: [
      "Les parts se lisent sur les logements connus ; les bornes disent ce que les inconnus y changeraient.",
      "RPLS décret, RPLS loi et le fichier d’un bailleur ne comptent pas toujours le même parc : le document signé écrit 6 188 logements par bailleur et 6 230 en tout pour la même date.",
    ],
  };
}

export function methodeRepartition(
  { source }: VueParc,
  definition: string,
  reserves: readonly string[],
): MethodeFigure {
  return { definition: [definition, SORTIS], source, reserves };
}

const VACANCE_ETAT = [
  "Vacance : logements proposés et vacants (MODE 2) sur logements loués ou proposés (MODE 1 ou 2). Les logements vides pour travaux, vente ou démolition (MODE 3) n’y sont pas.",
  "Vacance de plus de 3 mois : les mêmes, vacants depuis plus de trois mois, sur logements loués ou proposés.",
  "Mobilité : logements loués ou proposés, mis en location avant l’année écoulée, dont le bail en cours a commencé depuis le début de cette année, sur logements loués ou proposés mis en location avant elle. Une première location n’est pas une mobilité.",
];

const ROTATION_SOURCE =
  "Rotation : logements libérés au cours de l’année écoulée sur logements du parc en fin d’année (note du document signé, qui en tire 18 %). RPLS ne dit la libération que par la dernière date de disponibilité : elle n’est donnée que si tout le parc la dit, et encadrée sinon.";

const DEUX_DEFINITIONS =
  "Le document signé imprime 18 % et 13,85 % sous le même mot de rotation : le premier suit la note ci-dessus, la définition du second n’est pas écrite. Ce sont deux mesures ; aucune n’est reprise ici sans son nom, et la mobilité de l’État en est une troisième.";

export function methodeVacance({ source }: VueParc): MethodeFigure {
  return {
    definition: [...VACANCE_ETAT, ROTATION_SOURCE],
    source,
    reference: REFERENCE_ETAT,
    confiance: "R",
    reserves: [
      DEUX_DEFINITIONS,
      "Le bilan de la convention divise les logements vacants par tout le parc, et non par les logements loués ou proposés : ce taux est donné à part.",
      "Là où le mode d’occupation, la durée de la vacance ou la date du bail n’est pas écrit, le taux se lit sur les logements connus et ses bornes disent le reste.",
      "Les fichiers ouverts de RPLS ne portent ni mode, ni bail, ni loyer : la vacance y est inconnue, et non nulle.",
    ],
  };
}

export function methodeZones({ source }: VueParc): MethodeFigure {
  return {
    definition: [
      "Trois grands territoires : les quartiers prioritaires, le reste des communes qui en ont un, les autres communes.",
      ...VACANCE_ETAT,
      ROTATION_SOURCE,
      `Loyer moyen : somme des loyers mensuels hors charges sur somme des surfaces habitables, des logements dont les deux sont écrits et le loyer n’est ni nul ni supérieur à ${LOYER_M2_MAX} € le m².`,
    ],
    source,
    reference: REFERENCE_ETAT,
    confiance: "R",
    reserves: [
      DEUX_DEFINITIONS,
      "Les logements d’une commune qui a un quartier prioritaire et que rien ne situe ne sont d’aucun grand territoire : ils ont leur ligne.",
    ],
  };
}

export function methodeVacanceAge({ source }: VueParc, residenceMin: number): MethodeFigure {
  return {
    definition: [
      "Logements proposés et vacants (MODE 2) sur logements loués ou proposés (MODE 1 ou 2).",
      `Hors résidences de moins de ${residenceMin} logements, comme dans le document signé : un logement vide y ferait déjà un taux élevé. Une résidence est un programme d’un bailleur dans une commune, les deux côtés d’un périmètre réunis.`,
    ],
    source,
    reference: REFERENCE_ETAT,
    confiance: "R",
    reserves: [
      "Un taux de plus de 50 % est souvent celui d’une résidence que l’on vide avant démolition : le fichier n’en dit pas le motif.",
      "Les périodes de construction sont les nôtres, coupées là où la réglementation du bâtiment a changé.",
    ],
  };
}

export function methodeEvolution(source: string): MethodeFigure {
  return {
    definition: [
      "Chaque ligne est un millésime publié, compté avec les mêmes formules et dans les périmètres de sa date.",
      ...VACANCE_ETAT,
    ],
    source,
    reference: REFERENCE_ETAT,
    confiance: "R",
    reserves: [
      "D’un millésime à l’autre, le périmètre d’un quartier prioritaire peut avoir changé (générations de 2015 et de 2024).",
    ],
  };
}
