import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import type {
  CelluleObjectif,
  ChangementObjectif,
  LigneObjectifs,
  TableObjectifs,
} from "#engagements/lectures/convention/table-objectifs.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";

/** The objectives of a version: a row a bearer, a column a year, the written rate and the number's own rate side by side. */
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

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function UneTable({ table }: { table: TableObjectifs }) {
  const { reference } = table;
  return (
    <CadreTable titre={table.titre}>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">Porteur</th>
          {reference === null ? null : (
            <th scope="col" class="n">
              Attributions {reference}
            </th>
          )}
          {table.annees.map((annee) => (
            <th scope="col" class="n">
              {annee}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {table.lignes.map((ligne) => (
          <Ligne ligne={ligne} annees={table.annees} reference={reference} />
        ))}
      </tbody>
      {table.somme || table.ensemble ? (
        <tfoot role="rowgroup">
          {table.somme ? <Ligne ligne={table.somme} annees={table.annees} reference={reference} /> : null}
          {table.ensemble ? <Ligne ligne={table.ensemble} annees={table.annees} reference={reference} /> : null}
        </tfoot>
      ) : null}
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </CadreTable>
  );
}

type LigneProps = { ligne: Omit<LigneObjectifs, "porteur">; annees: readonly number[]; reference: number | null };

function Ligne({ ligne, annees, reference }: LigneProps) {
  const { base } = ligne;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {ligne.nom}
      </th>
      {reference === null ? null : (
        <td class="n" role="cell" data-titre={`Attributions ${reference}`}>
          {base ? formatNombre(base.assiette) : "non écrites"}
        </td>
      )}
      {annees.map((annee, i) => (
        <td class="n" role="cell" data-titre={annee}>
          <Cellule cellule={ligne.cellules[i] ?? null} reference={reference} />
        </td>
      ))}
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

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
  /** Of the version, then of the one that it amends. */
  titre: string;
  parent: string;
};

/** What an avenant changes, line by line. */
export function TableChangements({ changements, titre, parent }: ChangementsProps) {
  if (changements.length === 0) return <p>Aucun objectif ne change par rapport à « {parent} ».</p>;
  return (
    <CadreTable titre={`Ce qui change par rapport à « ${parent} »`} nom={`Ce que change ${titre}`}>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">Objectif</th>
          <th scope="col">Porteur</th>
          <th scope="col">Avant</th>
          <th scope="col">Après</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {changements.map((one) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              {one.annee}, {LIBELLE_OBJET[one.objet]}
            </th>
            <td role="cell" data-titre="Porteur">
              {one.nom}
            </td>
            <td role="cell" data-titre="Avant">
              {one.avant ? formatObjectif(one.avant) : "aucun"}
            </td>
            <td role="cell" data-titre="Après">
              {one.apres ? formatObjectif(one.apres) : "retiré"}
            </td>
          </tr>
        ))}
      </tbody>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </CadreTable>
  );
}
