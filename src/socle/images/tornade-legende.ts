/** Legend of the bars, under the drawing, on the page and in the document. */
export const LEGENDE_TORNADE =
  "Chaque facteur est déplacé seul, de part et d’autre de sa valeur dans le scénario ; la barre va de l’un à l’autre des taux moyens obtenus sur la période, le foncé étant la valeur haute du facteur. Les écarts sont choisis par Blaise, les mêmes pour tous les territoires.";
