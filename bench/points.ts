import { buildPointLocator } from "#socle/calculs/perimetre/locate-point.ts";
import { type Mesure, round } from "./mesure.ts";

const POINTS = 3_000_000;
const PERIMETRES = 1_600;

/** 1 600 perimeters of 80 vertices over France, points by commune (neighbours one after the other), as an RPLS file brings them. */
export function benchPoints(): Mesure {
  const locate = buildPointLocator(
    Array.from({ length: PERIMETRES }, (_, i) => ({ code: `QP${i}`, polygones: [[ringOf(i)]] })),
  );
  const begin = performance.now();
  let inside = 0;
  for (let i = 0; i < POINTS; i++) {
    const [x, y] = centreOf(Math.floor((i * PERIMETRES) / POINTS));
    if (
      locate(x + (((i * 7919) % 1000) / 1000 - 0.5) * 0.04, y + (((i * 104_729) % 1000) / 1000 - 0.5) * 0.04) !== null
    )
      inside++;
  }
  const perSecond = POINTS / ((performance.now() - begin) / 1000);
  return {
    id: "points-qpv",
    libelle: `Points situés parmi ${PERIMETRES} périmètres de 80 sommets, un seul fil`,
    valeur: round(perSecond / 1e6),
    unite: "M points/s",
    objectif: "≥ 1",
    tenu: perSecond >= 1e6,
    details: { points: POINTS, partDedans: round(inside / POINTS, 3) },
  };
}

function centreOf(i: number): [number, number] {
  return [-1 + (i % 40) * 0.2, 43 + Math.floor(i / 40) * 0.15];
}

function ringOf(i: number): [number, number][] {
  const [x, y] = centreOf(i);
  return Array.from({ length: 80 }, (_, k) => {
    const radius = 0.008 + 0.003 * Math.sin(k * 1.7 + i);
    const angle = (k * Math.PI) / 40;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}
