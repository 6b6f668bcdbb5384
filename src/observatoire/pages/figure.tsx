import type { Figure, MethodeFigure } from "#socle/lectures/observatoire/figure.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import {
  type AdressesFigure,
  adressesTerritoire,
  compareeOf,
  type FondObservatoire,
  type QuestionObservatoire,
} from "./adresses.ts";
import { Image, imagesOf } from "./image.tsx";
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

type LibreProps = {
  readonly figure: Figure;
  readonly adresses: AdressesFigure;
  readonly fond: FondObservatoire | null;
  /** Key of the row highlighted in the table and the picture. */
  readonly comparer?: string | null;
};

/** A figure whose files have other addresses, as on public pages. */
export function FigureLibre({ figure, adresses, fond, comparer = null }: LibreProps) {
  const images = imagesOf(figure, fond, comparer);
  return (
    <section class="figure" aria-labelledby={figure.code}>
      <h2 id={figure.code}>{figure.titre}</h2>
      {figure.lecture ? <p>{figure.lecture}</p> : null}
      {images.map((image) => (
        <Image image={image} />
      ))}
      {figure.lignes.length === 0 ? (
        <p class="discret">Aucune ligne : rien n’est publié qui réponde à cette question.</p>
      ) : (
        <TableFigure figure={figure} adresses={adresses} comparer={comparer} seule={images.length === 0} />
      )}
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
    </details>
  );
}

type Fichiers = { readonly figure: Figure; readonly adresses: AdressesFigure; readonly image: boolean };

export function Telechargements({ figure, adresses, image }: Fichiers) {
  const carte = figure.carte !== null || figure.lignes.some(({ point }) => point);
  const fichiers = [
    ["xlsx", "Excel"],
    ["csv", "CSV pour tableur"],
    ["ouvert.csv", "CSV données ouvertes"],
    ...(carte ? [["geojson", "GeoJSON"] as const] : []),
    ...(image ? [["svg", "Image SVG"] as const] : []),
  ] as const;
  return (
    <ul class="liens telechargements" aria-label={`Télécharger : ${figure.titre}`}>
      {fichiers.map(([extension, libelle]) => (
        <li>
          <a href={adresses.fichier(`${figure.code}.${extension}`)} download="">
            {libelle}
          </a>
        </li>
      ))}
    </ul>
  );
}
