import type { Child } from "hono/jsx";
import { createContext, useContext } from "hono/jsx";
import { formatNombre } from "../../regles/shared/format.ts";
import { isTexte } from "../../regles/table/genre.ts";
import {
  type Colonne,
  type DefinitionTable,
  firstOrdre,
  isTriable,
  manqueOfValeur,
  type Ordre,
  openColonnes,
  type Secret,
  sayCellule,
  sortLignes,
} from "../../regles/table/table.ts";
import { MotManque } from "./manque.tsx";
import { Defile } from "./parts.tsx";

/** Query of the current page, kept by the links that sort. null: the answer to an act, which cannot be requested again. */
export const RechercheContext = createContext<string | null>(null);

/** Rows of a sheet. A list that has a few more is not cut for them; one that is shown whole scrolls in its own place under its header. */
const FEUILLE = 25;
const TOLERANCE = 5;

type CadreProps = {
  readonly titre: string;
  /** Name of the frame, when another table has the same title. */
  readonly nom?: string;
  /** true: right below a heading with the same words, the title is for screen readers only. */
  readonly lu?: boolean;
  /** false: a matrix of figures, read by columns, which scrolls on a phone. */
  readonly cartes?: boolean;
  /** true: same columns as the tables around. */
  readonly pareils?: boolean;
  readonly haut?: boolean;
  readonly id?: string | undefined;
  readonly decritPar?: string | undefined;
};

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
/** A table that is no list: a cross-table, or a form laid out in rows. It writes its own rows; cells of cards have `data-titre`. */
export function CadreTable({
  titre,
  nom = titre,
  lu,
  cartes = true,
  children,
  ...cadre
}: CadreProps & { children: Child }) {
  const { pareils = false, haut = false, id, decritPar } = cadre;
  return (
    <Defile nom={nom} fiches={cartes} pareils={pareils} haut={haut} id={id}>
      <table role={cartes ? "table" : undefined} aria-describedby={decritPar}>
        <caption class={lu ? "lu" : undefined}>{titre}</caption>
        {children}
      </table>
    </Defile>
  );
}

type TableProps<Ligne> = Omit<CadreProps, "titre" | "haut" | "id"> & {
  readonly table: DefinitionTable<Ligne, Child>;
  readonly lignes: readonly Ligne[];
  readonly totaux?: readonly Ligne[];
  /** The highlighted row. */
  readonly choisie?: Ligne | undefined;
  /** Maximum rows shown, after the sort. */
  readonly max?: number;
  /** Never cut into sheets: a form around it sends every row. */
  readonly entiere?: boolean;
  /** What a page draws of a column of a definition that it shares with files, by code. */
  readonly rendu?: Readonly<Record<string, (ligne: Ligne) => Child>>;
  /** Secrets that the reader may see. */
  readonly ouverts?: readonly Secret[];
};

/** A list: its header stays visible and sorts by link, its rows are cards on a phone, an unknown value has its word. */
export function Table<Ligne>(props: TableProps<Ligne>) {
  const { table, lignes, totaux = [], choisie, max = lignes.length, entiere = false, ...suite } = props;
  const { rendu = {}, ouverts = [], ...cadre } = suite;
  const recherche = useContext(RechercheContext);
  const colonnes = openColonnes(table, ouverts).filter(({ ecran = true }) => ecran);
  const tris = new Set(colonnes.filter((colonne) => isTriable(colonne, lignes)).map(({ code }) => code));
  const triable = recherche !== null && tris.size > 0;
  const ordre = triable ? readOrdre(recherche, table.code) : null;
  const cellulesOf = (ligne: Ligne) =>
    colonnes.map((colonne, rang) => {
      const drawn = drawCellule(colonne, ligne, rendu[colonne.code] ?? colonne.rendu);
      return rang === 0 ? drawn : wrap(drawn);
    });
  const sorted = sortLignes(table, lignes, ordre);
  const kept = sorted.length > max ? sorted.filter((ligne, rang) => rang < max || ligne === choisie) : sorted;
  const feuille = entiere || recherche === null ? null : cutFeuille(recherche, table.code, kept, choisie);
  const shown = feuille ? kept.slice(feuille.debut, feuille.fin) : kept;
  const id = triable || feuille ? `table-${table.code}` : undefined;
  return (
    <>
      <CadreTable titre={table.titre} haut={shown.length > FEUILLE + TOLERANCE} id={id} {...cadre}>
        <Rangees
          titres={colonnes}
          lien={triable ? { recherche, code: table.code, ordre, tris } : null}
          lignes={shown.map(cellulesOf)}
          choisie={choisie === undefined ? -1 : shown.indexOf(choisie)}
          totaux={totaux.map((ligne) =>
            cellulesOf(ligne).map((drawn, rang) => (colonnes[rang]?.valeur(ligne) === "" ? "" : drawn)),
          )}
        />
      </CadreTable>
      {feuille ? <Feuilles {...feuille} nom={cadre.nom ?? table.titre} /> : null}
    </>
  );
}

