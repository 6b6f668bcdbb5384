import { composeLu } from "#donnees/lectures/droit/lecture.ts";
import type { JeuImporte, SaisieSuivie } from "#donnees/lectures/droit/ports.ts";
import { type Droit, findObstacle } from "#droit/regles/composer.ts";
import { changesDerivation } from "#droit/regles/derivation.ts";
import type { Enregistrement } from "#droit/regles/enregistrement.ts";
import type { Base } from "#socle/lectures/base.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { requireTenue } from "../../lectures/droit/tenue.ts";

export type ValeurSaisie = Enregistrement & { readonly relu: boolean };

/**
 * Writes a typed record, which no rule reads before a second person confirms it. Refuses `droit-absent`, `droit-compte`, `droit-valeur` (the
 * error, or the record that already covers these days), `territoire-inconnu`, and the refusals of a text.
 */
export function saisirValeur(base: Base, { relu, ...valeur }: ValeurSaisie): Promise<number> {
  const { nom: auteur } = base.acteur;
  const compte = accountOf(base);
  const textes = [
    ["Article", valeur.article],
    ["Texte", valeur.texte],
    ["Source", valeur.source],
    ["Valeur", valeur.valeur],
  ] as const;
  for (const [champ, texte] of textes) {
    if (typeof texte === "string") relireTexte(texte, `${champ}\u00A0:`, { relu, aRelire: "motif-a-relire" });
  }
  return base.transaction(async (tx) => {
    await tx.droit.lock();
    if (valeur.territoire !== null && !(await tx.territoires.find(valeur.territoire))) {
      throw introuvable("territoire-inconnu", `Le territoire ${valeur.territoire} n’est pas ouvert ici.`);
    }
    const [importes, saisies] = await Promise.all([tx.droit.jeux(), tx.droit.saisies()]);
    refuseObstacle({ ...valeur, id: 0, auteur }, composeLu(importes, saisies).droit);
    const waiting = saisies.find((one) => isSame(one, valeur));
    if (waiting) {
      throw new Refus("droit-valeur", `La même valeur attend déjà d’être confirmée : saisie n° ${waiting.id}.`);
    }
    const id = await tx.droit.addSaisie({ ...valeur, compte, auteur });
    await tx.journal.ecrire({
      acte: "droit-saisi",
      ressource: "perimetre",
      epci: valeur.territoire,
      objet: `droit:${id}`,
    });
    return id;
  });
}

function isSame(one: SaisieSuivie, valeur: Pick<ValeurSaisie, "code" | "depuis" | "territoire">): boolean {
  const { code, depuis, territoire } = valeur;
  return one.etat === "a-confirmer" && one.code === code && one.depuis === depuis && one.territoire === territoire;
}

/**
 * A second person confirms a typed record: the rules read it from then on. Refuses `droit-absent`, `droit-compte`,
 * `droit-seconde-personne`, `droit-saisie-inconnue`, `droit-valeur`.
 */
export function confirmerValeur(base: Base, id: number): Promise<void> {
  const compte = accountOf(base);
  return base.transaction(async (tx) => {
    await tx.droit.lock();
    const [importes, saisies] = await Promise.all([tx.droit.jeux(), tx.droit.saisies()]);
    const saisie = findSaisie(saisies, id);
    if (saisie.etat !== "a-confirmer") throw alreadySettled(id);
    if (saisie.compte === compte) {
      throw new Refus(
        "droit-seconde-personne",
        "Vous avez saisi cette valeur : un autre administrateur de la plateforme doit la confirmer.",
      );
    }
    refuseObstacle(saisie, composeLu(importes, saisies).droit);
    if (!(await tx.droit.confirmer(id, { compte, nom: tx.acteur.nom }))) throw alreadySettled(id);
    await marquerSiDerive(tx, importes, saisies);
    await tx.journal.ecrire({
      acte: "droit-confirme",
      ressource: "perimetre",
      epci: saisie.territoire,
      objet: `droit:${id}`,
    });
  });
}

/**
 * Sets a typed record aside; it stays in the history with its reason. Refuses `droit-absent`, `droit-compte`, `droit-saisie-inconnue`, `droit-motif`.
 */
export function ecarterValeur(
  base: Base,
  id: number,
  { motif, relu }: { motif: string; relu: boolean },
): Promise<void> {
  accountOf(base);
  // The message names the record, because the page has one field for each waiting value.
  if (motif.trim() === "") throw new Refus("droit-motif", `Saisie n° ${id} : dites pourquoi cette valeur est écartée.`);
  relireTexte(motif, "Motif\u00A0:", { relu, aRelire: "motif-a-relire" });
  return base.transaction(async (tx) => {
    await tx.droit.lock();
    const [importes, saisies] = await Promise.all([tx.droit.jeux(), tx.droit.saisies()]);
    const saisie = findSaisie(saisies, id);
    if (!(await tx.droit.ecarter(id, tx.acteur.nom, motif.trim()))) throw alreadySettled(id);
    await marquerSiDerive(tx, importes, saisies);
    await tx.journal.ecrire({
      acte: "droit-ecarte",
      ressource: "perimetre",
      epci: saisie.territoire,
      objet: `droit:${id}`,
      motif: motif.trim(),
    });
  });
}

/** `saisies`: the typed records before the act. */
async function marquerSiDerive(
  tx: Base,
  importes: readonly JeuImporte[],
  saisies: readonly SaisieSuivie[],
): Promise<void> {
  const [avant, apres] = [composeLu(importes, saisies), composeLu(importes, await tx.droit.saisies())];
  if (changesDerivation(avant.droit, apres.droit)) await tx.droit.marquerDerivations();
}

/** Account of the actor. The machine's operator has none, and may not be one of the two persons. */
function accountOf({ acteur }: Pick<Base, "acteur">): number {
  requireTenue(acteur);
  if (acteur.compte === null) throw new Refus("droit-compte", "Connectez-vous : une valeur est saisie sous un nom.");
  return acteur.compte;
}

function findSaisie(saisies: readonly SaisieSuivie[], id: number): SaisieSuivie {
  const found = saisies.find((one) => one.id === id);
  if (found) return found;
  throw new Refus("droit-saisie-inconnue", `La saisie n° ${id} n’existe pas.`, { id });
}

function alreadySettled(id: number): Refus {
  return new Refus("droit-saisie-inconnue", `La saisie n° ${id} a déjà été confirmée ou écartée. Rechargez la page.`, {
    id,
  });
}

function refuseObstacle(saisie: Parameters<typeof findObstacle>[0], droit: Droit): void {
  const obstacle = findObstacle(saisie, droit);
  if (obstacle === null) return;
  throw new Refus("droit-valeur", `Cette valeur ne peut pas être retenue : ${obstacle}.`, { code: saisie.code });
}
