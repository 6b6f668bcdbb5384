import type { Base, Horloge } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { interdit, introuvable } from "#socle/regles/shared/refus.ts";
import { checkModifiable, type Version } from "../../regles/convention/version.ts";

export type ConventionDeps = {
  readonly base: Pick<
    Base,
    "acteur" | "conventions" | "cubes" | "habilitations" | "journal" | "territoires" | "transaction"
  >;
  readonly horloge: Horloge;
};

export type VersionVisee = { readonly epci: string; readonly numero: number };

/** Locks the territory's convention until the end of the transaction, and returns the version of the act. Throws `version-inconnue`. */
export async function holdVersion(
  tx: Pick<Base, "conventions">,
  { epci, numero }: VersionVisee,
): Promise<{ readonly version: Version; readonly versions: readonly Version[] }> {
  await tx.conventions.lock(epci);
  const versions = await tx.conventions.versions(epci);
  return { version: pickVersion(versions, numero), versions };
}

/** Runs an act on a draft, recorded in the journal. Throws `droit-absent`, `version-inconnue`, `version-en-vigueur`, and as `run`. */
export function changeDraft<R>(
  { base }: Pick<ConventionDeps, "base">,
  visee: VersionVisee,
  run: (tx: Base, version: Version) => Promise<R>,
): Promise<R> {
  requireObjectif(base.acteur, "modifier", visee.epci);
  return base.transaction(async (tx) => {
    const { version } = await holdVersion(tx, visee);
    checkModifiable(version);
    const done = await run(tx, version);
    const objet = `convention-version:${version.id}`;
    await tx.journal.ecrire({ acte: "convention-modifiee", ressource: "objectif", epci: visee.epci, objet });
    return done;
  });
}

export function pickVersion<V extends Pick<Version, "numero">>(versions: readonly V[], numero: number): V {
  const version = versions.find((candidate) => candidate.numero === numero);
  if (version) return version;
  throw introuvable(
    "version-inconnue",
    `Il n’y a pas de version ${numero} de la convention, ou elle a été abandonnée. Choisissez-en une dans la liste.`,
    { numero },
  );
}

/** The row policies would refuse too, but without a message, or by finding nothing. Throws `droit-absent`. */
export function requireObjectif(acteur: Acteur, action: Action, epci: string): void {
  if (peutPartout(acteur, "objectif", action, epci)) return;
  throw interdit(
    "droit-absent",
    "Votre habilitation ne permet pas de modifier la convention : l’EPCI la prépare. Demandez ce droit à la personne qui gère les habilitations.",
  );
}
