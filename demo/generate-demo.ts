import { type Random, seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import { drawAttributions, writeAttributions } from "./attributions.ts";
import { signBaux } from "./baux.ts";
import { writeDemandes } from "./demandes.ts";
import type { FichierDemo } from "./fichier.ts";
import { writeObjectifs } from "./objectifs.ts";
import { settleOccupation } from "./occupation.ts";
import { writeOps } from "./ops.ts";
import { buildParc } from "./parc.ts";
import { writeCommunes, writeQpv } from "./perimetres.ts";
import { writeListesPrioritaires } from "./prioritaires.ts";
import { writeResultats } from "./resultats.ts";
import { writeResultatsNationaux } from "./resultats-nationaux.ts";
import { writeRpls } from "./rpls.ts";
import { writeSeuils } from "./seuils.ts";

const GRAINE = 20_170_101;

/**
 * The demonstration territory as the files an officer receives: pure, seeded, the same bytes at each run and on every machine.
 * Each file has a stream of random numbers of its own, so that a change in one does not move the others.
 */
export function generateDemo(): readonly FichierDemo[] {
  const { parc, baux, occupation } = buildStock();
  const attributions = [...baux].map(
    ([annee, own], rank) =>
      [annee, drawAttributions(own, occupation, annee, stream(10 + rank), stream(15 + rank))] as const,
  );
  const text = new TextEncoder();
  return [
    { nom: "communes.geojson", octets: text.encode(writeCommunes()), source: "communes", periode: "2016" },
    // One file a generation: each is a lot of its own, replaced alone when the official perimeter is imported.
    { nom: "qpv-2015.geojson", octets: text.encode(writeQpv(2015)), source: "qpv", periode: "2015" },
    { nom: "qpv-2024.geojson", octets: text.encode(writeQpv(2024)), source: "qpv", periode: "2024" },
    { nom: "seuils.csv", octets: writeSeuils(), source: "seuils", periode: "2016-2018" },
    { nom: "objectifs.csv", octets: writeObjectifs(), source: "objectifs", periode: "2018-2023" },
    { nom: "resultats.csv", octets: writeResultats(), source: "resultats", periode: "2016-2017" },
    { nom: "rpls-2017-loi.csv", octets: writeRpls(parc, occupation), source: "rpls", periode: "2017" },
    ...attributions.map(
      ([annee, lignes]): FichierDemo => ({
        nom: `sne-attributions-${annee}.csv`,
        octets: writeAttributions(lignes),
        source: "sne-attributions",
        periode: String(annee),
      }),
    ),
    {
      nom: "sne-demandes-2017.csv",
      octets: writeDemandes(stream(20), stream(21)),
      source: "sne-demandes",
      periode: "2017",
    },
    {
      nom: "resultats-nationaux.csv",
      octets: writeResultatsNationaux(),
      source: "resultats-nationaux",
      periode: "2016-2017",
    },
    ...attributions
      .filter(([annee]) => annee === 2018)
      .flatMap(([, lignes]) => writeListesPrioritaires(lignes, stream(30))),
    ...([2016, 2018] as const).map(
      (enquete, rank): FichierDemo => ({
        nom: `ops-${enquete}.csv`,
        octets: writeOps(enquete, parc, occupation, stream(40 + rank)),
        source: "ops",
        periode: String(enquete),
      }),
    ),
  ];
}

/** The stock at 1 January 2017 and who lives there: what the files of the dwellings and of the rehousing are written from. */
export function buildStock() {
  const parc = buildParc(stream(1));
  const baux = signBaux(parc, stream(2));
  return { parc, baux, occupation: settleOccupation(parc, baux.get(2016) ?? [], stream(3)) };
}

export function stream(rang: number): Random {
  return seedRandom(GRAINE + rang * 7_919);
}
