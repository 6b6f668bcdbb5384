import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire, type Island, LIBELLE_RUBRIQUE, type Rubrique } from "./cadre.ts";

type PageProps = {
  readonly cadre: Cadre;
  readonly titre: string;
  readonly rubrique?: Rubrique;
  /** Custom elements of the page. */
  readonly islands?: readonly Island[];
  /** Seconds: without script, reload while work is running. With script an island follows it, and a link is always there. */
  readonly rafraichir?: number | undefined;
  /** « Données : SNE… » in the footer. */
  readonly sources?: string | null;
  readonly children?: Child;
};

/** The document as a string, ready to send. Every component here is synchronous. */
export function renderPage(props: PageProps): string {
  return `<!doctype html>${(<Document {...props} />).toString()}`;
}

function Document({ cadre, titre, rubrique, islands = [], rafraichir, sources, children }: PageProps) {
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
        {islands.map((island) => {
          const src = cadre.ressources.islands[island];
          return src ? <script type="module" src={src} /> : null;
        })}
      </head>
      <body>
        <a class="evitement" href="#contenu">
          Aller au contenu
        </a>
        <Entete cadre={cadre} rubrique={rubrique} />
        <main id="contenu" tabindex={-1}>
          {children}
        </main>
        <Pied cadre={cadre} sources={sources ?? null} />
      </body>
    </html>
  );
}

function Entete({ cadre, rubrique }: { cadre: Cadre; rubrique: Rubrique | undefined }) {
  const { territoire } = cadre;
  return (
    <header class="entete">
      <div class="tete">
        <p class="marque">
          <a href="/">Blaise</a>
          {territoire ? <span>{territoire.nom}</span> : <span>Attributions de logements sociaux</span>}
          {territoire && cadre.plusieursTerritoires ? <a href="/territoires">Changer de territoire</a> : null}
          <a class="compte" href={cadre.connecte ? "/mon-compte" : "/connexion"}>
            {cadre.connecte ? "Mon compte" : "Se connecter"}
          </a>
        </p>
        {territoire && cadre.rubriques.length > 0 ? (
          <nav class="principale" aria-label="Principale">
            <ul>
              {cadre.rubriques.map((code) => (
                <li>
                  <a href={hrefTerritoire(territoire.epci, code)} aria-current={code === rubrique ? "page" : undefined}>
                    {LIBELLE_RUBRIQUE[code]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
      </div>
      {territoire?.demonstration ? <BandeauDemonstration /> : null}
    </header>
  );
}

function BandeauDemonstration() {
  return (
    <div class="bandeau">
      <p class="demonstration">
        <strong>Données de démonstration.</strong> Les ménages, les adresses et les contours sont fictifs.
      </p>
    </div>
  );
}

function Pied({ cadre, sources }: { cadre: Cadre; sources: string | null }) {
  const { territoire } = cadre;
  return (
    <footer class="pied">
      <div>
        {sources ? <p>Données : {sources}</p> : null}
        <ul>
          <li>
            <a href={territoire ? hrefTerritoire(territoire.epci, "methode") : "/methode"}>Méthode</a>
          </li>
          <li>
            <a href="/accessibilite">Accessibilité : partiellement conforme</a>
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
