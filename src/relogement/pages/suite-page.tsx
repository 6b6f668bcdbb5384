import { Champ, Choix, Liste, optionsOf, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { LIMITE_TEXTE_LIBRE } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import {
  LIBELLE_DECISION_COMITE,
  LIBELLE_MOTIF_BLOCAGE,
  MOTIFS_BLOCAGE,
  OBJETS_DECISION_COMITE,
} from "../regles/comite.ts";
import { LIBELLE_SATISFACTION, SATISFACTIONS, type SujetEnquete } from "../regles/enquete.ts";
import type { EtatRelogement } from "../regles/etat.ts";
import { ETAPES_RELOGEMENT, LIBELLE_ETAPE_RELOGEMENT } from "../regles/menage.ts";
import { type FormulaireMenageProps, renderFormulaireMenage } from "./menage-formulaire.tsx";

/** States set by a form with a day. The others have acts of their own: a lease, a blocked case. */
export type EtatDit = Extract<EtatRelogement, "diagnostic" | "offres" | "depart">;

const TITRE_ETAT: Readonly<Record<EtatDit, string>> = {
  diagnostic: "Commencer le diagnostic",
  offres: "Passer aux offres",
  depart: "Enregistrer un départ",
};

const SENS_ETAT: Readonly<Record<EtatDit, string>> = {
  diagnostic: "Le ménage est rencontré : ses souhaits et ses besoins sont à recueillir.",
  offres: "La situation et les souhaits sont connus : des logements peuvent être proposés.",
  depart: "Le ménage est parti sans être relogé. Le dossier est clos et ne se rouvre pas.",
};

export function renderEtatPage(props: FormulaireMenageProps & { readonly vers: EtatDit }): string {
  const { etat, vers, aujourdhui } = props;
  return renderFormulaireMenage(props, {
    titre: TITRE_ETAT[vers],
    suite: "etat",
    bouton: TITRE_ETAT[vers],
    sous: <p>{SENS_ETAT[vers]}</p>,
    champs: (
      <>
        <input type="hidden" name="vers" value={vers} />
        <Champ etat={etat} nom="le" libelle="Depuis le" type="date" max={aujourdhui} requis />
      </>
    ),
  });
}

export function renderAnnulerBailPage(props: FormulaireMenageProps): string {
  return renderFormulaireMenage(props, {
    titre: "Annuler un bail écrit par erreur",
    suite: "annuler-bail",
    bouton: "Annuler le bail",
    sous: <p>Le bail sort du suivi et du bilan. L’offre redevient acceptée, et le dossier revient aux offres.</p>,
    champs: null,
  });
}

export function renderBlocagePage(props: FormulaireMenageProps): string {
  const { etat, aujourdhui } = props;
  return renderFormulaireMenage(props, {
    titre: "Signaler une situation bloquée",
    suite: "blocage",
    bouton: "Transmettre à la commission",
    sous: (
      <p>
        La commission de coordination voit la référence, l’immeuble et le motif : ni le nom, ni rien d’autre du dossier.
      </p>
    ),
    champs: (
      <>
        <Choix
          etat={etat}
          nom="motif"
          libelle="Motif"
          options={optionsOf(MOTIFS_BLOCAGE, LIBELLE_MOTIF_BLOCAGE)}
          requis
        />
        <Champ etat={etat} nom="le" libelle="Depuis le" type="date" max={aujourdhui} requis />
      </>
    ),
  });
}

export function renderDecisionPage(props: FormulaireMenageProps): string {
  const { etat, aujourdhui } = props;
  return renderFormulaireMenage(props, {
    titre: "Écrire une décision du comité de suivi",
    suite: "decision",
    bouton: "Enregistrer la décision",
    sous: <p>Une décision ne se réécrit pas. Une offre de plus en demande une : chacune en ouvre une seule.</p>,
    champs: (
      <>
        <Choix
          etat={etat}
          nom="objet"
          libelle="Le comité décide de"
          options={optionsOf(OBJETS_DECISION_COMITE, LIBELLE_DECISION_COMITE)}
          requis
        />
        <Champ etat={etat} nom="le" libelle="Séance du" type="date" max={aujourdhui} requis />
        <TexteLong
          etat={etat}
          nom="motif"
          libelle="Motif"
          aide="Pourquoi, en une ou deux phrases : ni santé, ni jugement."
          limite={LIMITE_TEXTE_LIBRE}
          requis
        />
        <Relire affiche={props.aRelire} />
      </>
    ),
  });
}

export function renderEnquetePage(props: FormulaireMenageProps): string {
  const { etat, aujourdhui } = props;
  const question = (nom: SujetEnquete, libelle: string) => (
    <Liste
      etat={etat}
      nom={nom}
      libelle={libelle}
      options={optionsOf(SATISFACTIONS, LIBELLE_SATISFACTION)}
      vide="Non dit"
    />
  );
  return renderFormulaireMenage(props, {
    titre: "Enquête après relogement",
    suite: "enquete",
    bouton: "Enregistrer l’enquête",
    sous: <p>Quelques mois après le bail : ce que le ménage en dit. Une réponse qu’il ne donne pas reste inconnue.</p>,
    champs: (
      <>
        <Champ etat={etat} nom="jour" libelle="Enquête du" type="date" max={aujourdhui} requis />
        {question("logement", "Satisfait du logement")}
        {question("quartier", "Satisfait du quartier")}
        {question("accompagnement", "Satisfait de l’accompagnement")}
        <Champ
          etat={etat}
          nom="effort"
          libelle="Taux d’effort"
          aide="Loyer et charges, moins l’APL, sur les ressources du mois."
          nombre
          unite="%"
        />
      </>
    ),
  });
}

export function renderEtapePage(props: FormulaireMenageProps): string {
  const { etat } = props;
  return renderFormulaireMenage(props, {
    titre: "Prochaine étape",
    suite: "etape",
    bouton: "Enregistrer",
    champs: (
      <>
        <Liste
          etat={etat}
          nom="quoi"
          libelle="Étape"
          options={optionsOf(ETAPES_RELOGEMENT, LIBELLE_ETAPE_RELOGEMENT)}
          vide="Aucune"
        />
        <Champ
          etat={etat}
          nom="le"
          libelle="Le"
          type="date"
          aide="Passée cette date, le dossier remonte dans « À faire »."
        />
      </>
    ),
  });
}
