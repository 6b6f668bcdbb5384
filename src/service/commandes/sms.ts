import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { IssueCourrier, MessageSms, Sms } from "#socle/lectures/courrier.ts";
import type { Configuration } from "./configuration.ts";

type Journal = { error(faits: Readonly<Record<string, unknown>>, message: string): void };
type Options = Pick<Configuration, "donnees" | "sms"> & { readonly log: Journal };

/** Milliseconds: a page waits for the gateway's answer. */
const DELAI_MS = 8_000;

/** Sends through the configured gateway, or writes the messages in a folder. */
export function openSms({ donnees, sms, log }: Options): Sms {
  if (sms === null) return openDepot(join(donnees, "sms"));
  return {
    depot: null,
    async envoyer(message) {
      checkCle(message);
      try {
        return issueOf(await post(sms, message), log);
      } catch {
        log.error({}, "SMS non parti");
        return { etat: "echec", motif: "La passerelle de SMS ne répond pas.", panne: true };
      }
    },
  };
}

/** `cle`: lets the gateway recognise a message sent twice. */
async function post(
  { url, jeton }: { url: string; jeton: string },
  { cle, numero, texte }: MessageSms,
): Promise<number> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${jeton}` },
    body: JSON.stringify({ cle, destinataire: numero, texte }),
    // The token is for this address only: a redirection is refused.
    redirect: "error",
    signal: AbortSignal.timeout(DELAI_MS),
  });
  await response.body?.cancel();
  return response.status;
}

function issueOf(code: number, log: Journal): IssueCourrier {
  if (code >= 200 && code < 300) return { etat: "envoye" };
  log.error({ code }, "SMS non parti");
  if (code === 401 || code === 403) {
    return { etat: "echec", motif: "La passerelle de SMS refuse le jeton réglé.", panne: true };
  }
  const motif = `La passerelle de SMS refuse ce message (code ${code}).`;
  return { etat: "echec", motif, panne: code >= 500 || code === 429 };
}

function openDepot(dossier: string): Sms {
  return {
    depot: dossier,
    async envoyer(message) {
      checkCle(message);
      try {
        await mkdir(dossier, { recursive: true, mode: 0o700 });
        const chemin = join(dossier, `${message.cle}.txt`);
        // Renamed once whole, so that nobody reads a partial message.
        await writeFile(`${chemin}.partiel`, `${message.numero}\n${message.texte}\n`, { mode: 0o600 });
        await rename(`${chemin}.partiel`, chemin);
        return { etat: "depose" };
      } catch {
        return { etat: "echec", motif: "Le dossier des SMS ne peut pas être écrit.", panne: true };
      }
    },
  };
}

function checkCle({ cle }: MessageSms): void {
  if (!/^[\w-]+$/.test(cle)) throw new Error("identity of a message with a character that a path would read");
}
