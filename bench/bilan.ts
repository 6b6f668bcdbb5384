import { renderBilanPdf } from "#bilan/documents/bilan-document.ts";
import { renderCarteBilan } from "#bilan/images/carte-bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { elapsed, type Mesure, median, percentile, round } from "./mesure.ts";

const EPCI = "200068666";
const QUESTION = { epci: EPCI, periode: yearPeriode(2017), bailleur: null };

/** The whole bilan of the demonstration territory (every breakdown, controls included) from the cube, on a warm pool. */
export async function benchBilan(base: Base): Promise<Mesure> {
  const times: number[] = [];
  for (let i = 0; i < 60; i++) {
    const ms = await elapsed(() => computeBilan(base, QUESTION));
    if (i >= 10) times.push(ms);
  }
  return {
    id: "bilan-cube",
    libelle: "Bilan complet d’un EPCI depuis le cube, médiane de 50 calculs à chaud",
    valeur: round(median(times), 1),
    unite: "ms",
    objectif: "≤ 20",
    tenu: median(times) <= 20,
    details: { p95: round(percentile(times, 0.95), 1) },
  };
}

export async function benchPdf(base: Base): Promise<Mesure> {
  const bilan = await computeBilan(base, QUESTION);
  const carte = renderCarteBilan(bilan, await base.territoires.contours(EPCI), {
    qpv: await base.faits.perimetres(EPCI),
  });
  const times: number[] = [];
  const processeurs: number[] = [];
  for (let i = 0; i < 12; i++) {
    const before = process.cpuUsage();
    const ms = await elapsed(() => renderBilanPdf({ bilan, carte }));
    const { user, system } = process.cpuUsage(before);
    if (i < 2) continue;
    times.push(ms);
    processeurs.push((user + system) / 1000);
  }
  return {
    id: "pdf-bilan",
    libelle: "PDF du bilan de l’EPCI avec carte, médiane de 10 rendus à chaud",
    valeur: round(median(times), 0),
    unite: "ms",
    objectif: "≤ 400",
    tenu: median(times) <= 400,
    details: { processeurMs: round(median(processeurs), 0), max: round(Math.max(...times), 0) },
  };
}
