import { INCONNUE, SANS_OBJET } from "#observatoire/lectures/cellule.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure } from "#socle/lectures/observatoire/figure.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { MouvementLieu } from "../../regles/effet-lieu.ts";

/** Households under the PLAI ceiling among those whose survey tells, by key of résidence. */
export type PartSousPlai = {
  readonly enquete: string;
  readonly residences: ReadonlyMap<string, { readonly effectif: number; readonly repondants: number }>;
};

/** Of the last published survey; null: none is. */
export async function readSousPlai(base: Pick<Base, "occupations">, epci: string): Promise<PartSousPlai | null> {
  const enquete = (await base.occupations.enquetes(epci)).at(-1);
  if (enquete === undefined) return null;
  const lignes = (await base.occupations.lignes(epci, enquete)).filter(
    ({ population, indicateur }) => population === "occupants" && indicateur === "ressources-sous-plai",
  );
  const residences = new Map(
    [...groupBy(lignes, ({ cle }) => cle)].map(([cle, own]) => [
      cle,
      {
        effectif: own.reduce((sum, one) => sum + one.effectif, 0),
        repondants: own.reduce((sum, one) => sum + one.repondants, 0),
      },
    ]),
  );
  return { enquete, residences };
}

type Lieu = {
  readonly cle: string;
  readonly actuel: { readonly logements: number };
  readonly mouvement: MouvementLieu;
};

/** Fewer respondents tell a household's resources. */
const REPONDANTS_MIN = 11;

/** Share now and after, in one place. `accueil`: share of all the households to rehouse that the place takes in, between 0 and 1. */
export function joinOccupation(
  sousPlai: PartSousPlai | null,
  pieces: readonly Lieu[],
  accueil: number,
): { readonly sous_plai: CelluleFigure; readonly sous_plai_apres: CelluleFigure } {
  if (sousPlai === null) return { sous_plai: INCONNUE, sous_plai_apres: INCONNUE };
  const cles = [...new Set(pieces.map(({ cle }) => cle))];
  const comptes = cles.flatMap((cle) => {
    const compte = sousPlai.residences.get(cle);
    return compte === undefined ? [] : [{ ...compte, reste: resteOf(pieces.filter((piece) => piece.cle === cle)) }];
  });
  const sum = (read: (compte: (typeof comptes)[number]) => number) =>
    comptes.reduce((total, one) => total + read(one), 0);
  const [effectif, repondants] = [sum((one) => one.effectif), sum((one) => one.repondants)];
  if (repondants === 0) return { sous_plai: INCONNUE, sous_plai_apres: INCONNUE };
  if (repondants < REPONDANTS_MIN) return { sous_plai: FAIBLE, sous_plai_apres: FAIBLE };
  const avant = effectif / repondants;
  const restants = sum((one) => one.repondants * one.reste);
  if (restants < REPONDANTS_MIN) return { sous_plai: { valeur: avant, sur: repondants }, sous_plai_apres: SANS_OBJET };
  const sans = sum((one) => one.effectif * one.reste) / restants;
  const garde = (share: number) => {
    const eff = sum((one) => one.effectif * (one.reste + (1 - one.reste) * share));
    return eff / sum((one) => one.repondants * (one.reste + (1 - one.reste) * share));
  };
  const bornes = [Math.min(sans, avant), Math.max(sans, avant)] as const;
  return {
    sous_plai: { valeur: avant, sur: repondants },
    sous_plai_apres: { valeur: garde(accueil), ...(sans === avant ? {} : { bornes }) },
  };
}

const FAIBLE: CelluleFigure = { valeur: null, manque: "effectif-faible" };

/** Share of a résidence that is not demolished. */
function resteOf(cotes: readonly Lieu[]): number {
  const logements = cotes.reduce((sum, { actuel }) => sum + actuel.logements, 0);
  const demolis = cotes.reduce((sum, { mouvement }) => sum + (mouvement.demolis.haut ?? 0), 0);
  return logements === 0 ? 1 : Math.max(0, 1 - demolis / logements);
}
