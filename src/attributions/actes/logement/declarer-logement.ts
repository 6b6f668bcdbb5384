import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { verifyTexteLibre } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { DeclarationLogement, LogementSuivi } from "../../lectures/logement/ports.ts";
import { checkDeclaration } from "../../regles/logement/logement-suivi.ts";

type Demande = { readonly epci: string; readonly declaration: DeclarationLogement };

/**
 * A bailleur declares that one of its dwellings is free, or soon will be. Returns its `id`. Refuses `droit-absent`, `logement-commune`,
 * `logement-deja-declare`, and the refusals of the declaration.
 */
export async function declarerLogement(
  base: Base,
  { epci, declaration, synthetique = false }: Demande & { readonly synthetique?: boolean },
): Promise<number> {
  const organisation = writerOf(base, epci);
  await checkLieu(base, epci, declaration);
  return base.transaction(async (tx) => {
    const id = await tx.logementsSuivis.add(epci, organisation, declaration, synthetique);
    if (id === null) {
      throw conflit(
        "logement-deja-declare",
        "Votre organisation a déjà déclaré un logement sous cet identifiant. Choisissez-le dans la liste pour le mettre à jour.",
        { champ: "cle" },
      );
    }
    await tx.journal.ecrire({ acte: "logement-declare", ressource: "logement-prive", epci, objet: `logement:${id}` });
    return id;
  });
}

/** Refuses what `declarerLogement` refuses, `logement-inconnu`, `logement-change`. */
export async function modifierLogement(
  base: Base,
  { epci, declaration, id, revision }: Demande & { readonly id: number; readonly revision: number },
): Promise<void> {
  const organisation = writerOf(base, epci);
  const suivi = await findLogementSuivi(base, epci, id);
  if (suivi.bailleur.organisation !== organisation) throw notYours();
  await checkLieu(base, epci, declaration);
  await base.transaction(async (tx) => {
    if (!(await tx.logementsSuivis.update(epci, id, revision, declaration))) {
      throw conflit(
        "logement-change",
        "Ce logement vient d’être modifié par une autre personne. Rechargez la page avant de recommencer.",
      );
    }
    await tx.journal.ecrire({ acte: "logement-declare", ressource: "logement-prive", epci, objet: `logement:${id}` });
  });
}

/** Refuses `logement-inconnu`. */
export async function findLogementSuivi(
  base: Pick<Base, "logementsSuivis">,
  epci: string,
  id: number,
): Promise<LogementSuivi> {
  const suivi = await base.logementsSuivis.find(epci, id);
  if (suivi) return suivi;
  throw introuvable(
    "logement-inconnu",
    "Ce logement n’est pas déclaré, ou pas ouvert à votre habilitation. Choisissez-le dans la liste.",
  );
}

/** Organisation that declares; null: the actor may only read. */
export function declarantOf(base: Pick<Base, "acteur">, epci: string): number | null {
  const organisation = habilitationFor(base.acteur, "logement-prive", "modifier", epci)?.organisation ?? 0;
  return organisation > 0 ? organisation : null;
}

function writerOf(base: Pick<Base, "acteur">, epci: string): number {
  const organisation = declarantOf(base, epci);
  if (organisation === null) throw notYours();
  return organisation;
}

function notYours(): Refus {
  return interdit("droit-absent", "Un logement se déclare au nom du bailleur à qui il est.");
}

async function checkLieu(base: Base, epci: string, declaration: DeclarationLogement): Promise<void> {
  checkDeclaration(declaration);
  for (const { code, gravite, message } of verifyTexteLibre(declaration.adresse).remarques) {
    if (gravite === "refuse") throw new Refus(code, `Adresse : ${message}`);
  }
  const communes = await base.territoires.communes(epci);
  if (communes.some(({ commune }) => commune === declaration.commune)) return;
  throw new Refus("logement-commune", "Choisissez une commune du territoire.", { champ: "commune" });
}
