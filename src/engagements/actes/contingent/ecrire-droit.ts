import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { verifyTexteLibre } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { DroitEcrit, Parties } from "../../lectures/contingent/ecrits/ports.ts";
import { checkDroit, type DroitReservation } from "../../regles/contingent/droit.ts";

export type NouveauDroit = DroitReservation & Pick<Parties, "bailleur" | "reservataire">;

/** Throws as `checkDroit`, `texte-nir`, `texte-a-revoir`, `contingent-d-un-autre`, `logement-deja-nomme`. Returns the id. */
export async function addDroit(base: Base, epci: string, droit: NouveauDroit): Promise<number> {
  checkDroit(droit);
  checkJustification(droit.justification);
  checkParties(base, epci, droit);
  return base.transaction(async (tx) => {
    await tx.contingents.lock(epci);
    refuseDejaNommes(droit, await tx.contingents.droits(epci));
    const id = await tx.contingents.addDroit(epci, droit);
    await writeJournal(tx, epci, "contingent-modifie", `contingent:${id}`);
    return id;
  });
}

/** Only saves over the revision that was read. Also throws `contingent-inconnu`, `contingent-change`. */
export async function updateDroit(
  base: Base,
  epci: string,
  { id, revision }: Pick<DroitEcrit, "id" | "revision">,
  droit: DroitReservation,
): Promise<void> {
  checkDroit(droit);
  checkJustification(droit.justification);
  await base.transaction(async (tx) => {
    await tx.contingents.lock(epci);
    const all = await tx.contingents.droits(epci);
    if (!all.some((one) => one.id === id)) throw unknownDroit();
    refuseDejaNommes(
      droit,
      all.filter((one) => one.id !== id),
    );
    if (!(await tx.contingents.updateDroit(epci, id, revision, droit))) throw changedSince("Ce droit");
    await writeJournal(tx, epci, "contingent-modifie", `contingent:${id}`);
  });
}

/** A dwelling belongs to one right at a time. */
function refuseDejaNommes(droit: DroitReservation, autres: readonly DroitEcrit[]): void {
  const mine = new Set(droit.logements);
  for (const autre of autres) {
    const numero = autre.logements.find((one) => mine.has(one));
    const together =
      (autre.jusque === null || droit.depuis <= autre.jusque) &&
      (droit.jusque === null || autre.depuis <= droit.jusque);
    if (numero === undefined || !together) continue;
    throw new Refus(
      "logement-deja-nomme",
      `Le logement ${numero} est déjà au droit de ${autre.nomReservataire} chez ${autre.nomBailleur}. Retirez-le de l’un des deux.`,
      { logement: numero },
    );
  }
}

export function unknownDroit(): Refus {
  return introuvable(
    "contingent-inconnu",
    "Ce droit n’existe pas, ou ne vous est pas ouvert. Choisissez-le dans la liste.",
  );
}

export function changedSince(quoi: string): Refus {
  return conflit(
    "contingent-change",
    `${quoi} a changé depuis que vous l’avez ouvert. Rien n’est enregistré : relisez la nouvelle version, puis recommencez.`,
  );
}

/**
 * Writers: the State for the territory, a bailleur for its own stock, a réservataire for its own contingent. The database refuses the same; here with
 * a message.
 */
export function checkParties(
  base: Pick<Base, "acteur">,
  epci: string,
  { bailleur, reservataire }: Pick<Parties, "bailleur" | "reservataire">,
): void {
  if (peutPartout(base.acteur, "contingent", "creer", epci)) return;
  const mine = habilitationsFor(base.acteur, "contingent", "creer", epci).some(({ role, organisation }) =>
    role === "reservataire" ? organisation === reservataire : organisation === bailleur,
  );
  if (mine) return;
  throw interdit(
    "contingent-d-un-autre",
    "Vous n’écrivez que les droits de votre organisation : choisissez-la comme bailleur ou comme réservataire, selon votre habilitation.",
  );
}

/** The text names an agreement, never a person. */
function checkJustification(texte: string | null): void {
  if (texte === null) return;
  const [first] = verifyTexteLibre(texte).remarques;
  if (!first) return;
  throw new Refus(first.gravite === "refuse" ? "texte-nir" : "texte-a-revoir", `Justification : ${first.message}`, {
    mots: first.mots,
  });
}

export async function writeJournal(
  tx: Base,
  epci: string,
  acte: "contingent-modifie" | "convention-flux-modifiee" | "bilan-flux-transmis",
  objet: string,
): Promise<void> {
  await tx.journal.ecrire({ acte, ressource: "contingent", epci, objet });
}
