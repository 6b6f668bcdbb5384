import { createHash } from "node:crypto";
import { examinerPiece } from "#donnees/formats/piece/examiner-piece.ts";
import { nommerPiece } from "#donnees/regles/piece/piece.ts";
import { refuserPiece } from "#donnees/regles/piece/raisons.ts";
import {
  type ConventionDeps,
  holdVersion,
  requireObjectif,
  type VersionVisee,
} from "#engagements/actes/convention/deps.ts";
import { writeLine } from "#engagements/actes/convention/record-etape.ts";
import { ACTE_MAX, cleanTexte } from "#engagements/lectures/convention/texte.ts";
import { checkEtape, type EtapeAEcrire, LIBELLE_ETAPE } from "#engagements/regles/convention/etape.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";

export type ActeSigne = { readonly nom: string; readonly octets: Uint8Array };

/**
 * The EPCI records the préfet's agreement from the signed act, which is kept and shown; the State may confirm it later. The file is written again
 * from its parsed objects, so no script in it can run. Throws `droit-absent`, `version-inconnue`, `piece-…`, and what `checkEtape` and `cleanTexte`
 * throw.
 */
export async function recordAccord(
  { base, horloge }: ConventionDeps,
  {
    epci,
    numero,
    date,
    acte: written,
    signe,
  }: VersionVisee & Pick<EtapeAEcrire, "date" | "acte"> & { readonly signe: ActeSigne },
): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  const nature = "accord-prefet";
  const acte = cleanTexte(LIBELLE_ETAPE[nature], written, ACTE_MAX);
  const verdict = await examinerPiece(signe);
  if (verdict.etat === "refusee") throw refuserPiece(verdict.raison);
  const { octets, format } = verdict;
  const empreinte = createHash("sha256").update(octets).digest("hex");
  const fichier = { nom: nommerPiece(signe.nom, format), format, empreinte, octets };
  await base.transaction(async (tx) => {
    const { version } = await holdVersion(tx, { epci, numero });
    checkEtape(version, { nature, date, acte }, horloge.aujourdhui());
    await tx.conventions.addEtape(epci, version.id, { nature, date, acte, fichier });
    await writeLine(tx, epci, version, nature);
  });
}

/** Throws `acte-absent`. */
export async function readActeSigne({ base }: Pick<ConventionDeps, "base">, { epci, numero }: VersionVisee) {
  const acte = await base.conventions.acteSigne(epci, numero);
  if (acte) return acte;
  throw introuvable("acte-absent", "Aucun acte n’est joint à l’accord du préfet de cette version.");
}
