import type { Child } from "hono/jsx";
import { createContext, useContext } from "hono/jsx";
import { formatNombre } from "../../regles/shared/format.ts";
import { cutFeuille, FEUILLE, type Feuille, readOrdre, TOLERANCE } from "../../regles/table/feuille.ts";
import { isTexte } from "../../regles/table/genre.ts";
import {
  type Colonne,
  type DefinitionTable,
  firstOrdre,
  hidableColonnes,
  isListe,
  isTriable,
  manqueOfValeur,
  type Ordre,
  openColonnes,
  type Secret,
  sayCellule,
  sortLignes,
} from "../../regles/table/table.ts";
import { readDemande, readMasquees } from "./adresse.ts";
import { ChoixColonnes, MasqueesContext } from "./colonnes.tsx";
import { MotManque } from "./manque.tsx";
import { Defile } from "./parts.tsx";

/** Query of the current page, kept by the links that sort. null: the answer to an act, which cannot be requested again. */
export const RechercheContext = createContext<string | null>(null);

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

/**
 * How a long list is cut: by default as the address asks. « jamais »: a form around it sends every row. « toujours »: even in the answer to an act, the
 * form sends what is shown, or all of them without it. « requete »: a query cut them, which in another order would have given others. `feuille`: the rows
 * are those of that sheet, in the order asked for; null, all of them.
 */
type Coupe = "adresse" | "jamais" | "toujours" | "requete" | { readonly feuille: Feuille | null };

type TableProps<Ligne> = Omit<CadreProps, "titre" | "haut" | "id"> & {
  readonly table: DefinitionTable<Ligne, Child>;
  readonly lignes: readonly Ligne[];
  readonly totaux?: readonly Ligne[];
  /** The highlighted row. */
  readonly choisie?: Ligne | undefined;
  /** Maximum rows shown, after the sort. */
  readonly max?: number;
  readonly coupe?: Coupe;
  /** Rows of a sheet, where each is tall. */
  readonly par?: number;
  /** What a page draws of a column of a definition that it shares with files, by code. */
  readonly rendu?: Readonly<Record<string, (ligne: Ligne) => Child>>;
  /** Secrets that the reader may see. */
  readonly ouverts?: readonly Secret[];
};

/** A list: its header stays visible and sorts by link, its rows are cards on a phone, an unknown value has its word. */
export function Table<Ligne>(props: TableProps<Ligne>) {
  const {
    table,
    lignes,
    totaux = [],
    choisie,
    max = lignes.length,
    coupe = "adresse",
    par = FEUILLE,
    rendu = {},
    ouverts = [],
    ...cadre
  } = props;
  const recherche = useContext(RechercheContext);
  const offertes = openColonnes(table, ouverts).filter(({ ecran = true }) => ecran);
  const choix = useChoix(recherche, table.code, hidableColonnes(offertes), isListe(lignes));
  const colonnes = offertes.filter(({ code }) => !choix?.masquees.has(code));
  const tris = coupe === "requete" ? [] : colonnes.filter((colonne) => isTriable(colonne, lignes));
  const lien = readLien(recherche, table.code, new Set(tris.map(({ code }) => code)));
  const cellulesOf = drawLigne(colonnes, rendu);
  const { shown, feuille } = cutRows({ table, lignes, choisie, max, coupe, par }, recherche, lien?.ordre ?? null);
  const id = lien || feuille || choix ? `table-${table.code}` : undefined;
  return (
    <>
      {choix ? <ChoixColonnes {...choix} nom={cadre.nom ?? table.titre} /> : null}
      <CadreTable titre={table.titre} haut={shown.length > FEUILLE + TOLERANCE} id={id} {...cadre}>
        <Rangees
          titres={colonnes}
          lien={lien}
          lignes={shown.map(cellulesOf)}
          choisie={choisie === undefined ? -1 : shown.indexOf(choisie)}
          totaux={totaux.map((ligne) => blankCells(colonnes, ligne, cellulesOf(ligne)))}
        />
      </CadreTable>
      {feuille ? (
        <Feuilles recherche={recherche} code={table.code} {...feuille} nom={cadre.nom ?? table.titre} />
      ) : null}
    </>
  );
}

