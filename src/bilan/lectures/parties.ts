import type { CompteLocalise } from "#droit/regles/attribution/compte.ts";
import type { TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import type { Periode } from "#socle/regles/shared/periode.ts";
import { groupByDetenteur } from "./bailleur/detenteur.ts";
import type { Extraction, Mesures } from "./bilan.ts";
import { buildCadre, type Cadre } from "./cadre.ts";
import type { Situes } from "./cible-en-parts.ts";
import { confront, readExtractions } from "./extractions.ts";
import { measure } from "./measure.ts";
import type { CompteGroupe, ResultatPublie } from "./ports.ts";
import { chooseTable, measureTable, quartersOf, type TableComptes } from "./sur-comptes.ts";

/** What is counted of one bearer, the territory (`siren` null) or a bailleur, and what other tables of the year say against it. */
export type Partie = {
  readonly siren: string | null;
  readonly comptes: readonly CompteLocalise[];
  readonly mesures: Mesures;
  readonly extractions: readonly Extraction[];
};

/** `ensemble` is the part that the bilan is asked of. */
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

/** What a year is counted from, and by what it is judged. `table` null: the leases published. */
export type Lecture = {
  readonly table: TableComptes | null;
  readonly trimestres: readonly TrimestrePublie[];
  readonly cadre: Cadre;
  readonly parties: Parties;
};

/** The table that the year is counted from. null: rows of one lease of it, whoever may read them, are worth more than any. */
export function findTable(
  byBailleur: readonly CompteGroupe[],
  { trimestres, imprimes, bailleur }: Pick<Publie, "trimestres" | "imprimes" | "bailleur">,
): TableComptes | null {
  const absente = byBailleur.length === 0 && !trimestres.some(({ present }) => present);
  return absente ? chooseTable(imprimes, bailleur) : null;
}

export function readParties(
  byBailleur: readonly CompteGroupe[],
  { periode, objectifs, trimestres, imprimes, bailleur, situes }: Publie,
): Lecture {
  const table = findTable(byBailleur, { trimestres, imprimes, bailleur });
  const quarters = table === null ? trimestres : quartersOf(table);
  const cadre = buildCadre(periode, objectifs, quarters, table === null ? situes : null);
  const matiere = { cadre, imprimes, bailleur };
  const parties = table === null ? partsOfRows(byBailleur, matiere) : partsOfTables(table, matiere);
  return { table, trimestres: quarters, cadre, parties };
}

/** From the leases published. Nothing printed is held against what is not there. */
export function partsOfRows(byBailleur: readonly CompteGroupe[], matiere: Matiere): Parties {
  return {
    ensemble: partOfRows(matiere.bailleur, byBailleur, matiere),
    bailleurs: [...groupByDetenteur(byBailleur, ({ cle }) => cle)].map(([siren, own]) =>
      partOfRows(siren, own, matiere),
    ),
  };
}

/** Of one bearer, from leases. */
export function partOfRows(
  siren: string | null,
  comptes: readonly CompteLocalise[],
  { cadre, imprimes }: Omit<Matiere, "bailleur">,
): Partie {
  return confronted(siren, { comptes, mesures: measure(comptes, cadre, { bailleur: siren }) }, { cadre, imprimes });
}

/** From the tables printed elsewhere, `table` being that of the part asked: each bailleur has its own, or is not there. */
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
  const notre = { mesures, comptes, nulles: cadre.nulles.valeur };
  const extractions = comptes.length === 0 ? [] : readExtractions(imprimes, siren, notre);
  return { siren, comptes, mesures: confront(mesures, extractions), extractions };
}
