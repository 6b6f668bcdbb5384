import { celluleOf, formatBornesCellule, formatCellule, manqueOf, manquesOf } from "#socle/images/texte-figure.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { LegendeManques, MotManque } from "#socle/pages/design/manque.tsx";
import { Defile, Tag } from "#socle/pages/design/parts.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { isTexte } from "#socle/regles/table/genre.ts";
import type { AdressesFigure } from "./adresses.ts";

type TableProps = {
  readonly figure: Figure;
  readonly adresses: AdressesFigure;
  /** Key of the row set apart; null: none. */
  readonly comparer: string | null;
  /** Right below the title of the figure, which its caption would repeat to the eye. */
  readonly seule: boolean;
};

/** A row is about 60 gzipped bytes, and a page has 30 kB. */
const LIGNES_MAX = 120;
/** From there on the table scrolls in its own place: the page stays one that can be walked. */
const HAUTE = 15;

/** The rows of a figure, the territory last: the accessible form of its map or chart. One card a row on a phone. */
export function TableFigure({ figure, adresses, comparer, seule }: TableProps) {
  const { titre, colonnes, lignes } = figure;
  const totaux = lignes.filter(({ total }) => total);
  const parts = lignes.filter(({ total }) => !total);
  const shown = parts.length > LIGNES_MAX ? parts.filter(({ cle }, i) => i < LIGNES_MAX || cle === comparer) : parts;
  const row = (ligne: LigneFigure) => (
    <Ligne ligne={ligne} colonnes={colonnes} adresses={adresses} choisie={ligne.cle === comparer} />
  );
  const manques = manquesOf({ colonnes, lignes: [...shown, ...totaux] });
  const legende = manques.length > 0 ? `${figure.code}-mots` : undefined;
  return (
    <>
      <Defile nom={`Tableau : ${titre}`} fiches haut={shown.length > HAUTE}>
        {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
        <table role="table" aria-describedby={legende}>
          <caption class={seule ? "lu" : undefined}>{titre}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">{figure.lignesDe ?? LIBELLE_MAILLE[figure.maille]}</th>
              {colonnes.map((colonne) => (
                <th scope="col" class={isTexte(colonne) ? undefined : "n"}>
                  {colonne.libelle}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">{shown.map(row)}</tbody>
          {totaux.length > 0 ? <tfoot role="rowgroup">{totaux.map(row)}</tfoot> : null}
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </Defile>
      <LegendeManques manques={manques} id={legende} />
      {shown.length < parts.length ? (
        <p class="discret">
          Les {formatNombre(shown.length)} premières lignes sur {formatNombre(parts.length)}. Les fichiers ci-dessous
          les ont toutes.
        </p>
      ) : null}
    </>
  );
}

type LigneProps = {
  readonly ligne: LigneFigure;
  readonly colonnes: readonly ColonneFigure[];
  readonly adresses: AdressesFigure;
  readonly choisie: boolean;
};

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function Ligne({ ligne, colonnes, adresses, choisie }: LigneProps) {
  const href = ligne.chemin && adresses.ligne ? adresses.ligne(ligne.chemin) : null;
  const nom = href ? <a href={href}>{ligne.libelle}</a> : ligne.libelle;
  return (
    <tr role="row" class={choisie ? "choisie" : undefined} aria-current={choisie ? "true" : undefined}>
      <th scope="row" role="rowheader">
        {choisie ? <strong>{nom} (comparée)</strong> : nom}
      </th>
      {colonnes.map((colonne) => (
        <td class={isTexte(colonne) ? undefined : "n"} role="cell" data-titre={colonne.libelle}>
          <Cellule cellule={celluleOf(ligne, colonne.code)} colonne={colonne} />
        </td>
      ))}
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

export function Cellule({ cellule, colonne }: { cellule: CelluleFigure; colonne: ColonneFigure }) {
  const texte = formatCellule(cellule, colonne.genre);
  const bornes = formatBornesCellule(cellule, colonne.genre);
  const manque = manqueOf(cellule);
  if (colonne.genre === "statut" && manque === null) return <Statut statut={texte} />;
  const mot = manque === null ? texte : <MotManque manque={manque} />;
  if (!bornes && cellule.sur === undefined) return <>{mot}</>;
  return (
    <span>
      {mot}
      {bornes ? <small>{bornes}</small> : null}
      {cellule.sur === undefined ? null : <small>sur {formatNombre(cellule.sur)}</small>}
    </span>
  );
}

/** Statuses that ask for something; the others are neutral. */
const ALERTES = new Set(["écart établi", "à surveiller", "non respectée"]);

function Statut({ statut }: { statut: string }) {
  return <Tag ton={ALERTES.has(statut.toLowerCase()) ? "alerte" : "neutre"}>{statut}</Tag>;
}