type Lignes<Ligne> = Pick<TableProps<Ligne>, "table" | "lignes" | "choisie"> & {
  readonly max: number;
  readonly coupe: Coupe;
  readonly par: number;
};

function cutRows<Ligne>(props: Lignes<Ligne>, recherche: string | null, ordre: Ordre | null) {
  const { table, lignes, choisie, max, coupe, par } = props;
  if (typeof coupe === "object") return { shown: lignes, feuille: coupe.feuille };
  const kept = cutAt(max, sortLignes(table, lignes, ordre), choisie);
  const asked = coupe === "toujours" ? (recherche ?? "") : recherche;
  if (asked === null || coupe === "jamais" || coupe === "requete") return { shown: kept, feuille: null };
  const feuille = cutFeuille(
    readDemande(asked),
    table.code,
    kept.length,
    choisie === undefined ? -1 : kept.indexOf(choisie),
    par,
  );
  return { shown: feuille ? kept.slice(feuille.debut, feuille.fin) : kept, feuille };
}

type Hidables = readonly { readonly code: string; readonly titre: string }[];

/**
 * Null where no column can be put away: too few, too few rows unless some are already, or a page that cannot be asked for again. The address wins over
 * what the browser remembers.
 */
function useChoix(recherche: string | null, code: string, colonnes: Hidables, longue: boolean) {
  const gardees = useContext(MasqueesContext).get(code) ?? [];
  const asked = recherche === null ? undefined : readMasquees(recherche).get(code);
  const masquees = new Set((asked ?? gardees).filter((un) => colonnes.some((colonne) => colonne.code === un)));
  if (recherche === null || colonnes.length === 0 || (!longue && masquees.size === 0)) return null;
  return { recherche, code, colonnes, masquees, ouvert: asked !== undefined };
}

type FeuillesProps = Feuille & { readonly recherche: string | null; readonly code: string; readonly nom: string };

/** Without links where the page cannot be asked for again. */
function Feuilles({ nom, recherche, code, numero, feuilles, debut, fin, total }: FeuillesProps) {
  return (
    <nav class="feuilles" aria-label={`Feuilles : ${nom}`}>
      <p>
        Lignes {formatNombre(debut + 1)} à {formatNombre(fin)} sur {formatNombre(total)}
      </p>
      {recherche === null ? null : <LiensFeuilles lien={{ recherche, code }} numero={numero} feuilles={feuilles} />}
    </nav>
  );
}

type LiensProps = Pick<Feuille, "numero" | "feuilles"> & { readonly lien: Pick<Lien, "recherche" | "code"> };

function LiensFeuilles({ lien, numero, feuilles }: LiensProps) {
  const href = (vers: number | "tout") => hrefWith(lien, "feuille", `${lien.code}.${vers}`);
  return (
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

function drawLigne<Ligne>(
  colonnes: readonly Colonne<Ligne, Child>[],
  rendu: Readonly<Record<string, (ligne: Ligne) => Child>>,
): (ligne: Ligne) => readonly Child[] {
  return (ligne) =>
    colonnes.map((colonne, rang) => {
      const drawn = drawCellule(colonne, ligne, rendu[colonne.code] ?? colonne.rendu);
      return rang === 0 ? drawn : wrap(drawn);
    });
}

/** An empty word in a row of totals: the column is not added up. */
function blankCells<Ligne>(colonnes: readonly Colonne<Ligne, Child>[], ligne: Ligne, drawn: readonly Child[]) {
  return drawn.map((cellule, rang) => (colonnes[rang]?.valeur(ligne) === "" ? "" : cellule));
}

/** The first ones, and the row set apart wherever it is. */
function cutAt<Ligne>(max: number, lignes: readonly Ligne[], choisie: Ligne | undefined): readonly Ligne[] {
  return lignes.length > max ? lignes.filter((ligne, rang) => rang < max || ligne === choisie) : lignes;
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

function readLien(recherche: string | null, code: string, tris: ReadonlySet<string>): Lien | null {
  return recherche === null || tris.size === 0
    ? null
    : { recherche, code, ordre: readOrdre(readDemande(recherche), code), tris };
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
