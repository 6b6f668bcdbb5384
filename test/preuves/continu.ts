import { seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import { numerosOf, openAtelier } from "../restauration/continu.ts";
import { erase } from "../restauration/source.ts";

const EXERCICES = 10;
const ANCIENS = 20;
const SUITE = 300;
const GRAINE = 8_122_026;

/**
 * A base written without a stop, its archive, and ten instants drawn over it, each given back: all that was acknowledged before, nothing of after, and
 * whoever was erased since stays erased.
 */
export async function proveContinu(): Promise<Record<string, unknown>> {
  const atelier = await openAtelier();
  try {
    await atelier.write("ancien", ANCIENS);
    await atelier.base();
    const ecritures = await atelier.write("suite", SUITE);
    const effacees = ["ancien-3", "suite-7", "suite-150"];
    for (const numero of effacees) await erase(atelier.serveur.url, numero);
    await atelier.flush();
    const random = seedRandom(GRAINE);
    const durees: number[] = [];
    for (let i = 0; i < EXERCICES; i++) {
      const rang = Math.floor(random() * ecritures.length);
      const attendus = expectedAt(rang, effacees);
      const since = performance.now();
      const lus = await atelier.rendre(ecritures[rang]?.acquitteeA ?? "", numerosOf);
      durees.push(Math.round(performance.now() - since));
      if (JSON.stringify(lus) !== JSON.stringify(attendus))
        throw new Error(`instant ${rang}: ${lus.length} read, ${attendus.length} expected`);
    }
    const sorted = durees.sort((a, b) => a - b);
    return {
      graine: GRAINE,
      exercices: EXERCICES,
      ecritures: ANCIENS + SUITE,
      acquitteesPerdues: 0,
      ecrituresDApres: 0,
      effaceesRevenues: 0,
      renduMs: { mediane: sorted[EXERCICES / 2], max: sorted.at(-1) },
    };
  } finally {
    await atelier.close();
  }
}

function expectedAt(rang: number, effacees: readonly string[]): readonly string[] {
  const numeros = (nom: string, nombre: number) => Array.from({ length: nombre }, (_, n) => `${nom}-${n}`);
  return [...numeros("ancien", ANCIENS), ...numeros("suite", rang + 1)].filter((one) => !effacees.includes(one)).sort();
}
