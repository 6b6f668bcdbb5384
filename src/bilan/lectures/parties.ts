import type { CompteLocalise } from "#droit/regles/attribution/compte.ts";
import type { TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import type { Periode } from "#socle/regles/shared/periode.ts";
import { groupByDetenteur } from "./bailleur/detenteur.ts";
import type { Extraction, Mesures } from "./bilan.ts";
import { buildCadre, type Cadre, countNonLues } from "./cadre.ts";
import type { Situes } from "./cible-en-parts.ts";
import { confront, readExtractions } from "./extractions.ts";
import { measure } from "./measure.ts";
import type { CompteGroupe, ResultatPublie } from "./ports.ts";
import { chooseTable, measureTable, quartersOf, type TableComptes } from "./sur-comptes.ts";

/** Counts of one bearer, the territory (`siren` null) or a bailleur, with the other tables of the year. */
export type Partie = {
  readonly siren: string | null;
  readonly comptes: readonly CompteLocalise[];
  readonly mesures: Mesures;
  readonly extractions: readonly Extraction[];
};

/** `ensemble`: the part that the bilan is about. */
export type Parties = { readonly ensemble: Partie; readonly bailleurs: readonly Partie[] };

export type Matiere = {
  readonly cadre: Cadre;
  readonly imprimes: readonly ResultatPublie[];
  /** null: the whole territory. */
  readonly bailleur: string | null;
};

type Publie = Omit<Matiere, "cadre"> & {
  readonly periode: Periode;
  readonly objectifs: readonly ObjectifRetenu[];
  readonly trimestres: readonly TrimestrePublie[];
  readonly situes: Situes;
};

/** Sources of a year's counts, and what judges them. `table` null: the published leases. */
export type Lecture = {
  readonly table: TableComptes | null;
  readonly trimestres: readonly TrimestrePublie[];
  readonly cadre: Cadre;
  readonly parties: Parties;
};

/** The table used to count the year. null: a single lease of a published file, whoever may read it, wins over any table; a provisional one does not. */
export function findTable({
  trimestres,
  imprimes,
  bailleur,
}: Pick<Publie, "trimestres" | "imprimes" | "bailleur">): TableComptes | null {
  return trimestres.some(({ present }) => present) ? null : chooseTable(imprimes, bailleur);
}

export function readParties(
  byBailleur: readonly CompteGroupe[],
  { periode, objectifs, trimestres, imprimes, bailleur, situes }: Publie,
): Lecture {
  const table = findTable({ trimestres, imprimes, bailleur });
  const quarters = table === null ? trimestres : quartersOf(table);
  const cadre = buildCadre(periode, objectifs, quarters, table === null ? situes : null);
  const matiere = { cadre, imprimes, bailleur };
  const parties = table === null ? partsOfRows(byBailleur, matiere) : partsOfTables(table, matiere);
  return { table, trimestres: quarters, cadre, parties };
}

/** Parts counted from the published leases. Without any, no printed figure is compared. */
export function partsOfRows(byBailleur: readonly CompteGroupe[], matiere: Matiere): Parties {
  return {
    ensemble: partOfRows(matiere.bailleur, byBailleur, matiere),
    bailleurs: [...groupByDetenteur(byBailleur, ({ cle }) => cle)].map(([siren, own]) =>
      partOfRows(siren, own, matiere),
    ),
  };
}

/** One bearer's part, from leases. */
export function partOfRows(
  siren: string | null,
  comptes: readonly CompteLocalise[],
  { cadre, imprimes }: Omit<Matiere, "bailleur">,
): Partie {
  return confronted(siren, { comptes, mesures: measure(comptes, cadre, { bailleur: siren }) }, { cadre, imprimes });
}

/** Parts counted from printed tables, `table` being the requested part's; a bailleur without a table is absent. */
function partsOfTables(table: TableComptes, { cadre, imprimes, bailleur }: Matiere): Parties {
  const read = (siren: string | null, own: TableComptes) => {
    const others = imprimes.filter(({ source }) => source !== own.source);
    const mesures = measureTable(own, cadre, { bailleur: siren });
    return confronted(siren, { comptes: own.comptes, mesures }, { cadre, imprimes: others });
  };
  const sirens = bailleur === null ? new Set(imprimes.flatMap((row) => row.bailleur ?? [])) : [bailleur];
  return {
    ensemble: read(bailleur, table),
    bailleurs: [...sirens].flatMap((siren) => {
      const own = chooseTable(imprimes, siren);
      return own === null ? [] : [read(siren, own)];
    }),
  };
}

function confronted(
  siren: string | null,
  { comptes, mesures }: Pick<Partie, "comptes" | "mesures">,
  { imprimes, cadre }: Omit<Matiere, "bailleur">,
): Partie {
  const notre = { mesures, comptes, nonLues: countNonLues(cadre), nulles: cadre.nulles.valeur };
  const extractions = comptes.length === 0 ? [] : readExtractions(imprimes, siren, notre);
  return { siren, comptes, mesures: confront(mesures, extractions), extractions };
}
