import type { CategoriePrioritaire } from "#donnees/regles/public-prioritaire/categorie.ts";
import { faitsOf } from "./evaluer.ts";
import { checkExpression } from "./expression.ts";
import { definitionOf, isFait } from "./fait.ts";
import type { ContenuGrille, Critere, Points, Rubrique } from "./grille.ts";

/** An error of a scheme; `ou`: identifier of a rubric or a rule, null for the whole scheme. */
export type EcartGrille = { readonly ou: string | null; readonly phrase: string };

const POINTS_MAX = 1000;

/** Errors that prevent the publication. Empty: the scheme is valid. */
export function verifyGrille({ rubriques }: Pick<ContenuGrille, "rubriques">): readonly EcartGrille[] {
  if (rubriques.length === 0) return [{ ou: null, phrase: "La grille n’a aucune rubrique : ajoutez-en une." }];
  const ids = rubriques.flatMap((rubrique) => [rubrique.id, ...rubrique.criteres.map(({ id }) => id)]);
  const doubles = ids.filter((id, rang) => ids.indexOf(id) !== rang);
  return [
    ...doubles.map((id) => ({ ou: id, phrase: `Deux éléments de la grille ont le même identifiant « ${id} ».` })),
    ...rubriques.flatMap(verifyRubrique),
  ];
}

function verifyRubrique(rubrique: Rubrique): readonly EcartGrille[] {
  const { id, libelle, criteres, plafond } = rubrique;
  const ecarts = [
    ...(criteres.length === 0 ? ["n’a aucun critère : ajoutez-en un, ou retirez-la"] : []),
    ...(plafond === null ? [] : verifyPlafond(plafond, criteres)),
  ];
  return [
    ...ecarts.map((ecart) => ({ ou: id, phrase: `La rubrique « ${libelle} » ${ecart}.` })),
    ...criteres.flatMap(verifyCritere),
  ];
}

/** A rule whose points exceed the ceiling could never give them. */
function verifyPlafond(plafond: number, criteres: readonly Critere[]): readonly string[] {
  if (!Number.isInteger(plafond) || Math.abs(plafond) > POINTS_MAX * 10)
    return ["a un plafond qui n’est pas un nombre entier de points"];
  const trop = criteres.filter(({ points }) => highest(points) > plafond);
  return trop.map(
    ({ libelle, points }) =>
      `est plafonnée à ${plafond} points et son critère « ${libelle} » peut en donner ${highest(points)} : relevez le plafond, ou baissez ce critère`,
  );
}

function highest(points: Points): number {
  return points.genre === "fixe" ? points.points : points.points > 0 ? points.plafond : 0;
}

export function verifyCritere(critere: Critere): readonly EcartGrille[] {
  const ecarts = [...checkExpression(critere.si), ...verifyPoints(critere.points), ...verifyPriorites(critere)];
  return ecarts.map((ecart) => ({ ou: critere.id, phrase: `Le critère « ${critere.libelle} » : ${ecart}.` }));
}

function verifyPoints(points: Points): readonly string[] {
  const { points: valeur } = points;
  if (!Number.isInteger(valeur) || valeur === 0 || Math.abs(valeur) > POINTS_MAX) {
    return [`écrivez un nombre entier de points, autre que 0, de −${POINTS_MAX} à ${POINTS_MAX}`];
  }
  if (points.genre === "fixe") return [];
  if (!isFait(points.fait)) return [`le fait « ${String(points.fait)} » n’existe pas dans Blaise`];
  const { genre, libelle } = definitionOf(points.fait);
  const { pas, plafond } = points;
  return [
    ...(genre === "nombre" || genre === "jour"
      ? []
      : [`« ${libelle} » ne se compte pas : choisissez un nombre ou une date`]),
    ...(Number.isInteger(pas) && pas >= 1 ? [] : ["écrivez tous les combien les points sont donnés, à partir de 1"]),
    ...(Number.isInteger(plafond) && plafond >= Math.abs(valeur) && plafond <= POINTS_MAX
      ? []
      : [`son plafond doit permettre au moins une unité, et ne pas passer ${POINTS_MAX} points`]),
  ];
}

/** A rule may only claim the categories that its facts can prove. */
function verifyPriorites(critere: Critere): readonly string[] {
  if (critere.priorites.length === 0) return [];
  const possibles = new Set(
    faitsOf(critere)
      .filter(isFait)
      .flatMap((fait) => definitionOf(fait).priorites),
  );
  const fausses = critere.priorites.filter((code) => !possibles.has(code));
  return fausses.map(
    (code) => `il ne lit rien qui dise la priorité « ${code} » : décochez-la, ou complétez la condition`,
  );
}

/**
 * CCH, art. L. 441-2-8 and décret n° 2019-1378: the scheme has criteria that implement the priorities of art. L. 441-1, DALO among them. Returns
 * those,
 * of the day's list, that no rule worth more than 0 implements.
 */
export function missingPriorites(
  { rubriques }: Pick<ContenuGrille, "rubriques">,
  categories: readonly CategoriePrioritaire[],
): readonly CategoriePrioritaire[] {
  const couvertes = new Set(
    rubriques
      .flatMap(({ criteres }) => criteres)
      .filter(({ points }) => points.points > 0)
      .flatMap(({ priorites }) => priorites),
  );
  return categories.filter(({ code, origine }) => origine !== "locale" && !couvertes.has(code));
}
