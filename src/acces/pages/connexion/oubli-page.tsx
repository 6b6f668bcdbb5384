import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { Champ, Erreur } from "./champ.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly courriel: string;
  readonly erreur: string | null;
  /** The form was sent: the same words whether or not an account exists. */
  readonly demande: boolean;
  /** Messages go to a folder, no mail server being set. */
  readonly depot: boolean;
};

export function renderOubliPage({ cadre, courriel, erreur, demande, depot }: Props): string {
  return renderPage({
    cadre,
    titre: "Mot de passe oublié",
    children: (
      <>
        <h1>Mot de passe oublié</h1>
        <Erreur message={erreur} />
        {demande ? (
          <Message ton="neutre" titre="C’est noté" role="status">
            <p>
              Si un compte ouvert a cette adresse, un message y part avec un lien qui sert une fois, pendant 24 heures.
              {depot
                ? " Aucun serveur de courrier n’est réglé ici : demandez-le à la personne qui exploite Blaise."
                : ""}
            </p>
          </Message>
        ) : null}
        <form method="post" action="/mot-de-passe-oublie">
          <Champ
            id="courriel"
            libelle="Adresse de courriel"
            type="email"
            valeur={courriel}
            remplissage="username"
            longueurMax={254}
          />
          <button class="bouton" type="submit">
            Recevoir un lien
          </button>
        </form>
        <p class="aide">
          Une clé d’accès ou ProConnect ouvrent le compte sans mot de passe : <a href="/connexion">se connecter</a>.
        </p>
      </>
    ),
  });
}
