import { Refus } from "#socle/regles/shared/refus.ts";

/** What the national system asks of a deposit (CCH, art. R. 441-2-2): the applicant and the dwelling sought. */
export type DemandeSne = {
  readonly nom: string;
  readonly prenom: string;
  readonly naissance: string;
  readonly personnes: number | null;
  readonly typologie: string | null;
  readonly motif: string | null;
  /** INSEE codes, in the household's order of preference. */
  readonly communes: readonly string[];
};

export type DemandeSneLue = {
  readonly numero: string;
  readonly creeLe: string;
  readonly renouveleLe: string | null;
  readonly etat: "active" | "radiee";
};

/**
 * Web services of the national system. Off unless configured: numbers are then typed at the desk. Every answer comes from
 * the service: Blaise never draws a number. Its refusals are `Refus` that say what to do by hand.
 */
export type ServiceSne = {
  /** Name on the page and in the configuration: « SNE enregistré (dossier …) ». */
  readonly nom: string;
  /** Milliseconds that the desk waits for an answer. */
  readonly delaiMs: number;
  deposer(demande: DemandeSne): Promise<{ readonly numero: string }>;
  lire(numero: string): Promise<DemandeSneLue>;
  /** Sends the whole demande again: the message has no part of it. */
  modifier(numero: string, demande: DemandeSne): Promise<DemandeSneLue>;
  renouveler(numero: string, le: string): Promise<DemandeSneLue>;
  /** `motif`: code of the SNE interface, RADATT to RADREN; null takes the radiation back. */
  radier(numero: string, motif: string | null, le: string): Promise<DemandeSneLue>;
  /** Kinds of the pieces that the dossier unique holds; the files themselves are not sent. */
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
 * An answer within the time that a person waits. Refuses `sne-muet` past it: whether the writing was done is then unknown, and the desk checks before
 * sending it again. Also throws the refusals of the service.
 */
export async function dansLeDelai<T>({ delaiMs }: ServiceSne, reponse: Promise<T>): Promise<T> {
  let minuterie: ReturnType<typeof setTimeout> | undefined;
  const muet = new Promise<never>((_, reject) => {
    minuterie = setTimeout(() => reject(silent()), delaiMs);
  });
  try {
    return await Promise.race([reponse, muet]);
  } finally {
    clearTimeout(minuterie);
  }
}

function silent(): Refus {
  return new Refus(
    "sne-muet",
    "Le système national n’a pas répondu. Rien n’est enregistré ici. Regardez dans le SNE si l’acte y est, puis dites-le : il n’est jamais envoyé deux fois sans vous.",
  );
}
