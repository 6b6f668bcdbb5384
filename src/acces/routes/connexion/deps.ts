import type { Context } from "hono";
import type { Logger } from "pino";
import type { Horloge } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Partage } from "#socle/routes/serveur/compteur.ts";
import type { IdentiteFranceConnect } from "../../lectures/connexion/identite-franceconnect.ts";
import type { LoginDeps } from "../../lectures/connexion/login.ts";
import type { Fournisseur, FournisseurIdentite, VerificateurCles } from "../../lectures/connexion/outils.ts";
import type { ConnexionQueries } from "../../lectures/connexion/ports.ts";
import { createHacheur } from "./argon2.ts";
import { createFranceConnect, type FranceConnectConfig } from "./franceconnect-client.ts";
import { createFrein, createFreinMessages, type FreinMessages } from "./freins.ts";
import { createProConnect, type ProConnectConfig } from "./proconnect-client.ts";
import { createVerificateurCles } from "./webauthn.ts";

/** Everything the login needs; `resolveSession` and `readJeton` use it too. */
export type ConnexionDeps = LoginDeps & {
  /** Public address, without a path: `https://blaise.exemple.fr`. */
  readonly origine: string;
  readonly secure: boolean;
  readonly fournisseur: FournisseurIdentite | null;
  /** For households, never agents. null: the service is not declared. */
  readonly franceConnect: Fournisseur<IdentiteFranceConnect> | null;
  /** null: no passkey can be bound to this address. */
  readonly cles: VerificateurCles | null;
  /** Address of the client, behind trusted proxies. */
  adresse(c: Context): string;
  readonly log: Pick<Logger, "info">;
  /** Limits the messages that strangers cause to an address, before sending. */
  readonly freinMessages: FreinMessages;
};

export type ConnexionOptions = {
  readonly queries: ConnexionQueries;
  readonly horloge: Horloge;
  readonly demonstration: boolean;
  readonly origine: string;
  readonly proconnect: ProConnectConfig | null;
  /** `hash`: keyed. Default: not declared. */
  readonly franceConnect?: (FranceConnectConfig & { readonly hash: (text: string) => string }) | null;
  readonly adresse: (c: Context) => string;
  readonly log: Pick<Logger, "info">;
  /** Where trials are counted; by default in this process only. */
  readonly partage?: Partage | null;
};

/**
 * Assembles the real tools around the queries. Refuses "configuration-invalide" for a plain http origin on another machine: cookies would travel in
 * clear.
 */
export function openConnexion(options: ConnexionOptions): ConnexionDeps {
  const { proconnect, franceConnect = null, partage = null, ...others } = options;
  const { protocol, hostname, origin } = new URL(options.origine);
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && local)) {
    throw new Refus(
      "configuration-invalide",
      `L’adresse publique « ${origin} » n’est pas en https : les mots de passe et les sessions circuleraient en clair. Indiquez une adresse en https, ou http://localhost sur un poste.`,
    );
  }
  return {
    ...others,
    origine: origin,
    secure: protocol === "https:",
    hacheur: createHacheur(),
    onDefaut: (error) => options.log.info({ err: error }, "connexion refusée, non inscrite au journal"),
    frein: createFrein(partage),
    freinMessages: createFreinMessages(partage),
    cles: createVerificateurCles(origin),
    fournisseur: proconnect && createProConnect(proconnect, origin),
    franceConnect: franceConnect && createFranceConnect(franceConnect, origin, franceConnect.hash),
  };
}
