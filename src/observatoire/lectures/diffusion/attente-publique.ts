import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type Fourchette, situer } from "./attente-dite.ts";
import { shownOf, tailleOf } from "./jeux-attentes.ts";

/** What everybody may read of the wait of the households housed in the last complete year. */
export type AttentePublique = {
  /** Of the public figure, year included. */
  readonly titre: string;
  /** Under `/observatoire/<epci>/`. */
  readonly code: string;
  /** Label of the size that the intervals are of; null: of all sizes, since that one's are secret or too few. */
  readonly taille: string | null;
  /** Months that half of the households did not exceed, and three in four; null: the shown counts do not bound it. */
  readonly moitie: Fourchette;
  readonly troisQuarts: Fourchette | null;
};

/** From the last release alone: nothing is told here that its reader could not compute. null: it has no wait, or none that is bounded. */
export async function lireAttentePublique(
  base: Pick<Base, "diffusions">,
  epci: string,
  typologie: string | null,
): Promise<AttentePublique | null> {
  const figure = await base.diffusions.figure(epci, "attente-typologies");
  return figure && situerAttente(figure, typologie);
}

/** `typologie`: of the SNE; null: not said by the household. */
export function situerAttente({ titre, code, lignes }: Figure, typologie: string | null): AttentePublique | null {
  const propre = typologie === null ? undefined : lignes.find(({ cle }) => cle === tailleOf(typologie));
  const total = lignes.find((ligne) => ligne.total);
  for (const ligne of [propre, total]) {
    const moitie = ligne ? bornee(situer(shownOf(ligne), 0.5)) : null;
    if (!ligne || !moitie) continue;
    const taille = ligne === propre ? ligne.libelle : null;
    return { titre, code, taille, moitie, troisQuarts: bornee(situer(shownOf(ligne), 0.75)) };
  }
  return null;
}

/** From zero without an end tells nothing. */
function bornee(dite: Fourchette | null): Fourchette | null {
  return dite === null || (dite.de === 0 && dite.a === null) ? null : dite;
}
