import type { Child } from "hono/jsx";
import { PORTAIL_NATIONAL } from "../../regles/shared/portail-national.ts";
import { AUCUNE_MASQUEE } from "../../regles/table/choix-colonnes.ts";
import { Barre } from "./barre.tsx";
import { type Cadre, hrefTerritoire, type Island } from "./cadre.ts";
import { MasqueesContext } from "./colonnes.tsx";
import { Fil } from "./fil.tsx";
import { Hachures } from "./gabarit.tsx";
import { Menu } from "./menu.tsx";
import { AnnulationContext } from "./parts.tsx";
import { RechercheContext } from "./table.tsx";
import { lockSpaces } from "./typographie.ts";

type PageProps = {
  readonly cadre: Cadre;
  readonly titre: string;
  /** Custom elements of the page. */
  readonly islands?: readonly Island[];
  /** Seconds: without script, reload while work is running. With script an island follows it, and a link is always there. */
  readonly rafraichir?: number | undefined;
  /** « Données : SNE… » in the footer. */
  readonly sources?: string | null;
  readonly children?: Child;
};

/** On every page: lists, filters and drawings are. */
const COMMUNES: readonly Island[] = ["liste", "recherche", "bulle"];

/** The document as a string, ready to send. Every component here is synchronous. */
export function renderPage(props: PageProps): string {
  const document = (
    <RechercheContext.Provider value={props.cadre.recherche ?? null}>
      <MasqueesContext.Provider value={props.cadre.garde?.masquees ?? AUCUNE_MASQUEE}>
        <AnnulationContext.Provider value={props.cadre.annulation ?? null}>
          <Document {...props} />
        </AnnulationContext.Provider>
      </MasqueesContext.Provider>
    </RechercheContext.Provider>
  );
  return lockSpaces(`<!doctype html>${document.toString()}`);
}

function Document({ cadre, titre, islands = [], rafraichir, sources, children }: PageProps) {
  const nom = cadre.territoire?.nom;
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{nom ? `${titre} – ${nom} – Blaise` : `${titre} – Blaise`}</title>
        <link rel="stylesheet" href={cadre.ressources.css} />
        <link rel="icon" type="image/svg+xml" href={cadre.ressources.icone} />
        {rafraichir === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(rafraichir)} />
          </noscript>
        )}
        {[...COMMUNES, ...islands].map((island) => {
          const src = cadre.ressources.islands[island];
          return src ? <script type="module" src={src} /> : null;
        })}
      </head>
      <body class={cadre.salles.length > 0 ? "avec-menu" : undefined}>
        <a class="evitement" href="#contenu">
          Aller au contenu
        </a>
        <Barre cadre={cadre} />
        <Menu cadre={cadre} />
        <Hachures />
        <main id="contenu" tabindex={-1}>
          <Fil cadre={cadre} titre={titre} />
          {children}
        </main>
        <Pied cadre={cadre} sources={sources ?? null} />
      </body>
    </html>
  );
}

function Pied({ cadre, sources }: { cadre: Cadre; sources: string | null }) {
  const { territoire } = cadre;
  return (
    <footer class="pied">
      <div>
        {sources ? <p>Données : {sources}</p> : null}
        {territoire?.demonstration ? (
          <p>
            <strong>Données de démonstration.</strong> Les ménages, les adresses et les quartiers sont fictifs.
          </p>
        ) : null}
        <ul>
          <li>
            <a href={territoire ? hrefTerritoire(territoire.epci, "methode") : "/methode"}>Méthode</a>
          </li>
          <li>
            <a href={territoire && cadre.salles.length > 0 ? hrefTerritoire(territoire.epci, "aide") : "/aide"}>Aide</a>
          </li>
          <li>
            <a href="/observatoire">Chiffres publics</a>
          </li>
          {territoire ? (
            <li>
              <a href={hrefTerritoire(territoire.epci, "cil")}>Conférence du logement</a>
            </li>
          ) : null}
          {!territoire || cadre.salles.length > 0 ? null : (
            <li>
              Portail national : <a href={PORTAIL_NATIONAL.href}>{PORTAIL_NATIONAL.nom}</a>
            </li>
          )}
          <li>
            <a href="/accessibilite">Accessibilité : non conforme</a>
          </li>
          <li>
            <a href="/securite">Sécurité</a>
          </li>
          <li>
            <a href="/api/v1/openapi.json">API</a>
          </li>
          <li>Blaise {cadre.version}, logiciel libre (EUPL-1.2)</li>
        </ul>
      </div>
    </footer>
  );
}
