import { bandAge, comparaisonAt } from "#donnees/lectures/lot/derive-faits.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { readMotifDemande } from "#donnees/regles/demande/demande.ts";
import { computeQuartile, readRessources } from "#droit/regles/quartile.ts";
import type { Base } from "#socle/lectures/base.ts";
import { daysBetween, lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { bandAnciennete } from "../../regles/demande/anciennete.ts";
import type { CelluleDemande, DemandeLue } from "./ports.ts";

/** Day of a stock: the last of its period, « 2017 » or « 2018-T3 ». Throws a plain error on anything else: a lot's period is already checked. */
export function referenceOf(periode: string): string {
  const found = /^(\d{4})(?:-T([1-4]))?$/.exec(periode);
  if (!found) throw new Error(`not the period of a stock: ${periode}`);
  return lastDayOfMonth(Number(found[1]), found[2] ? Number(found[2]) * 3 : 12);
}

/** Rebuilds the cube of a stock from its lines and the year's threshold. */
export async function deriveDemandes(base: Pick<Base, "demandes" | "faits">, lot: Lot): Promise<void> {
  if (lot.periode === null) return;
  const reference = referenceOf(lot.periode);
  const annee = Number(reference.slice(0, 4));
  const seuils = await base.faits.seuils(lot.epci);
  const seuil = seuils.findLast((row) => row.annee === annee)?.seuilAnnuelUc ?? null;
  const cells = new Map<string, CelluleDemande>();
  for await (const page of base.demandes.lues(lot)) {
    for (const row of page) {
      const { jours, nombre, ...facettes } = cellOf(row, reference, seuil);
      const key = Object.values(facettes).join("|");
      const known = cells.get(key);
      cells.set(key, { ...facettes, jours: (known?.jours ?? 0) + jours, nombre: (known?.nombre ?? 0) + nombre });
    }
  }
  await base.demandes.replaceCube(lot.id, lot.epci, [...cells.values()]);
}

function cellOf(row: DemandeLue, reference: string, seuil: number | null): CelluleDemande {
  return {
    commune: row.commune,
    typologie: row.typologie ?? "inconnu",
    origine: row.origine,
    quartile: readQuartile(row, reference, seuil),
    plafond: row.positionPlafond,
    anciennete: bandAnciennete(row.creeLe, reference),
    evenement: bandAnciennete(readEvenement(row), reference),
    anneeCreation: row.creeLe === null ? null : Number(row.creeLe.slice(0, 4)),
    age: bandAge(row.age),
    motif: readMotifDemande(row.motifDemande),
    propositions: bandPropositions(row.propositions),
    refusPar: row.refusPar,
    refusMotif: row.refusMotif,
    salarie: row.salarie,
    qpvActuel: row.qpvActuel,
    prioritaire: row.prioritaire,
    dalo: row.dalo,
    jours: daysBetween(row.creeLe, reference) ?? 0,
    nombre: 1,
  };
}

/** Like the facts of attributions: computed when possible, else declared. */
export function readQuartile(row: DemandeLue, reference: string, seuil: number | null): CelluleDemande["quartile"] {
  if (readRessources(row.revenuMensuel) === "nulles") return "nulles";
  const calcule = computeQuartile(row.revenuMensuel, row.uniteConso, seuil, comparaisonAt(reference));
  return calcule === "inconnu" ? row.quartileDeclare : calcule;
}

/** The last of the written days. Without the day of the last change, a later event is possible: unknown. */
function readEvenement(row: DemandeLue): string | null {
  if (row.dernierEvenement === null) return null;
  const days = [row.dernierEvenement, row.creeLe, row.renouveleLe, row.derniereProposition];
  return (
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}

function bandPropositions(nombre: number | null): CelluleDemande["propositions"] {
  if (nombre === null) return "inconnu";
  if (nombre >= 3) return "3+";
  return nombre === 2 ? "2" : nombre === 1 ? "1" : "0";
}
