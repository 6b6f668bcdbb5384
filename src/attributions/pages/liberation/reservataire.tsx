import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { CODES_RESERVATAIRE } from "#engagements/regles/contingent/droit.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, type EtatFormulaire, Liste, optionsOf, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Designation, ReponseDesignation } from "../../lectures/candidature/ports.ts";
import type { VueLiberation } from "../../lectures/liberation/vue-liberation.ts";
import { cheminLiberation } from "./chemins.ts";

export type ReservataireChoix = { readonly organisation: number; readonly nom: string };

type ReservataireProps = {
  readonly epci: string;
  readonly vue: VueLiberation;
  readonly reservataires: readonly ReservataireChoix[];
  readonly etat: EtatFormulaire;
};

const LIBELLE_REPONSE: Readonly<Record<ReponseDesignation, string>> = {
  designe: "a désigné ses candidats",
  rendu: "a rendu le logement au bailleur",
  "sans-reponse": "n’a pas répondu à temps : le logement revient au bailleur",
  annulee: "demande reprise par le bailleur",
};

export function Reservataire(props: ReservataireProps) {
  const { vue } = props;
  const ouverte = vue.designations.find(({ reponse }) => reponse === null) ?? null;
  return (
    <section>
      <h2>Réservataire</h2>
      {vue.designations.length === 0 ? <p>Aucun réservataire n’a été sollicité pour ce logement.</p> : null}
      <ul>
        {vue.designations.map((designation) => (
          <li>{sayDesignation(designation, vue.jour)}</li>
        ))}
      </ul>
      {vue.droits.repondre && ouverte ? <Repondre {...props} /> : null}
      {vue.droits.modifier && ouverte ? <Reprendre {...props} designation={ouverte} /> : null}
      {vue.droits.modifier && !ouverte ? <Solliciter {...props} /> : null}
    </section>
  );
}

function sayDesignation({ reservataire, demandeeLe, avant, reponse, repondueLe, motif }: Designation, jour: string) {
  const debut = `${reservataire.nom}, sollicité le ${formatJour(demandeeLe)}`;
  if (reponse === null) {
    const passe = avant < jour ? ", délai passé" : "";
    return `${debut} : réponse attendue jusqu’au ${formatJour(avant)}${passe}.`;
  }
  return `${debut} : ${LIBELLE_REPONSE[reponse]}${repondueLe ? ` (${formatJour(repondueLe)})` : ""}.${motif ? ` ${motif}` : ""}`;
}

function Solliciter({ epci, vue, reservataires, etat }: ReservataireProps) {
  const { liberation, contingents } = vue;
  if (reservataires.length === 0) return null;
  const droits = contingents?.droits ?? [];
  return (
    <details open={etat.refus.erreurs.some(({ champ }) => ["reservataire", "avant", "droit"].includes(champ))}>
      <summary>Demander des candidats à un réservataire</summary>
      <FormulaireActe
        epci={epci}
        chemin={cheminLiberation(liberation.id, "reservataire")}
        bouton="Demander des candidats"
      >
        <Liste
          etat={etat}
          nom="reservataire"
          libelle="Réservataire"
          options={reservataires.map(({ organisation, nom }) => ({ code: String(organisation), libelle: nom }))}
          requis
        />
        <Liste
          etat={etat}
          nom="contingent"
          libelle="Contingent"
          options={optionsOf(CODES_RESERVATAIRE, LIBELLE_CONTINGENT)}
          requis
        />
        {droits.length > 0 ? (
          <Liste
            etat={etat}
            nom="droit"
            libelle="Droit en stock"
            vide="Aucun : flux de l’année"
            options={droits.map(({ id, nombre, nomReservataire }) => ({
              code: String(id),
              libelle: `${nomReservataire}, ${nombre} droits`,
            }))}
          />
        ) : null}
        <Champ
          etat={etat}
          nom="avant"
          libelle="Réponse attendue jusqu’au"
          type="date"
          aide="Délai à confirmer par votre convention de réservation. Sans réponse, le logement vous revient."
          requis
        />
      </FormulaireActe>
    </details>
  );
}

function Reprendre({ epci, vue, designation }: ReservataireProps & { designation: Designation }) {
  const passe = designation.avant < vue.jour;
  return (
    <form method="post" action={hrefTerritoire(epci, cheminLiberation(vue.liberation.id, "reprise"))}>
      <button class="bouton second" type="submit">
        {passe ? "Noter l’absence de réponse et reprendre le logement" : "Reprendre la demande"}
      </button>
    </form>
  );
}

function Repondre({ epci, vue, etat }: ReservataireProps) {
  return (
    <form class="saisie" method="post" action={hrefTerritoire(epci, cheminLiberation(vue.liberation.id, "reponse"))}>
      <h3>Votre réponse</h3>
      <p>Désignez vos candidats ci-dessous, puis répondez.</p>
      <TexteLong
        etat={etat}
        nom="rendu_motif"
        libelle="Raison, si vous rendez le logement"
        aide="Sans parler d’une personne."
        limite={300}
        lignes={2}
      />
      <Relire affiche={etat.refus.erreurs.some(({ champ }) => champ === "rendu_motif")} />
      <p class="ligne">
        <button class="bouton" type="submit" name="reponse" value="designe">
          Mes candidats sont désignés
        </button>
        <button class="bouton second" type="submit" name="reponse" value="rendu">
          Rendre le logement au bailleur
        </button>
      </p>
    </form>
  );
}
