import { z } from "zod";
import { Refus } from "#socle/regles/shared/refus.ts";

const FORMAT = "blaise-correspondance";

const fichierSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  source: z.string().max(60),
  colonnes: z.array(z.object({ entete: z.string().min(1).max(200), colonne: z.string().min(1).max(60) })).max(500),
});

/** A layout as a file, for another territory: names of columns, and nothing of the files read with it. */
export function writeCorrespondance(source: string, colonnes: Readonly<Record<string, string>>): string {
  const lignes = Object.entries(colonnes)
    .map(([entete, colonne]) => ({ entete, colonne }))
    .toSorted((a, b) => a.entete.localeCompare(b.entete, "fr"));
  return `${JSON.stringify({ format: FORMAT, version: 1, source, colonnes: lignes }, null, 2)}\n`;
}

/** Bytes: a layout has some tens of names. */
const TAILLE_MAX = 100_000;

/** The text of a layout's file, as a form sends it. Refuses `correspondance-illisible`. */
export async function textOfCorrespondance(fichier: File | null): Promise<string> {
  if (fichier && fichier.size <= TAILLE_MAX) return fichier.text();
  throw new Refus("correspondance-illisible", "Choisissez le fichier d’une correspondance, téléchargé depuis Blaise.");
}

/** Refuses `correspondance-illisible`, `correspondance-autre-source`, and `correspondance-colonne` for a column that nobody knows here. */
export function readCorrespondance(
  texte: string,
  source: string,
  isConnue: (colonne: string) => boolean,
): Readonly<Record<string, string>> {
  const lu = fichierSchema.safeParse(parseJson(texte));
  if (!lu.success) {
    throw new Refus("correspondance-illisible", "Ce fichier n’est pas une correspondance téléchargée depuis Blaise.");
  }
  if (lu.data.source !== source) {
    throw new Refus(
      "correspondance-autre-source",
      `Cette correspondance est celle d’un autre fichier (« ${lu.data.source} »). Reprenez-la depuis la page de ce fichier.`,
    );
  }
  const inconnue = lu.data.colonnes.find(({ colonne }) => !isConnue(colonne));
  if (inconnue) {
    throw new Refus(
      "correspondance-colonne",
      `La colonne « ${inconnue.colonne} » n’existe pas ici : cette correspondance vient d’une autre version. Refaites-la avec un fichier.`,
    );
  }
  // Without a prototype: a column may be named « __proto__ ».
  const colonnes: Record<string, string> = Object.create(null);
  for (const { entete, colonne } of lu.data.colonnes) colonnes[entete] = colonne;
  return colonnes;
}

function parseJson(texte: string): unknown {
  try {
    return JSON.parse(texte);
  } catch {
    return null;
  }
}
