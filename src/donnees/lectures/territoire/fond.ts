import { GENERATION_QPV } from "#droit/regles/generation-qpv.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Memoire } from "#socle/lectures/memoire.ts";
import type { CommuneRow } from "../../formats/rows.ts";

type Perimetres = Awaited<ReturnType<Base["faits"]["perimetres"]>>;
type Fond = { readonly communes: readonly CommuneRow[]; readonly qpv: Perimetres };
type FondPublie = { readonly communes: readonly CommuneRow[]; readonly perimetres: Perimetres };

/** Contours and perimeters, shared between pages until others are published. null: replaced during the read. */
export type Fonds = Memoire<FondPublie | null>;

async function readFondPublie(base: Pick<Base, "territoires" | "faits">, epci: string): Promise<FondPublie> {
  const [communes, perimetres] = await Promise.all([base.territoires.contours(epci), base.faits.perimetres(epci)]);
  return { communes, perimetres };
}

/** Contours and perimeters in force on the last day of the year. */
export async function readFond(
  { fonds }: { readonly fonds: Fonds },
  base: Pick<Base, "territoires" | "faits">,
  epci: string,
  annee: number,
): Promise<Fond> {
  const lots = await base.territoires.lotsDuFond(epci);
  const kept = await fonds.remember(lots, async () => {
    const fond = await readFondPublie(base, epci);
    // Contours published during the read are not those of these lots, which undoing may bring back.
    return (await base.territoires.lotsDuFond(epci)) === lots ? fond : null;
  });
  const { communes, perimetres } = kept ?? (await readFondPublie(base, epci));
  const generation = findValeur(GENERATION_QPV, `${Math.max(annee, 2015)}-12-31`).valeur;
  return { communes, qpv: perimetres.filter((perimetre) => perimetre.generation === generation) };
}
