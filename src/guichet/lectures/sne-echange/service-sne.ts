import { Refus } from "#socle/regles/shared/refus.ts";

/** What the national system asks of a deposit (CCH, art. R. 441-2-2): who, and what is sought. */
export type DemandeSne = {
  readonly nom: string;
  readonly prenom: string;
  readonly naissance: string;
  readonly personnes: number | null;
  readonly typologie: string | null;
  readonly motif: string | null;
  /** INSEE codes, in the household's order. */
  readonly communes: readonly string[];
};

export type DemandeSneLue = {
  readonly numero: string;
  readonly creeLe: string;
  readonly renouveleLe: string | null;
  readonly etat: "active" | "radiee";
};

/**
 * The web services of the national system, as Blaise would use them. Off unless it is configured: numbers are then typed at the desk. Every answer
 * is the service's own: nothing here draws a number. Its refusals are `Refus`, with what to do by hand.
 */
export type ServiceSne = {
  /** « SNE enregistré (dossier …) »: on the page, and in the configuration. */
  readonly nom: string;
  /** How long the desk waits for an answer. */
  readonly delaiMs: number;
  deposer(demande: DemandeSne): Promise<{ readonly numero: string }>;
  lire(numero: string): Promise<DemandeSneLue>;
  renouveler(numero: string, le: string): Promise<DemandeSneLue>;
  /** `motif`: code of the interface, RADATT to RADREN. */
  radier(numero: string, motif: string, le: string): Promise<DemandeSneLue>;
  /** Natures of the papers that the dossier unique holds; the files stay where they are. */
  joindrePieces(numero: string, natures: readonly string[]): Promise<{ readonly jointes: number }>;
};

/** Refuses when no service is configured. */
export function requireService(service: ServiceSne | null | undefined): ServiceSne {
  if (service) return service;
  throw new Refus(
    "sne-ferme",
    "La liaison avec le système national n’est pas ouverte sur cette plateforme. Faites-le dans le SNE, puis reportez-le ici.",
  );
}

/**
 * The number that the national system gives to a demande. Refuses `sne-muet` when it does not answer in time, and whatever it refuses: nothing is
 * known then of what it did, and the desk looks before it asks again.
 */
export async function deposerAuSne(service: ServiceSne, demande: DemandeSne): Promise<string> {
  let minuterie: ReturnType<typeof setTimeout> | undefined;
  const muet = new Promise<never>((_, reject) => {
    minuterie = setTimeout(() => reject(silent()), service.delaiMs);
  });
  try {
    return (await Promise.race([service.deposer(demande), muet])).numero;
  } finally {
    clearTimeout(minuterie);
  }
}

function silent(): Refus {
  return new Refus(
    "sne-muet",
    "Le système national n’a pas répondu. Rien n’est enregistré ici. Regardez dans le SNE si la demande y est : recopiez alors son numéro, sinon redemandez-le.",
  );
}
