import { conflit, introuvable } from "#socle/regles/shared/refus.ts";
import type { Signataire } from "../../regles/convention/signataire.ts";
import { checkModifiable, type Version } from "../../regles/convention/version.ts";
import { type ConventionDeps, holdVersion, requireObjectif, type VersionVisee } from "./deps.ts";

/** Removes a signatory who has not signed from a draft. Throws `droit-absent`, `version-en-vigueur`, `signataire-inconnu`, `signataire-a-signe`. */
export function removeSignataire(
  { base }: ConventionDeps,
  { epci, numero, signataire }: VersionVisee & { readonly signataire: number },
): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  return base.transaction(async (tx) => {
    const { version } = await holdVersion(tx, { epci, numero });
    checkModifiable(version);
    const found = findSignataire(version, signataire);
    if (found.signeLe !== null) {
      throw conflit("signataire-a-signe", `« ${found.nom} » a signé cette version : sa signature ne se retire pas.`);
    }
    await tx.conventions.removeSignataire(epci, signataire);
    await tx.journal.ecrire({
      acte: "convention-modifiee",
      ressource: "objectif",
      epci,
      objet: `convention-signataire:${signataire}`,
    });
  });
}

export function findSignataire(version: Version, id: number): Signataire {
  const found = version.signataires.find((one) => one.id === id);
  if (found) return found;
  throw introuvable("signataire-inconnu", "Ce signataire n’est pas, ou plus, dans la liste de cette version.", {
    signataire: id,
  });
}
