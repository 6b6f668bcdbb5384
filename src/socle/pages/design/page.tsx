import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire, type Island, LIBELLE_RUBRIQUE, type Rubrique } from "./cadre.ts";
import { RechercheContext } from "./table.tsx";
import { lockSpaces } from "./typographie.ts";

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
  const document = (
    <RechercheContext.Provider value={props.cadre.recherche ?? null}>
      <Document {...props} />
    </RechercheContext.Provider>
  );
  return lockSpaces(`<!doctype html>${document.toString()}`);
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
        <div class="marque">
          <a href="/">Blaise</a>
          {territoire ? <span>{territoire.nom}</span> : <span>Attributions de logements sociaux</span>}
          {territoire && cadre.plusieursTerritoires ? <a href="/territoires">Changer de territoire</a> : null}
          <Compte connecte={cadre.connecte} />
        </div>
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
      {territoire?.demonstration ? <BandeauDemonstration connecte={cadre.connecte} /> : null}
    </header>
  );
}

/** The same for all who are logged in: answers are shared between people of the same rights. */
function Compte({ connecte }: { connecte: boolean }) {
  if (!connecte) {
    return (
      <div class="compte">
        <a href="/connexion">Se connecter</a>
      </div>
    );
  }
  return (
    <form class="compte" method="post" action="/deconnexion">
      <a href="/mon-compte">Mon compte</a>
      <button class="lien" type="submit">
        Se déconnecter
      </button>
    </form>
  );
}

function BandeauDemonstration({ connecte }: { connecte: boolean }) {
  return (
    <div class="bandeau">
      <div class="demonstration">
        <p>
          <strong>Données de démonstration.</strong> Les ménages, les adresses et les contours sont fictifs.
        </p>
        {connecte ? <ChangerCompte /> : null}
      </div>
    </div>
  );
}

/** Out, and back on the login page, where the demonstration's accounts are. */
export function ChangerCompte() {
  return (
    <form method="post" action="/deconnexion">
      <button class="lien" type="submit" name="ensuite" value="connexion">
        Changer de compte
      </button>
    </form>
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
            <a href="/observatoire">Chiffres publics</a>
          </li>
          {territoire ? (
            <li>
              <a href={hrefTerritoire(territoire.epci, "cil")}>Conférence du logement</a>
            </li>
          ) : null}
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