type Feuille = {
  readonly recherche: string;
  readonly code: string;
  readonly numero: number;
  readonly feuilles: number;
  /** Rows of the sheet: from the first, to the one after the last. */
  readonly debut: number;
  readonly fin: number;
  readonly total: number;
};

/** `?feuille=lots.2`, `?feuille=lots.tout`; null when all the rows are shown. The row set apart opens its own sheet. */
function cutFeuille<Ligne>(
  recherche: string,
  code: string,
  lignes: readonly Ligne[],
  choisie: Ligne | undefined,
): Feuille | null {
  if (lignes.length <= FEUILLE + TOLERANCE) return null;
  const found = /^(.+)\.(tout|[1-9]\d{0,5})$/.exec(new URLSearchParams(recherche).get("feuille") ?? "");
  const asked = found?.[1] === code ? found[2] : null;
  if (asked === "tout") return null;
  const feuilles = Math.ceil(lignes.length / FEUILLE);
  const own = choisie === undefined ? 1 : Math.floor(lignes.indexOf(choisie) / FEUILLE) + 1;
  const numero = Math.min(feuilles, asked ? Number(asked) : Math.max(1, own));
  const debut = (numero - 1) * FEUILLE;
  const fin = Math.min(lignes.length, debut + FEUILLE);
  return { recherche, code, numero, feuilles, debut, fin, total: lignes.length };
}

function Feuilles({ nom, ...feuille }: Feuille & { readonly nom: string }) {
  const { recherche, code, numero, feuilles, debut, fin, total } = feuille;
  const href = (vers: number | "tout") => hrefWith({ recherche, code }, "feuille", `${code}.${vers}`);
  return (
    <nav class="feuilles" aria-label={`Feuilles : ${nom}`}>
      <p>
        Lignes {formatNombre(debut + 1)} à {formatNombre(fin)} sur {formatNombre(total)}
      </p>
      <ul>
        {numero > 1 ? (
          <li>
            <a rel="prev" href={href(numero - 1)}>
              Précédentes
            </a>
          </li>
        ) : null}
        {numero < feuilles ? (
          <li>
            <a rel="next" href={href(numero + 1)}>
              Suivantes
            </a>
          </li>
        ) : null}
        <li>
          <a href={href("tout")}>Tout afficher</a>
        </li>
      </ul>
    </nav>
  );
}

type RangeesProps = {
  readonly titres: Titres;
  readonly lignes: readonly (readonly Child[])[];
  readonly totaux?: readonly (readonly Child[])[];
  readonly choisie?: number;
  readonly lien?: Lien | null;
};

