import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Cote,
  type EtatFormulaire,
  Liste,
  renderPageFormulaire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import type { Instance, Reunion } from "../lectures/ports.ts";
import { CHEMIN_REUNIONS, cheminReunion } from "./instance-chemins.ts";
import { Relecture } from "./instance-formulaire.tsx";

type Commun = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly aRelire: boolean;
  readonly aujourdhui: string;
};

export type ReunionFormulaireProps = Commun & {
  /** null: a new meeting. */
  readonly reunion: Reunion | null;
  /** Active instances. */
  readonly instances: readonly Instance[];
  /** Count of the persons written to when a convened meeting changes. */
  readonly prevenus: number;
};

export function renderReunionFormulaire(props: ReunionFormulaireProps): string {
  const { cadre, epci, reunion, saisie, refus, instances, aujourdhui } = props;
  return renderPageFormulaire({
    cadre,
    epci,
    saisie,
    refus,
    titre: reunion ? `Modifier : ${reunion.titre}` : "Préparer une réunion",
    sous: <Sous {...props} />,
    chemin: reunion ? cheminReunion(reunion.id, "/modifier") : `${CHEMIN_REUNIONS}/nouvelle`,
    retour: reunion
      ? { chemin: cheminReunion(reunion.id), libelle: "La réunion" }
      : { chemin: CHEMIN_REUNIONS, libelle: "Toutes les réunions" },
    bouton: reunion ? "Enregistrer" : "Créer la réunion",
    children: (
      <>
        {reunion ? null : (
          <Liste
            etat={props}
            nom="instance"
            libelle="Instance"
            options={instances.map(({ id, nom }) => ({ code: String(id), libelle: nom }))}
            requis
          />
        )}
        <Champ
          etat={props}
          nom="titre"
          libelle="Titre"
          aide={`Il est lu dans les agendas.${reunion ? "" : " Vide : le nom de l’instance."}`}
          requis={reunion !== null}
        />
        <Cote>
          <Champ etat={props} nom="jour" libelle="Jour" type="date" min={aujourdhui} court requis />
          <Champ
            etat={props}
            nom="heure"
            libelle="Heure"
            aide="Heure de Paris, par exemple 14:00."
            type="time"
            court
            requis
          />
          <Champ etat={props} nom="duree" libelle="Durée" nombre unite="minutes" requis />
        </Cote>
        <Champ etat={props} nom="lieu" libelle="Lieu" />
        <Champ etat={props} nom="visio" libelle="Lien de visioconférence" aide="Une adresse en https://" type="url" />
        <Relecture affiche={props.aRelire} />
      </>
    ),
  });
}

function Sous({ reunion, prevenus }: ReunionFormulaireProps) {
  if (reunion?.etat !== "convoquee") return null;
  return (
    <p>
      {prevenus === 0
        ? "Cette réunion est convoquée. Aucun contact ne sera prévenu du changement."
        : `Cette réunion est convoquée : un changement s’envoie à chacun des contacts de l’instance (${prevenus}).`}
    </p>
  );
}

export type AnnulerProps = Commun & { readonly reunion: Reunion; readonly quand: string; readonly prevenus: number };

export function renderAnnulerPage(props: AnnulerProps): string {
  const { cadre, epci, reunion, quand, saisie, refus, prevenus } = props;
  return renderPageFormulaire({
    cadre,
    epci,
    saisie,
    refus,
    titre: `Annuler : ${reunion.titre}`,
    sous: (
      <p>
        {quand}.{" "}
        {prevenus === 0
          ? "Personne n’a été convoqué : aucun message ne partira."
          : `L’annulation s’enverra aux personnes convoquées (${prevenus}), avec ce motif.`}
      </p>
    ),
    chemin: cheminReunion(reunion.id, "/annuler"),
    retour: { chemin: cheminReunion(reunion.id), libelle: "La réunion" },
    bouton: "Annuler la réunion",
    grave: true,
    children: (
      <>
        <TexteLong etat={props} nom="motif" libelle="Motif" lignes={2} limite={300} requis />
        <Relecture affiche={props.aRelire} />
      </>
    ),
  });
}
