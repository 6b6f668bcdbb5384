import { type Child, useContext } from "hono/jsx";
import { celluleOf, formatBornesCellule, formatCellule, manqueOf, manquesOf } from "#socle/images/texte-figure.ts";
import type {
  CelluleFigure,
  ColonneFigure,
  Figure,
  LigneFigure,
  RepartitionMoyenne,
} from "#socle/lectures/observatoire/figure.ts";
import { LegendeManques, MotManque } from "#socle/pages/design/manque.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { RechercheContext, Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { FEUILLE } from "#socle/regles/table/feuille.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { type AdressesFigure, questionSansLigne } from "./adresses.ts";

type TableProps = {
  readonly figure: Figure;
  readonly adresses: AdressesFigure;
  /** Key of the highlighted row; null: none. */
  readonly comparer: string | null;
  /** Rows that the figure's map shows, by key: each sets its place apart there. */
  readonly placees?: ReadonlySet<string>;
  /** The figure's title is right above: the caption is hidden. */
  readonly seule: boolean;
};

/** A row is about 60 gzipped bytes, and a page has 30 kB. */
const LIGNES_MAX = 120;

const AUCUNE: ReadonlySet<string> = new Set();

/** With more columns than that, cells take two lines or three: a sheet holds fewer rows, fewer still under a map. */
const COLONNES_HAUTES = 7;
const LIGNES_HAUTES = 20;
const LIGNES_SOUS_CARTE = 10;

/** On a phone, a card of more columns than that is a screen of its own: the table scrolls instead. */
const COLONNES_FICHE = 4;

/** Rows of a figure, the territory last: the accessible form of its map or chart. */
export function TableFigure({ figure, adresses, comparer, seule, placees = AUCUNE }: TableProps) {
  const { titre, colonnes, lignes } = figure;
  const totaux = lignes.filter(({ total }) => total);
  const parts = lignes.filter(({ total }) => !total);
  const choisie = parts.find(({ cle }) => cle === comparer);
  const manques = manquesOf({ colonnes, lignes });
  const legende = manques.length > 0 ? `${figure.code}-mots` : undefined;
  const corps = (
    <>
      <Table
        table={tableOf(figure, adresses, comparer, placees)}
        lignes={parts}
        totaux={totaux}
        choisie={choisie}
        max={LIGNES_MAX}
        par={lignesParFeuille(colonnes, placees)}
        cartes={colonnes.length <= COLONNES_FICHE}
        nom={`Tableau : ${titre}`}
        lu={seule}
        decritPar={legende}
      />
      <LegendeManques manques={manques} id={legende} />
      <Repartitions colonnes={colonnes} adresses={adresses} />
      {parts.length > LIGNES_MAX ? (
        <p class="discret">
          Les {formatNombre(LIGNES_MAX)} premières lignes sur {formatNombre(parts.length)}. Les fichiers ci-dessous les
          ont toutes.
        </p>
      ) : null}
    </>
  );
  // Where its map leads.
  return figure.carte ? <div id={`lignes-${figure.code}`}>{corps}</div> : corps;
}

type RepartitionsProps = Pick<Figure, "colonnes"> & { readonly adresses: AdressesFigure };

/** Where the dispersion of each mean is told. */
function Repartitions({ colonnes, adresses }: RepartitionsProps) {
  const moyennes = colonnes.flatMap(({ libelle, repartition }) => (repartition ? [{ libelle, repartition }] : []));
  return (
    <>
      {moyennes.map(({ libelle, repartition }) => (
        <p class="discret">
          Répartition de « {libelle} » : {sayRepartition(repartition, adresses)}.
        </p>
      ))}
    </>
  );
}

function sayRepartition(repartition: RepartitionMoyenne, { ligne }: AdressesFigure): Child {
  if (repartition.dite === undefined) return `aucune, ${repartition.aucune}`;
  const { dite, chemin } = repartition;
  return chemin && ligne ? <a href={ligne(chemin)}>{dite}</a> : dite;
}

