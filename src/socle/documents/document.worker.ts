import { lowerPriority } from "../fils/lower-priority.ts";
import type { CarteCommunes } from "../images/carte.ts";
import type { DocumentMisEnPage } from "./document.ts";
import { printDocx } from "./docx.ts";
import { type Feuille, printClasseur, type TypeClasseur } from "./feuille.ts";
import { compileTypst } from "./typst.ts";

lowerPriority();

/** Lays files out in threads of its own: a page never waits for a document. Called through `rendre.ts`. */
export function pdf(task: { modele: string; contenu: object; date: string | null }): Promise<Uint8Array> {
  return compileTypst(task.modele, task.contenu, task.date);
}

export function docx(task: { contenu: DocumentMisEnPage; carte: CarteCommunes | null }): Promise<Uint8Array> {
  return printDocx(task.contenu, task.carte);
}

export function classeur(task: {
  titre: string;
  feuilles: readonly (readonly [string, Feuille])[];
  type: TypeClasseur;
}): Uint8Array {
  return printClasseur(task.titre, task.feuilles, task.type);
}
