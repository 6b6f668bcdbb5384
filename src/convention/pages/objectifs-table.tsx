import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { type LigneObjectif, tableDesObjectifs } from "#engagements/images/objectifs-table.ts";
import type {
  CelluleObjectif,
  ChangementObjectif,
  TableObjectifs,
} from "#engagements/lectures/convention/table-objectifs.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";

/** Objectives of a version: one row a bearer, one column a year; the written rate and the rate computed from the number stand side by side. */
export function TablesObjectifs({ tables }: { tables: readonly TableObjectifs[] }) {
  if (tables.length === 0) return <p>Cette version n’écrit encore aucun objectif.</p>;
  return (
    <>
      {tables.map((table) => (
        <UneTable table={table} />
      ))}
      <p class="aide">
        Le nombre et le taux sont ceux du document. Quand le nombre, rapporté aux attributions de l’année de référence,
        donne un autre taux, celui-ci est écrit à côté.
      </p>
    </>
  );
}

function UneTable({ table }: { table: TableObjectifs }) {
  const { reference, annees, lignes, somme, ensemble } = table;
  const rendu = Object.fromEntries(
    annees.map((annee, rang) => [
      String(annee),
      ({ cellules }: LigneObjectif) => <Cellule cellule={cellules[rang] ?? null} reference={reference} />,
    ]),
  );
  const totaux = [somme, ensemble].filter((ligne) => ligne !== null);
  return <Table<LigneObjectif> table={tableDesObjectifs(table)} lignes={lignes} totaux={totaux} rendu={rendu} />;
}

function Cellule({ cellule, reference }: { cellule: CelluleObjectif | null; reference: number | null }) {
  if (cellule === null) return <span class="discret">aucun</span>;
  return (
    <span>
      {formatObjectif(cellule)}
      {cellule.reference && reference === null ? (
        <>
          <br />
          <small>
            sur {formatCompte(cellule.reference.assiette, "attribution")} de {cellule.reference.annee}
          </small>
        </>
      ) : null}
    </span>
  );
}

type ChangementsProps = {
  changements: readonly ChangementObjectif[];
  /** Titles of the version and of its parent. */
  titre: string;
  parent: string;
};

export function TableChangements({ changements, titre, parent }: ChangementsProps) {
  if (changements.length === 0) return <p>Aucun objectif ne change par rapport à « {parent} ».</p>;
  const table = defineTable<ChangementObjectif>({
    code: "changements",
    titre: `Ce qui change par rapport à « ${parent} »`,
    colonnes: [
      {
        code: "objectif",
        titre: "Objectif",
        valeur: ({ annee, objet }) => `${annee}, ${LIBELLE_OBJET[objet]}`,
        tri: true,
      },
      { code: "porteur", titre: "Porteur", valeur: ({ nom }) => nom, tri: true },
      { code: "avant", titre: "Avant", valeur: ({ avant }) => (avant ? formatObjectif(avant) : "aucun") },
      { code: "apres", titre: "Après", valeur: ({ apres }) => (apres ? formatObjectif(apres) : "retiré") },
    ],
  });
  return <Table table={table} lignes={changements} nom={`Ce que change ${titre}`} />;
}
