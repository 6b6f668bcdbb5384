import type { Lieu } from "#donnees/regles/convention/lieu.ts";
import type { Porteur } from "#engagements/regles/convention/engagement.ts";
import type { CompteSitue } from "../ports.ts";

/** `peut-etre`: depends on a fact that the file lacks. */
export type Appartenance = "oui" | "non" | "peut-etre";

/** Communes of each QPV, by its code; an absent or empty one may be anywhere. */
export type CommunesDesQuartiers = ReadonlyMap<string, readonly string[]>;

type Situe = Pick<
  CompteSitue,
  "bailleur" | "possible" | "commune" | "secteur" | "qpv" | "contingent" | "reservataire" | "situation"
>;

/** Whether the objective covers the lease. */
export function belongs(
  compte: Situe,
  { porteur, lieu }: { readonly porteur: Porteur; readonly lieu: Lieu | null },
  quartiers: CommunesDesQuartiers,
): Appartenance {
  const own = [ofPorteur(compte, porteur), lieu === null ? "oui" : ofLieu(compte, lieu, quartiers)];
  if (own.includes("non")) return "non";
  return own.includes("peut-etre") ? "peut-etre" : "oui";
}

/** Whether the bearer's objective covers the lease. */
export function ofPorteur(
  {
    bailleur,
    possible,
    contingent,
    reservataire,
  }: Pick<Situe, "bailleur" | "possible" | "contingent" | "reservataire">,
  porteur: Porteur,
): Appartenance {
  if (porteur.type === "epci") return "oui";
  if (porteur.type === "bailleur") {
    if (![bailleur, possible].includes(porteur.siren)) return "non";
    return possible === undefined ? "oui" : "peut-etre";
  }
  if (contingent === "inconnu") return "peut-etre";
  if (contingent !== porteur.contingent) return "non";
  if (porteur.organisation === undefined) return "oui";
  // Several réservataires share an SNE code: a lease that no right names may belong to any of them.
  if (reservataire == null) return "peut-etre";
  return reservataire === porteur.organisation.id ? "oui" : "non";
}

function ofLieu(compte: Situe, { genre, code }: Lieu, quartiers: CommunesDesQuartiers): Appartenance {
  if (genre === "qpv") return ofQuartier(compte, code, quartiers);
  // A commune without a secteur in the published list is in none.
  if (compte.commune === null) return "peut-etre";
  return (genre === "commune" ? compte.commune : compte.secteur) === code ? "oui" : "non";
}

function ofQuartier({ qpv, situation, commune }: Situe, code: string, quartiers: CommunesDesQuartiers): Appartenance {
  if (situation === "hors-qpv") return "non";
  if (qpv !== null) return qpv === code ? "oui" : "non";
  const communes = quartiers.get(code) ?? [];
  return commune !== null && communes.length > 0 && !communes.includes(commune) ? "non" : "peut-etre";
}
