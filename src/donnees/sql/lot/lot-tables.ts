import type { Source } from "#socle/regles/shared/source.ts";
import type { CopyColumns, CopyValue } from "#socle/sql/copy.ts";
import { colonneOf } from "#socle/sql/ligne.ts";
import type { RowBySource } from "../../formats/lecture.ts";
import {
  attributionRow,
  communeRow,
  demandeRow,
  logementRow,
  objectifRow,
  occupationRow,
  prioritaireRow,
  qpvRow,
  resultatNationalRow,
  resultatRow,
  seuilRow,
} from "../../formats/ports.ts";
import type { RowADeposer } from "../../lectures/lot/ports.ts";

/** Table of a source's staged rows, and the column of each field. */
type LotTable<S extends Source> = { readonly table: string; readonly columns: CopyColumns<RowADeposer<S>> };

/** Writers of the fields that are not stored as they are; null: the lot already has the value. */
type Ecriture<Row> = { readonly [K in keyof Row]?: ((value: Row[K]) => CopyValue) | null };

/** Every field of the schema of a row, each in the column of its name. */
function colonnesOf<S extends Source>(
  schema: { readonly shape: Readonly<Record<keyof RowBySource[S], unknown>> },
  ecriture: Ecriture<RowBySource[S]> = {},
): CopyColumns<RowADeposer<S>> {
  const champs = Object.keys(schema.shape) as (keyof RowBySource[S] & string)[];
  return champs.flatMap((champ): CopyColumns<RowADeposer<S>> => {
    const write = ecriture[champ];
    if (write === null) return [];
    const column = colonneOf(champ);
    return [[column, write ? ({ row }) => write(row[champ]) : ({ row }) => row[champ] as CopyValue]];
  });
}

/**
 * Both lists of priority publics share one table, with the name of the list on each row. The department only identified whose list it is, and is not
 * kept.
 */
function prioritaires<S extends "syplo" | "prioritaires-bailleur">(liste: "syplo" | "bailleur"): LotTable<S> {
  const columns = colonnesOf<"syplo" | "prioritaires-bailleur">(prioritaireRow, { departement: null });
  return { table: "prioritaire_liste", columns: [...columns, ["liste", () => liste]] };
}

export const LOT_TABLES: { readonly [S in Source]: LotTable<S> } = {
  rpls: {
    table: "logement",
    columns: [
      ...colonnesOf<"rpls">(logementRow),
      ["qpv_2015", ({ row }) => row.qpv2015 ?? null],
      ["qpv_2024", ({ row }) => row.qpv2024 ?? null],
      ["zus", ({ row }) => row.zus ?? null],
    ],
  },
  "sne-attributions": {
    table: "attribution",
    columns: [
      ...colonnesOf<"sne-attributions">(attributionRow),
      ["commune_ecrite", ({ row }) => row.communeEcrite ?? null],
    ],
  },
  "sne-demandes": { table: "demande", columns: colonnesOf<"sne-demandes">(demandeRow) },
  qpv: { table: "qpv", columns: colonnesOf<"qpv">(qpvRow, { contour: JSON.stringify }) },
  communes: { table: "commune", columns: colonnesOf<"communes">(communeRow, { contour: JSON.stringify }) },
  seuils: { table: "seuil", columns: colonnesOf<"seuils">(seuilRow, { epci: null }) },
  objectifs: {
    table: "objectif",
    columns: [
      ...colonnesOf<"objectifs">(objectifRow, { epci: null, lieu: (lieu) => lieu?.code ?? null }),
      ["lieu_genre", ({ row }) => row.lieu?.genre ?? null],
    ],
  },
  resultats: { table: "resultat", columns: colonnesOf<"resultats">(resultatRow, { epci: null }) },
  "resultats-nationaux": {
    table: "resultat_national",
    columns: colonnesOf<"resultats-nationaux">(resultatNationalRow, { epci: null }),
  },
  syplo: prioritaires("syplo"),
  "prioritaires-bailleur": prioritaires("bailleur"),
  // The table computes `cle` and `empreinte`.
  ops: { table: "occupation", columns: colonnesOf<"ops">(occupationRow) },
};
