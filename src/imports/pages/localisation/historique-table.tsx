import type { Localisation } from "#donnees/lectures/localisation/ports.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Defile } from "#socle/pages/design/parts.tsx";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import { COTE } from "./mots.ts";

/** Who put what where, before and after, and how to take it back. */
export function HistoriqueLocalisations({ epci, historique }: { epci: string; historique: readonly Localisation[] }) {
  if (historique.length === 0) return null;
  return (
    <>
      <h2>Décisions prises</h2>
      <Defile nom="Décisions prises">
        <table>
          <caption class="lu">Localisations décidées, les plus récentes d’abord</caption>
          <thead>
            <tr>
              <th scope="col">Adresse</th>
              <th scope="col">Avant</th>
              <th scope="col">Après</th>
              <th scope="col">Raison</th>
              <th scope="col">Par</th>
              <th scope="col">Action</th>
            </tr>
          </thead>
          <tbody>
            {historique.map((ligne) => (
              <tr>
                <th scope="row">{ligne.residence ?? ligne.cleAdresse}</th>
                <td>{COTE[ligne.situationAvant]}</td>
                <td>{COTE[ligne.situation]}</td>
                <td>{ligne.motif}</td>
                <td>
                  {ligne.decideePar}, {formatJourCourt(ligne.decideeLe)}
                </td>
                <td>
                  <Annulation epci={epci} ligne={ligne} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Defile>
    </>
  );
}

function Annulation({ epci, ligne }: { epci: string; ligne: Localisation }) {
  if (ligne.annuleeLe !== null) {
    return (
      <span class="discret">
        Annulée par {ligne.annuleePar ?? "personne connue"}, {formatJourCourt(ligne.annuleeLe)}
      </span>
    );
  }
  return (
    <form method="post" action={hrefTerritoire(epci, `donnees/localiser/${ligne.id}/annuler`)}>
      <button class="lien" type="submit">
        Annuler<span class="lu"> la localisation de {ligne.residence ?? ligne.cleAdresse}</span>
      </button>
    </form>
  );
}
