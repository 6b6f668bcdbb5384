import { corrigerRejets } from "#donnees/actes/lot/export-rejets.ts";
import { fichierOf } from "#donnees/formats/fichier.ts";
import type { CleGroupe, Ecartees, Lot, Reprise } from "#donnees/lectures/lot/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { type ImportDeps, receiveFichier } from "./import-lot.ts";

/** All the lines of a group that are left, or those of them that were ticked. */
type Choix = CleGroupe & { readonly lignes: readonly number[] | "toutes" };

async function chosen(base: Pick<Base, "lots">, lot: Lot, { lignes, ...groupe }: Choix): Promise<readonly number[]> {
  if (lignes.length === 0) {
    throw new Refus(
      "choix-absent",
      "Dites pour quelles lignes\u00A0: toutes celles qui restent, ou celles que vous choisissez.",
    );
  }
  const all = (await base.lots.lignesDuGroupe(lot, groupe))
    .filter(({ ecarteeLe }) => ecarteeLe === null)
    .map(({ ligne }) => ligne);
  const kept = lignes === "toutes" ? all : all.filter((ligne) => lignes.includes(ligne));
  if (kept.length > 0) return kept;
  throw conflit(
    "lignes-absentes",
    "Ces lignes ne sont plus à corriger\u00A0: elles ont été corrigées ou écartées depuis. Rechargez la page.",
  );
}

/** Rejected lines stay out, and somebody said why: nobody is asked for them again. Refuses `motif-absent`, `motif-a-relire`, `choix-absent`, `lignes-absentes`. */
export function ecarterRejets(
  base: Base,
  lot: Lot,
  choix: Choix,
  { motif, relu }: { readonly motif: string; readonly relu: boolean },
): Promise<Ecartees> {
  if (motif.trim() === "") throw new Refus("motif-absent", "Dites en quelques mots pourquoi ces lignes sont écartées.");
  relireTexte(motif.trim(), "Pourquoi\u00A0:", { relu, aRelire: "motif-a-relire" });
  return base.transaction(async (tx) => {
    const lignes = await chosen(tx, lot, choix);
    const ecartees = await tx.lots.ecarter(lot, lignes, { motif: motif.trim(), par: tx.acteur.nom });
    await tx.journal.ecrire({ acte: "rejets-ecartes", ressource: "lot", epci: lot.epci, objet: `lot:${lot.id}` });
    return ecartees;
  });
}

/** Lines that a decision left out, or a line among them, are to correct again. Refuses `lignes-absentes`. */
export function reprendreRejets(base: Base, lot: Lot, quoi: Reprise): Promise<number> {
  return base.transaction(async (tx) => {
    const nombre = await tx.lots.reprendre(lot, quoi);
    if (nombre === 0) throw refuseReprise(quoi);
    await tx.journal.ecrire({ acte: "rejets-repris", ressource: "lot", epci: lot.epci, objet: `lot:${lot.id}` });
    return nombre;
  });
}

/** A decision is gone for good; of a line, the page that is shown again says what became. */
function refuseReprise(quoi: Reprise): Refus {
  return "marque" in quoi
    ? introuvable("lignes-absentes", "Ces lignes ne sont plus écartées\u00A0: quelqu’un les a reprises.")
    : conflit("lignes-absentes", "Cette ligne n’est plus écartée. Rechargez la page.");
}

/** One answer for the column of all these lines, read again: the lot that has them is a new one. Refuses `colonne-inconnue`, `choix-absent`, `lignes-absentes`, and what `receiveFichier` does. */
export async function corrigerEnBloc(deps: ImportDeps, lot: Lot, choix: Choix, valeur: string): Promise<Lot> {
  const { colonne } = choix;
  if (colonne === null || !lot.colonnes.some(({ entete }) => entete === colonne)) {
    throw new Refus("colonne-inconnue", "Ces lignes ne se corrigent pas d’une seule réponse\u00A0: téléchargez-les.");
  }
  const lignes = new Set(await chosen(deps.base, lot, choix));
  const octets = await corrigerRejets(deps.base, lot, { lignes, colonne, valeur });
  const { fini } = await receiveFichier(deps, {
    fichier: fichierOf(lot.fichier.replace(/\.[a-z]+$/i, ".csv"), octets),
    epci: lot.epci,
    source: lot.source,
  });
  return fini;
}
