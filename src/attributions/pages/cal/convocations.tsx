import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Convocations as Lues } from "../../actes/cal/convocations.ts";
import { nommerMembre } from "../../regles/cal/composition.ts";

/** Tells the secretary who was written to, and who has to be reached otherwise. */
export function Convocations({ convocations }: { convocations: Lues }) {
  const { partis, attente, abandons, sansCourriel } = convocations;
  return (
    <section>
      <h2 id="convocations">Convocations</h2>
      <p>
        {formatCompte(partis, "message parti", "messages partis")}
        {attente === 0 ? "" : `, ${attente} en attente : l’envoi sera réessayé de lui-même`}
        {abandons.length === 0 ? "" : `. Non parti, et non réessayé : ${abandons.join(" ")}`}. Chaque membre qui a un
        compte est prévenu une fois, sans nom de demandeur ni adresse de logement.
      </p>
      {sansCourriel.length === 0 ? null : (
        <>
          <p>
            {formatCompte(sansCourriel.length, "siège sans compte", "sièges sans compte")} : convoquez-les par lettre ou
            par vos moyens.
          </p>
          <ul>
            {sansCourriel.map((membre) => (
              <li>{nommerMembre(membre)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
