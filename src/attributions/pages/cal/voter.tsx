import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Cote, type EtatFormulaire, Liste } from "#socle/pages/design/formulaire.tsx";
import { formatInstant } from "#socle/regles/shared/format.ts";
import type { LogementSeance, MembreConvoque, SeanceCal } from "../../actes/cal/ports.ts";
import { nommerMembre } from "../../regles/cal/composition.ts";
import { LIBELLE_DECISION_CAL } from "../../regles/cal/decision.ts";
import { SENS_VOTE } from "../../regles/cal/vote.ts";
import type { CandidatMontre } from "./candidats.tsx";
import { cheminLogement } from "./chemins.ts";
import { Garde } from "./mots.tsx";

const LIBELLE_SENS = { ...LIBELLE_DECISION_CAL, abstention: "Abstention" } as const;

type VoterProps = {
  readonly epci: string;
  readonly seance: SeanceCal;
  readonly logement: LogementSeance;
  readonly candidats: readonly CandidatMontre[];
  readonly votants: readonly MembreConvoque[];
  readonly etat: EtatFormulaire;
  readonly jeton: string;
};

/** Voting again replaces the former vote, which stays in the trace. */
export function Voter({ epci, seance, logement, candidats, votants, etat, jeton }: VoterProps) {
  const ouverts = candidats.filter(({ candidat }) => candidat.etat === "presentee");
  return (
    <section class="vote">
      <h2 id="vote">Vote</h2>
      <p>
        {seance.fenetre === null
          ? "On peut revoter jusqu’à la décision ; le dernier vote compte."
          : `On peut revoter jusqu’au ${formatInstant(seance.fenetre.au)} ; le dernier vote compte.`}
      </p>
      <form
        class="saisie"
        method="post"
        action={hrefTerritoire(epci, cheminLogement(seance.id, logement.liberation, "vote"))}
        data-brouillon="vote"
      >
        <Garde />
        <input type="hidden" name="jeton" value={jeton} />
        {votants.length === 0 ? null : (
          <Liste
            etat={etat}
            nom="membre"
            libelle="Vote de"
            requis
            options={votants.map((votant) => ({
              code: String(votant.id),
              libelle: nommerMembre(votant),
            }))}
          />
        )}
        {ouverts.map(({ candidat, nom }) => (
          <fieldset class="champ" data-candidat="" tabindex={-1} title="Touches j et k : candidat suivant, précédent">
            <legend>{nom}</legend>
            <Cote>
              <Liste
                etat={etat}
                nom={`vote-${candidat.id}`}
                libelle="Vote"
                vide="Ne pas voter"
                options={SENS_VOTE.map((code) => ({ code, libelle: LIBELLE_SENS[code] }))}
              />
              <Liste
                etat={etat}
                nom={`rangvote-${candidat.id}`}
                libelle="Rang"
                vide="–"
                options={ouverts.map((_, i) => ({ code: String(i + 1), libelle: String(i + 1) }))}
              />
            </Cote>
          </fieldset>
        ))}
        <button class="bouton" type="submit">
          Enregistrer le vote
        </button>
      </form>
    </section>
  );
}
