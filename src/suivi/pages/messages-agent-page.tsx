import { MESSAGE_MAX, type MessageLu } from "#dossier/lectures/message/ports.ts";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Relire, renderPageFormulaire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import type { DossierSuivi } from "../lectures/ports.ts";
import { UnMessage } from "./messages-page.tsx";

export type MessagesAgentProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly dossier: DossierSuivi;
  readonly messages: readonly MessageLu[];
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
};

export function renderMessagesAgentPage({ cadre, epci, dossier, messages, etat, aRelire }: MessagesAgentProps): string {
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    titre: "Écrire au ménage",
    bouton: "Envoyer",
    sous: (
      <p>
        Demande {dossier.reference ?? "importée"}. Le ménage est prévenu s’il l’a accepté, sans le texte du message.
      </p>
    ),
    chemin: cheminDemande(dossier.id, "messages"),
    retour: { chemin: cheminDemande(dossier.id, "evenements"), libelle: "Suivi partagé" },
    children: (
      <>
        <TexteLong etat={etat} nom="texte" libelle="Votre message" requis limite={MESSAGE_MAX} />
        <Relire affiche={aRelire} />
      </>
    ),
    apres: (
      <section>
        <h2>Le fil</h2>
        {messages.length === 0 ? <p>Aucun message que vous puissiez lire.</p> : null}
        {messages.toReversed().map((message) => (
          <UnMessage message={message} />
        ))}
      </section>
    ),
  });
}
