import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { FicheLue } from "../../lectures/registre/lire-fiche.ts";

/** A reason is typed at each reading, and the household reads it. */
export function Sensible({
  lue,
  sensibles,
}: {
  lue: FicheLue;
  sensibles: readonly (readonly [string, string])[] | null;
}) {
  const { epci, demandeur } = lue.fiche;
  if (!lue.sensible) return null;
  return (
    <section>
      <h2 id="sensible">Données sensibles</h2>
      {sensibles === null ? (
        <form class="saisie" method="post" action={hrefTerritoire(epci, cheminDemande(demandeur, "sensible"))}>
          <div class="champ">
            <label for="raison">Pourquoi les ouvrez-vous ?</label>
            <span class="aide" id="raison-aide">
              Dix caractères au moins. Le demandeur lira ces mots.
            </span>
            <input
              id="raison"
              name="raison"
              required
              minlength={10}
              maxlength={200}
              autocomplete="off"
              aria-describedby="raison-aide"
            />
          </div>
          <p class="ligne">
            <button class="bouton second" type="submit">
              Ouvrir les données sensibles
            </button>
          </p>
        </form>
      ) : (
        <dl>
          {sensibles.map(([titre, valeur]) => (
            <>
              <dt>{titre}</dt>
              <dd>{valeur}</dd>
            </>
          ))}
        </dl>
      )}
    </section>
  );
}
