import { margesOf } from "./annees-marges.ts";
import { drawAttributions, type LigneAttribution, writeAttributions } from "./attributions.ts";
import { type BailDemo, signAnnee, signBaux2015 } from "./baux.ts";
import { dayOf, type Jour, partsOf } from "./calendrier.ts";
import { writeDemandes } from "./demandes.ts";
import type { FichierDemo } from "./fichier.ts";
import { buildStock, stream } from "./generate-demo.ts";
import { buildLivres, choosePli, evolveParc, type Millesime } from "./millesimes.ts";
import { writeOps } from "./ops.ts";
import { writeSyplo } from "./prioritaires.ts";
import { writeRpls } from "./rpls.ts";
import { writeSeuilSuivant } from "./seuils.ts";

/** The first year that the signed document knows nothing of. */
const PREMIERE = 2019;
/** First of January of each: one in two, as the product asks for no more. */
const MILLESIMES = [2019, 2021, 2023, 2025] as const;
const ENQUETES = [2020, 2022, 2024] as const;

/**
 * The files that follow those of the signed document, up to a day (yyyy-mm-dd): the same bytes for the same day. Every lease of a year is drawn
 * whatever the day; those of a quarter that has not ended are in no file. The year 2015 is the one of the document's table of the pressure.
 */
export function generateSuite(aujourdhui: string): readonly FichierDemo[] {
  const courante = Number(aujourdhui.slice(0, 4));
  const { parc, baux, occupation } = buildStock();
  const livres = buildLivres(stream(100));
  const annees = Array.from({ length: courante - PREMIERE + 1 }, (_, rang) => PREMIERE + rang);
  const signes = annees.map((annee) => ({
    annee,
    baux: signAnnee(margesOf(annee), standingIn(annee, parc, livres), stream(200 + annee)),
  }));
  const tous = [...[...baux.values()].flat(), ...signes.flatMap((one) => one.baux)];
  const millesimes = MILLESIMES.filter((annee) => annee < courante).map((annee) => ({
    annee,
    ...evolveParc({ parc, occupation }, livres, tous, annee, stream(300 + annee)),
  }));
  const dernier: Millesime = millesimes.at(-1) ?? { parc, occupation };
  return [
    ...annees.map((annee) => seuilFile(annee, courante)),
    ...millesimes.map(
      ({ annee, ...millesime }): FichierDemo => ({
        nom: `rpls-${annee}-loi.csv`,
        octets: writeRpls(millesime.parc, millesime.occupation, choosePli(millesime.parc)),
        source: "rpls",
        periode: String(annee),
      }),
    ),
    ...stocks(courante, aujourdhui),
    ...baux2015(parc, occupation),
    ...signes.flatMap((one) => leaseFiles(one, dernier.occupation, aujourdhui)),
    ...ENQUETES.filter((annee) => annee < courante).map((annee): FichierDemo => {
      const ref = millesimes.find((one) => one.annee >= annee) ?? dernier;
      const octets = writeOps(annee, ref.parc, ref.occupation, stream(400 + annee));
      return { nom: `ops-${annee}.csv`, octets, source: "ops", periode: String(annee) };
    }),
  ];
}

/** The one of the year in course has a layout of its own: its officer says once what its header means. */
const ENTETE_INCONNUE = "plafond_premier_quartile";

function seuilFile(annee: number, courante: number): FichierDemo {
  const fichier = { nom: `seuils-${annee}.csv`, source: "seuils", periode: String(annee) } as const;
  if (annee !== courante) return { ...fichier, octets: writeSeuilSuivant(annee) };
  const colonnes = { [ENTETE_INCONNUE]: "seuil_annuel_uc" };
  return { ...fichier, colonnes, octets: writeSeuilSuivant(annee, ENTETE_INCONNUE) };
}

/** Period of the last file of leases that the day knows: what a demonstration that lacks it has to receive. */
export function lastPeriode(aujourdhui: string): string {
  const [annee = 0, mois = 0] = aujourdhui.split("-").map(Number);
  const trimestre = Math.ceil(mois / 3) - 1;
  return trimestre === 0 ? String(annee - 1) : `${annee}-T${trimestre}`;
}

type Parc = Millesime["parc"];

function standingIn(annee: number, parc: Parc, livres: Parc): Parc {
  return [...parc, ...livres.filter(({ residence }) => residence.construction < annee)];
}

