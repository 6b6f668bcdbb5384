import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SMTPTransportOptions } from "nodemailer";
import { z } from "zod";
import type { Courrier, IssueCourrier, MessageCourrier } from "#socle/lectures/courrier.ts";
import type { Configuration } from "./configuration.ts";

type Journal = { error(faits: Readonly<Record<string, unknown>>, message: string): void };
type Options = Pick<Configuration, "donnees" | "courrier"> & { readonly log: Journal };

/** Sender of the messages left in a folder: a reserved domain (RFC 2606). */
const ADRESSE_DEPOT = "ne-pas-repondre@blaise.invalid";

/** Milliseconds: a page waits for the mail server. */
const DELAIS = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 15_000, dnsTimeout: 8_000 };

/** Sends through the configured mail server, or writes the messages in a folder, for anybody to open and send. */
export function openCourrier({ donnees, courrier, log }: Options): Courrier {
  if (courrier === null) return openDepot(join(donnees, "courriels"));
  const transport = createTransport(smtpOptions(courrier.smtp));
  const adresse = courrier.expediteur;
  return {
    adresse,
    depot: null,
    async envoyer(message) {
      try {
        await transport.sendMail(composeMail(message, adresse));
        return { etat: "envoye" };
      } catch (error) {
        const { code, responseCode } = smtpErrorSchema.parse(error);
        log.error({ code, responseCode }, "message non parti");
        return issueOf(code, responseCode);
      }
    },
  };
}

/** « smtp:// » requires STARTTLS everywhere but on this machine; « smtps:// » is encrypted from the first byte. */
function smtpOptions(adresse: string): SMTPTransportOptions {
  const { protocol, hostname, port, username, password } = new URL(adresse);
  const secure = protocol === "smtps:";
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return {
    host: hostname.replaceAll(/[[\]]/g, ""),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !local,
    ignoreTLS: !secure && local,
    ...(username === "" ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...DELAIS,
    ...FERME,
  };
}

/** A message never includes a file or an address that its text would name. */
const FERME = { disableFileAccess: true, disableUrlAccess: true } as const;

function openDepot(dossier: string): Courrier {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows", ...FERME });
  return {
    adresse: ADRESSE_DEPOT,
    depot: dossier,
    async envoyer(message) {
      try {
        const { message: contenu } = await transport.sendMail(composeMail(message, ADRESSE_DEPOT));
        if (!Buffer.isBuffer(contenu)) throw new Error("a message was composed as a stream");
        await mkdir(dossier, { recursive: true, mode: 0o700 });
        const chemin = join(dossier, `${message.cle}.eml`);
        // Renamed once whole, so that nobody reads a partial message.
        await writeFile(`${chemin}.partiel`, contenu, { mode: 0o600 });
        await rename(`${chemin}.partiel`, chemin);
        return { etat: "depose" };
      } catch {
        return { etat: "echec", motif: "Le dossier des messages ne peut pas être écrit.", panne: true };
      }
    },
  };
}

function composeMail(
  { cle, destinataire, expediteur, sujet, texte, evenement, pieces = [] }: MessageCourrier,
  adresse: string,
) {
  if (!/^[\w.-]+$/.test(cle))
    throw new Error("identity of a message with a character that a header or a path would read");
  return {
    messageId: `<${cle}@blaise>`,
    from: { name: expediteur, address: adresse },
    to: { name: destinataire.nom, address: destinataire.courriel },
    subject: sujet,
    text: texte,
    // RFC 3834: answering machines do not answer such a message.
    headers: { "Auto-Submitted": "auto-generated" },
    ...(evenement && {
      icalEvent: { method: evenement.methode, filename: "reunion.ics", content: evenement.contenu },
    }),
    attachments: pieces.map(({ nom, type, contenu }) => ({
      filename: nom,
      contentType: type,
      content: Buffer.from(contenu),
    })),
    ...FERME,
  };
}

const smtpErrorSchema = z
  .object({ code: z.string().nullable().catch(null), responseCode: z.number().nullable().catch(null) })
  .catch({ code: null, responseCode: null });

/** The server does not answer, or refuses the login: the other messages would fail too. */
const PANNES: Readonly<Record<string, string>> = {
  ECONNECTION: "Le serveur de courrier ne répond pas.",
  ESOCKET: "Le serveur de courrier ne répond pas.",
  ETIMEDOUT: "Le serveur de courrier ne répond pas à temps.",
  EDNS: "Le nom du serveur de courrier est inconnu.",
  ETLS: "Le serveur de courrier ne chiffre pas la liaison.",
  EAUTH: "Le serveur de courrier refuse l’identifiant ou le mot de passe réglés.",
};

function issueOf(code: string | null, responseCode: number | null): IssueCourrier {
  const panne = PANNES[code ?? ""];
  if (panne !== undefined) return { etat: "echec", motif: panne, panne: true };
  if (responseCode !== null && responseCode >= 500) {
    return {
      etat: "echec",
      motif: `Le serveur de courrier refuse ce message ou cette adresse (code ${responseCode}).`,
      panne: false,
    };
  }
  if (responseCode !== null && responseCode >= 400) {
    return {
      etat: "echec",
      motif: `Le serveur de courrier demande de réessayer plus tard (code ${responseCode}).`,
      panne: false,
    };
  }
  return { etat: "echec", motif: "Le message n’a pas pu être remis au serveur de courrier.", panne: false };
}
