import type { AdresseDeduite } from "#donnees/lectures/localisation/ports.ts";
import { LIBELLE_DEDUCTION } from "#droit/regles/patrimoine/deduction.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Relire } from "#socle/pages/design/formulaire.tsx";
import { Defile } from "#socle/pages/design/parts.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { COTE, nomAdresse } from "./mots.ts";

type Props = {
  readonly epci: string;
  readonly deduites: readonly AdresseDeduite[];
  /** What was typed of the place, when it is refused. */
  readonly saisie: { readonly motif: string; readonly aRelire: boolean };
};

/** What is retained without anybody having said it: shown with its reason, and set aside by whoever knows better. */
export function Deduites({ epci, deduites, saisie }: Props) {
  if (deduites.length === 0) return null;
  return (
    <>
      <h2>Situées par déduction</h2>
      <p>
        Le côté de ces adresses n’est écrit nulle part : il est certain d’après les périmètres ou le parc publiés avant
        et après le bail. Un côté déclaré ou décidé par une personne passe toujours avant.
      </p>
      <form method="post" action={hrefTerritoire(epci, "donnees/localiser")}>
        <Defile nom="Adresses situées par déduction">
          <table>
            <caption class="lu">
              Adresses situées par déduction, celles qui portent le plus d’attributions d’abord
            </caption>
            <thead>
              <tr>
                <th scope="col">Écarter</th>
                <th scope="col">Adresse</th>
                <th scope="col">Bailleur</th>
                <th scope="col">Côté</th>
                <th scope="col">Parce que</th>
                <th scope="col" class="n">
                  Attributions
                </th>
              </tr>
            </thead>
            <tbody>
              {deduites.map((ligne) => (
                <Ligne ligne={ligne} />
              ))}
            </tbody>
          </table>
        </Defile>
        <p>
          <label for="motif-ecarter">
            Pourquoi l’écarter ?
            <span class="aide">Gardé avec votre nom : par exemple « immeuble acheté en 2017 ».</span>
          </label>
          <input
            id="motif-ecarter"
            name="motif"
            required
            maxlength={300}
            size={40}
            autocomplete="off"
            value={saisie.motif || undefined}
          />
        </p>
        <Relire affiche={saisie.aRelire} />
        <p class="ligne">
          <button class="bouton second" type="submit" name="situation" value="inconnue">
            Écarter la déduction
          </button>
        </p>
      </form>
    </>
  );
}

function Ligne({ ligne }: { ligne: AdresseDeduite }) {
  const nom = nomAdresse(ligne);
  return (
    <tr>
      <td>
        <input type="radio" name="adresse" value={ligne.cleAdresse} required aria-label={`Écarter : ${nom}`} />
      </td>
      <th scope="row">{nom}</th>
      <td>{ligne.bailleurNom ?? ligne.bailleur}</td>
      <td>{COTE[ligne.situation]}</td>
      <td>{LIBELLE_DEDUCTION[ligne.motif]}</td>
      <td class="n">
        {formatNombre(ligne.lignes)} ({ligne.annees.join(", ")})
      </td>
    </tr>
  );
}
