import { LIBELLE_MOTIF_REFUS } from "#donnees/regles/demande/demande.ts";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import {
  CANAUX_CONTACT,
  ISSUES_CONTACT,
  LIBELLE_CANAL_CONTACT,
  LIBELLE_ISSUE_CONTACT,
} from "#dossier/regles/contact.ts";
import { LIBELLE_TYPOLOGIE_CHERCHEE } from "#dossier/regles/libelles-reponses.ts";
import {
  LIBELLE_NATURE_PROPOSEE,
  MOTIFS_REFUS_MENAGE,
  NATURES_PROPOSEES,
} from "#dossier/regles/proposition/proposition.ts";
import { TYPOLOGIES } from "#dossier/regles/reponses.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  Relire,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { PropositionDite } from "../lectures/lire-suivi.ts";
import type { DossierSuivi } from "../lectures/ports.ts";

type Commun = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly dossier: DossierSuivi;
  readonly etat: EtatFormulaire;
};

function pageOf({ cadre, epci, dossier, etat }: Commun, suite: string) {
  const reference = dossier.reference ?? "demande importée";
  return {
    cadre,
    epci,
    ...etat,
    page: "demandes" as const,
    sous: <p>Demande {reference}</p>,
    chemin: cheminDemande(dossier.id, suite),
    retour: { chemin: cheminDemande(dossier.id, "evenements"), libelle: "Suivi partagé" },
  };
}

export function renderContactPage(props: Commun): string {
  const { etat } = props;
  return renderPageFormulaire({
    ...pageOf(props, "contact"),
    titre: "Noter un contact avec le ménage",
    bouton: "Noter le contact",
    children: (
      <>
        <Choix
          etat={etat}
          nom="canal"
          libelle="Comment"
          requis
          options={optionsOf(CANAUX_CONTACT, LIBELLE_CANAL_CONTACT)}
        />
        <Choix
          etat={etat}
          nom="issue"
          libelle="Ce que cela donne"
          aide="Tous les organismes qui suivent la demande, et le ménage, le lisent."
          requis
          options={optionsOf(ISSUES_CONTACT, LIBELLE_ISSUE_CONTACT)}
        />
      </>
    ),
  });
}

export type PropositionPageProps = Commun & {
  readonly communes: readonly OptionListe[];
  readonly aRelire: boolean;
  /** Earliest last day to answer an offer of dwelling, ISO. */
  readonly terme: string;
};

export function renderPropositionPage(props: PropositionPageProps): string {
  const { etat, communes, aRelire, terme } = props;
  return renderPageFormulaire({
    ...pageOf(props, "propositions/nouvelle"),
    titre: "Proposer un logement ou une visite",
    bouton: "Proposer au ménage",
    children: (
      <>
        <Choix
          etat={etat}
          nom="nature"
          libelle="Ce que vous proposez"
          requis
          options={optionsOf(NATURES_PROPOSEES, LIBELLE_NATURE_PROPOSEE)}
        />
        <Champ
          etat={etat}
          nom="logement"
          libelle="Logement"
          aide="Adresse et étage, comme le ménage les lira."
          requis
        />
        <Cote>
          <Liste etat={etat} nom="commune" libelle="Commune" requis vide="Choisir…" options={communes} />
          <Liste
            etat={etat}
            nom="typologie"
            libelle="Typologie"
            vide="Inconnue"
            options={optionsOf(TYPOLOGIES, LIBELLE_TYPOLOGIE_CHERCHEE)}
          />
        </Cote>
        <Cote>
          <Champ etat={etat} nom="loyer" libelle="Loyer par mois" nombre unite="€" />
          <Champ etat={etat} nom="charges" libelle="Charges par mois" nombre unite="€" />
        </Cote>
        <Cote>
          <Champ etat={etat} nom="cle" libelle="Référence du logement" aide="Votre numéro, ou celui de RPLS." />
          <Champ
            etat={etat}
            nom="repondre_avant"
            libelle="Réponse attendue jusqu’au"
            aide={`Pour un logement : pas avant le ${formatJour(terme)} (dix jours). Sans réponse, la proposition compte comme refusée.`}
            type="date"
            requis
          />
        </Cote>
        <Relire affiche={aRelire} />
      </>
    ),
  });
}

export function renderReponseAgentPage(props: Commun & { readonly proposition: PropositionDite }): string {
  const { etat, proposition } = props;
  return renderPageFormulaire({
    ...pageOf(props, `propositions/${proposition.id}/reponse`),
    titre: "Écrire la réponse du ménage",
    bouton: "Écrire la réponse",
    grave: true,
    children: (
      <>
        <p>
          {proposition.logement}, {proposition.nomCommune ?? proposition.commune}. Réponse attendue jusqu’au{" "}
          {formatJour(proposition.repondreAvant)}. La réponse ne se change plus.
        </p>
        <Choix
          etat={etat}
          nom="reponse"
          libelle="Le ménage"
          requis
          options={[
            { code: "acceptee", libelle: "Accepte" },
            { code: "refusee", libelle: "Refuse" },
          ]}
        />
        <Liste
          etat={etat}
          nom="motif"
          libelle="S’il refuse, sa raison"
          vide="Choisir…"
          options={optionsOf(MOTIFS_REFUS_MENAGE, LIBELLE_MOTIF_REFUS)}
        />
      </>
    ),
  });
}

export function renderCoordonneesPage(props: Commun): string {
  const { etat } = props;
  return renderPageFormulaire({
    ...pageOf(props, "coordonnees"),
    titre: "Changer les coordonnées du ménage",
    bouton: "Demander le changement",
    children: (
      <>
        <p>
          L’ancienne adresse dit oui par un lien, puis la nouvelle. Rien ne change avant les deux, dans les deux jours.
        </p>
        <Choix
          etat={etat}
          nom="canal"
          libelle="Ce qui change"
          requis
          options={[
            { code: "courriel", libelle: "L’adresse électronique" },
            { code: "sms", libelle: "Le numéro de portable" },
          ]}
        />
        <Champ etat={etat} nom="nouveau" libelle="Nouvelle adresse, ou nouveau numéro" requis />
        <Choix
          etat={etat}
          nom="attestee"
          libelle="L’ancienne adresse"
          aide="L’attestation est écrite au journal sous votre nom, et dite au ménage."
          requis
          options={[
            { code: "non", libelle: "Le ménage y a encore accès : le lien lui est envoyé" },
            { code: "oui", libelle: "Elle est perdue : la personne est devant moi, j’ai vérifié son identité" },
          ]}
        />
      </>
    ),
  });
}
