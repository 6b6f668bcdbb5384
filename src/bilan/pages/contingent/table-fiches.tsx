import type { Child } from "hono/jsx";
import { Defile } from "#socle/pages/design/parts.tsx";

type ColonneTable = { readonly titre: string; readonly nombre?: boolean };

type TableProps = {
  readonly titre: string;
  /** What the frame is called, when another table has the same title. */
  readonly nom?: string;
  /** The first one heads the rows. */
  readonly colonnes: readonly ColonneTable[];
  readonly lignes: readonly (readonly Child[])[];
  readonly total?: readonly Child[];
  /** false: a matrix of figures, which is read in its columns and scrolls on a phone. */
  readonly cartes?: boolean;
};

/** A table whose rows become cards on a phone, each value beside the name of its column. */
export function TableFiches({ titre, nom = titre, colonnes, lignes, total, cartes = true }: TableProps) {
  return (
    <Defile nom={nom} fiches={cartes}>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <table role="table">
        <caption>{titre}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {colonnes.map((colonne) => (
              <th scope="col" class={colonne.nombre ? "n" : undefined}>
                {colonne.titre}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignes.map((cellules) => (
            <Ligne colonnes={colonnes} cellules={cellules} />
          ))}
        </tbody>
        {total ? (
          <tfoot role="rowgroup">
            <Ligne colonnes={colonnes} cellules={total} />
          </tfoot>
        ) : null}
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </Defile>
  );
}

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function Ligne({ colonnes, cellules }: { colonnes: readonly ColonneTable[]; cellules: readonly Child[] }) {
  const [tete, ...suite] = cellules;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {tete}
      </th>
      {suite.map((cellule, rang) => (
        <td role="cell" class={colonnes[rang + 1]?.nombre ? "n" : undefined} data-nom={colonnes[rang + 1]?.titre}>
          {cellule}
        </td>
      ))}
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */
