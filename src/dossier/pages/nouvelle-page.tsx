import { Champ, Choix, Cote, type EtatFormulaire, Liste } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import type { QualiteMandataire } from "../lectures/ports.ts";
import { BoutonFranceConnect } from "./franceconnect.tsx";
import { type CadreDossier, renderPageTitree } from "./page-dossier.tsx";

export const LIBELLE_QUALITE_MANDATAIRE: Readonly<Record<QualiteMandataire, string>> = {
  proche: "Un proche",
  "travailleur-social": "Un travailleur social",
  association: "Une association",
  tuteur: "Un tuteur ou un curateur",
  autre: "Une autre personne",
};

/** `identite`: what FranceConnect has just given. */
export type FranceConnectNouvelle = {
  readonly possible: boolean;
  readonly identite: { readonly nom: string | null; readonly prenom: string | null } | null;
};

export function renderNouvellePage(
  commun: CadreDossier,
  etat: EtatFormulaire,
  franceConnect: FranceConnectNouvelle,
): string {
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Avant de commencer", refus: etat.refus },
    <>
      <ul>
        <li>Il faut 10 minutes environ.</li>
        <li>Préparez 2 documents : une pièce d’identité, et votre avis d’impôt.</li>
        <li>Vous pouvez vous arrêter. Vos réponses sont gardées à chaque étape.</li>
        <li>« Je ne sais pas » est une réponse.</li>
      </ul>
      <p>
        Vous avez déjà commencé ? <a href={hrefDemande(epci, "reprendre")}>Reprendre ma demande</a>
      </p>
      <Identification epci={epci} {...franceConnect} />
      <form class="saisie" method="post" action={hrefDemande(epci, "nouvelle")} novalidate>
        <Choix
          etat={etat}
          nom="pour"
          libelle="Pour qui est cette demande ?"
          options={[
            { code: "moi", libelle: "Pour moi" },
            { code: "autre", libelle: "Pour une autre personne" },
          ]}
        />
        <details open={etat.saisie.pour?.[0] === "autre"}>
          <summary>Pour une autre personne : votre mandat</summary>
          <Mandat etat={etat} />
        </details>
        <p class="ligne">
          <button class="bouton" type="submit">
            Commencer
          </button>
        </p>
      </form>
      <DonneesPersonnelles />
    </>,
  );
}

function Identification({ epci, possible, identite }: { epci: string } & FranceConnectNouvelle) {
  if (identite !== null) {
    return (
      <p class="message ok" role="status">
        FranceConnect vous identifie : {[identite.prenom, identite.nom].filter(Boolean).join(" ")}. Une demande pour
        vous reprendra vos nom, prénoms et date de naissance. Vous pourrez les corriger.
      </p>
    );
  }
  return possible ? <BoutonFranceConnect epci={epci} but="nouvelle" /> : null;
}

function Mandat({ etat }: { etat: EtatFormulaire }) {
  return (
    <>
      <p>La personne a signé un papier qui vous demande de l’aider. Elle peut le retirer à tout moment.</p>
      <Champ etat={etat} nom="nom" libelle="Vos nom et prénom" remplissage="name" />
      <Liste
        etat={etat}
        nom="qualite"
        libelle="Vous êtes"
        vide="Choisissez"
        options={Object.entries(LIBELLE_QUALITE_MANDATAIRE).map(([code, libelle]) => ({ code, libelle }))}
      />
      <Champ etat={etat} nom="structure" libelle="Service ou association" />
      <Champ etat={etat} nom="telephone" libelle="Votre téléphone" type="tel" />
      <Champ etat={etat} nom="courriel" libelle="Votre courriel" type="email" />
      <Cote>
        <Champ etat={etat} nom="signe_le" libelle="Mandat signé le" type="date" />
        <Champ etat={etat} nom="au" libelle="Valable jusqu’au" type="date" aide="Deux ans au plus." />
      </Cote>
    </>
  );
}

/** Information due to the person (RGPD, art. 13). */
function DonneesPersonnelles() {
  return (
    <details>
      <summary>Ce que deviennent vos réponses</summary>
      <p>Elles servent à enregistrer votre demande et à vous proposer un logement.</p>
      <p>Les lisent : votre guichet, les bailleurs et les mairies que vous choisissez, l’État.</p>
      <p>Une demande commencée et jamais envoyée est effacée après 6 mois.</p>
      <p>Une demande radiée est effacée un an après.</p>
      <p>Vous pouvez voir qui a ouvert votre demande.</p>
      <p>N’écrivez jamais votre numéro de sécurité sociale : nous n’en avons pas besoin.</p>
    </details>
  );
}
