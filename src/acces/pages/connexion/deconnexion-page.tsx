import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";

type Props = {
  readonly cadre: Cadre;
  /** A session is open in this browser: only the button closes it, whoever sent the link to this page. */
  readonly ouverte: boolean;
  /** Address where ProConnect closes its own session; a header already sends the browser there. */
  readonly proconnect: string | null;
};

export function renderDeconnexionPage({ cadre, ouverte, proconnect }: Props): string {
  return renderPage({
    cadre,
    titre: "Déconnexion",
    children: (
      <>
        <h1>Déconnexion</h1>
        {ouverte ? (
          <form method="post" action="/deconnexion">
            <p>Vous êtes encore connecté dans ce navigateur.</p>
            <button class="bouton" type="submit">
              Se déconnecter
            </button>
          </form>
        ) : (
          <p>Votre session Blaise est fermée.</p>
        )}
        {proconnect === null ? null : (
          <p>
            <a href={proconnect}>Fermer aussi la session ProConnect</a> : le navigateur y va de lui-même.
          </p>
        )}
        {ouverte || proconnect !== null ? null : (
          <p>
            <a href="/connexion">Se reconnecter</a>
          </p>
        )}
      </>
    ),
  });
}
