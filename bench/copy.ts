import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RowADeposer } from "#application/lot/ports.ts";
import { type CopyColumns, encodeRows } from "#storage/copy.ts";
import { openServeur } from "#storage/embedded.ts";
import { LOT_TABLES } from "#storage/lot-tables.ts";
import { migrate } from "#storage/migrate.ts";
import { openBase } from "#storage/open-base.ts";
import { openPool, openSql } from "#storage/sql.ts";

type Ligne = RowADeposer<"rpls">;

export type MesureCopy = {
  readonly lignes: number;
  readonly octets: number;
  readonly initdbMs: number;
  readonly demarrageMs: number;
  /** COPY of bytes made beforehand: what the server alone costs, foreign key and indexes included. */
  readonly nuMs: readonly number[];
  /** The same rows through `appendRows`, encoded on the way. */
  readonly notreMs: readonly number[];
  /** Encoding alone, no server. */
  readonly encodageMs: number;
  readonly rapport: number;
};

const LIGNES = 500_000;
const PAR_LOT = 8_000;
const EPCI = "200068666";

/** Plausible dwellings, sorted by commune as files are, 32 a résidence. Deterministic. */
export function makeLogements(nombre: number): Ligne[] {
  return Array.from({ length: nombre }, (_, i) => makeLigne(i));
}

const VOIES = ["rue du Maréchal-de-Lattre", "allée Jean-Mermoz", "avenue de la République", "impasse Denans"];
const BAILLEURS = [
  ["562881178", "HAMARIS"],
  ["335480679", "PLURIAL NOVILIA"],
  ["276520010", "OPH DE SAINT-DIZIER"],
] as const;

function makeLigne(i: number): Ligne {
  const residence = Math.floor(i / 32);
  const [bailleur, bailleurNom] = BAILLEURS[residence % 3] ?? BAILLEURS[0];
  const commune = String(52_001 + Math.floor((i * 60) / LIGNES)).padStart(5, "0");
  return {
    ligne: i + 2,
    row: {
      cle: `${(i * 7_919) % 10_000_019}`.padStart(10, "0"),
      empreinte: `${(i * 2_654_435_761) % 4_294_967_296}`.padStart(16, "0"),
      identRep: `${(i * 7_919) % 10_000_019}`.padStart(10, "0"),
      identInt: `L${i}`,
      bailleur,
      bailleurNom,
      commune,
      communeNom: `Commune ${commune}`,
      codePostal: "52100",
      adresse: `${(residence % 120) + 1} ${VOIES[residence % 4]}`,
      residence: residence % 3 === 0 ? `Résidence n° ${residence}` : null,
      situationDeclaree: i % 3 === 0 ? "qpv" : "hors-qpv",
      qpvDeclare: i % 3 === 0 ? "QP052001" : null,
      typeConstruction: i % 5 === 0 ? "I" : "C",
      pieces: 1 + (i % 6),
      surface: 25 + (i % 90),
      construction: 1955 + (residence % 60),
      miseEnLocation: 1956 + (residence % 60),
      entreePatrimoine: null,
      financement: "13",
      conventionne: "oui",
      conventionLe: "1995-12-31",
      mode: i % 11 === 0 ? "2" : "1",
      bailDepuis: "2012-05",
      disponibleDepuis: null,
      dureeVacance: null,
      loyer: 250 + (i % 200),
      dpeEnergie: "D",
      dpeSerre: "E",
      contingent: String(1 + (i % 7)),
      sortie: null,
      longitude: 4.9 + (residence % 1_000) / 10_000,
      latitude: 48.6 + (residence % 700) / 10_000,
      qpv2015: i % 3 === 0 ? "QP052001" : "hors",
      qpv2024: null,
    },
  };
}

/** Both ways in turn, on tables emptied each time: a ratio is only worth something inside one run. */
export async function measureCopy(passes = 3): Promise<MesureCopy> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-bench-"));
  const [serveur, initdbMs] = await timed(() => openServeur({ dossier }));
  await serveur.stop();
  const [again, demarrageMs] = await timed(() => openServeur({ dossier }));
  try {
    return { initdbMs, demarrageMs, ...(await measureOn(again.url, passes)) };
  } finally {
    await again.stop();
    await rm(again.racine, { recursive: true, force: true });
    await rm(dossier, { recursive: true, force: true });
  }
}

async function measureOn(url: string, passes: number): Promise<Omit<MesureCopy, "initdbMs" | "demarrageMs">> {
  await migrate(url);
  const pool = openPool(url);
  const base = openBase(pool);
  const sql = openSql(pool);
  await base.territoires.add({ epci: EPCI, nom: "Banc d’essai", demonstration: true }, []);
  const rows = makeLogements(LIGNES);
  const lot = await openLot(base);
  const columns: CopyColumns<Ligne> = [
    ["lot", () => lot],
    ["epci", () => EPCI],
    ["ligne", ({ ligne }) => ligne],
    ...LOT_TABLES.rpls.columns,
  ];
  const [chunks, encodageMs] = await timed(async () => [...encodeRows(columns, rows)]);
  const text = `copy logement (${columns.map(([column]) => column).join(", ")}) from stdin`;

  const bare = async () => {
    await pool.query("truncate logement");
    await pool.query("checkpoint");
    return (await timed(() => sql.transaction((tx) => tx.copyFrom(text, chunks))))[1];
  };
  const ours = async () => {
    await pool.query("truncate logement");
    await pool.query("checkpoint");
    const [, ms] = await timed(() =>
      base.transaction(async (tx) => {
        for (let start = 0; start < rows.length; start += PAR_LOT) {
          await tx.lots.appendRows(lot, EPCI, "rpls", rows.slice(start, start + PAR_LOT));
        }
      }),
    );
    return ms;
  };
  await bare();
  const nuMs: number[] = [];
  const notreMs: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    nuMs.push(await bare());
    notreMs.push(await ours());
  }
  await base.close();
  const octets = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return { lignes: LIGNES, octets, nuMs, notreMs, encodageMs, rapport: median(notreMs) / median(nuMs) };
}

async function openLot(base: ReturnType<typeof openBase>): Promise<number> {
  const opened = await base.lots.open({
    epci: EPCI,
    source: "rpls",
    profil: "rpls-loi",
    fichier: "banc.csv",
    sha256: "0".repeat(64),
    taille: 0,
    encodage: "utf-8",
    separateur: ";",
    colonnes: [],
    champsAbsents: [],
    deposePar: "banc",
  });
  if (!("lot" in opened)) throw new Error("the bench's lot is already there");
  return opened.lot;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, Math.round(performance.now() - start)];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await measureCopy());
