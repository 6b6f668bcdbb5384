import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import type { VerificateurCles } from "../../lectures/connexion/outils.ts";

/** Loaded with the first key: with its certificates, it is a quarter of what the server loads, and many installations have no key. */
const loadLibrary = () => import("@simplewebauthn/server");

/** Only the part that our code reads; the library checks the rest. */
const reponseSchema = z.looseObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{8,1400}$/),
  response: z.looseObject({ userHandle: z.string().max(200).nullish() }),
});

/**
 * Passkeys for the site of `origine`. The browser finds the key (no list is sent), and the holder unlocks it by a code or a finger
 * (`userVerification`): two factors. null when the origin is an IP address, to which no key can be bound.
 */
export function createVerificateurCles(origine: string): VerificateurCles | null {
  const { hostname, origin } = new URL(origine);
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith("[")) return null;
  return {
    async prepareAjout(compte, cles) {
      const { generateRegistrationOptions } = await loadLibrary();
      const options = await generateRegistrationOptions({
        rpName: "Blaise",
        rpID: hostname,
        userID: new TextEncoder().encode(handleOf(compte.id)),
        userName: compte.courriel,
        userDisplayName: `${compte.prenom} ${compte.nom}`,
        attestationType: "none",
        excludeCredentials: cles.map(({ identifiant, transports }) => ({
          id: identifiant,
          transports: [...transports],
        })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
      return { options, challenge: options.challenge };
    },
    async verifyAjout(reponse, challenge) {
      const { verifyRegistrationResponse } = await loadLibrary();
      const verified = await attempt(() =>
        verifyRegistrationResponse({
          // The library treats it as unknown data, and checks every field itself.
          response: reponse as RegistrationResponseJSON,
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: hostname,
          requireUserVerification: true,
        }),
      );
      if (!verified?.verified) return null;
      const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
      return { identifiant: id, clePublique: publicKey, compteur: counter, transports: transports ?? [] };
    },
    async prepareLogin() {
      const { generateAuthenticationOptions } = await loadLibrary();
      const options = await generateAuthenticationOptions({ rpID: hostname, userVerification: "required" });
      return { options, challenge: options.challenge };
    },
    identifiantOf: (reponse) => reponseSchema.safeParse(reponse).data?.id ?? null,
    async verifyLogin(reponse, challenge, cle) {
      const handle = reponseSchema.safeParse(reponse).data?.response.userHandle;
      if (handle !== undefined && handle !== null && decode(handle) !== handleOf(cle.compte)) return null;
      const { verifyAuthenticationResponse } = await loadLibrary();
      const verified = await attempt(() =>
        verifyAuthenticationResponse({
          response: reponse as AuthenticationResponseJSON,
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: hostname,
          requireUserVerification: true,
          credential: { id: cle.identifiant, publicKey: cle.clePublique, counter: cle.compteur },
        }),
      );
      return verified?.verified ? verified.authenticationInfo.newCounter : null;
    },
  };
}

function handleOf(compte: number): string {
  return `blaise-compte-${compte}`;
}

function decode(base64url: string): string {
  return Buffer.from(base64url, "base64url").toString("utf8");
}

/** The library throws for every invalid answer: null, never a defect of ours. */
async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
