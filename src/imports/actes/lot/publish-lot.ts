import { findDerniereAnnee } from "#bilan/lectures/annees.ts";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { deriveFaits } from "#donnees/lectures/lot/derive-faits.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { resituateLogements } from "#donnees/lectures/lot/situer-logements.ts";
import { deriveDemandes } from "#observatoire/lectures/demande/derive-demandes.ts";
import { rehearse } from "#socle/actes/rehearse.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Acte } from "#socle/regles/journal/acte.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";

/**
 * Publishes a staged lot: moves the pointer and rebuilds all that derives from it, in one transaction.
 * Refuses `lot-inconnu`, `lot-non-pret`, `a-confirmer`, `annee-deja-publiee`.
 */
export async function publishLot(
  base: Base,
  lotId: number,
  options: { readonly confirme?: boolean } = {},
): Promise<Lot> {
  return makeVisible(base, async (tx) => {
    await tx.lots.lock(lotId);
    const lot = await findLot(tx, lotId);
    if (lot.statut !== "pret") throw notReady(lot);
    if (lot.aConfirmer && !options.confirme) throw conflit("a-confirmer", lot.aConfirmer.message, { lot: lotId });
    await checkQuarter(tx, lot);
    await movePointer(tx, lot);
    await rebuild(tx, lot.epci, [lot]);
    await writeActe(tx, "lot-publie", lot);
    return findLot(tx, lotId);
  });
}

/**
 * Makes all of these visible, or none: every pointer flips, then what derives from them is rebuilt once. Refuses what `publishLot` does, and
 * `rien-a-publier`.
 */
export async function publishLots(
  base: Base,
  epci: string,
  ids: readonly number[],
  options: { readonly confirme?: boolean } = {},
): Promise<readonly Lot[]> {
  return makeVisible(base, async (tx) => {
    const lots = await lockPrets(tx, epci, ids);
    for (const lot of lots) {
      if (lot.aConfirmer && !options.confirme) throw conflit("a-confirmer", lot.aConfirmer.message, { lot: lot.id });
      await checkQuarter(tx, lot);
      await movePointer(tx, lot);
    }
    await rebuild(tx, epci, lots);
    for (const lot of lots) await writeActe(tx, "lot-publie", lot);
    return lots;
  });
}

async function makeVisible<T>(base: Base, run: (tx: Base) => Promise<T>): Promise<T> {
  const done = await base.transaction(run);
  await base.lots.echantillonner();
  return done;
}

/** The rejected lines of the lot that this one corrects are its own by now. */
async function movePointer(tx: Base, lot: Lot): Promise<void> {
  await tx.lots.publish(lot, tx.acteur.nom);
  await tx.lots.effacerCorriges(lot);
}

/** In the order of their deposit, so that two who publish together wait for one another. Of another territory, or no longer ready: refused. */
async function lockPrets(tx: Base, epci: string, ids: readonly number[]): Promise<readonly Lot[]> {
  const lots: Lot[] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    await tx.lots.lock(id);
    const lot = await findLot(tx, id);
    if (lot.epci !== epci) throw unknownLot(id);
    if (lot.statut !== "pret") throw notReady(lot);
    lots.push(lot);
  }
  if (lots.length > 0) return lots;
  throw conflit(
    "rien-a-publier",
    "Aucun fichier n’est prêt à publier. Déposez-en, ou voyez ceux qui sont déjà publiés.",
  );
}

/** « Ce qui change » if all of them were published: of the year of the last attributions among them. */
export async function previewLots(base: Base, epci: string, lots: readonly Lot[]): Promise<Apercu> {
  const annees = lots.filter(({ source }) => source === "sne-attributions").map(({ periode }) => yearOf(periode));
  const annee = annees.sort().at(-1) ?? (await findDerniereAnnee(base.cubes, epci, null));
  const avant = await bilanOf(base, epci, annee);
  if (lots.length === 0) return { avant, apres: null };
  const apres = await rehearse(base, async (tx) => {
    for (const lot of lots) await tx.lots.publish(lot, "aperçu");
    await rebuild(tx, epci, lots);
    return bilanOf(tx, epci, annee);
  });
  return { avant, apres };
}

function yearOf(periode: string | null): number | null {
  return periode === null ? null : Number(periode.slice(0, 4));
}

/** Takes a published lot back: what was published before it for the same period is visible again. Refuses `lot-non-publie`. */
export async function undoLot(base: Base, lotId: number): Promise<Lot> {
  return base.transaction(async (tx) => {
    const lot = await findLot(tx, lotId);
    if (lot.statut !== "publie") {
      throw conflit("lot-non-publie", `Le lot ${lotId} n’est pas publié : il n’y a rien à annuler.`, { lot: lotId });
    }
    await tx.lots.unpublish(lot, tx.acteur.nom);
    await rebuild(tx, lot.epci, [lot]);
    await writeActe(tx, "lot-annule", lot);
    return findLot(tx, lotId);
  });
}

/** Abandons a lot that is not published: its file can be deposited again. Refuses `lot-publie`. */
export async function abandonLot(base: Base, lotId: number): Promise<Lot> {
  return base.transaction(async (tx) => {
    // A concurrent publication waits, or is waited for; the second act then reads what the first did.
    await tx.lots.lock(lotId);
    const lot = await findLot(tx, lotId);
    if (lot.statut === "publie" || lot.statut === "remplace") {
      throw conflit("lot-publie", `Le lot ${lotId} a été publié : annulez d’abord sa publication.`, { lot: lotId });
    }
    await tx.lots.markStatut(lotId, "abandonne");
    await tx.lots.effacerRejets(lot);
    await writeActe(tx, "lot-abandonne", lot);
    return findLot(tx, lotId);
  });
}

