import { GENERATION_QPV } from "#droit/regles/generation-qpv.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CommuneRow } from "../../formats/rows.ts";

type Fond = {
  readonly communes: readonly CommuneRow[];
  readonly qpv: Awaited<ReturnType<Base["faits"]["perimetres"]>>;
};

/** Contours and perimeters in force on the last day of the year. */
export async function readFond(base: Base, epci: string, annee: number): Promise<Fond> {
  const [communes, perimetres] = await Promise.all([base.territoires.contours(epci), base.faits.perimetres(epci)]);
  const generation = findValeur(GENERATION_QPV, `${Math.max(annee, 2015)}-12-31`).valeur;
  return { communes, qpv: perimetres.filter((perimetre) => perimetre.generation === generation) };
}
