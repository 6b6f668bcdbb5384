import { TRI, TYPOLOGIES } from "#dossier/regles/reponses.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  Plusieurs,
  Relire,
  renderPageFormulaire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import type { Destinataire } from "../../lectures/fiche-contact/ports.ts";
import { LIMITE_PRECISIONS } from "../../lectures/fiche-contact/ports.ts";
import type { FicheLue } from "../../lectures/fiche-contact/read-fiches.ts";
import {
  BUDGETS_PROSPECT,
  DITS_PROSPECT,
  EMPLOIS_PROSPECT,
  ISSUES_FICHE,
  LIBELLE_BUDGET_PROSPECT,
  LIBELLE_DIT_PROSPECT,
  LIBELLE_EMPLOI_PROSPECT,
  LIBELLE_ISSUE_FICHE,
  LIBELLE_URGENCE_PROSPECT,
  URGENCES_PROSPECT,
} from "../../regles/fiche-contact/fiche-contact.ts";
import { CHEMIN_FICHES, CHEMIN_NOUVELLE_FICHE, cheminFiche } from "./chemins.ts";
import { nomOf } from "./fiches-page.tsx";

export const LIBELLE_TRI = { oui: "Oui", non: "Non", inconnu: "Ne sait pas" } as const;

export type NouvelleFichePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  readonly aujourdhui: string;
  readonly communes: readonly OptionListe[];
  readonly destinataires: readonly Destinataire[];
};

export function renderNouvelleFichePage(props: NouvelleFichePageProps): string {
  const { cadre, epci, etat } = props;
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    chemin: CHEMIN_NOUVELLE_FICHE,
    titre: "Envoyer une fiche contact",
    retour: { chemin: CHEMIN_FICHES, libelle: "Toutes les fiches contact" },
    bouton: "Envoyer la fiche",
    large: true,
    sous: (
      <p class="aide">
        Pour une personne qui n’a pas encore de demande. Si elle en a une, c’est au guichet de la suivre. « Ne sait pas
        » est une réponse.
      </p>
    ),
    children: (
      <>
        <Personne {...props} />
        <Besoin {...props} />
        <Envoi {...props} />
      </>
    ),
  });
}

function Personne({ etat, aujourdhui }: NouvelleFichePageProps) {
  return (
    <fieldset class="grand">
      <legend>La personne</legend>
      <Cote>
        <Champ etat={etat} nom="nom" libelle="Nom" requis />
        <Champ etat={etat} nom="prenom" libelle="Prénom" />
      </Cote>
      <p class="aide">Un téléphone ou un courriel, au moins.</p>
      <Cote>
        <Champ etat={etat} nom="telephone" libelle="Téléphone" type="tel" />
        <Champ etat={etat} nom="courriel" libelle="Courriel" type="email" />
      </Cote>
      <Cote>
        <Plusieurs
          etat={etat}
          nom="accord"
          libelle="Accord de la personne"
          options={[{ code: "oui", libelle: "Elle accepte que ses coordonnées soient données aux bailleurs choisis" }]}
        />
        <Champ etat={etat} nom="consentement" libelle="Jour de cet accord" type="date" max={aujourdhui} requis />
      </Cote>
    </fieldset>
  );
}

function Besoin({ etat, communes }: NouvelleFichePageProps) {
  return (
    <fieldset class="grand">
      <legend>Le besoin</legend>
      <Champ etat={etat} nom="personnes" libelle="Personnes qui vivront dans le logement" nombre />
      <Plusieurs
        etat={etat}
        nom="typologie"
        libelle="Taille du logement"
        options={TYPOLOGIES.map((code) => ({ code, libelle: code === "chambre" ? "Chambre" : code }))}
      />
      <Plusieurs etat={etat} nom="commune" libelle="Communes souhaitées" options={communes} />
      <Cote>
        <Liste
          etat={etat}
          nom="budget"
          libelle="Budget, loyer et charges"
          vide="Ne sait pas"
          options={optionsOf(BUDGETS_PROSPECT, LIBELLE_BUDGET_PROSPECT)}
        />
        <Liste
          etat={etat}
          nom="urgence"
          libelle="Urgence"
          vide="Ne sait pas"
          options={optionsOf(URGENCES_PROSPECT, LIBELLE_URGENCE_PROSPECT)}
        />
        <Liste
          etat={etat}
          nom="emploi"
          libelle="Situation d’emploi"
          vide="Ne sait pas"
          options={optionsOf(EMPLOIS_PROSPECT, LIBELLE_EMPLOI_PROSPECT)}
        />
      </Cote>
      <Choix
        etat={etat}
        nom="locataire"
        libelle="Déjà locataire du parc social"
        options={optionsOf(TRI, LIBELLE_TRI)}
      />
    </fieldset>
  );
}

function Envoi({ etat, aRelire, destinataires }: NouvelleFichePageProps) {
  return (
    <fieldset class="grand">
      <legend>L’envoi</legend>
      <Plusieurs
        etat={etat}
        nom="dit"
        libelle="Ce qui lui a été dit"
        options={optionsOf(DITS_PROSPECT, LIBELLE_DIT_PROSPECT)}
      />
      <TexteLong
        etat={etat}
        nom="precisions"
        libelle="Précisions"
        aide={`${LIMITE_PRECISIONS} caractères au plus, relus par la machine : ni santé, ni origine, ni jugement.`}
        lignes={3}
        limite={LIMITE_PRECISIONS}
      />
      <Relire affiche={aRelire} />
      <Plusieurs
        etat={etat}
        nom="destinataire"
        libelle="Bailleurs à qui l’envoyer"
        options={destinataires.map(({ id, nom, habilites }) => ({
          code: String(id),
          libelle: habilites ? nom : `${nom} (personne n’y est habilité : à prévenir autrement)`,
        }))}
      />
    </fieldset>
  );
}

export type SuivreFichePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly etat: EtatFormulaire;
  readonly fiche: FicheLue;
};

export function renderSuivreFichePage({ cadre, epci, etat, fiche }: SuivreFichePageProps): string {
  const chemin = cheminFiche(fiche.id);
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    chemin: cheminFiche(fiche.id, "/suivre"),
    titre: "Dire la suite donnée",
    retour: { chemin, libelle: `Fiche ${fiche.reference}` },
    bouton: "Enregistrer la suite",
    sous: (
      <p>
        {nomOf(fiche)}, fiche {fiche.reference}. {fiche.nomOrganisation}, qui l’a envoyée, lira cette suite.
      </p>
    ),
    children: (
      <>
        <Choix etat={etat} nom="issue" libelle="Suite" requis options={optionsOf(ISSUES_FICHE, LIBELLE_ISSUE_FICHE)} />
        <Champ
          etat={etat}
          nom="dossier"
          libelle="Référence du dossier, s’il y en a un"
          aide="Celle que porte le dossier dans Blaise, par exemple D-7KQ4-XM2R. Jamais un numéro unique."
        />
      </>
    ),
  });
}
