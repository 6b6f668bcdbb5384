import { isColonneOfSource } from "#donnees/formats/open-lecture.ts";
import { readCorrespondance } from "#donnees/lectures/correspondance/correspondance.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Source } from "#socle/regles/shared/source.ts";

/** Takes in the layout that another territory mapped, for the next files of the source. Refuses what `readCorrespondance` does. */
export async function reprendreCorrespondance(
  base: Base,
  { epci, source, texte }: { readonly epci: string; readonly source: Source; readonly texte: string },
): Promise<void> {
  const colonnes = readCorrespondance(texte, source, (colonne) => isColonneOfSource(source, colonne));
  await base.transaction(async (tx) => {
    await tx.lots.rememberCorrespondances(epci, source, colonnes);
    const objet = `correspondance:${source} +${Object.keys(colonnes).length}`;
    await tx.journal.ecrire({ acte: "correspondance-reprise", ressource: "lot", epci, objet });
  });
}
