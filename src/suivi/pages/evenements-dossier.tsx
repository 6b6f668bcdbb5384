import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import type { EvenementDit } from "../lectures/lire-suivi.ts";

/** The trail of a file as the bodies that share it read it: what, when, from whom. */
export function EvenementsDossier({
  evenements,
  limite = evenements.length,
}: {
  readonly evenements: readonly EvenementDit[];
  readonly limite?: number;
}) {
  if (evenements.length === 0) return <p>Aucun évènement n’est encore écrit sur cette demande.</p>;
  return (
    <CadreTable titre="Évènements, du plus récent au plus ancien" nom="Évènements de la demande" cartes={false}>
      <thead>
        <tr>
          <th scope="col">Quand</th>
          <th scope="col">De qui</th>
          <th scope="col">Quoi</th>
        </tr>
      </thead>
      <tbody>
        {evenements.slice(0, limite).map(({ le, par, phrase }) => (
          <tr>
            <td>
              {formatJourCourt(le)} {le.slice(11, 16)}
            </td>
            <td>{par}</td>
            <td>{phrase}</td>
          </tr>
        ))}
      </tbody>
    </CadreTable>
  );
}
