import type { Base } from "#socle/lectures/base.ts";
import { countImputees, type Imputation } from "../../regles/contingent/compteur.ts";
import type { FluxDepartement } from "./bilan-flux.ts";
import { readCouverture } from "./compteurs.ts";
import type { CompteurConvention } from "./contingents.ts";
import { bailleursLus } from "./lignes-visibles.ts";
import type { CelluleDepartement, TerritoireDepartement } from "./ports.ts";

/**
 * Décret n° 2020-145: a convention of flux is the département's, and so is its yearly bilan. Territories that are not open in Blaise, or closed to this
 * person, are not counted: what is read is a least.
 */
export async function readFluxDepartements(
  base: Pick<Base, "acteur" | "contingents" | "cubes">,
  { epci, annee }: { readonly epci: string; readonly annee: number },
  aujourdhui: string,
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
      const couverts = territoires.map(async (territoire) => ({
        ...territoire,
        ici: territoire.epci === epci,
        ...(await readCouvertureOf(base, { epci: territoire.epci, annee }, aujourdhui)),
      }));
      return { departement, cellules, territoires: await Promise.all(couverts) };
    }),
  );
  return lus.flatMap((lu) =>
    entieres
      .filter(({ convention }) => convention.departement === lu.departement)
      .map((compteur) => fluxOf(base, lu, compteur)),
  );
}

async function readCouvertureOf(
  base: Pick<Base, "cubes">,
  { epci, annee }: { readonly epci: string; readonly annee: number },
  aujourdhui: string,
): Promise<Couverture> {
  const trimestres = await base.cubes.trimestres(epci, annee);
  const { troue, nonLues } = readCouverture({ annee, trimestres, provisoire: 0 }, aujourdhui);
  return { troue, nonLues };
}

/** `troue`: leases of a past quarter are missing; `nonLues`: lines of its files that were not read, each perhaps a lease of any convention. */
type Couverture = { readonly troue: boolean; readonly nonLues: number };
type Couvert = TerritoireDepartement & Couverture & { readonly ici: boolean };

type Lu = {
  readonly departement: string;
  readonly cellules: readonly CelluleDepartement[];
  readonly territoires: readonly Couvert[];
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
  const lues = countImputees(
    lu.cellules.filter(({ epci }) => lus.some((autre) => autre.epci === epci)),
    convention.siren,
    { ...convention, seul },
    12,
  );
  const nonLues = lus.reduce((sum, autre) => sum + (autre.ici ? 0 : autre.nonLues), 0);
  const ailleurs = { ...lues, possibles: lues.possibles + nonLues };
  return {
    reservataire: convention.nomReservataire,
    bailleur: convention.nomBailleur,
    contingent: convention.contingent,
    departement: lu.departement,
    objectif: compteur.objectif,
    ici,
    departementLu: ici && {
      certaines: ici.certaines + ailleurs.certaines,
      possibles: ici.possibles + ailleurs.possibles,
    },
    part: ici && lus.length > 1 && nonLus.length === 0 ? boundPart(ici, ailleurs, lus) : null,
    resteAuPlus:
      compteur.objectif === null || ici === null
        ? null
        : Math.max(0, compteur.objectif - ici.certaines - ailleurs.certaines),
    lus: lus.map(({ nom }) => nom),
    nonLus: nonLus.map(({ nom }) => nom),
    nonLues,
    incomplets: lus.filter(({ troue }) => troue).map(({ nom }) => nom),
  };
}

/** The counter of the convention here, as its own table says it; null: its leases are not readable. */
function counted({ certaines, possibles }: CompteurConvention["compteur"]): Imputation | null {
  return certaines === null || possibles === null ? null : { certaines, possibles };
}

/**
 * The least: every possible lease is elsewhere's; the most: every possible one is here's. A missing quarter has any number of leases: where it is
 * elsewhere's the least is 0, where it is here's the most is 1.
 */
function boundPart(
  ici: Imputation,
  ailleurs: Imputation,
  lus: readonly Pick<Couvert, "ici" | "troue">[],
): readonly [number, number] | null {
  const share = (own: number, other: number) => (own + other === 0 ? null : own / (own + other));
  const isTroue = (here: boolean) => lus.some((lu) => lu.ici === here && lu.troue);
  const least = isTroue(false) ? 0 : share(ici.certaines, ailleurs.certaines + ailleurs.possibles);
  const most = isTroue(true) ? 1 : share(ici.certaines + ici.possibles, ailleurs.certaines);
  if (least === null && most === null) return null;
  return [least ?? 0, most ?? 1];
}
