import * as client from "openid-client";
import { z } from "zod";
import type { Fournisseur } from "../../lectures/connexion/outils.ts";

export type OidcConfig = {
  /** Issuer, `https://…/api/v2`, with its discovery document below. Plain http on this machine only. */
  readonly emetteur: string;
  readonly client: string;
  readonly secret: string;
  /** Algorithm declared for the signatures of identity and details. */
  readonly algorithme: "RS256" | "ES256";
  /** Format declared for the details: a signed token, or JSON over TLS. */
  readonly userinfo: "jwt" | "json";
  /** Levels requested (`acr_values`). */
  readonly niveaux: readonly string[];
  /** Levels accepted in the answer; empty: any. */
  readonly niveauxAdmis: readonly string[];
  /** Longest call, in milliseconds; 10 s by default. */
  readonly delaiMs?: number;
};

/** What one use of a provider asks for, and how it reads the answer. */
export type OidcUsage<D, I> = {
  readonly scope: string;
  /** The whole callback address, as declared. */
  readonly retour: string;
  /** Where the provider sends back after closing its own session, as declared. */
  readonly sortie: string;
  readonly details: z.ZodType<D>;
  readonly identite: (sujet: string, details: D, idToken: string) => I;
};

/** Tolerated clock difference, in seconds. */
const TOLERANCE_S = 60;
/** A provider's keys and addresses seldom change: read again after an hour. */
const DECOUVERTE_MS = 3_600_000;

const contenuSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** OpenID Connect as the State's providers use it: code flow, PKCE S256, state, nonce, signatures verified even over TLS. */
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

/** Caches `work` for `ms`; simultaneous callers share one call, and a failure is not cached. */
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
