import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Archive, openArchive } from "#donnees/formats/archive/archive.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { findNirs } from "#socle/regles/texte-libre/nir.ts";

type FichierRecu = { readonly nom: string; readonly taille: number; readonly chemin: string };

/** What a name is shown as: an archive's are paths. */
type Nommer = (nom: string) => string;

/** Of a deposit that has just come: to be read, or already told. */
type FichierOuvert = {
  nom: string;
  taille: number;
  etat: "attente" | "archive" | "refus" | "passe";
  message?: string | undefined;
};

/**
 * The files of a deposit, those of its archives after them: each keeps the rank under which its bytes are on the disk. An archive goes once it is open;
 * what cannot be taken out of it is named, with its reason, and the rest of the deposit kept.
 */
export async function openArchives(
  dossier: string,
  recus: readonly FichierRecu[],
  nommer: Nommer,
): Promise<FichierOuvert[]> {
  const fichiers: FichierOuvert[] = recus.map(({ nom, taille }) => ({ nom, taille, etat: "attente" }));
  for (const [rang, { nom, taille, chemin }] of recus.entries()) {
    const { suite, ...ouverte } = await openOne({ dossier, nommer, from: fichiers.length }, { nom, chemin });
    if (ouverte.etat === "attente") continue;
    await rm(chemin, { force: true });
    fichiers[rang] = { nom, taille, ...ouverte };
    fichiers.push(...suite);
  }
  return fichiers;
}

type Ouverte = Pick<FichierOuvert, "etat" | "message"> & { readonly suite: readonly FichierOuvert[] };

/** Where the files of an archive go, from which rank on. */
type Place = { readonly dossier: string; readonly from: number; readonly nommer: Nommer };

async function openOne(place: Place, { nom, chemin }: Pick<FichierRecu, "nom" | "chemin">): Promise<Ouverte> {
  try {
    const archive = await openArchive(chemin, nom);
    if (archive === null) return { etat: "attente", suite: [] };
    return { etat: "archive", message: "Chacun de ses fichiers est plus bas.", suite: await extract(place, archive) };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { etat: "refus", message: error.message, suite: [] };
  }
}

async function extract(place: Place, { membres, ecartes }: Archive): Promise<readonly FichierOuvert[]> {
  const suite: FichierOuvert[] = [];
  for (const membre of membres) {
    const chemin = join(place.dossier, String(place.from + suite.length));
    const refus = hasNir(membre.nom) ? NOM_NIR : await write(chemin, membre);
    const nom = sayNom(place, membre.nom);
    suite.push(refus === null ? { nom, taille: membre.taille, etat: "attente" } : setAside(nom, refus));
  }
  return [
    ...suite,
    ...ecartes.map(({ nom, raison }) => ({ ...setAside(sayNom(place, nom), raison), etat: "passe" as const })),
  ];
}

const NOM_NIR = "Son nom contient un numéro de sécurité sociale. Renommez le fichier, puis déposez-le de nouveau.";

function hasNir(nom: string): boolean {
  return findNirs(nom).length > 0;
}

function sayNom({ nommer }: Place, nom: string): string {
  return hasNir(nom) ? "fichier à renommer" : nommer(nom);
}

function setAside(nom: string, message: string): FichierOuvert {
  return { nom, taille: 0, etat: "refus", message };
}

/** Why it could not be read; null: it is on the disk, whole. */
async function write(chemin: string, { open }: Archive["membres"][number]): Promise<string | null> {
  try {
    await pipeline(open(), createWriteStream(chemin, { flags: "wx", mode: 0o600 }));
    return null;
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    await rm(chemin, { force: true });
    return error.message;
  }
}