/** At the end of each year, and of the last ended half-year: 719 in 2015 as the document prints, about as many since. */
function stocks(courante: number, aujourdhui: string): FichierDemo[] {
  const annees = [2015, 2016, ...Array.from({ length: courante - 2018 }, (_, rang) => 2018 + rang)];
  return annees
    .filter((annee) => `${annee}-12-31` < aujourdhui)
    .map((annee): FichierDemo => {
      const nombre = annee === 2015 ? 719 : (STOCKS[annee] ?? 720);
      const stock = { annee, extraction: dayOf(annee, 12, 31), nombre };
      const octets = writeDemandes(stream(500 + annee), stream(600 + annee), stock);
      return { nom: `sne-demandes-${annee}.csv`, octets, source: "sne-demandes", periode: String(annee) };
    });
}

/** Hypothèse: demandes of a year's end. */
const STOCKS: Readonly<Record<number, number>> = {
  2016: 731,
  2018: 712,
  2019: 704,
  2020: 741,
  2021: 768,
  2022: 783,
  2023: 806,
  2024: 824,
  2025: 839,
};

function baux2015(parc: Parc, occupation: Millesime["occupation"]): FichierDemo[] {
  const lignes = drawAttributions(signBaux2015(parc, stream(215)), occupation, 2015, stream(216), stream(217));
  return [leases("2015", lignes)];
}

/** The ended quarters of the year in course, each in a file of its own; the whole year once it is over. */
function leaseFiles(
  { annee, baux }: { readonly annee: number; readonly baux: readonly BailDemo[] },
  occupation: Millesime["occupation"],
  aujourdhui: string,
): FichierDemo[] {
  const lignes = drawAttributions(baux, occupation, annee, stream(700 + annee), stream(800 + annee));
  const terminee = Number(aujourdhui.slice(0, 4)) - 1;
  const dates = baux.map(({ signature }) => signature);
  if (`${annee}-12-31` < aujourdhui)
    return [
      leases(String(annee), annee === terminee ? [...lignes, ...dehorsOf(lignes)] : lignes),
      writeSyplo(annee, lignes, stream(900 + annee)),
    ];
  const trimestres = [1, 2, 3].filter((trimestre) => formatIso(dayOf(annee, trimestre * 3 + 1, 1)) <= aujourdhui);
  const publies = lignes.filter((_, rang) => quarterOf(dates[rang] ?? 0) <= trimestres.length);
  return [
    ...trimestres.map((trimestre) =>
      leases(
        `${annee}-T${trimestre}`,
        lignes.filter((_, rang) => quarterOf(dates[rang] ?? 0) === trimestre),
      ),
    ),
    ...(trimestres.length > 0 ? [writeSyplo(annee, publies, stream(900 + annee))] : []),
  ];
}

/** A commune of the département that the territory has not, and leases that the bailleurs signed there: none is counted. */
const DEHORS = "52121";
const BAUX_DEHORS = 3;

function dehorsOf(lignes: readonly LigneAttribution[]): readonly LigneAttribution[] {
  return lignes.slice(0, BAUX_DEHORS).map((parts, rang) =>
    parts.map((part) => ({
      ...part,
      ...("NUMERO_UNIQUE" in part ? { NUMERO_UNIQUE: numeroDehors(String(part.NUMERO_UNIQUE), rang) } : {}),
      ...("NUMERORPLS" in part
        ? { COMMUNE_LOGEMENT_ATTRIB: DEHORS, ADRESSE_LOGEMENT_ATTRIB: "1 RUE FICTIVE", NUMERORPLS: "" }
        : {}),
    })),
  );
}

/** Another series of the same day. */
function numeroDehors(numero: string, rang: number): string {
  return `${numero.slice(0, 7)}${880_000_001 + rang}99`;
}

function leases(periode: string, lignes: readonly LigneAttribution[]): FichierDemo {
  return {
    nom: `sne-attributions-${periode}.csv`,
    octets: writeAttributions(lignes),
    source: "sne-attributions",
    periode,
  };
}

function quarterOf(jour: Jour): number {
  return Math.ceil(partsOf(jour).mois / 3);
}

function formatIso(jour: Jour): string {
  return new Date(jour * 86_400_000).toISOString().slice(0, 10);
}
