import type { Child } from "hono/jsx";
import type { FicheRegistre } from "#dossier/lectures/registre/ports.ts";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { direRefus } from "#dossier/regles/transmission.ts";
import {
  COMPLEMENTS,
  LIBELLE_COMPLEMENT,
  LIBELLE_SORTIE_DEMANDE,
  SORTIES_DEMANDE,
} from "#observatoire/regles/registre/registre.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  type EtatFormulaire,
  Liste,
  optionsOf,
  Plusieurs,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import type { ActeFiche } from "../../lectures/registre/lire-fiche.ts";
import type { Transmission } from "../../lectures/sne-echange/ports.ts";
import { DelaiNonReponse, sayDelaiNonReponse, sayJour, TagEtatDemande } from "./mots.tsx";

export type ActeForme = Exclude<ActeFiche, "attestation">;

export type ActePageProps = {
  readonly cadre: Cadre;
  readonly fiche: FicheRegistre;
  readonly acte: ActeForme;
  readonly etat: EtatFormulaire;
  readonly aujourdhui: string;
  /** Name of the national service when it is configured; null: numbers are typed. */
  readonly service: string | null;
  /** The registration that the national system is owed; null: another act, or none. */
  readonly transmission: Transmission | null;
  /** Last four characters of the number that the household gave; null: none. */
  readonly declare: string | null;
};

const TITRE: Readonly<Record<ActeForme, string>> = {
  enregistrer: "Enregistrer la demande",
  complement: "Demander un complément",
  renouveler: "Renouveler la demande",
  avertir: "Avertir le demandeur qui ne répond pas",
  lever: "Lever l’avertissement",
  radier: "Radier la demande",
  reactiver: "Réactiver la demande",
  irrecevabilite: "Irrecevabilité prononcée par la commission",
};

const BOUTON: Readonly<Record<ActeForme, string>> = {
  enregistrer: "Enregistrer",
  complement: "Demander",
  renouveler: "Renouveler pour un an",
  avertir: "Avertir",
  lever: "Lever l’avertissement",
  radier: "Radier",
  reactiver: "Réactiver",
  irrecevabilite: "Écrire la décision",
};

export function renderActePage(props: ActePageProps): string {
  const { cadre, fiche, acte, etat } = props;
  const { epci, demandeur, reference } = fiche;
  return renderPageFormulaire({
    cadre,
    epci,
    titre: TITRE[acte],
    bouton: BOUTON[acte],
    ...etat,
    chemin: cheminDemande(demandeur, acte),
    retour: { chemin: cheminDemande(demandeur), libelle: `Dossier ${reference ?? "sans référence"}` },
    sous: (
      <p>
        <TagEtatDemande etat={fiche.etat} />
      </p>
    ),
    children: CHAMPS[acte](props),
  });
}

/** What the national system has said, or not, of a number already asked for. */
function Restee({ transmission }: Pick<ActePageProps, "transmission">) {
  if (transmission === null || transmission.etat === "a-envoyer") return null;
  if (transmission.etat === "envoyee") {
    return (
      <Message ton="alerte" titre="Un numéro est déjà demandé">
        <p>
          La demande est partie le {sayJour(transmission.envoyeeLe)}, sans réponse. Cherchez-la dans le SNE par le nom
          et la naissance : si elle y est, recopiez son numéro.
        </p>
      </Message>
    );
  }
  const { raison, suite } = direRefus(transmission);
  return (
    <Message ton="alerte" titre="Refusée par le système national">
      <p>
        {raison}. {suite}
      </p>
    </Message>
  );
}

/** A number that the household obtained elsewhere: attached as it is, once the agent knows who gives it. */
function Declare({ etat, declare }: { etat: EtatFormulaire; declare: string }) {
  return (
    <>
      <Plusieurs
        etat={etat}
        nom="declare"
        libelle="Numéro donné par le demandeur"
        aide="Il dit avoir déjà une demande. Rien n’est à recopier."
        options={[{ code: "oui", libelle: `Prendre ce numéro, qui finit par ${declare}` }]}
      />
      <Plusieurs
        etat={etat}
        nom="identite"
        libelle="Identité"
        options={[{ code: "oui", libelle: "J’ai vu sa pièce d’identité" }]}
      />
    </>
  );
}

