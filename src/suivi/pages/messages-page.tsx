import { type Correspondant, MESSAGE_MAX, type MessageLu } from "#dossier/lectures/message/ports.ts";
import type { CadreDossier } from "#dossier/pages/page-dossier.tsx";
import { Choix, type EtatFormulaire, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { renderPageSuivi } from "./page-suivi.tsx";

export type MessagesPageProps = {
  readonly commun: CadreDossier;
  readonly messages: readonly MessageLu[];
  readonly correspondants: readonly Correspondant[];
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  readonly annonce: string | null;
};

/** The thread: unread messages first, then the latest. */
export function renderMessagesPage({ commun, messages, etat, annonce, ...props }: MessagesPageProps): string {
  const nouveaux = messages.filter(isNouveau);
  const lus = messages.filter((message) => !isNouveau(message));
  return renderPageSuivi({
    commun,
    titre: "Que se dit-on sur ma demande ?",
    refus: etat.refus,
    annonce,
    children: (
      <>
        {messages.length === 0 ? <p>Aucun message pour le moment.</p> : null}
        {[...nouveaux, ...lus.toReversed()].map((message) => (
          <UnMessage message={message} titulaire={commun.mandat ? "Demandeur" : "Vous"} />
        ))}
        <Ecrire epci={commun.epci} etat={etat} {...props} />
      </>
    ),
  });
}

function isNouveau({ auteur, luLe }: MessageLu): boolean {
  return auteur === "organisme" && luLe === null;
}

/** `titulaire`: name of the household as this page calls it. */
export function UnMessage({ message, titulaire = "Demandeur" }: { message: MessageLu; titulaire?: string }) {
  const { auteur, nomOrganisation, texte, ecritLe } = message;
  const de =
    auteur === "organisme" ? (nomOrganisation ?? "Un organisme") : auteur === "menage" ? titulaire : "Mandataire";
  const vers = auteur === "organisme" ? "" : ` à ${nomOrganisation ?? "son guichet"}`;
  return (
    <article class="carte-fiche">
      <h2>
        {de}
        {vers}, le {formatJour(ecritLe)} {isNouveau(message) ? <Tag ton="alerte">nouveau</Tag> : null}
      </h2>
      {texte.split("\n").map((ligne) => (
        <p>{ligne}</p>
      ))}
    </article>
  );
}

type EcrireProps = Pick<MessagesPageProps, "correspondants" | "etat" | "aRelire"> & { readonly epci: string };

function Ecrire({ epci, correspondants, etat, aRelire }: EcrireProps) {
  if (correspondants.length === 0) {
    return <p>Vous pourrez écrire quand votre demande aura un guichet. Envoyez-la d’abord.</p>;
  }
  return (
    <section>
      <h2>Écrire un message</h2>
      <form class="saisie" method="post" action={hrefDemande(epci, "messages")}>
        {correspondants.length === 1 ? (
          <p>Votre message va à {correspondants[0]?.nom}.</p>
        ) : (
          <Choix
            etat={etat}
            nom="organisation"
            libelle="À qui écrivez-vous ?"
            options={correspondants.map(({ organisation, nom }) => ({ code: String(organisation), libelle: nom }))}
          />
        )}
        <TexteLong etat={etat} nom="texte" libelle="Votre message" requis limite={MESSAGE_MAX} />
        <Relire affiche={aRelire} />
        <p>
          <button class="bouton" type="submit">
            Envoyer
          </button>
        </p>
      </form>
    </section>
  );
}
