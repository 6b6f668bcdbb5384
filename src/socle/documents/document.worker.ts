import { lowerPriority } from "../fils/lower-priority.ts";
import type { CarteCommunes } from "../images/carte.ts";
import type { APropos } from "./a-propos.ts";
import { printClasseur } from "./classeur.ts";
import type { DocumentMisEnPage } from "./document.ts";
import { printDocx } from "./docx.ts";
import type { Feuilles } from "./feuille.ts";
import { printFeuillesNues, type TypeClasseur } from "./feuille-nue.ts";
import { compileTypst } from "./typst.ts";

lowerPriority();

/** Lays files out in threads of its own: a page never waits for a document. Called through `rendre.ts`. */
export function pdf(task: { modele: string; contenu: object; date: string | null }): Promise<Uint8Array> {
  return compileTypst(task.modele, task.contenu, task.date);
}

export function docx(task: { contenu: DocumentMisEnPage; carte: CarteCommunes | null }): Promise<Uint8Array> {
  return printDocx(task.contenu, task.carte);
}

export function classeur(task: { aPropos: APropos; feuilles: Feuilles }): Promise<Uint8Array> {
  return printClasseur(task.aPropos, task.feuilles);
}

export function feuillesNues(task: { titre: string; feuilles: Feuilles; type: TypeClasseur }): Uint8Array {
  return printFeuillesNues(task.titre, task.feuilles, task.type);
}
