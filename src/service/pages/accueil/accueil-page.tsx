import type { Habilitation } from "#acces/lectures/habilitation/ports.ts";
import type { AFaire } from "#gouvernance/lectures/tache/a-faire.ts";
import { TachesParDelai } from "#gouvernance/pages/tache/taches-par-delai.tsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import type { Territoire } from "#socle/regles/shared/territoire.ts";

/** `membre`: they hold something there, beyond the platform. `attendus`: of an administrator alone, managers who were invited and never came. */
type TerritoireOuvert = Territoire & { readonly membre: boolean; readonly attendus: readonly Habilitation[] };

type Props = {
  readonly cadre: Cadre;
  readonly territoires: readonly TerritoireOuvert[];
  readonly administrateur: boolean;
  /** Of whoever runs the platform; null for the others. */
  readonly aFaire: AFaire | null;
};

export function renderAccueilPage({ cadre, territoires, administrateur, aFaire }: Props): string {
  return renderPage({
    cadre,
    titre: "Territoires",
    children: (
      <>
        <h1>Territoires</h1>
        {territoires.length > 0 ? null : administrateur ? <SansTerritoire /> : <SansHabilitation />}
        {territoires.length > 0 ? (
          <ul>
            {territoires.map((territoire) => (
              <LigneTerritoire {...territoire} />
            ))}
          </ul>
        ) : null}
        {aFaire ? <TachesParDelai epci="" aFaire={aFaire} /> : null}
        {aFaire?.total === 0 && territoires.length > 0 ? (
          <p>Rien ne vous attend : chaque territoire a quelqu’un qui en gère les habilitations.</p>
        ) : null}
        {administrateur ? <Administration /> : null}
      </>
    ),
  });
}

function LigneTerritoire({ epci, nom, demonstration, membre, attendus }: TerritoireOuvert) {
  return (
    <li>
      {membre ? <a href={hrefTerritoire(epci, "a-faire")}>{nom}</a> : nom}{" "}
      <span class="discret">
        SIREN {epci}
        {demonstration ? ", données de démonstration" : ""}
      </span>
      {attendus.map((habilitation) => (
        <Attendu habilitation={habilitation} />
      ))}
    </li>
  );
}

/** An invitation is worth a day: sent again, the former one serves no more. */
function Attendu({ habilitation: { id, compte } }: { habilitation: Habilitation }) {
  return (
    <form class="ligne" method="post" action={`/plateforme/habilitations/${id}/lien`}>
      <span>
        {compte.prenom} {compte.nom}, gestionnaire : aucune connexion encore.
      </span>
      <button class="lien" type="submit" name="remise" value="courriel">
        Renvoyer l’invitation<span class="lu"> à {compte.courriel}</span>
      </button>
    </form>
  );
}

function Administration() {
  return (
    <section aria-labelledby="administration">
      <h2 id="administration">Administrer la plateforme</h2>
      <p>
        Vous ouvrez les territoires, et nommez pour chacun la première personne qui en gère les habilitations. Elle
        habilite ensuite toutes les autres. Vous n’ouvrez aucune page d’un territoire sans y être habilité vous-même :
        administrer n’est pas lire.
      </p>
      <p>
        <a class="bouton" href="/territoires/ouvrir">
          Ouvrir un territoire
        </a>{" "}
        <a class="bouton second" href="/plateforme/habilitations">
          Administrateurs et premiers gestionnaires
        </a>{" "}
        <a class="bouton second" href="/plateforme/droit">
          Le droit appliqué
        </a>
      </p>
    </section>
  );
}

function SansTerritoire() {
  return (
    <EtatVide titre="Aucun territoire n’est ouvert">
      <p>
        Blaise sait servir n’importe quel EPCI de France : <a href="/territoires/ouvrir">ouvrez le vôtre</a>, par son
        nom ou son SIREN.
      </p>
    </EtatVide>
  );
}

/** An account without a habilitation in force: it is not an error, and nothing says what exists elsewhere. */
function SansHabilitation() {
  return (
    <EtatVide titre="Aucune habilitation en cours">
      <p>
        Votre compte n’a pas d’habilitation en cours. Demandez-la à la personne qui gère les habilitations de votre
        territoire, ou voyez leurs dates dans <a href="/mon-compte">Mon compte</a>.
      </p>
    </EtatVide>
  );
}
