import { z } from "zod";
import type { IdentiteFranceConnect } from "../../lectures/connexion/identite-franceconnect.ts";
import type { Fournisseur } from "../../lectures/connexion/outils.ts";
import { createOidcClient, type OidcConfig } from "./oidc-client.ts";

export type FranceConnectConfig = Pick<OidcConfig, "emetteur" | "client" | "secret" | "algorithme" | "delaiMs">;

/** Names, birth and usual name only: neither the place of birth nor the address is needed here. */
const SCOPE = "openid given_name family_name preferred_username birthdate";
const NOM_MAX = 80;

const nom = z.string().trim().max(200).optional();
const detailsSchema = z.looseObject({
  given_name: nom,
  family_name: nom,
  preferred_username: nom,
  birthdate: z.string().max(20).optional(),
});

/** FranceConnect (v2), for households. The subject is hashed on arrival: only this function has it in clear. */
export function createFranceConnect(
  config: FranceConnectConfig,
  origine: string,
  hash: (text: string) => string,
): Fournisseur<IdentiteFranceConnect> {
  const agreed = {
    ...config,
    userinfo: "jwt",
    niveaux: ["eidas1"],
    niveauxAdmis: ["eidas1", "eidas2", "eidas3"],
  } as const;
  return createOidcClient(agreed, {
    scope: SCOPE,
    retour: `${origine}/franceconnect/retour`,
    sortie: `${origine}/franceconnect/sortie`,
    details: detailsSchema,
    identite: (sujet, details, idToken) => ({
      sujet: hash(`franceconnect\n${config.emetteur}\n${sujet}`),
      nom: textOf(details.family_name),
      nomUsage: textOf(details.preferred_username),
      prenom: textOf(details.given_name),
      naissance: dayOf(details.birthdate),
      idToken,
    }),
  });
}

function textOf(value = ""): string | null {
  return value === "" ? null : value.slice(0, NOM_MAX);
}

/** An incomplete birth is « 1980-00-00 »: null, no day is invented. */
function dayOf(value = ""): string | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  return day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value) ? value : null;
}
