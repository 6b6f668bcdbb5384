import * as client from "openid-client";
import { z } from "zod";
import type { FournisseurIdentite, Identite } from "#application/connexion/outils.ts";

export type ProConnectConfig = {
  /** Issuer, `https://…/api/v2` at ProConnect: its discovery document is below it. Plain http on this very machine only. */
  readonly emetteur: string;
  readonly client: string;
  readonly secret: string;
  /** Signature agreed at the declaration of the service, of the identity and of its details: RS256 by default. */
  readonly algorithme?: "RS256" | "ES256";
  /** Form agreed for the details: a signed token (by default), or JSON over TLS. */
  readonly userinfo?: "jwt" | "json";
  /** Levels asked (`acr_values`): the answer must then be one of them. None by default. */
  readonly niveaux?: readonly string[];
  /** Milliseconds a call may take; 10 s by default. */
  readonly delaiMs?: number;
};

const SCOPE = "openid email given_name usual_name siret uid";
/** A clock that is not quite ours. */
const TOLERANCE_S = 60;
/** Keys and addresses of the provider change, though seldom: read again after an hour. */
const DECOUVERTE_MS = 3_600_000;

const userinfoSchema = z.looseObject({
  email: z.string().max(320).optional(),
  email_verified: z.boolean().optional(),
  siret: z.string().max(20).optional(),
});
const contenuSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** OpenID Connect as ProConnect speaks it: code flow, PKCE S256, state, nonce, signatures verified though they come over TLS. */
export function createProConnect(config: ProConnectConfig, origine: string): FournisseurIdentite {
  const redirectUri = `${origine}/connexion/proconnect/retour`;
  const niveaux = config.niveaux ?? [];
  const discover = rememberFor(DECOUVERTE_MS, () => discoverProvider(config));
  return {
    async prepare() {
      const provider = await discover();
      const contenu = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const adresse = client.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state: contenu.state,
        nonce: contenu.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(contenu.verifier),
        code_challenge_method: "S256",
        ...(niveaux.length > 0 ? { acr_values: niveaux.join(" ") } : {}),
      });
      return { adresse: adresse.href, contenu };
    },
    async finish(retour, contenu) {
      const provider = await discover();
      const { state, nonce, verifier } = contenuSchema.parse(contenu);
      const tokens = await client.authorizationCodeGrant(provider, new URL(`${redirectUri}${retour.search}`), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims || !tokens.id_token) throw new Error("no ID token");
      checkClaims(config, claims);
      const details = userinfoSchema.parse(await client.fetchUserInfo(provider, tokens.access_token, claims.sub));
      return identityOf(config, claims.sub, details, tokens.id_token);
    },
    async closeAddress(idToken) {
      const provider = await discover();
      if (!provider.serverMetadata().end_session_endpoint) return null;
      return client.buildEndSessionUrl(provider, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${origine}/deconnexion`,
        state: client.randomState(),
      }).href;
    },
  };
}

/** What the library leaves to its caller. */
function checkClaims({ client: clientId, niveaux = [] }: ProConnectConfig, claims: client.IDToken): void {
  if (claims.iat > Date.now() / 1000 + TOLERANCE_S) throw new Error("ID token issued in the future");
  if (claims.azp !== undefined && claims.azp !== clientId) throw new Error("ID token for another party");
  if (niveaux.length > 0 && !(typeof claims.acr === "string" && niveaux.includes(claims.acr))) {
    throw new Error("level of authentication below what was asked");
  }
}

function identityOf(
  config: ProConnectConfig,
  sujet: string,
  details: z.output<typeof userinfoSchema>,
  idToken: string,
): Identite {
  return {
    emetteur: config.emetteur,
    sujet,
    courriel: details.email ?? null,
    courrielVerifie: details.email_verified ?? null,
    siret: details.siret ?? null,
    idToken,
  };
}

async function discoverProvider(config: ProConnectConfig): Promise<client.Configuration> {
  const server = new URL(config.emetteur);
  const algorithme = config.algorithme ?? "RS256";
  const local = server.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(server.hostname);
  const metadata = {
    client_secret: config.secret,
    id_token_signed_response_alg: algorithme,
    ...(config.userinfo === "json" ? {} : { userinfo_signed_response_alg: algorithme }),
    [client.clockTolerance]: TOLERANCE_S,
  };
  return client.discovery(server, config.client, metadata, client.ClientSecretPost(config.secret), {
    timeout: (config.delaiMs ?? 10_000) / 1000,
    execute: [client.enableNonRepudiationChecks, ...(local ? [client.allowInsecureRequests] : [])],
  });
}

/** One call for all who ask together; a failure is not remembered. */
function rememberFor<T>(ms: number, work: () => Promise<T>): () => Promise<T> {
  let known: { readonly value: Promise<T>; readonly until: number } | null = null;
  return () => {
    if (known && Date.now() < known.until) return known.value;
    const value = work();
    known = { value, until: Date.now() + ms };
    value.catch(() => {
      known = null;
    });
    return value;
  };
}
