import type { Child } from "hono/jsx";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { type Aide, hrefPublic, renderPagePublique } from "#socle/pages/design/page-publique.tsx";
import type { TextePage } from "../../lectures/information/read-information.ts";
import { type Bloc, type Morceau, readTexte } from "../../regles/information/texte.ts";

export type Vitrine = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly nom: string;
  readonly aide: Aide;
};

type PageProps = {
  readonly vitrine: Vitrine;
  readonly titre: string;
  readonly large?: boolean;
  readonly refuse?: boolean;
  readonly children: Child;
};

export function renderVitrine({ vitrine, titre, large = false, refuse = false, children }: PageProps): string {
  const { cadre, epci, nom, aide } = vitrine;
  return renderPagePublique({
    cadre,
    titre,
    epci,
    aide,
    large,
    refuse,
    nomTerritoire: nom,
    children: (
      <>
        <p class="ecran">
          <a class="lien-seul" href={hrefPublic(epci)}>
            Retour à l’accueil
          </a>
        </p>
        <h1>{titre}</h1>
        {children}
      </>
    ),
  });
}

/** Public text: its HTML is escaped. */
export function TexteRiche({ texte }: { texte: string }) {
  return <>{readTexte(texte).map(drawBloc)}</>;
}

function drawBloc(bloc: Bloc) {
  if (bloc.kind === "paragraphe") return <p>{bloc.morceaux.map(drawMorceau)}</p>;
  return (
    <ul class="texte">
      {bloc.elements.map((morceaux) => (
        <li>{morceaux.map(drawMorceau)}</li>
      ))}
    </ul>
  );
}

function drawMorceau(morceau: Morceau) {
  if (morceau.kind === "mots") return morceau.mots;
  return (
    <a href={morceau.href} rel="noopener">
      {morceau.mots}
    </a>
  );
}

/** Text of a page, with its easy-to-read version in a drawer. */
export function TexteDePage({ texte: { ordinaire, falc } }: { texte: TextePage }) {
  return (
    <>
      {ordinaire ? <TexteRiche texte={ordinaire.texte} /> : null}
      {falc ? (
        <details>
          <summary>Facile à lire et à comprendre : {falc.titre}</summary>
          <TexteRiche texte={falc.texte} />
        </details>
      ) : null}
    </>
  );
}
