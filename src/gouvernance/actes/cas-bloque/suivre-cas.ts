import type { Typologie } from "#droit/regles/typologie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { cleanComplement } from "../../lectures/cas-bloque/prose.ts";
import type { IssueCas } from "../../regles/cas-bloque/cas-bloque.ts";
import { checkClotureCas, checkEcheanceCas, checkJourCas } from "../../regles/cas-bloque/check-cas.ts";
import type { NatureProposition } from "../../regles/cas-bloque/suite-cas.ts";
import { moveCas } from "../../regles/cas-bloque/transition.ts";
import { auteurOf, closedCas, ecrireCas, requireRight, unknownCas, updateCas, writeJournal } from "./ecrire-cas.ts";
import { checkCommune } from "./ouvrir-cas.ts";

export type CasAConfier = {
  readonly epci: string;
  readonly cas: number;
  /** `id` of an organisation of the directory. */
  readonly organisation: number;
  readonly echeance: string;
  readonly aujourdhui: string;
};

/** Entrusts the case to an organisation, with a deadline. Refuses `cas-inconnu`, `droit-absent`, `cas-clos`, `cas-organisme`, `cas-echeance`. */
export async function confierCas(base: Base, demande: CasAConfier): Promise<void> {
  const { epci, cas: id, organisation, echeance, aujourdhui } = demande;
  requireRight(base, epci, "modifier");
  checkEcheanceCas(echeance, aujourdhui);
  await ecrireCas(base, { epci, cas: id, acte: "cas-bloque-confie" }, async (tx, cas) => {
    if (cas.etat === "clos") throw closedCas();
    const known = await tx.casBloques.organisations();
    if (!known.some((one) => one.id === organisation)) {
      throw new Refus("cas-organisme", "Choisissez un organisme dans la liste.");
    }
    await updateCas(tx, cas, { assigne: organisation, echeance });
  });
}

export type PropositionAEcrire = {
  readonly epci: string;
  readonly cas: number;
  readonly nature: NatureProposition;
  readonly typologie: Typologie | null;
  /** INSEE code of a commune of the territory. */
  readonly commune: string | null;
  readonly complement: string;
  readonly relu: boolean;
  readonly le: string;
  readonly aujourdhui: string;
};

/**
 * Adds the proposal of a partner who may read the case. Returns its `id`. Refuses `cas-inconnu`, `cas-clos`, `cas-date`, `cas-commune`, and the
 * refusals of the text.
 */
export async function proposerCas(base: Base, demande: PropositionAEcrire): Promise<number> {
  const { epci, cas: id, nature, typologie, commune, le, aujourdhui } = demande;
  const complement = cleanComplement(demande.complement, "Précision", demande.relu);
  await checkCommune(base, epci, commune);
  return base.transaction(async (tx) => {
    const cas = await tx.casBloques.find(epci, id);
    if (!cas) throw unknownCas();
    if (cas.etat === "clos") throw closedCas();
    checkJourCas("Proposition", le, cas.ouvertLe, aujourdhui);
    const auteur = auteurOf(tx, epci);
    const proposition = { auteur, nature, typologie, commune, complement, le };
    const written = await tx.casBloques.addProposition(epci, id, proposition);
    await writeJournal(tx, "cas-bloque-propose", cas);
    return written;
  });
}

export type CasAClore = {
  readonly epci: string;
  readonly cas: number;
  readonly issue: IssueCas | null;
  /** ISO day of the lease; null with the issue « bail »: unknown. */
  readonly bailLe: string | null;
  readonly le: string;
  readonly aujourdhui: string;
};

/** Closes the case with its issue. Refuses `cas-inconnu`, `droit-absent`, `cas-clos`, `cas-issue`, `cas-bail`, `cas-date`. */
export async function cloreCas(base: Base, { epci, cas: id, bailLe, le, aujourdhui, ...demande }: CasAClore) {
  requireRight(base, epci, "valider");
  await ecrireCas(base, { epci, cas: id, acte: "cas-bloque-clos" }, async (tx, cas) => {
    moveCas(cas.etat, "clos");
    const issue = checkClotureCas({ issue: demande.issue, bailLe, le }, cas.ouvertLe, aujourdhui);
    await updateCas(tx, cas, { etat: "clos", closLe: le, issue, bailLe });
  });
}
