import type { Child } from "hono/jsx";
import { PORTAIL_NATIONAL } from "../../regles/shared/portail-national.ts";
import type { Cadre } from "./cadre.ts";
import { AnnulationContext } from "./parts.tsx";
import { RechercheContext } from "./table.tsx";
import { lockSpaces } from "./typographie.ts";

/** Help number; null: no desk of the territory gives one, and the page of help says what else to do. */
export type Aide = { readonly telephone: string | null };

export type PagePubliqueProps = {
  readonly cadre: Cadre;
  /** Question of the page, which is also its `h1`. */
  readonly titre: string;
  /** null without a territory: the list of the open ones. */
  readonly epci: string | null;
  readonly nomTerritoire: string;
  readonly aide: Aide;
  /** true: « Erreur » comes before the title of the window. */
  readonly refuse?: boolean;
  /** « Étape 3 sur 7 », above the question. */
  readonly etape?: { readonly numero: number; readonly total: number } | undefined;
  /** true: a wider page, for tables and maps. */
  readonly large?: boolean;
  /** On the right of the header, such as the button to leave one's file. */
  readonly enTete?: Child;
  /** Link of the header. Default: the public site of the territory. */
  readonly accueil?: { readonly href: string; readonly libelle: string };
  readonly children?: Child;
};

export function hrefPublic(epci: string | null, chemin = ""): string {
  const base = epci === null ? "/logement-social" : `/logement-social/${encodeURIComponent(epci)}`;
  return chemin === "" ? base : `${base}/${chemin}`;
}

export function hrefDemande(epci: string, chemin = ""): string {
  const base = `/ma-demande/${encodeURIComponent(epci)}`;
  return chemin === "" ? base : `${base}/${chemin}`;
}

/** Document of the public's pages and of a household's: no navigation of agents, one subject, help always within reach. */
export function renderPagePublique(props: PagePubliqueProps): string {
  const document = (
    <RechercheContext.Provider value={props.cadre.recherche ?? null}>
      <AnnulationContext.Provider value={props.cadre.annulation ?? null}>
        <DocumentPublic {...props} />
      </AnnulationContext.Provider>
    </RechercheContext.Provider>
  );
  return lockSpaces(`<!doctype html>${document.toString()}`);
}

function DocumentPublic(props: PagePubliqueProps) {
  const { cadre, titre, nomTerritoire, etape, refuse = false, large = false } = props;
  const nom = nomTerritoire === "" ? "" : ` – ${nomTerritoire}`;
  const rang = etape ? `Étape ${etape.numero} sur ${etape.total} – ` : "";
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${refuse ? "Erreur : " : ""}${rang}${titre}${nom} – Blaise`}</title>
        <link rel="stylesheet" href={cadre.ressources.css} />
        <link rel="stylesheet" href={cadre.ressources.cssPublic} />
        <link rel="icon" type="image/svg+xml" href={cadre.ressources.icone} />
      </head>
      <body class="publique">
        <a class="evitement" href="#contenu">
          Aller au contenu
        </a>
        <EntetePublique {...props} />
        <main id="contenu" tabindex={-1} class={large ? undefined : "etroite"}>
          {etape ? <Etapes {...etape} /> : null}
          {props.children}
        </main>
        <PiedPublic {...props} />
      </body>
    </html>
  );
}

function EntetePublique({ cadre, epci, nomTerritoire, accueil, enTete, large = false }: PagePubliqueProps) {
  const vers = accueil ?? { href: hrefPublic(epci), libelle: "Logement social" };
  return (
    <header class="entete">
      <div class={large ? "tete" : "tete etroite"}>
        <div class="marque">
          <a href={vers.href}>{vers.libelle}</a>
          {nomTerritoire === "" ? null : <span>{nomTerritoire}</span>}
          {enTete ? <div class="compte">{enTete}</div> : null}
        </div>
      </div>
      {cadre.territoire?.demonstration ? (
        <div class="bandeau">
          <div class="demonstration">
            <p>
              <strong>Démonstration.</strong> Ce site est un exemple : n’y écrivez rien de vrai sur vous.
            </p>
          </div>
        </div>
      ) : null}
    </header>
  );
}

function Etapes({ numero, total }: { numero: number; total: number }) {
  return (
    <>
      <p class="chapo">
        Étape {numero} sur {total}
      </p>
      <ol class="etapes" aria-hidden="true">
        {Array.from({ length: total }, (_, rang) => (
          <li class={rang < numero ? "faite" : undefined} />
        ))}
      </ol>
    </>
  );
}

/** « Être aidé », with the number of a desk if any: the same link at the foot of every page. */
function PiedPublic({ cadre, epci, aide, large = false }: PagePubliqueProps) {
  return (
    <footer class="pied">
      <div class={large ? undefined : "etroite"}>
        <ul>
          {epci === null ? null : (
            <>
              <li>
                <a href={hrefPublic(epci, "aide")}>Être aidé</a>
                {aide.telephone === null ? null : (
                  <>
                    {" : "}
                    <a href={hrefTelephone(aide.telephone)}>{aide.telephone}</a>
                  </>
                )}
              </li>
              <li>
                <a href={hrefPublic(epci, "questions")}>Questions fréquentes</a>
              </li>
              <li>
                <a href={hrefPublic(epci, "glossaire")}>Mots expliqués</a>
              </li>
            </>
          )}
          <li>
            Portail national : <a href={PORTAIL_NATIONAL.href}>{PORTAIL_NATIONAL.nom}</a>
          </li>
          <li>
            <a href="/accessibilite">Accessibilité : non conforme</a>
          </li>
          <li>
            <a href="/securite">Sécurité</a>
          </li>
          <li>
            <a href="/connexion">Espace des professionnels</a>
          </li>
          <li>Blaise {cadre.version}</li>
        </ul>
      </div>
    </footer>
  );
}

/** `tel:` link of a number written for the eye. */
export function hrefTelephone(numero: string): string {
  return `tel:${numero.replace(/[^\d+]/g, "")}`;
}
