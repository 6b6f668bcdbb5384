import { checkModifiable } from "../../regles/convention/version.ts";
import { type ConventionDeps, holdVersion, requireObjectif, type VersionVisee } from "./deps.ts";

/** Deletes a draft and its rows. Throws `droit-absent`, `version-inconnue`, `version-en-vigueur`. */
export function abandonVersion({ base }: ConventionDeps, { epci, numero }: VersionVisee): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  return base.transaction(async (tx) => {
    const { version } = await holdVersion(tx, { epci, numero });
    checkModifiable(version);
    await tx.conventions.removeVersion(epci, version.id);
    await tx.journal.ecrire({
      acte: "convention-abandonnee",
      ressource: "objectif",
      epci,
      objet: `convention-version:${version.id}`,
    });
  });
}
