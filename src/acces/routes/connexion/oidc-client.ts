import * as client from "openid-client";
import { z } from "zod";
import type { Fournisseur } from "../../lectures/connexion/outils.ts";

export type OidcConfig = {
  /** Issuer, `https://…/api/v2`: its discovery document is below it. Plain http on this very machine only. */
  readonly emetteur: string;
  readonly client: string;
  readonly secret: string;
  /** Signature agreed at the declaration of the service, of the identity and of its details. */
  readonly algorithme: "RS256" | "ES256";
  /** Form agreed for the details: a signed token, or JSON over TLS. */
  readonly userinfo: "jwt" | "json";
  /** Levels asked (`acr_values`). */
  readonly niveaux: readonly string[];
  /** Levels taken for an answer; empty: any. */
  readonly niveauxAdmis: readonly string[];
  /** Milliseconds a call may take; 10 s by default. */
  readonly delaiMs?: number;
};

/** What one use of a provider asks for, and makes of its answer. */
export type OidcUsage<D, I> = {
  readonly scope: string;
  /** The whole address that the provider calls back, as it was declared. */
  readonly retour: string;
  /** Where it sends back once its own session is closed, as it was declared. */
  readonly sortie: string;
  readonly details: z.ZodType<D>;
  readonly identite: (sujet: string, details: D, idToken: string) => I;
};

/** Seconds between two clocks. */
const TOLERANCE_S = 60;
/** Keys and addresses of the provider change, though seldom: read again after an hour. */
const DECOUVERTE_MS = 3_600_000;

const contenuSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** OpenID Connect as the State's providers speak it: code flow, PKCE S256, state, nonce, signatures verified though they come over TLS. */
export function createOidcClient<D, I>(config: OidcConfig, usage: OidcUsage<D, I>): Fournisseur<I> {
  const discover = rememberFor(DECOUVERTE_MS, () => discoverProvider(config));
  return {
    async prepare() {
      const contenu = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const adresse = client.buildAuthorizationUrl(await discover(), {
        redirect_uri: usage.retour,
        scope: usage.scope,
        state: contenu.state,
        nonce: contenu.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(contenu.verifier),
        code_challenge_method: "S256",
        ...(config.niveaux.length > 0 ? { acr_values: config.niveaux.join(" ") } : {}),
      });
      return { adresse: adresse.href, contenu };
    },
    async finish(retour, contenu) {
      const provider = await discover();
      const { state, nonce, verifier } = contenuSchema.parse(contenu);
      const tokens = await client.authorizationCodeGrant(provider, new URL(`${usage.retour}${retour.search}`), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims || !tokens.id_token) throw new Error("no ID token");
      checkClaims(config, claims);
      const details = usage.details.parse(await client.fetchUserInfo(provider, tokens.access_token, claims.sub));
      return usage.identite(claims.sub, details, tokens.id_token);
    },
    async closeAddress(idToken, etat = client.randomState()) {
      const provider = await discover();
      if (!provider.serverMetadata().end_session_endpoint) return null;
      return client.buildEndSessionUrl(provider, {
        id_token_hint: idToken,
        post_logout_redirect_uri: usage.sortie,
        state: etat,
      }).href;
    },
  };
}

/** Claims that the library does not check. */
function checkClaims({ client: clientId, niveauxAdmis }: OidcConfig, claims: client.IDToken): void {
  if (claims.iat > Date.now() / 1000 + TOLERANCE_S) throw new Error("ID token issued in the future");
  if (claims.azp !== undefined && claims.azp !== clientId) throw new Error("ID token for another party");
  if (niveauxAdmis.length > 0 && !(typeof claims.acr === "string" && niveauxAdmis.includes(claims.acr))) {
    throw new Error("level of authentication below what was asked");
  }
}

async function discoverProvider(config: OidcConfig): Promise<client.Configuration> {
  const server = new URL(config.emetteur);
  const local = server.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(server.hostname);
  const metadata = {
    client_secret: config.secret,
    id_token_signed_response_alg: config.algorithme,
    ...(config.userinfo === "json" ? {} : { userinfo_signed_response_alg: config.algorithme }),
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
