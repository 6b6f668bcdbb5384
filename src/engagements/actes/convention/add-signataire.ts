import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { isSiren } from "#socle/regles/shared/siren.ts";
import { cleanTexte, QUALITE_MAX, TITRE_MAX } from "../../lectures/convention/texte.ts";
import type { Signataire } from "../../regles/convention/signataire.ts";
import { checkModifiable } from "../../regles/convention/version.ts";
import { type ConventionDeps, holdVersion, requireObjectif, type VersionVisee } from "./deps.ts";

export type NouveauSignataire = Pick<Signataire, "nom" | "qualite" | "siren" | "organisation">;

/**
 * Returns the `id` of the draft's new signatory. Throws `droit-absent`, `version-inconnue`, `version-en-vigueur`, `signataire-deja-la`,
 * `siren-invalide`, and as `cleanTexte`.
 */
export function addSignataire(
  { base }: ConventionDeps,
  { epci, numero, signataire }: VersionVisee & { readonly signataire: NouveauSignataire },
): Promise<number> {
  requireObjectif(base.acteur, "modifier", epci);
  const nom = cleanTexte("Organisation", signataire.nom, TITRE_MAX);
  const qualite = cleanTexte("Qualité", signataire.qualite, QUALITE_MAX);
  const { organisation, ...written } = signataire;
  if (written.siren !== null && !isSiren(written.siren)) {
    throw new Refus("siren-invalide", "SIREN : neuf chiffres, avec une clé juste. Vérifiez la saisie.", {
      siren: written.siren,
    });
  }
  return base.transaction(async (tx) => {
    const { version } = await holdVersion(tx, { epci, numero });
    checkModifiable(version);
    const tied = await findSiren(tx, organisation);
    const siren = written.siren ?? tied;
    if (version.signataires.some((one) => (siren !== null && one.siren === siren) || one.nom === nom)) {
      throw conflit("signataire-deja-la", `« ${nom} » figure déjà parmi les signataires.`);
    }
    const id = await tx.conventions.addSignataire(epci, version.id, { nom, qualite, siren, organisation });
    await tx.journal.ecrire({
      acte: "convention-modifiee",
      ressource: "objectif",
      epci,
      objet: `convention-signataire:${id}`,
    });
    return id;
  });
}

/** SIREN of the signing organisation, which ties its objectives to its signature. Throws `organisation-inconnue`. */
async function findSiren(tx: Pick<Base, "habilitations">, organisation: number | null): Promise<string | null> {
  if (organisation === null) return null;
  const found = await tx.habilitations.findOrganisation(organisation);
  if (found) return found.siren;
  throw new Refus("organisation-inconnue", "Cette organisation n’existe pas. Choisissez-en une dans la liste.");
}
