import type { Child } from "hono/jsx";
import type { Figure, MethodeFigure } from "#socle/lectures/observatoire/figure.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { Exporter, type FichierPage, Pli, type Suite, Suites } from "#socle/pages/design/gabarit.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { placedKeys } from "../images/carte-figure.ts";
import {
  type AdressesFigure,
  adressesTerritoire,
  compareeOf,
  type FondObservatoire,
  hrefFigure,
  type QuestionObservatoire,
} from "./adresses.ts";
import { Image, imagesOf } from "./image.tsx";
import { DessinsFigure, type Regard, TablesRegard } from "./multiples.tsx";
import { TableFigure } from "./table-figure.tsx";

type BlocProps = {
  readonly figure: Figure;
  readonly cadre: Cadre;
  /** The page's path under the territory, as given to `figureRoutes`: « observatoire/parc ». */
  readonly chemin: string;
  /** Parameters of the page's address, `comparer` included. */
  readonly question: QuestionObservatoire;
  readonly fond: FondObservatoire | null;
};

export function FigureBloc({ figure, cadre, chemin, question, fond }: BlocProps) {
  const adresses = adressesTerritoire(cadre.territoire?.epci ?? "", chemin, question);
  return <FigureLibre figure={figure} adresses={adresses} fond={fond} comparer={compareeOf(question)} />;
}

type ReponseProps = BlocProps & {
  /** Columns that answer, by code: the figure's own page has all of them. */
  readonly colonnes?: readonly string[] | undefined;
  /** What it says, when the page does not. */
  readonly lecture?: string | null;
};

/** The figure that answers a page of `figureRoutes`: its first drawing, its table, the rest on its own page. */
export function FigureReponse({ figure, cadre, chemin, question, fond, colonnes, lecture }: ReponseProps) {
  const epci = cadre.territoire?.epci ?? "";
  const adresses = adressesTerritoire(epci, chemin, question);
  const comparer = compareeOf(question);
  const images = imagesOf(figure, fond, comparer);
  const montree = colonnes
    ? { ...figure, colonnes: figure.colonnes.filter(({ code }) => colonnes.includes(code)) }
    : figure;
  return (
    <section class="figure" aria-labelledby={figure.code}>
      <EnTeteFigure figure={figure} titre={figure.titre} adresses={adresses} image={images.length > 0} />
      {lecture ? <p>{lecture}</p> : null}
      {images.slice(0, 1).map((image) => (
        <Image image={image} />
      ))}
      <Lignes figure={montree} adresses={adresses} comparer={comparer} placees={placedKeys(figure, fond)} seule />
      <MethodeEnBref figure={figure} page={hrefFigure(epci, chemin, question, figure)} />
    </section>
  );
}

type EnTeteProps = Fichiers & { readonly titre: string };

/** The heading of a figure that answers, its files beside it. */
export function EnTeteFigure({ figure, titre, adresses, image }: EnTeteProps) {
  return (
    <div class="entete-section">
      <h2 id={figure.code}>{titre}</h2>
      <Exporter fichiers={fichiersOf(figure, adresses, image)} de={titre} />
    </div>
  );
}

/** How it is counted, in a sentence; the figure's own page says the rest. */
export function MethodeEnBref({ figure, page }: { readonly figure: Figure; readonly page: string }) {
  return (
    <Pli de={figure.titre} methode={`${page}#methode`}>
      <p>{sayEnBref(figure.methode)}</p>
    </Pli>
  );
}

type PageProps = Omit<ReponseProps, "figure" | "lecture"> & { readonly figures: readonly Figure[] };

/** The figures of a page: the first answers, with what it says; the others are each on its own page. */
export function FiguresDePage({ figures, ...bloc }: PageProps) {
  const [premiere, ...autres] = figures;
  const { cadre, chemin, question } = bloc;
  if (!premiere) return null;
  return (
    <>
      <FigureReponse figure={premiere} lecture={premiere.lecture} {...bloc} />
      <Suites suites={suitesFigures(autres, { epci: cadre.territoire?.epci ?? "", chemin, question })} />
    </>
  );
}

/** What forty words hold of a method. */
const MOTS_DU_PLI = 40;

function sayEnBref({ definition: [premiere], source }: MethodeFigure): string {
  return premiere && premiere.split(/\s+/).length <= MOTS_DU_PLI ? premiere : `Source : ${source}`;
}

type AdressePage = Pick<BlocProps, "chemin" | "question"> & { readonly epci: string };