/** Header, rows and total of cells already drawn. */
function Rangees({ titres, lignes, totaux = [], choisie, lien = null }: RangeesProps) {
  return (
    <>
      <thead role="rowgroup">
        <tr role="row">
          {titres.map((colonne) => (
            <Entete colonne={colonne} lien={lien?.tris.has(colonne.code) ? lien : null} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lignes.map((cellules, rang) => (
          <Ligne titres={titres} cellules={cellules} choisie={rang === choisie} />
        ))}
      </tbody>
      {totaux.length > 0 ? (
        <tfoot role="rowgroup">
          {totaux.map((cellules) => (
            <Ligne titres={titres} cellules={cellules} />
          ))}
        </tfoot>
      ) : null}
    </>
  );
}

type Titres = readonly Pick<Colonne<never>, "code" | "titre" | "genre">[];

type LigneProps = { readonly titres: Titres; readonly cellules: readonly Child[]; readonly choisie?: boolean };

/** The first cell is the header of the row; each other one names its column on a phone. */
function Ligne({ titres, cellules, choisie = false }: LigneProps) {
  const [tete, ...suite] = cellules;
  return (
    <tr role="row" class={choisie ? "choisie" : undefined} aria-current={choisie ? "true" : undefined}>
      <th scope="row" role="rowheader">
        {tete}
      </th>
      {suite.map((cellule, rang) => (
        <td role="cell" class={classOf(titres[rang + 1])} data-titre={titres[rang + 1]?.titre}>
          {cellule}
        </td>
      ))}
    </tr>
  );
}

type Lien = {
  readonly recherche: string;
  readonly code: string;
  readonly ordre: Ordre | null;
  /** Columns that sort. */
  readonly tris: ReadonlySet<string>;
};

function Entete({ colonne, lien }: { colonne: Titres[number]; lien: Lien | null }) {
  const asked = lien?.ordre?.colonne === colonne.code ? lien.ordre : null;
  const titre = <Titre titre={colonne.titre} />;
  return (
    <th
      scope="col"
      role={lien ? "columnheader" : undefined}
      class={classOf(colonne)}
      aria-sort={asked ? (asked.decroissant ? "descending" : "ascending") : undefined}
    >
      {lien ? <a href={hrefOrdre(lien, nextOrdre(colonne, asked))}>{titre}</a> : titre}
    </th>
  );
}

/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

function classOf(colonne: Titres[number] | undefined): string | undefined {
  return colonne && !isTexte(colonne) ? "n" : undefined;
}

/** « 1er quartile » with its exponent. */
function Titre({ titre }: { titre: string }) {
  const [avant, ...apres] = titre.split("1er ");
  if (apres.length === 0) return <>{titre}</>;
  return (
    <>
      {avant}1<sup>er</sup> {apres.join("1er ")}
    </>
  );
}

function drawCellule<Ligne>(
  colonne: Colonne<Ligne, Child>,
  ligne: Ligne,
  rendu: ((ligne: Ligne) => Child) | undefined,
): Child {
  if (rendu) return rendu(ligne);
  const manque = manqueOfValeur(colonne.valeur(ligne));
  return manque === null ? sayCellule(colonne, ligne) : MotManque({ manque });
}

/** Wraps a cell into one element, beside its label on a phone. */
function wrap(drawn: Child): Child {
  if (drawn === null || typeof drawn !== "object") return drawn;
  const isOne = "tag" in drawn && typeof drawn.tag === "string" && drawn.tag !== "";
  return isOne ? drawn : <div>{drawn}</div>;
}

/** Parses `?ordre=lots.periode`; `-lots.periode` is descending. */
function readOrdre(recherche: string, code: string): Ordre | null {
  const found = /^(-?)([^.]+)\.(.+)$/.exec(new URLSearchParams(recherche).get("ordre") ?? "");
  if (found?.[2] !== code || found[3] === undefined) return null;
  return { colonne: found[3], decroissant: found[1] === "-" };
}

/** Asking again for the same column reverses the order. */
function nextOrdre(colonne: Titres[number], asked: Ordre | null): Ordre {
  return asked ? { ...asked, decroissant: !asked.decroissant } : firstOrdre(colonne);
}

/** From the first sheet of the new order. */
function hrefOrdre(lien: Lien, { colonne, decroissant }: Ordre): string {
  const query = new URLSearchParams(lien.recherche);
  query.delete("feuille");
  return hrefWith({ ...lien, recherche: String(query) }, "ordre", `${decroissant ? "-" : ""}${lien.code}.${colonne}`);
}

function hrefWith({ recherche, code }: Pick<Lien, "recherche" | "code">, nom: string, valeur: string): string {
  const query = new URLSearchParams(recherche);
  query.set(nom, valeur);
  return `?${query}#table-${code}`;
}
