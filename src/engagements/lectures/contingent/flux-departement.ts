import type { Base } from "#socle/lectures/base.ts";
import { type CelluleFlux, countImputees, type Imputation } from "../../regles/contingent/compteur.ts";
import type { FluxDepartement } from "./bilan-flux.ts";
import type { CompteurConvention } from "./contingents.ts";
import { bailleursLus } from "./lignes-visibles.ts";
import type { CelluleDepartement, TerritoireDepartement } from "./ports.ts";

type Question = { readonly epci: string; readonly annee: number; readonly mois: number };

/**
 * Décret n° 2020-145: a convention of flux is the département's, and so is its yearly bilan. Territories that are not open in Blaise, or closed to this
 * person, are not counted: what is read is a least.
 */
export async function readFluxDepartements(
  base: Pick<Base, "acteur" | "contingents">,
  { epci, annee, mois }: Question,
  compteurs: readonly CompteurConvention[],
): Promise<readonly FluxDepartement[]> {
  const entieres = compteurs.filter(({ convention }) => convention.commune === null);
  const departements = [...new Set(entieres.map(({ convention }) => convention.departement))];
  const lus = await Promise.all(
    departements.map(async (departement) => {
      const [cellules, territoires] = await Promise.all([
        base.contingents.cellulesDepartement(departement, annee),
        base.contingents.territoiresDepartement(epci, departement),
      ]);
      return { departement, cellules, territoires };
    }),
  );
  return lus.flatMap((lu) =>
    entieres
      .filter(({ convention }) => convention.departement === lu.departement)
      .map((compteur) => fluxOf(base, { ...lu, epci, mois }, compteur)),
  );
}

type Lu = Pick<Question, "epci" | "mois"> & {
  readonly departement: string;
  readonly cellules: readonly CelluleDepartement[];
  readonly territoires: readonly TerritoireDepartement[];
};

function fluxOf(base: Pick<Base, "acteur">, lu: Lu, one: CompteurConvention): FluxDepartement {
  const { convention, compteur, partage } = one;
  const reads = (epci: string) => {
    const siens = bailleursLus(base.acteur, epci);
    return convention.siren !== null && (siens === null || siens.includes(convention.siren));
  };
  const lus = lu.territoires.filter(({ epci }) => reads(epci));
  const nonLus = lu.territoires.filter(({ epci }) => !reads(epci));
  const count = (cellules: readonly CelluleFlux[], seul: boolean, mois: number) =>
    countImputees(cellules, convention.siren, { ...convention, seul }, mois);
  const ici = count(
    lu.cellules.filter(({ epci }) => epci === lu.epci),
    !partage,
    lu.mois,
  );
  // Elsewhere, another collectivité or another body of the same code may have its own rights: a lease that nobody attributes is only possible.
  const ailleurs = count(
    lu.cellules.filter(({ epci }) => epci !== lu.epci && lus.some((autre) => autre.epci === epci)),
    !partage && convention.contingent !== "COLTER" && convention.contingent !== "AUTRES",
    12,
  );
  const lisible = reads(lu.epci);
  return {
    reservataire: convention.nomReservataire,
    bailleur: convention.nomBailleur,
    departement: lu.departement,
    objectif: compteur.objectif,
    ici: lisible ? ici : null,
    departementLu: lisible
      ? { certaines: ici.certaines + ailleurs.certaines, possibles: ici.possibles + ailleurs.possibles }
      : null,
    part: lisible && lus.length > 1 && nonLus.length === 0 ? boundPart(ici, ailleurs) : null,
    resteAuPlus:
      compteur.objectif === null || !lisible
        ? null
        : Math.max(0, compteur.objectif - ici.certaines - ailleurs.certaines),
    lus: lus.map(({ nom }) => nom),
    nonLus: nonLus.map(({ nom }) => nom),
  };
}

/** The least: every possible lease is elsewhere's; the most: every possible one is here's. */
function boundPart(ici: Imputation, ailleurs: Imputation): readonly [number, number] | null {
  const share = (own: number, other: number) => (own + other === 0 ? null : own / (own + other));
  const least = share(ici.certaines, ailleurs.certaines + ailleurs.possibles);
  const most = share(ici.certaines + ici.possibles, ailleurs.certaines);
  if (least === null && most === null) return null;
  return [least ?? 0, most ?? 1];
}
