import type { EtatOperation } from "#donnees/regles/programme/operation.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import type { Acte } from "#socle/regles/journal/acte.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { NouvelleOperation, OperationEcrite } from "../lectures/ports.ts";
import { checkFiche, checkReels, type EcartSaisie, type FicheOperation } from "../regles/check-operation.ts";
import { checkTransition } from "../regles/etat-operation.ts";

export type FicheEcrite = FicheOperation & { readonly organisation: number | null };

export type OperationDemandee = {
  readonly epci: string;
  readonly fiche: FicheEcrite;
  /** Initial state for an operation that the EPCI enters; a bailleur's submission is always « déposée ». */
  readonly etat: EtatOperation;
  readonly synthetique?: boolean;
  readonly aujourdhui: string;
};

/** Adds an operation to the register; returns its id. Refuses what `checkFiche` refuses, `operation-commune`, `operation-d-un-autre`. */
export async function creerOperation(base: Base, demande: OperationDemandee): Promise<number> {
  const { epci, fiche } = demande;
  await checkEcrite(base, epci, fiche, demande.aujourdhui);
  checkPorteur(base, epci, "creer", fiche.organisation);
  const etat = peutPartout(base.acteur, "programme", "creer", epci) ? demande.etat : "deposee";
  const operation: NouvelleOperation = { ...fiche, etat, synthetique: demande.synthetique ?? false };
  return base.transaction(async (tx) => {
    const id = await tx.operations.add(epci, operation);
    await writeActe(tx, epci, etat === "deposee" ? "operation-deposee" : "operation-modifiee", id);
    return id;
  });
}

export type ModificationDemandee = {
  readonly epci: string;
  readonly id: number;
  /** Revision that the form was filled from. */
  readonly revision: number;
  readonly fiche: FicheEcrite;
  readonly aujourdhui: string;
};

/** Refuses `operation-inconnue`, `operation-changee`, `operation-close`, and the refusals of `creerOperation`. */
export async function modifierOperation(base: Base, demande: ModificationDemandee): Promise<void> {
  const { epci, id, revision, fiche } = demande;
  await checkEcrite(base, epci, fiche, demande.aujourdhui);
  await base.transaction(async (tx) => {
    const found = await findOwn(tx, epci, id);
    checkPorteur(tx, epci, "modifier", fiche.organisation);
    if (!(await tx.operations.update(epci, id, revision, { ...fiche, synthetique: found.synthetique }))) {
      throw changedSince();
    }
    await writeActe(tx, epci, "operation-modifiee", id);
  });
}

/** Changes the state, by the operation's bailleur or by the EPCI. Refuses `operation-etat`, `operation-changee`. */
export async function suivreOperation(
  base: Base,
  {
    epci,
    id,
    de,
    vers,
  }: { readonly epci: string; readonly id: number; readonly de: EtatOperation; readonly vers: EtatOperation },
): Promise<void> {
  await base.transaction(async (tx) => {
    const found = await findOwn(tx, epci, id);
    checkTransition(de, vers, vers === "deposee" ? "depot" : "suivi");
    if (found.etat !== de || !(await tx.operations.setEtat(epci, id, { de, vers }))) throw changedSince();
    await writeActe(tx, epci, vers === "deposee" ? "operation-deposee" : "operation-suivie", id);
  });
}

/** Throws `operation-inconnue`, the same for an operation that the actor may not read. */
export async function findOperation(base: Base, epci: string, id: number): Promise<OperationEcrite> {
  const found = await base.operations.find(epci, id);
  if (found) return found;
  throw introuvable(
    "operation-inconnue",
    "Cette opération n’existe pas, ou ne vous est pas ouverte. Choisissez-la dans le registre.",
  );
}

/** Operation that the actor may change. Refuses `operation-inconnue`, `operation-d-un-autre`. */
export async function findOwn(base: Base, epci: string, id: number): Promise<OperationEcrite> {
  const found = await findOperation(base, epci, id);
  checkPorteur(base, epci, "modifier", found.bailleur?.organisation ?? null);
  return found;
}

/** Writes an act of the register in the journal, on « operation:12 ». */
export function writeActe(base: Base, epci: string, acte: Acte, id: number): Promise<void> {
  return base.journal.ecrire({ acte, ressource: "programme", epci, objet: `operation:${id}` });
}

export function changedSince(): Refus {
  return conflit(
    "operation-changee",
    "Cette opération a été modifiée par quelqu’un d’autre depuis que vous l’avez ouverte. Rien n’a été enregistré\u00A0: rouvrez-la, puis refaites votre modification.",
  );
}

/** May the actor act on that bailleur's operations? `null`: on operations without a bailleur yet. */
export function isPorteur(
  base: Pick<Base, "acteur">,
  epci: string,
  action: Extract<Action, "creer" | "modifier">,
  organisation: number | null,
): boolean {
  if (peutPartout(base.acteur, "programme", action, epci)) return true;
  const own = habilitationsFor(base.acteur, "programme", action, epci);
  return organisation !== null && own.some((habilitation) => habilitation.organisation === organisation);
}

/** Refuses `operation-d-un-autre`. */
function checkPorteur(
  base: Pick<Base, "acteur">,
  epci: string,
  action: Extract<Action, "creer" | "modifier">,
  organisation: number | null,
): void {
  if (isPorteur(base, epci, action, organisation)) return;
  throw interdit(
    "operation-d-un-autre",
    "Votre habilitation porte sur les opérations de votre organisation seulement.",
  );
}

async function checkEcrite(base: Base, epci: string, fiche: FicheEcrite, aujourdhui: string): Promise<void> {
  const ecarts = [
    ...checkFiche(fiche),
    ...checkReels(fiche.etapes, aujourdhui),
    ...(await checkLieux(base, epci, fiche)),
  ];
  if (fiche.premiersBaux && fiche.organisation === null) {
    const message = "Les premiers baux sont ceux d’un bailleur\u00A0: choisissez-le, ou laissez-les vides.";
    ecarts.push({ champ: "connus", code: "operation-baux", message });
  }
  const [first] = ecarts;
  if (!first) return;
  throw new Refus(first.code, ecarts.map(({ message }) => message).join(" "), { ecarts });
}

async function checkLieux(base: Base, epci: string, { commune }: FicheEcrite): Promise<readonly EcartSaisie[]> {
  if (commune === null) return [];
  const communes = await base.territoires.communes(epci);
  if (communes.some((row) => row.commune === commune)) return [];
  return [{ champ: "commune", code: "operation-commune", message: "Choisissez une commune du territoire." }];
}
