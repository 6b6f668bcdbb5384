import type { Child } from "hono/jsx";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { EnvoiReunion } from "../lectures/ports.ts";
import type { ReunionLue } from "../lectures/reunion-lire.ts";
import { cheminReunion } from "./instance-chemins.ts";

const LIBELLE: Readonly<Record<EnvoiReunion["etat"], string>> = {
  "a-envoyer": "À envoyer",
  envoye: "Envoyé",
  depose: "Déposé",
  echec: "Non parti",
};
const TON = { "a-envoyer": "neutre", envoye: "ok", depose: "ok", echec: "erreur" } as const;

type EnvoisProps = {
  readonly lue: ReunionLue;
  /** Folder of outgoing messages; null: a mail server sends them. */
  readonly depot: string | null;
};

export function EnvoisReunion({ lue, depot }: EnvoisProps) {
  const { envois, reunion, territoire } = lue;
  if (envois === null || envois.length === 0) return null;
  // A former rank would put a moved meeting back in its place: it is not sent again.
  const restent = envois.filter(
    ({ etat, sequence }) => sequence === reunion.sequence && (etat === "a-envoyer" || etat === "echec"),
  );
  return (
    <section aria-labelledby="envois">
      <h2 id="envois">Messages</h2>
      {depot === null ? null : <MessagesDeposes depot={depot} />}
      {restent.length > 0 ? (
        <form method="post" action={hrefTerritoire(territoire.epci, cheminReunion(reunion.id, "/envois"))}>
          <p>
            {formatCompte(restent.length, "message")} {restent.length === 1 ? "n’est pas parti" : "ne sont pas partis"}.
          </p>
          <button class="bouton second" type="submit">
            Renvoyer ce qui n’est pas parti
          </button>
        </form>
      ) : null}
      <Table table={tableEnvois(reunion.sequence)} lignes={envois} />
    </section>
  );
}

/** `sequence`: last rank of the meeting. */
function tableEnvois(sequence: number) {
  return defineTable<EnvoiReunion, Child>({
    code: "envois",
    titre: "Messages, le dernier rang d’abord",
    colonnes: [
      {
        code: "destinataire",
        titre: "Destinataire",
        valeur: ({ nom }) => nom,
        rendu: ({ nom, courriel }) => (
          <>
            {nom}, <span class="brut">{courriel}</span>
          </>
        ),
      },
      {
        code: "message",
        titre: "Message",
        valeur: ({ methode }) => (methode === "CANCEL" ? "Annulation" : "Convocation"),
      },
      { code: "rang", titre: "Rang", genre: "entier", valeur: (envoi) => envoi.sequence },
      {
        code: "etat",
        titre: "État",
        valeur: ({ etat }) => LIBELLE[etat],
        rendu: (envoi) => <Etat envoi={envoi} remplace={envoi.sequence < sequence} />,
      },
      {
        code: "le",
        titre: "Le",
        valeur: ({ envoyeLe }) => (envoyeLe === null ? "pas encore" : formatJourCourt(envoyeLe)),
      },
    ],
  });
}

function Etat({ envoi, remplace }: { envoi: EnvoiReunion; remplace: boolean }) {
  const attend = envoi.etat === "a-envoyer" || envoi.etat === "echec";
  if (attend && remplace) return <Tag ton="neutre">Remplacé par le suivant</Tag>;
  return (
    <>
      <Tag ton={TON[envoi.etat]}>{LIBELLE[envoi.etat]}</Tag>
      {envoi.motif === null ? null : <> {envoi.motif}</>}
    </>
  );
}

export function MessagesDeposes({ depot }: { depot: string }) {
  return (
    <Message ton="neutre">
      <p>
        Aucun serveur de courrier n’est réglé : messages déposés dans <code>{depot}</code>.
      </p>
    </Message>
  );
}
