import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import type { ResidenceParc } from "../../lectures/parc/ports.ts";
import { cleanProse } from "../../lectures/remontee/prose.ts";
import { checkObservation } from "../../regles/remontee/check-suite.ts";
import type { GraviteRemontee, Recurrence, TypeRemontee } from "../../regles/remontee/remontee.ts";

export type RemonteeDemandee = {
  readonly epci: string;
  readonly commune: string;
  /** Key of a résidence of the last published stock; empty: in the commune, outside any résidence. */
  readonly residence: string;
  readonly observeeLe: string;
  readonly type: TypeRemontee;
  readonly gravite: GraviteRemontee;
  readonly recurrente: Recurrence;
  readonly texte: string;
  /** Confirms the warnings about the text. */
  readonly relu: boolean;
  readonly aujourdhui: string;
};

export type LieuRemontee = { readonly cle: string; readonly nom: string; readonly bailleur: string | null };

/**
 * Records a report. Returns its `id`. Refuses `remontee-commune`, `remontee-residence`, `remontee-hors-parc`, `remontee-sans-texte`, and as the day
 * and the text.
 */
export async function ecrireRemontee(base: Base, demande: RemonteeDemandee): Promise<number> {
  const { epci, commune, observeeLe, type, gravite, recurrente, aujourdhui } = demande;
  checkObservation(observeeLe, aujourdhui);
  const texte = cleanProse(demande.texte, "Ce qui a été vu", demande.relu);
  if (texte === null && type === "autre") {
    throw new Refus("remontee-sans-texte", "Ce qui a été vu : « autre » ne dit rien seul, décrivez le fait.");
  }
  const organisation = writerOf(base, epci, "creer");
  const communes = await base.territoires.communes(epci);
  if (!communes.some((row) => row.commune === commune)) {
    throw new Refus("remontee-commune", "Choisissez une commune du territoire.");
  }
  const lieu = await findLieu(base, epci, commune, demande.residence);
  return base.transaction(async (tx) => {
    const id = await tx.remontees.add(epci, {
      commune,
      observeeLe,
      type,
      gravite,
      recurrente,
      texte,
      organisation,
      residence: lieu ? { cle: lieu.cle, nom: lieu.nom } : null,
      bailleur: lieu?.bailleur ?? null,
    });
    await tx.journal.ecrire({ acte: "remontee-ecrite", ressource: "remontee", epci, objet: `remontee:${id}` });
    return id;
  });
}

/** The reporting organisation: only the journal keeps the agent. Refuses `remontee-sans-organisation`. */
export function writerOf(base: Pick<Base, "acteur">, epci: string, action: "creer" | "modifier"): number {
  const habilitation = habilitationsFor(base.acteur, "remontee", action, epci).find(
    ({ organisation }) => organisation > 0,
  );
  if (habilitation) return habilitation.organisation;
  throw interdit(
    "remontee-sans-organisation",
    "Une remontée s’écrit au nom d’une organisation : connectez-vous avec votre compte.",
  );
}

/** Résidences of the commune that the person may report on, by name: for a bailleur's agent, their own. */
export async function listLieux(base: Base, epci: string, commune: string): Promise<readonly LieuRemontee[]> {
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (millesime === undefined) return [];
  const own = ownSirens(base, epci, "creer");
  const found = new Map<string, LieuRemontee>();
  for (const residence of await base.parc.residences(epci, millesime)) {
    if (residence.commune !== commune || !isReached(residence, own)) continue;
    found.set(residence.cle, { cle: residence.cle, nom: residence.nom, bailleur: residence.bailleur });
  }
  return [...found.values()].sort((a, b) => a.nom.localeCompare(b.nom, "fr"));
}

/** SIREN of the bailleurs on whose résidences the person may act; null: everywhere. */
export function ownSirens(
  base: Pick<Base, "acteur">,
  epci: string,
  action: "creer" | "modifier" | "valider",
): readonly string[] | null {
  if (peutPartout(base.acteur, "remontee", action, epci)) return null;
  return habilitationsFor(base.acteur, "remontee", action, epci).flatMap(({ siren }) => siren ?? []);
}

function isReached({ bailleur }: Pick<ResidenceParc, "bailleur">, own: readonly string[] | null): boolean {
  return own === null || (bailleur !== null && own.includes(bailleur));
}

async function findLieu(base: Base, epci: string, commune: string, cle: string): Promise<LieuRemontee | null> {
  if (cle === "") {
    if (ownSirens(base, epci, "creer") === null) return null;
    throw new Refus("remontee-hors-parc", "Choisissez une résidence de votre parc : votre habilitation porte sur lui.");
  }
  const lieu = (await listLieux(base, epci, commune)).find((one) => one.cle === cle);
  if (lieu) return lieu;
  throw new Refus(
    "remontee-residence",
    "Cette résidence n’est pas, dans cette commune, parmi celles que vous pouvez signaler. Choisissez-la dans la liste.",
  );
}
