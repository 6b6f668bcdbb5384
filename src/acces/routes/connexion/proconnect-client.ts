import { z } from "zod";
import type { FournisseurIdentite } from "../../lectures/connexion/outils.ts";
import { createOidcClient, type OidcConfig } from "./oidc-client.ts";

/** Defaults unless the service's declaration differs: RS256, details as a signed token, no level. */
export type ProConnectConfig = Pick<OidcConfig, "emetteur" | "client" | "secret" | "delaiMs"> &
  Partial<Pick<OidcConfig, "algorithme" | "userinfo" | "niveaux">>;

const detailsSchema = z.looseObject({
  email: z.string().max(320).optional(),
  email_verified: z.boolean().optional(),
  siret: z.string().max(20).optional(),
});

/** ProConnect, for agents. The answer must have a requested level, when there is one. */
export function createProConnect(config: ProConnectConfig, origine: string): FournisseurIdentite {
  const { niveaux = [] } = config;
  const agreed = { algorithme: "RS256", userinfo: "jwt", ...config, niveaux, niveauxAdmis: niveaux } as const;
  return createOidcClient(agreed, {
    scope: "openid email given_name usual_name siret uid",
    retour: `${origine}/connexion/proconnect/retour`,
    sortie: `${origine}/deconnexion`,
    details: detailsSchema,
    identite: (sujet, details, idToken) => ({
      emetteur: config.emetteur,
      sujet,
      courriel: details.email ?? null,
      courrielVerifie: details.email_verified ?? null,
      siret: details.siret ?? null,
      idToken,
    }),
  });
}
