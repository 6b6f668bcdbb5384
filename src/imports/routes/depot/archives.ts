import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Archive, openArchive } from "#donnees/formats/archive/archive.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { findNirs } from "#socle/regles/texte-libre/nir.ts";
import { cleanName, type FichierRecu } from "#socle/routes/depot/upload.ts";
import type { FichierDuDepot } from "./depots.ts";

/**
 * The files of a deposit, those of its archives after them: each keeps the rank under which its bytes are on the disk. An archive goes once it is open;
 * what cannot be taken out of it is named, with its reason, and the rest of the deposit kept.
 */
export async function openArchives(dossier: string, recus: readonly FichierRecu[]): Promise<FichierDuDepot[]> {
  const fichiers: FichierDuDepot[] = recus.map(({ nom, taille }) => ({ nom, taille, etat: "attente" }));
  for (const [rang, { nom, taille, chemin }] of recus.entries()) {
    const { suite, ...ouverte } = await openOne(dossier, { nom, chemin }, fichiers.length);
    if (ouverte.etat === "attente") continue;
    await rm(chemin, { force: true });
    fichiers[rang] = { nom, taille, ...ouverte };
    fichiers.push(...suite);
  }
  return fichiers;
}

type Ouverte = Pick<FichierDuDepot, "etat" | "message"> & { readonly suite: readonly FichierDuDepot[] };

async function openOne(
  dossier: string,
  { nom, chemin }: Pick<FichierRecu, "nom" | "chemin">,
  from: number,
): Promise<Ouverte> {
  try {
    const archive = await openArchive(chemin, nom);
    if (archive === null) return { etat: "attente", suite: [] };
    const suite = await extract(dossier, archive, from);
    return { etat: "archive", message: "Chacun de ses fichiers est plus bas.", suite };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { etat: "refus", message: error.message, suite: [] };
  }
}

async function extract(
  dossier: string,
  { membres, ecartes }: Archive,
  from: number,
): Promise<readonly FichierDuDepot[]> {
  const suite: FichierDuDepot[] = [];
  for (const membre of membres) {
    const nom = cleanName(membre.nom);
    const refus =
      findNirs(membre.nom).length > 0 ? NOM_NIR : await write(join(dossier, String(from + suite.length)), membre);
    suite.push(
      refus === null
        ? { nom, taille: membre.taille, etat: "attente" }
        : setAside(refus === NOM_NIR ? "fichier renommé" : nom, refus),
    );
  }
  return [...suite, ...ecartes.map(({ nom, raison }) => setAside(cleanName(nom), raison))];
}

const NOM_NIR = "Son nom contient un numéro de sécurité sociale. Renommez le fichier, puis déposez-le de nouveau.";

function setAside(nom: string, message: string): FichierDuDepot {
  return { nom, taille: 0, etat: "refus", message };
}

/** Why it could not be read; null: it is on the disk, whole. */
async function write(chemin: string, { open }: Archive["membres"][number]): Promise<string | null> {
  try {
    await pipeline(open(), createWriteStream(chemin, { flags: "wx", mode: 0o600 }));
    await stat(chemin);
    return null;
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    await rm(chemin, { force: true });
    return error.message;
  }
}
