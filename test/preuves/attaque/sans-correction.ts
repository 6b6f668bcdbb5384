import type { JeuPublie } from "../../../src/observatoire/lectures/diffusion/ports.ts";
import { nommer, type Verite } from "./attaquant.ts";

/**
 * The same releases, had each year been told as its files were on the day of its last release, next to quarters that were told before: what the product
 * did, and what the attack has to find for its silence elsewhere to mean something. Tables that would contradict the year are left out.
 */
export function sansCorrection(
  parus: readonly (readonly JeuPublie[])[],
  verite: Verite,
): readonly (readonly JeuPublie[])[] {
  return parus.map((jeux) =>
    jeux
      .filter(({ figure }) => /^attributions-(\d{4}|trimestres)$/.test(figure.code))
      .map((jeu) => (/\d{4}$/.test(jeu.figure.code) ? asFiled(jeu, verite) : jeu)),
  );
}

function asFiled(jeu: JeuPublie, verite: Verite): JeuPublie {
  const annee = jeu.figure.code.slice(-4);
  return {
    ...jeu,
    figure: {
      ...jeu.figure,
      lignes: jeu.figure.lignes.map((ligne) => ({
        ...ligne,
        cellules: Object.fromEntries(
          Object.entries(ligne.cellules).map(([situation, cellule]) => {
            const filed = verite.get(nommer("attributions", annee, ligne.cle, situation));
            return [situation, cellule.valeur === null || filed === undefined ? cellule : { valeur: filed }];
          }),
        ),
      })),
    },
  };
}