/** The other figures of a page, each on its own. */
export function suitesFigures(figures: readonly Figure[], { epci, chemin, question }: AdressePage): readonly Suite[] {
  const fins = figures.map(({ titre }) => endOf(titre));
  return figures.map((figure, rang) => {
    const fin = fins[rang] ?? "";
    const commune = fin !== "" && fins.filter((une) => une === fin).length > 1;
    return {
      href: hrefFigure(epci, chemin, question, figure),
      libelle: commune ? figure.titre.slice(0, -fin.length) : figure.titre,
    };
  });
}

/** « , au 31 décembre 2017 »: said once on a page, not on each of its links. */
function endOf(titre: string): string {
  return /, [^,]*\d{4}$/.exec(titre)?.[0] ?? "";
}

type LignesProps = {
  readonly figure: Figure;
  readonly adresses: AdressesFigure;
  readonly comparer: string | null;
  readonly placees: ReadonlySet<string>;
  readonly seule: boolean;
};

function Lignes({ figure, ...reste }: LignesProps) {
  if (figure.lignes.length > 0) return <TableFigure figure={figure} {...reste} />;
  return <p class="discret">Aucune ligne : rien n’est publié qui réponde à cette question.</p>;
}

type LibreProps = {
  readonly figure: Figure;
  readonly adresses: AdressesFigure;
  readonly fond: FondObservatoire | null;
  /** Key of the row highlighted in the table and the picture. */
  readonly comparer?: string | null;
  /** The table's own rows, where it counts together what the picture shows apart. */
  readonly tableau?: Figure;
  /** What is said under the table. */
  readonly sous?: Child;
  /** The maps that are read together, in the place of its own. */
  readonly regard?: Regard | null;
};

/** A figure whose files have other addresses, as on public pages. */
export function FigureLibre(props: LibreProps) {
  const { figure, adresses, fond, comparer = null, tableau = figure, sous = null, regard = null } = props;
  const images = imagesOf(figure, fond, comparer);
  return (
    <section class="figure" aria-labelledby={figure.code}>
      <h2 id={figure.code}>{figure.titre}</h2>
      {figure.lecture ? <p>{figure.lecture}</p> : null}
      <DessinsFigure images={images} regard={regard} comparer={comparer} />
      {regard?.par === "territoire" ? (
        <TablesRegard figure={tableau} regard={regard} fond={fond} adresses={adresses} comparer={comparer} />
      ) : (
        <Lignes
          figure={tableau}
          adresses={adresses}
          comparer={comparer}
          placees={placedKeys(figure, fond)}
          seule={images.length === 0}
        />
      )}
      {sous}
      <MethodePliee titre={figure.titre} methode={figure.methode} />
      <Telechargements figure={figure} adresses={adresses} image={images.length > 0} />
    </section>
  );
}

export function MethodePliee({ titre, methode }: { titre: string; methode: MethodeFigure }) {
  return (
    <details>
      <summary>
        Méthode<span class="lu"> : {titre}</span>
      </summary>
      <TexteMethode methode={methode} />
    </details>
  );
}

export function TexteMethode({ methode }: { methode: MethodeFigure }) {
  return (
    <>
      {methode.definition.map((paragraphe) => (
        <p>{paragraphe}</p>
      ))}
      <p>
        <b>Source :</b> {methode.source}
      </p>
      {methode.reference ? (
        <p>
          <b>Texte :</b> {methode.reference}
          {methode.confiance === "B" ? (
            <>
              {" "}
              <Tag ton="alerte">à confirmer</Tag>
            </>
          ) : null}
        </p>
      ) : null}
      {methode.reserves.length > 0 ? (
        <ul class="texte">
          {methode.reserves.map((reserve) => (
            <li>{reserve}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

type Fichiers = { readonly figure: Figure; readonly adresses: AdressesFigure; readonly image: boolean };

export function fichiersOf(figure: Figure, adresses: AdressesFigure, image: boolean): readonly FichierPage[] {
  const carte = figure.carte !== null || figure.lignes.some(({ point }) => point);
  const fichiers = [
    ["xlsx", "Excel"],
    ["csv", "CSV pour tableur"],
    ["ouvert.csv", "CSV données ouvertes"],
    ...(carte ? [["geojson", "GeoJSON"] as const] : []),
    ...(image ? [["svg", "Image SVG"] as const] : []),
  ] as const;
  return fichiers.map(([extension, libelle]) => ({ href: adresses.fichier(`${figure.code}.${extension}`), libelle }));
}

function Telechargements({ figure, adresses, image }: Fichiers) {
  return (
    <ul class="liens telechargements" aria-label={`Télécharger : ${figure.titre}`}>
      {fichiersOf(figure, adresses, image).map(({ href, libelle }) => (
        <li>
          <a href={href} download="">
            {libelle}
          </a>
        </li>
      ))}
    </ul>
  );
}
