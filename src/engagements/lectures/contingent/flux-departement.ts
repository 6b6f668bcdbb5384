import type { Base } from "#socle/lectures/base.ts";
import { countImputees, type Imputation } from "../../regles/contingent/compteur.ts";
import type { FluxDepartement } from "./bilan-flux.ts";
import type { CompteurConvention } from "./contingents.ts";
import { bailleursLus } from "./lignes-visibles.ts";
import type { CelluleDepartement, TerritoireDepartement } from "./ports.ts";

/**
 * Décret n° 2020-145: a convention of flux is the département's, and so is its yearly bilan. Territories that are not open in Blaise, or closed to this
 * person, are not counted: what is read is a least.
 */
export async function readFluxDepartements(
  base: Pick<Base, "acteur" | "contingents">,
  { epci, annee }: { readonly epci: string; readonly annee: number },
  compteurs: readonly CompteurConvention[],
): Promise<readonly FluxDepartement[]> {
  const entieres = compteurs.filter(({ convention }) => convention.commune === null);
  const departements = [...new Set(entieres.map(({ convention }) => convention.departement))];
  const lus = await Promise.all(
    departements.map(async (departement) => {
      const [cellules, territoires] = await Promise.all([
        base.contingents.cellulesAilleurs(epci, departement, annee),
        base.contingents.territoiresDepartement(epci, departement),
      ]);
      return { departement, cellules, territoires };
    }),
  );
  return lus.flatMap((lu) =>
    entieres
      .filter(({ convention }) => convention.departement === lu.departement)
      .map((compteur) => fluxOf(base, lu, compteur)),
  );
}

type Lu = {
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
  const ici = counted(compteur);
  // Elsewhere, another collectivité or another body of the same code may have its own rights: a lease that nobody attributes is only possible.
  const seul = !partage && convention.contingent !== "COLTER" && convention.contingent !== "AUTRES";
  const ailleurs = countImputees(
    lu.cellules.filter(({ epci }) => lus.some((autre) => autre.epci === epci)),
    convention.siren,
    { ...convention, seul },
    12,
  );
  return {
    reservataire: convention.nomReservataire,
    bailleur: convention.nomBailleur,
    departement: lu.departement,
    objectif: compteur.objectif,
    ici,
    departementLu: ici && {
      certaines: ici.certaines + ailleurs.certaines,
      possibles: ici.possibles + ailleurs.possibles,
    },
    part: ici && lus.length > 1 && nonLus.length === 0 ? boundPart(ici, ailleurs) : null,
    resteAuPlus:
      compteur.objectif === null || ici === null
        ? null
        : Math.max(0, compteur.objectif - ici.certaines - ailleurs.certaines),
    lus: lus.map(({ nom }) => nom),
    nonLus: nonLus.map(({ nom }) => nom),
  };
}

/** The counter of the convention here, as its own table says it; null: its leases are not readable. */
function counted({ certaines, possibles }: CompteurConvention["compteur"]): Imputation | null {
  return certaines === null || possibles === null ? null : { certaines, possibles };
}

/** The least: every possible lease is elsewhere's; the most: every possible one is here's. */
function boundPart(ici: Imputation, ailleurs: Imputation): readonly [number, number] | null {
  const share = (own: number, other: number) => (own + other === 0 ? null : own / (own + other));
  const least = share(ici.certaines, ailleurs.certaines + ailleurs.possibles);
  const most = share(ici.certaines + ici.possibles, ailleurs.certaines);
  if (least === null && most === null) return null;
  return [least ?? 0, most ?? 1];
}