const CHAMPS: Readonly<Record<ActeForme, (props: ActePageProps) => Child>> = {
  enregistrer: ({ etat, aujourdhui, service, transmission, declare }) => (
    <>
      <Restee transmission={transmission} />
      {declare === null ? null : <Declare etat={etat} declare={declare} />}
      <Champ
        etat={etat}
        nom="numero"
        libelle="Numéro unique"
        aide="Celui que donne le système national d’enregistrement. Blaise n’en donne jamais ; il est gardé chiffré."
        requis={service === null && declare === null}
      />
      {service === null ? null : (
        <Plusieurs
          etat={etat}
          nom="sne"
          libelle="Pas encore de numéro ?"
          aide={`La demande est déposée dans le système national, qui donne le numéro (${service}).`}
          options={[
            transmission?.etat === "envoyee"
              ? { code: "verifie", libelle: "J’ai cherché : elle n’est pas dans le SNE. Redemander le numéro" }
              : { code: "demander", libelle: "Demander le numéro au système national" },
          ]}
        />
      )}
      <Champ
        etat={etat}
        nom="anciennete"
        libelle="Présentée le"
        aide="Le jour de la présentation que porte le système national : il fait l’ancienneté, et ne changera plus."
        type="date"
        max={aujourdhui}
      />
      <Champ
        etat={etat}
        nom="renouvelee"
        libelle="Dernier renouvellement"
        aide="Celui que porte le système national, si la demande a déjà été renouvelée. La demande vaut un an depuis ce jour, sinon depuis sa présentation."
        type="date"
        max={aujourdhui}
      />
    </>
  ),
  complement: ({ etat }) => (
    <Plusieurs
      etat={etat}
      nom="quoi"
      libelle="Ce qui manque"
      aide="Le demandeur reçoit un message et complète sa demande. Un document se demande avec les pièces."
      options={optionsOf(COMPLEMENTS, LIBELLE_COMPLEMENT)}
    />
  ),
  renouveler: ({ etat, aujourdhui }) => (
    <>
      <p>Le demandeur a confirmé que sa demande est à jour. Elle repart pour un an ; son ancienneté ne change pas.</p>
      <Champ
        etat={etat}
        nom="renouvelee"
        libelle="Renouvelée le"
        aide="Le jour que porte le système national. Laissez vide si c’est aujourd’hui, avec la personne."
        type="date"
        max={aujourdhui}
      />
    </>
  ),
  avertir: ({ aujourdhui }) => (
    <>
      <p>
        Vos courriers sont restés sans réponse. Le demandeur est averti : sans réponse de sa part, la demande pourra
        être radiée ensuite.
      </p>
      <p>
        Délai pour répondre : <DelaiNonReponse jour={aujourdhui} />.
      </p>
    </>
  ),
  lever: () => <p>Le demandeur a répondu. La demande redevient active.</p>,
  radier: ({ etat, fiche, aujourdhui }) => (
    <>
      <Choix
        etat={etat}
        nom="motif"
        libelle="Motif"
        requis
        options={[
          { code: "renonciation", libelle: "Le demandeur renonce par écrit" },
          ...(fiche.avertiMotif === "non-reponse"
            ? [
                {
                  code: "non-reponse",
                  libelle: `Toujours pas de réponse, ${sayDelaiNonReponse(aujourdhui)} après l’avertissement`,
                },
              ]
            : []),
        ]}
      />
      {fiche.avertiMotif === "non-reponse" ? (
        <p>
          Délai pour répondre : <DelaiNonReponse jour={aujourdhui} />.
        </p>
      ) : null}
      <p class="aide">
        L’attribution radie la demande à la signature du bail ; l’irrecevabilité est à la commission ; le
        non-renouvellement vient de lui-même.
      </p>
      <Liste
        etat={etat}
        nom="sortie"
        libelle="Où le ménage s’est logé"
        options={optionsOf(SORTIES_DEMANDE, LIBELLE_SORTIE_DEMANDE)}
      />
    </>
  ),
  reactiver: () => <p>La demande redevient active, avec son ancienneté.</p>,
  irrecevabilite: ({ etat, fiche }) => (
    <>
      <p>
        {fiche.etat === "avertie"
          ? "La commission a averti le demandeur il y a un mois au moins : la demande est radiée."
          : "La commission prononce l’irrecevabilité : le demandeur est averti, et la demande pourra être radiée un mois après."}
      </p>
      <Champ
        etat={etat}
        nom="reference"
        libelle="Référence de la décision"
        aide="Celle du procès-verbal, par exemple CAL-2026-012. Aucun nom."
        requis
      />
    </>
  ),
};
