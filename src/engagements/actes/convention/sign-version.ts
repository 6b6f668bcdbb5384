import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, interdit, Refus } from "#socle/regles/shared/refus.ts";
import type { Signataire } from "../../regles/convention/signataire.ts";
import type { Version } from "../../regles/convention/version.ts";
import { type ConventionDeps, holdVersion, type VersionVisee } from "./deps.ts";
import { findSignataire } from "./remove-signataire.ts";

/**
 * Signs one line (`signataire`: its `id`), once, for the actor's own organisation. A signature after the entry into force adds a signatory, and
 * changes nothing written. Throws `droit-absent`, `version-inconnue`, `signataire-inconnu`, `signature-d-un-autre`, `deja-signe`, `signature-future`.
 */
export function signVersion(
  { base, horloge }: ConventionDeps,
  { epci, numero, signataire, le }: VersionVisee & { readonly signataire: number; readonly le: string },
): Promise<void> {
  if (le > horloge.aujourdhui()) throw new Refus("signature-future", "La date de signature n’est pas encore passée.");
  return base.transaction(async (tx) => {
    const { version } = await holdVersion(tx, { epci, numero });
    const line = findSignataire(version, signataire);
    if (!maySign(base.acteur, epci, version, line)) throw notTheirs(line);
    if (line.signeLe !== null) throw alreadySigned(line.nom, line.signeLe);
    if (!(await tx.conventions.sign(epci, signataire, le))) throw notTheirs(line);
    await tx.journal.ecrire({
      acte: "convention-signee",
      ressource: "objectif",
      epci,
      objet: `convention-signataire:${signataire}`,
    });
  });
}

/** Nobody signs for another. The EPCI only writes signatures of a document older than Blaise, and those of organisations without an account here. */
export function maySign(acteur: Acteur, epci: string, version: Version, line: Signataire): boolean {
  const own = habilitationsFor(acteur, "objectif", "valider", epci).some(
    ({ organisation }) => organisation === line.organisation,
  );
  if (own) return true;
  return (version.reprise || line.organisation === null) && peutPartout(acteur, "objectif", "modifier", epci);
}

function notTheirs({ nom }: Signataire): Refus {
  return interdit(
    "signature-d-un-autre",
    `« ${nom} » signe pour elle-même : seule une personne habilitée de cette organisation peut enregistrer sa signature.`,
  );
}

function alreadySigned(nom: string, le: string): Refus {
  return conflit("deja-signe", `« ${nom} » a déjà signé, le ${formatJour(le)}.`);
}