function lignesParFeuille({ length }: Figure["colonnes"], placees: ReadonlySet<string>): number {
  if (placees.size > 0 && length > COLONNES_FICHE) return LIGNES_SOUS_CARTE;
  return length > COLONNES_HAUTES ? LIGNES_HAUTES : FEUILLE;
}

function tableOf(
  { code, titre, maille, lignesDe, colonnes }: Figure,
  adresses: AdressesFigure,
  comparer: string | null,
  placees: ReadonlySet<string>,
) {
  return defineTable<LigneFigure, Child>({
    code,
    titre,
    colonnes: [
      {
        code: "libelle",
        titre: lignesDe ?? LIBELLE_MAILLE[maille],
        valeur: ({ libelle }) => libelle,
        tri: true,
        rendu: (ligne) => (
          <Nom
            ligne={ligne}
            adresses={adresses}
            choisie={ligne.cle === comparer}
            montrer={placees.has(ligne.cle) ? `carte-${code}` : null}
          />
        ),
      },
      ...colonnes.map(
        (colonne): Colonne<LigneFigure, Child> => ({
          code: colonne.code,
          titre: colonne.libelle,
          genre: colonne.genre,
          valeur: (ligne) => {
            const cellule = celluleOf(ligne, colonne.code);
            const manque = manqueOf(cellule);
            return manque === null ? cellule.valeur : { manque };
          },
          tri: true,
          rendu: (ligne) => Cellule({ cellule: celluleOf(ligne, colonne.code), colonne }),
        }),
      ),
    ],
  });
}

type NomProps = {
  readonly ligne: LigneFigure;
  readonly adresses: AdressesFigure;
  readonly choisie: boolean;
  /** Anchor of the map where the row is; null: it is on none. */
  readonly montrer: string | null;
};

/** The same page, this row set apart. */
function hrefMontrer(recherche: string | null, cle: string, ancre: string): string {
  const query = questionSansLigne(recherche);
  query.set("comparer", cle);
  return `?${query}#${ancre}`;
}

function Nom({ ligne: { chemin, libelle, cle }, adresses, choisie, montrer }: NomProps) {
  const recherche = useContext(RechercheContext);
  const page = chemin && adresses.ligne ? adresses.ligne(chemin) : null;
  const place = montrer === null ? null : hrefMontrer(recherche, cle, montrer);
  const href = page ?? place;
  const nom = href === null ? libelle : <a href={href}>{libelle}</a>;
  const sur =
    page !== null && place !== null ? (
      <>
        {" "}
        <a class="sur-carte" href={place} aria-label={`${libelle} sur la carte`}>
          carte
        </a>
      </>
    ) : null;
  return (
    <>
      {choisie ? <strong>{nom} (comparée)</strong> : nom}
      {sur}
    </>
  );
}

export function Cellule({ cellule, colonne }: { cellule: CelluleFigure; colonne: ColonneFigure }) {
  const texte = formatCellule(cellule, colonne.genre);
  const bornes = formatBornesCellule(cellule, colonne.genre);
  const manque = manqueOf(cellule);
  if (colonne.genre === "statut" && manque === null) return Statut({ statut: texte });
  const mot = manque === null ? texte : MotManque({ manque });
  if (!bornes && cellule.sur === undefined) return mot;
  return (
    <span>
      {mot}
      {bornes ? <small>{bornes}</small> : null}
      {cellule.sur === undefined ? null : <small>sur {formatNombre(cellule.sur)}</small>}
    </span>
  );
}

/** Statuses shown in colour. */
const ALERTES = new Set(["écart établi", "à surveiller", "non respectée"]);

function Statut({ statut }: { statut: string }) {
  return <Tag ton={ALERTES.has(statut.toLowerCase()) ? "alerte" : "neutre"}>{statut}</Tag>;
}
