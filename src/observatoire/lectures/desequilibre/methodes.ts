import { ERREURS_MESUREES } from "#socle/calculs/surrepresentation/erreurs-mesurees.ts";
import type { MethodeFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatJour, formatNombre, formatTaux, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { findEffetMinimal } from "../../regles/desequilibre/effet-minimal.ts";
import { dansPhrase, LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import type { AnalyseDesequilibre } from "./analyse.ts";

export function methodeDesequilibre(analyse: AnalyseDesequilibre): MethodeFigure {
  const { methode, millesime, enquete } = analyse;
  const { seuils, indicateurs } = methode;
  const poids = indicateurs.map(
    ({ indicateur, poids: poidsOf }) => `${dansPhrase(LIBELLE_OCCUPATION[indicateur])} (${formatNombre(poidsOf)})`,
  );
  return {
    definition: [
      `Version ${methode.version} de la méthode, appliquée depuis le ${formatJour(methode.depuis)}. Indicateurs et poids : ${joinFrench(poids)}.`,
      `Chaque taux est comparé à celui du reste du territoire, la résidence exceptée. Il est d’abord rapproché de celui de toutes les résidences, d’autant plus qu’il repose sur peu de réponses (loi bêta ajustée par les moments). « Écart établi » : la probabilité d’être au-dessus du territoire dépasse ${formatTauxCourt(seuils.etabli)} ; « à surveiller » : ${formatTauxCourt(seuils.surveiller)} ; « effectif trop faible » : moins de ${seuils.effectifMinimal} réponses, et aucun taux n’est montré.`,
      `${sayEffetMinimal(methode.depuis)} Au-dessous, l’écart est « non distinguable », si sûr qu’il soit.`,
      `À côté, un test exact (hypergéométrique, mid-p, bilatéral), corrigé pour le nombre de résidences comparées (Benjamini et Hochberg), « confirme » un écart quand la part attendue de fausses alertes ne dépasse pas ${formatTauxCourt(seuils.q)}.`,
      "Entrants : emménagés récents comparés aux ménages déjà là (occupants moins emménagés récents), intervalle de Newcombe à 95 %. « S’aggrave » : tout l’intervalle est au-dessus de zéro. Les âges sont montrés, mais ne comptent pas : les entrants sont partout plus jeunes.",
      "L’indice est la moyenne pondérée des taux rapprochés, rapportés à ceux du territoire (100). « Rang stable » : part de 400 tirages où la résidence est dans le premier dixième.",
      "Le fonctionnement (impayés, mobilité, vacances) est un second axe, lu par la même règle et jamais additionné au premier.",
      `Diagnostic signé, à côté et jamais mêlé : nombre d’indicateurs dont le taux dépasse ${formatNombre(seuils.ratio)} fois celui du territoire, et part des ménages sous le plafond PLAI.`,
    ],
    source: `RPLS, millésime ${millesime} ; ${enquete === null ? "aucune enquête OPS publiée" : `enquête OPS ${enquete}, agrégée par résidence`}`,
    reference: methode.acte,
    confiance: methode.confiance,
    reserves: [phraseErreurs(), ...RESERVES],
  };
}

/** « Un écart n’est dit que s’il compte : 5 points et 3 ménages ou logements au moins (à confirmer). » */
function sayEffetMinimal(jour: string): string {
  const { valeur, confiance } = findEffetMinimal(jour);
  const confirm = confiance === "B" ? ", à confirmer" : "";
  return `Un écart n’est dit que s’il compte : ${formatNombre(valeur.ecart * 100)} points et ${formatNombre(valeur.nombre)} ménages ou logements au moins (choix de Blaise${confirm}).`;
}

const RESERVES: readonly string[] = [
  "La puissance est modeste pour les petites résidences : « non distinguable » ne veut pas dire « équilibrée ».",
  "Un taux porte sur les ménages qui ont répondu à l’enquête, pas sur tous.",
  "La lecture décrit un bâtiment et ses réponses. Elle ne fonde aucune décision sur une personne.",
];

/** For a sheet without room for the whole: what the words mean, and do not. */
export function ecrireMethodeBreve({ methode }: AnalyseDesequilibre): readonly string[] {
  const { version, confiance, acte, depuis, seuils } = methode;
  return [
    `Version ${version} de la méthode${confiance === "B" ? ", à confirmer" : ""}, appliquée depuis le ${formatJour(depuis)} (${acte}). La méthode entière, ses réserves et ses taux d’erreur mesurés sont à la page des déséquilibres.`,
    `Chaque taux est comparé à celui du reste du territoire. « Écart établi » : plus de ${formatTauxCourt(seuils.etabli)} de chances d’être vraiment au-dessus (ou au-dessous) ; « à surveiller » : ${formatTauxCourt(seuils.surveiller)} ; « effectif trop faible » : moins de ${seuils.effectifMinimal} réponses. ${sayEffetMinimal(depuis)} Entrants : emménagés récents, comparés aux ménages déjà là.`,
    RESERVES.join(" "),
  ];
}

/** Error rates of each rule, measured by simulation. */
function phraseErreurs(): string {
  const [simple, q, etabli] = ["ratio", "q", "probabilite"].map((genre) =>
    ERREURS_MESUREES.find((row) => row.genre === genre),
  );
  if (!simple || !q || !etabli) throw new Error("the measured error rates of the three rules are missing");
  return `Taux d’erreur mesurés (150 résidences simulées de 8 à 60 logements) : sur des résidences toutes semblables, la règle simple en signale ${formatTaux(simple.semblablesSignalees)}, « écart établi » ${formatTaux(etabli.semblablesSignalees)}. Quand une sur dix est vraiment à part, « écart établi » en retrouve ${formatTauxCourt(etabli.puissance)} et se trompe ${formatTauxCourt(etabli.faussesDecouvertes)} des fois ; la règle simple, ${formatTauxCourt(simple.puissance)} et ${formatTauxCourt(simple.faussesDecouvertes)} ; le test corrigé, ${formatTauxCourt(q.puissance)} et ${formatTauxCourt(q.faussesDecouvertes)}.`;
}