/** The bilan before, and after; null: there is none. */
export type Apercu = { readonly avant: Bilan | null; readonly apres: Bilan | null };

/** « Ce qui change »: the bilan before and after, computed by really publishing inside a transaction that is rolled back. */
export async function previewLot(base: Base, lotId: number): Promise<Apercu> {
  const lot = await findLot(base, lotId);
  const annee = await previewYear(base, lot);
  const avant = await bilanOf(base, lot.epci, annee);
  if (lot.statut !== "pret") return { avant, apres: null };
  const apres = await rehearse(base, async (tx) => {
    await tx.lots.publish(lot, "aperçu");
    await rebuild(tx, lot.epci, [lot]);
    return bilanOf(tx, lot.epci, annee ?? (await findDerniereAnnee(tx.cubes, lot.epci, null)));
  });
  return { avant, apres };
}

/** Year of the lot, else the last year with attributions. */
async function previewYear(base: Base, lot: Lot): Promise<number | null> {
  if (lot.source === "sne-attributions" && lot.periode) return Number(lot.periode.slice(0, 4));
  return findDerniereAnnee(base.cubes, lot.epci, null);
}

async function bilanOf(base: Base, epci: string, annee: number | null): Promise<Bilan | null> {
  if (annee === null) return null;
  const bilan = await computeBilan(base, { epci, periode: yearPeriode(annee), bailleur: null });
  return bilan.total === 0 && bilan.parc === null ? null : bilan;
}

/** Last statement of the act: the journal's chain stays locked until the transaction ends. */
function writeActe(tx: Base, acte: Acte, lot: Lot): Promise<void> {
  return tx.journal.ecrire({ acte, ressource: "lot", epci: lot.epci, objet: `lot:${lot.id}` });
}

async function findLot(base: Base, lotId: number): Promise<Lot> {
  const lot = await base.lots.find(lotId);
  if (!lot) throw unknownLot(lotId);
  return lot;
}

export function unknownLot(lot: number): Refus {
  return introuvable("lot-inconnu", `Le lot ${lot} n’existe pas. Choisissez un lot de la liste.`, { lot });
}

function notReady(lot: Lot): Refus {
  const reasons: Record<Lot["statut"], string> = {
    lecture: "il est encore en cours de lecture",
    pret: "",
    publie: "il est déjà publié",
    remplace: "un autre lot l’a remplacé",
    abandonne: "il a été abandonné : déposez le fichier de nouveau",
    refuse: "il a été refusé : corrigez le fichier et déposez-le de nouveau",
    interrompu: "sa lecture a été interrompue : déposez le fichier de nouveau",
  };
  return conflit("lot-non-pret", `Le lot ${lot.id} ne peut pas être publié : ${reasons[lot.statut]}.`, {
    lot: lot.id,
    statut: lot.statut,
  });
}

/** Refuses a quarter beside its whole year, which would count the leases twice. `publish` replaces the quarters of a year. */
async function checkQuarter(tx: Base, lot: Lot): Promise<void> {
  const year = lot.periode?.split("-T")[0];
  if (lot.source !== "sne-attributions" || year === lot.periode) return;
  const published = await tx.lots.publications(lot.epci);
  if (published.some((row) => row.source === "sne-attributions" && row.periode === year)) {
    throw new Refus(
      "annee-deja-publiee",
      `L’année ${year} est déjà publiée en entier : ce trimestre serait compté deux fois. Déposez une extraction de toute l’année, ou annulez d’abord la publication de ${year}.`,
      { lot: lot.id, annee: year },
    );
  }
}

/**
 * Rebuilds what a source feeds, from what is published now: after an undo, from the lot that came back.
 * Points derive from perimeters; the stock from its own file and the perimeters; facts from all of them.
 */
async function rebuild(tx: Base, epci: string, lots: readonly Lot[]): Promise<void> {
  const published = await tx.lots.publications(epci);
  const lotsOf = (source: Source) => published.filter((row) => row.source === source);
  const has = (...sources: readonly Source[]) => lots.some(({ source }) => sources.includes(source));
  if (has("qpv")) await resituateLogements(tx, epci);
  const parcs = lotsOf("rpls").filter((row) => has("qpv") || lots.some((lot) => isOf(lot, "rpls", row.periode)));
  for (const row of parcs) await tx.faits.rebuildCubeParc({ epci, id: row.lot });
  for (const row of lotsOf("sne-demandes").filter(
    (other) => has("seuils") || lots.some((lot) => isOf(lot, "sne-demandes", other.periode)),
  )) {
    await deriveDemandes(tx, await findLot(tx, row.lot));
  }
  for (const row of lotsOf("sne-attributions").filter((other) => lots.some((lot) => feeds(lot, other.periode)))) {
    await deriveFaits(tx, await findLot(tx, row.lot));
  }
}

function isOf(lot: Lot, source: Source, periode: string): boolean {
  return lot.source === source && lot.periode === periode;
}

/** A year and its quarters replace each other: publishing or undoing one may bring the others back. */
function feeds(lot: Lot, periode: string): boolean {
  if (lot.source === "sne-attributions") return periode.slice(0, 4) === lot.periode?.slice(0, 4);
  return lot.source === "qpv" || lot.source === "rpls" || lot.source === "communes" || lot.source === "seuils";
}
