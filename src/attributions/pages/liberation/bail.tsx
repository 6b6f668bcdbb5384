import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import {
  LIBELLE_QUARTILE,
  LIBELLE_REPONSE,
  LIBELLE_SITUATION,
  labelConnu,
} from "#droit/regles/attribution/libelles.ts";
import { Choix, type EtatFormulaire, Liste, optionsOf, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { Lignes } from "#socle/pages/design/lignes.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { VueLiberation } from "../../lectures/liberation/vue-liberation.ts";
import { CAUSES_ANNULATION, LIBELLE_CAUSE_ANNULATION } from "../../regles/bail/annulation.ts";
import { cheminLiberation } from "./chemins.ts";

type BailProps = { readonly epci: string; readonly vue: VueLiberation; readonly etat: EtatFormulaire };

const REPONSES = [
  { code: "oui", libelle: "Oui" },
  { code: "non", libelle: "Non" },
  { code: "inconnu", libelle: "Pas encore dit" },
];

export function Bail({ epci, vue, etat }: BailProps) {
  const { bail, liberation } = vue;
  if (bail === null) return <Annules vue={vue} />;
  return (
    <section>
      <h2>Bail</h2>
      <Lignes
        lignes={[
          { libelle: "Signé le", valeur: formatJour(bail.signeLe) },
          { libelle: "Situation", valeur: labelConnu(bail.situation, LIBELLE_SITUATION) },
          { libelle: "Ressources", valeur: labelConnu(bail.quartile, LIBELLE_QUARTILE) },
          { libelle: "Contingent", valeur: labelConnu(bail.contingent, LIBELLE_CONTINGENT) },
          { libelle: "Salarié", valeur: labelConnu(bail.salarie, LIBELLE_REPONSE) },
          {
            libelle: "Action Logement, reconnu avant le bail",
            valeur: labelConnu(bail.actionLogementAvant, LIBELLE_REPONSE),
          },
          {
            libelle: "Action Logement, reconnu après le bail",
            valeur: labelConnu(bail.actionLogementApres, LIBELLE_REPONSE),
          },
        ]}
      />
      <p>Ce qui est écrit ici est figé au jour du bail ; seule la reconnaissance après le bail se complète.</p>
      {liberation.cloture === "bail" && vue.droits.reconnaitre ? (
        <FormulaireActe
          epci={epci}
          chemin={cheminLiberation(liberation.id, "action-logement")}
          bouton="Enregistrer"
          second
        >
          <Liste
            etat={{ ...etat, saisie: { action_logement: [bail.actionLogementApres] } }}
            nom="action_logement"
            libelle="Action Logement reconnaît ce ménage"
            options={REPONSES}
          />
        </FormulaireActe>
      ) : null}
      <Annuler epci={epci} vue={vue} etat={etat} />
      <Annules vue={vue} />
    </section>
  );
}

/** A cancelled lease stays written, and counts nowhere any more. */
function Annuler({ epci, vue, etat }: BailProps) {
  if (!vue.droits.annuler) return null;
  const faux = etat.refus.erreurs.some(({ champ }) => champ === "annulation_motif");
  return (
    <details open={faux}>
      <summary>Annuler ce bail</summary>
      <FormulaireActe
        epci={epci}
        chemin={cheminLiberation(vue.liberation.id, "annulation")}
        bouton="Annuler le bail"
        second
      >
        <Choix
          etat={etat}
          nom="annulation_cause"
          libelle="Pourquoi"
          options={optionsOf(CAUSES_ANNULATION, LIBELLE_CAUSE_ANNULATION)}
          requis
        />
        <TexteLong
          etat={etat}
          nom="annulation_motif"
          libelle="Raison"
          aide="Elle reste avec le bail annulé ; ne parlez pas d’une personne."
          limite={300}
          lignes={2}
          requis
        />
        <Relire affiche={faux} />
      </FormulaireActe>
    </details>
  );
}

function Annules({ vue: { annules } }: Pick<BailProps, "vue">) {
  if (annules.length === 0) return null;
  return (
    <ul>
      {annules.map(({ signeLe, annuleLe, cause, motif }) => (
        <li>
          Bail du {formatJour(signeLe)}, annulé le {formatJour(annuleLe)}. {LIBELLE_CAUSE_ANNULATION[cause]}.
          {motif === null ? null : ` Raison : ${motif}`}
        </li>
      ))}
    </ul>
  );
}
