import { ACTE_MAX, cleanTexte } from "#engagements/lectures/convention/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable } from "#socle/regles/shared/refus.ts";
import { checkExclusion, type ExclusionSaisie } from "../../regles/desequilibre/exclusion.ts";
import { checkMethode, METHODE_INITIALE, type MethodeSaisie } from "../../regles/desequilibre/methode.ts";

type EcritureBase = Pick<Base, "transaction">;

/** Publishes the next version of the method, and returns its number. Refuses `methode-existe`, and as `checkMethode` and the act's text. */
export async function publierMethode(
  base: EcritureBase,
  epci: string,
  saisie: MethodeSaisie,
  aujourdhui: string,
): Promise<number> {
  const acte = cleanTexte("Acte", saisie.acte, ACTE_MAX);
  return base.transaction(async (tx) => {
    const versions = [METHODE_INITIALE, ...(await tx.desequilibres.methodes(epci))];
    const methode = checkMethode({ ...saisie, acte }, versions, aujourdhui);
    if (!(await tx.desequilibres.addMethode(epci, methode))) {
      throw conflit("methode-existe", "Une autre version vient d’être publiée. Rechargez la page.");
    }
    await tx.journal.ecrire({
      acte: "methode-desequilibre-publiee",
      ressource: "indicateur-interne",
      epci,
      objet: `methode-desequilibre:${methode.version}`,
    });
    return methode.version;
  });
}

/** Excludes a résidence of the stock from the reading. Refuses `residence-inconnue`, `exclusion-existe`, `exclusion-acte`, and as the text. */
export async function exclureResidence(base: EcritureBase, epci: string, saisie: ExclusionSaisie): Promise<void> {
  const acte = cleanTexte("Acte", saisie.acte, ACTE_MAX);
  await base.transaction(async (tx) => {
    const millesime = (await tx.parc.millesimes(epci)).at(-1);
    const parc = millesime === undefined ? [] : await tx.parc.residences(epci, millesime);
    if (!parc.some(({ cle }) => cle === saisie.cle)) {
      throw introuvable(
        "residence-inconnue",
        "Cette résidence n’est pas dans le parc publié. Choisissez-la dans la liste.",
      );
    }
    const exclusion = checkExclusion({ ...saisie, acte }, await tx.desequilibres.exclusions(epci));
    const id = await tx.desequilibres.addExclusion(epci, exclusion);
    if (id === null) throw conflit("exclusion-existe", "Cette résidence est déjà exclue à partir de ce jour.");
    await writeExclusion(tx, epci, id);
  });
}

/** Ends an exclusion on the day `jusquA`. Refuses `exclusion-inconnue`, `exclusion-fermee`. */
export async function reprendreResidence(
  base: EcritureBase,
  epci: string,
  { id, jusquA }: { readonly id: number; readonly jusquA: string },
): Promise<void> {
  await base.transaction(async (tx) => {
    const found = (await tx.desequilibres.exclusions(epci)).find((exclusion) => exclusion.id === id);
    if (!found) throw introuvable("exclusion-inconnue", "Cette exclusion n’existe pas. Choisissez-la dans la liste.");
    if (!(await tx.desequilibres.closeExclusion(epci, id, jusquA))) {
      throw conflit("exclusion-fermee", "Cette exclusion est déjà fermée, ou la date précède son premier jour.");
    }
    await writeExclusion(tx, epci, id);
  });
}

async function writeExclusion(tx: Base, epci: string, id: number): Promise<void> {
  await tx.journal.ecrire({
    acte: "residence-exclue",
    ressource: "indicateur-interne",
    epci,
    objet: `residence-exclue:${id}`,
  });
}
