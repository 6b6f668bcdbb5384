import { readContours, readVoisines } from "#donnees/formats/contours-communes.ts";
import { elapsed, type Mesure, round } from "./mesure.ts";

const COMMUNE = "52448";

/** The contours of all communes, read by the first map after a start: processor, once, and what the process then holds. */
export async function benchContours(): Promise<Mesure> {
  global.gc?.();
  const avant = process.memoryUsage();
  const cpu = process.cpuUsage();
  await readContours(new Map([[COMMUNE, [COMMUNE]]]));
  const { user, system } = process.cpuUsage(cpu);
  const voisines = await elapsed(() => readVoisines([COMMUNE]));
  global.gc?.();
  const apres = process.memoryUsage();
  const processeur = (user + system) / 1000;
  const tenus = (apres.heapUsed + apres.external - avant.heapUsed - avant.external) / 1e6;
  return {
    id: "contours-nationaux",
    libelle: "Première lecture des contours des communes de France : processeur",
    valeur: round(processeur, 0),
    unite: "ms",
    objectif: "≤ 300, 60 Mo tenus",
    tenu: processeur <= 300 && tenus <= 60,
    details: { moTenus: round(tenus, 1), voisinesMs: round(voisines, 0) },
  };
}
