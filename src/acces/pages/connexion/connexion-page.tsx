import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import type { CompteDemonstration } from "../../lectures/connexion/ports.ts";
import { Champ, Erreur } from "./champ.tsx";

type Props = {
  readonly cadre: Cadre;
  /** Path of this site to return to, already checked. */
  readonly retour: string;
  readonly erreur: string | null;
  /** As typed: a wrong password does not clear the address. */
  readonly courriel: string;
  /** The browser's session has expired. */
  readonly expiree: boolean;
  /** A session is open: the person logs in again to prove their identity. */
  readonly encore: boolean;
  readonly proconnect: boolean;
  readonly cles: boolean;
  /** null: not a demonstration. */
  readonly demonstration: readonly CompteDemonstration[] | null;
};

export function renderConnexionPage(props: Props): string {
  const { cadre, retour, erreur, expiree, encore, proconnect, cles, demonstration } = props;
  return renderPage({
    cadre,
    titre: "Connexion",
    islands: cles ? ["cle-acces"] : [],
    children: (
      <>
        <h1>Connexion</h1>
        <Erreur message={erreur} />
        {expiree && erreur === null ? (
          <Message ton="alerte" titre="Votre session a expiré" role="status">
            <p>
              Une session se ferme après 30 minutes sans activité, et au bout de 10 heures. Reconnectez-vous :
              {retour === "/"
                ? " rien de ce qui était enregistré n’est perdu."
                : " vous reviendrez à la page demandée."}
            </p>
          </Message>
        ) : null}
        {encore && erreur === null ? (
          <Message ton="neutre" role="status">
            <p>Vous êtes connecté. Connectez-vous encore une fois, pour montrer que c’est bien vous.</p>
          </Message>
        ) : null}
        {demonstration === null ? null : <ParDemonstration comptes={demonstration} retour={retour} />}
        {proconnect ? <ParProConnect retour={retour} /> : null}
        {cles ? <ParCle retour={retour} /> : null}
        <ParMotDePasse {...props} />
        <SansCompte />
      </>
    ),
  });
}

function SansCompte() {
  return (
    <section aria-labelledby="sans-compte">
      <h2 id="sans-compte">Sans compte</h2>
      <p>
        <a href="/observatoire">Les chiffres publics et ce que décident les conférences du logement</a>
      </p>
    </section>
  );
}

function ParProConnect({ retour }: { retour: string }) {
  return (
    <section aria-labelledby="proconnect">
      <h2 id="proconnect">Agents publics et professionnels</h2>
      <p>
        <a class="bouton" href={`/connexion/proconnect?${new URLSearchParams({ retour })}`}>
          Se connecter avec ProConnect
        </a>
      </p>
      <p class="aide">
        Vous vous identifiez auprès de votre organisation. Il faut aussi une habilitation, que donne la personne qui les
        gère dans votre intercommunalité.
      </p>
    </section>
  );
}

function ParCle({ retour }: { retour: string }) {
  return (
    <blaise-cle-acces data-mode="connexion" data-options="/connexion/cle/options">
      <form method="post" action="/connexion/cle" data-cle hidden>
        <h2>Clé d’accès</h2>
        <input type="hidden" name="retour" value={retour} />
        <input type="hidden" name="reponse" value="" />
        <button class="bouton second" type="submit">
          Se connecter avec une clé d’accès
        </button>
        <p role="status" />
      </form>
    </blaise-cle-acces>
  );
}

function ParMotDePasse({ retour, courriel }: Pick<Props, "retour" | "courriel">) {
  return (
    <section aria-labelledby="mot-de-passe">
      <h2 id="mot-de-passe">Adresse et mot de passe</h2>
      <form method="post" action="/connexion">
        <input type="hidden" name="retour" value={retour} />
        <Champ id="courriel" libelle="Adresse de courriel" type="email" valeur={courriel} remplissage="username" />
        <Champ id="mot_de_passe" libelle="Mot de passe" type="password" remplissage="current-password" />
        <button class="bouton" type="submit">
          Se connecter
        </button>
      </form>
      <p>
        <a href="/mot-de-passe-oublie">Mot de passe oublié</a>
      </p>
    </section>
  );
}

function ParDemonstration({ comptes, retour }: { comptes: readonly CompteDemonstration[]; retour: string }) {
  return (
    <section aria-labelledby="demonstration">
      <h2 id="demonstration">Comptes de démonstration</h2>
      <p>
        Ces personnes sont fictives, comme les données du territoire de démonstration. Chacune a un rôle : ce qu’elle
        voit et peut faire en dépend. Une installation réelle n’a pas ces comptes.
      </p>
      <form method="post" action="/connexion/demonstration">
        <input type="hidden" name="retour" value={retour} />
        <ul class="comptes">
          {comptes.map(({ compte, role, nomOrganisation }) => (
            <li>
              <button class="bouton second" type="submit" name="compte" value={String(compte)}>
                {LIBELLE_ROLE[role]} <span class="aide">{nomOrganisation}</span>
              </button>
            </li>
          ))}
        </ul>
      </form>
    </section>
  );
}
