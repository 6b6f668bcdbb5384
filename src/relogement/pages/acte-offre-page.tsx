import {
  Champ,
  Choix,
  Liste,
  type OptionListe,
  optionsOf,
  Relire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { LIMITE_TEXTE_LIBRE } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { FicheOffre } from "../lectures/fiche.ts";
import { LIBELLE_MOTIF_REFUS_OFFRE, MOTIFS_REFUS_OFFRE } from "../regles/offre.ts";
import { type FormulaireMenageProps, renderFormulaireMenage } from "./menage-formulaire.tsx";

type ActeOffreProps = FormulaireMenageProps & {
  readonly offre: FicheOffre;
  /** Earliest ISO day accepted. */
  readonly proposeeLe: string;
};

function Rappel({ offre, proposeeLe }: ActeOffreProps) {
  return (
    <p>
      {offre.titre}, proposé le {formatJour(proposeeLe)}.
    </p>
  );
}

export function renderVisitePage(props: ActeOffreProps): string {
  const { etat, offre, proposeeLe, aujourdhui } = props;
  return renderFormulaireMenage(props, {
    titre: `Offre ${offre.numero} : visite`,
    suite: `offres/${offre.numero}/visite`,
    bouton: "Enregistrer la visite",
    sous: <Rappel {...props} />,
    champs: <Champ etat={etat} nom="le" libelle="Visité le" type="date" min={proposeeLe} max={aujourdhui} requis />,
  });
}

const REPONSES: readonly OptionListe[] = [
  { code: "acceptee", libelle: "Le ménage accepte" },
  { code: "refusee", libelle: "Le ménage refuse" },
  { code: "retiree", libelle: "L’offre est retirée par le bailleur ou par vous : elle ne compte pas" },
];

export function renderReponsePage(props: ActeOffreProps): string {
  const { etat, offre, proposeeLe, aujourdhui } = props;
  return renderFormulaireMenage(props, {
    titre: `Offre ${offre.numero} : réponse`,
    suite: `offres/${offre.numero}/reponse`,
    bouton: "Enregistrer la réponse",
    sous: <Rappel {...props} />,
    champs: (
      <>
        <Choix etat={etat} nom="reponse" libelle="Réponse" options={REPONSES} requis />
        <Champ etat={etat} nom="le" libelle="Donnée le" type="date" min={proposeeLe} max={aujourdhui} requis />
        <Liste
          etat={etat}
          nom="motif"
          libelle="Motif du refus"
          aide="Demandé en cas de refus : il compte dans le suivi, et le ménage peut le lire."
          options={optionsOf(MOTIFS_REFUS_OFFRE, LIBELLE_MOTIF_REFUS_OFFRE)}
          vide="Aucun : l’offre n’est pas refusée"
        />
        <TexteLong
          etat={etat}
          nom="precision"
          libelle="Précision"
          aide="Des faits : ni santé, ni jugement."
          limite={LIMITE_TEXTE_LIBRE}
        />
        <Relire affiche={props.aRelire} />
      </>
    ),
  });
}

export function renderBailPage(props: ActeOffreProps): string {
  const { etat, offre, proposeeLe, aujourdhui } = props;
  return renderFormulaireMenage(props, {
    titre: `Offre ${offre.numero} : bail signé`,
    suite: `offres/${offre.numero}/bail`,
    bouton: "Enregistrer le bail",
    sous: <Rappel {...props} />,
    champs: (
      <>
        <Champ etat={etat} nom="le" libelle="Bail signé le" type="date" min={proposeeLe} max={aujourdhui} requis />
        <p class="aide">
          Le ménage est alors relogé, et son bail compte dans le suivi et dans le bilan de l’année. Une erreur se
          reprend depuis le dossier.
        </p>
      </>
    ),
  });
}
