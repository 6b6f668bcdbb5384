import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { ActionEcrite } from "../../lectures/convention/ports.ts";
import { cleanTexte, OBJET_MAX } from "../../lectures/convention/texte.ts";
import { lastEnVigueur } from "../../regles/convention/version.ts";
import { type ConventionDeps, requireObjectif } from "./deps.ts";

/**
 * Writes the actions of the convention's text, by number; existing ones are rewritten, none is removed (its follow-up depends on it). Throws
 * `droit-absent`, `action-en-double`, and as `cleanTexte`.
 */
export function saveActions(
  { base, horloge }: ConventionDeps,
  { epci, actions }: { readonly epci: string; readonly actions: readonly ActionEcrite[] },
): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  const clean = actions.map(cleanAction);
  if (new Set(clean.map(({ numero }) => numero)).size < clean.length) {
    throw conflit("action-en-double", "Deux actions portent le même numéro. Renumérotez l’une des deux.");
  }
  return base.transaction(async (tx) => {
    await tx.conventions.lock(epci);
    const published = lastEnVigueur(await tx.conventions.versions(epci)) !== null;
    await tx.conventions.replaceActions(epci, clean, published ? horloge.aujourdhui() : null);
    await tx.journal.ecrire({ acte: "convention-modifiee", ressource: "objectif", epci, objet: "actions" });
  });
}

function cleanAction({ numero, orientation, titre, jalons, acteurs }: ActionEcrite): ActionEcrite {
  if (!Number.isInteger(numero) || numero < 1 || numero > 99) {
    throw new Refus("action-invalide", "Le numéro d’une action est un entier de 1 à 99.");
  }
  const optional = (champ: string, texte: string | null) =>
    texte === null || texte.trim() === "" ? null : cleanTexte(`Action ${numero}, ${champ}`, texte, OBJET_MAX);
  return {
    numero,
    orientation: cleanTexte(`Action ${numero}, orientation`, orientation, OBJET_MAX),
    titre: cleanTexte(`Action ${numero}, titre`, titre, OBJET_MAX),
    jalons: optional("jalons", jalons),
    acteurs: optional("acteurs", acteurs),
  };
}
