import { raw } from "hono/html";
import { useContext } from "hono/jsx";
import type { ImageFigure } from "#socle/images/image.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { RechercheContext } from "#socle/pages/design/table.tsx";
import { type CartesEnsemble, placedKeys, renderCartesEnsemble, type Variante } from "../images/carte-figure.ts";
import type { AdressesFigure, FondObservatoire } from "./adresses.ts";
import { Image, keepQuestion, Legende } from "./image.tsx";
import { TableFigure } from "./table-figure.tsx";

/** By what a map is told in several. */
export const PAR_MULTIPLES = ["annee", "bailleur"] as const;
export type ParMultiples = (typeof PAR_MULTIPLES)[number];

/** More would be stamps, and a page over its weight. */
export const MULTIPLES_MAX = 9;

/** What is drawn beside the map of a figure, or in its place. */
export type Regard = {
  readonly par: ParMultiples | "territoire" | null;
  readonly variantes: readonly Variante[];
  /** Those that are not drawn. */
  readonly omises: number;
  readonly parOffertes: readonly ParMultiples[];
  /** Other territories of which the reader may read the same figure. */
  readonly territoires: readonly { readonly code: string; readonly nom: string }[];
  /** Of the chosen one; null: none. */
  readonly territoire: string | null;
};

type DessinsProps = {
  readonly images: readonly ImageFigure[];
  readonly regard: Regard | null;
  readonly comparer: string | null;
};

/** The maps that are read together, in one set of classes and with one legend; else the drawings of the figure, and why it has no others. */
export function DessinsFigure({ images, regard, comparer }: DessinsProps) {
  const cartes = regard?.par ? renderCartesEnsemble(regard.variantes, comparer) : null;
  if (regard?.par && cartes) return <Planche cartes={cartes} regard={regard} />;
  return (
    <>
      {regard?.par ? <p class="discret">{sayAbsence(regard)}</p> : null}
      {images.map((image) => (
        <Image image={image} />
      ))}
    </>
  );
}

function Planche({ cartes, regard }: { readonly cartes: CartesEnsemble; readonly regard: Regard }) {
  const recherche = useContext(RechercheContext);
  return (
    <figure class="multiples">
      <div class="planche">
        {cartes.cartes.map(({ nom, svg }) => (
          <div class="dessin">
            <p>
              <b>{nom}</b>
            </p>
            {raw(keepQuestion(svg, recherche))}
          </div>
        ))}
      </div>
      <figcaption>
        <Legende legende={cartes.legende} />
        {[...cartes.notes, ...sayOmises(regard)].map((note) => (
          <p>{note}</p>
        ))}
      </figcaption>
    </figure>
  );
}

function sayAbsence({ par, variantes }: Regard): string {
  const [seule] = variantes;
  if (par === "territoire")
    return "L’autre territoire ne publie pas cette figure, ou n’y a aucun lieu : une seule carte est dessinée.";
  const quoi = par === "annee" ? "année" : "bailleur";
  return seule
    ? `Une seule carte par ${quoi} : ${seule.nom}. Il n’y a rien à mettre à côté.`
    : `Aucune carte par ${quoi} : rien n’est publié qui y réponde.`;
}

function sayOmises({ omises, variantes }: Regard): readonly string[] {
  return omises === 0 ? [] : [`Seules ${variantes.length} cartes sur ${variantes.length + omises} sont dessinées.`];
}

/** What the maps show, place by place: a column for each of them. */
function tableEnsemble(figure: Figure, variantes: readonly Variante[]): Figure {
  const colonne = figure.colonnes.find(({ code }) => code === figure.carte?.colonne);
  if (!colonne) return figure;
  const lignes = new Map<string, LigneFigure>(
    figure.lignes.map((ligne) => [ligne.total ? "total" : ligne.cle, { ...ligne, cellules: {} }]),
  );
  variantes.forEach(({ figure: { lignes: siennes } }, rang) => {
    for (const ligne of siennes) {
      const cle = ligne.total ? "total" : ligne.cle;
      const cellule = ligne.cellules[colonne.code];
      const connue = lignes.get(cle) ?? { ...ligne, cellules: {} };
      lignes.set(cle, { ...connue, cellules: { ...connue.cellules, ...(cellule ? { [codeOf(rang)]: cellule } : {}) } });
    }
  });
  return {
    ...figure,
    colonnes: variantes.map(({ nom }, rang) => ({ ...colonne, code: codeOf(rang), libelle: nom })),
    lignes: [...lignes.values()].map((ligne) => ({ ...ligne, cellules: completed(ligne, variantes) })),
  };
}

function codeOf(rang: number): string {
  return `carte_${rang + 1}`;
}

/** A place without a row on a map has nothing there to count. */
function completed({ cellules }: LigneFigure, variantes: readonly Variante[]): LigneFigure["cellules"] {
  return Object.fromEntries(
    variantes.map((_, rang) => [codeOf(rang), cellules[codeOf(rang)] ?? { valeur: null, manque: "sans-objet" }]),
  );
}

type TablesProps = {
  readonly figure: Figure;
  readonly regard: Regard | null;
  readonly fond: FondObservatoire | null;
  readonly adresses: AdressesFigure;
  readonly comparer: string | null;
};

/** What the maps say, in words: by column when they are of the same places, else a table each. */
export function TablesRegard({ figure, regard, fond, ...reste }: TablesProps) {
  const placees = placedKeys(figure, fond);
  const [, ...autres] = regard?.variantes ?? [];
  if (!regard?.par || autres.length === 0) return <TableFigure figure={figure} placees={placees} seule {...reste} />;
  if (regard.par !== "territoire")
    return <TableFigure figure={tableEnsemble(figure, regard.variantes)} placees={placees} seule {...reste} />;
  return (
    <>
      <TableFigure figure={figure} placees={placees} seule {...reste} />
      {autres.map(({ nom, figure: autre }) => (
        <details>
          <summary>Tableau de l’autre territoire : {nom}</summary>
          <TableFigure
            figure={{
              ...tableEnsemble(autre, [{ nom, figure: autre, fond: { communes: [], qpv: [] } }]),
              code: `${figure.code}-autre`,
            }}
            adresses={{ ...reste.adresses, ligne: null }}
            comparer={null}
            seule={false}
          />
        </details>
      ))}
    </>
  );
}
