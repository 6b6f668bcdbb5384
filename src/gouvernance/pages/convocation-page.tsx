import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { TexteMessage } from "../lectures/convocation-message.ts";
import type { Destinataires } from "../lectures/convoquer-qui.ts";
import type { ReunionLue } from "../lectures/reunion-lire.ts";
import { cheminInstance, cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { MessagesDeposes } from "./reunion-envois.tsx";

export type ConvocationPageProps = {
  readonly cadre: Cadre;
  readonly lue: ReunionLue;
  readonly qui: Destinataires;
  /** Count of the accounts that will read the cases of the agenda. */
  readonly comptes: number;
  readonly message: TexteMessage;
  /** Rank of the event to send, posted back so that a convocation is sent once, as read. */
  readonly sequence: number;
  readonly depot: string | null;
  /** Reason why it cannot be convened; null: it can. */
  readonly erreur: string | null;
};

export function renderConvocationPage(props: ConvocationPageProps): string {
  const { cadre, lue, erreur, qui, message, comptes } = props;
  const { reunion, territoire } = lue;
  const encore = reunion.etat === "convoquee";
  const titre = `${encore ? "Convoquer à nouveau" : "Convoquer"} : ${reunion.titre}`;
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTerritoire(territoire.epci, cheminReunion(reunion.id)), libelle: "La réunion" },
    erreur,
    titreErreur: "Convocation impossible",
    children: (
      <>
        <p>
          {lue.quand}, {lue.ou}. {sayEnvois(qui.destinataires.length)} {sayComptes(comptes)}
        </p>
        {props.depot === null ? null : <MessagesDeposes depot={props.depot} />}
        {erreur === null ? <Envoyer {...props} /> : <Reprendre lue={lue} />}
        <QuiRecoit {...props} />
        <section aria-labelledby="message">
          <h2 id="message">Le message</h2>
          <p>
            <b>Objet : {message.sujet}</b>
          </p>
          {message.texte.split("\n\n").map((paragraphe) => (
            <p>
              {paragraphe.split("\n").map((ligne, rang) => (
                <>
                  {rang > 0 ? <br /> : null}
                  {ligne}
                </>
              ))}
            </p>
          ))}
        </section>
      </>
    ),
  });
}

function sayEnvois(nombre: number): string {
  if (nombre === 0) return "Aucun message ne partira : aucun membre n’a de contact.";
  return `${formatCompte(nombre, "message")} ${nombre === 1 ? "partira" : "partiront"}.`;
}

function sayComptes(nombre: number): string {
  if (nombre === 0) return "Aucun compte habilité à la commission ne lira les cas de l’ordre du jour.";
  return `${formatCompte(nombre, "compte habilité", "comptes habilités")} à la commission ${nombre === 1 ? "lira" : "liront"} les cas de l’ordre du jour, jusqu’à 60 jours après la réunion.`;
}

function Envoyer({ lue: { territoire, reunion }, qui, sequence }: ConvocationPageProps) {
  return (
    <form class="ligne" method="post" action={hrefTerritoire(territoire.epci, cheminReunion(reunion.id, "/convoquer"))}>
      <input type="hidden" name="sequence" value={String(sequence)} />
      <button class="bouton" type="submit">
        {qui.destinataires.length === 0 ? "Marquer comme convoquée" : "Envoyer les convocations"}
      </button>
      <a class="cible" href={hrefTerritoire(territoire.epci, cheminReunion(reunion.id))}>
        Revenir sans convoquer
      </a>
    </form>
  );
}

function Reprendre({ lue: { territoire, reunion, points } }: { lue: ReunionLue }) {
  const suite = points.length === 0 ? "/ordre-du-jour" : "/modifier";
  return (
    <p>
      <a class="bouton" href={hrefTerritoire(territoire.epci, cheminReunion(reunion.id, suite))}>
        {points.length === 0 ? "Écrire l’ordre du jour" : "Modifier la réunion"}
      </a>
    </p>
  );
}

function QuiRecoit({ lue, qui }: ConvocationPageProps) {
  const { membres, destinataires, sansContact } = qui;
  const { territoire, instance } = lue;
  return (
    <section aria-labelledby="destinataires">
      <h2 id="destinataires">Qui reçoit</h2>
      {sansContact.length > 0 ? (
        <Message ton="alerte" titre="Personne à convoquer">
          <p>
            {sansContact.map(({ nom }) => nom).join(", ")} : aucun contact n’est écrit. Prévenez-les autrement, ou{" "}
            <a href={hrefTerritoire(territoire.epci, cheminInstance(instance.id))}>ajoutez un contact</a>.
          </p>
        </Message>
      ) : null}
      {destinataires.length === 0 ? null : <Table table={tableDestinataires(membres)} lignes={destinataires} />}
    </section>
  );
}

function tableDestinataires(membres: Destinataires["membres"]) {
  return defineTable<Destinataires["destinataires"][number], Child>({
    code: "destinataires",
    titre: "Destinataires",
    colonnes: [
      { code: "nom", titre: "Destinataire", valeur: ({ nom }) => nom },
      {
        code: "courriel",
        titre: "Adresse",
        valeur: ({ courriel }) => courriel,
        rendu: ({ courriel }) => <span class="brut">{courriel}</span>,
      },
      { code: "membre", titre: "Membre", valeur: ({ membre }) => membres.find(({ id }) => id === membre)?.nom ?? null },
    ],
  });
}
