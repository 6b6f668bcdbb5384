import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import { CLASSEURS, type Classeur, receive } from "../classeurs/catalogue.ts";
import { asCsv, type FeuilleLue, readClasseur } from "../classeurs/lire-classeur.ts";
import type { Visiteur } from "../e2e/cas-observatoire.ts";
import { loginDemo } from "../fixtures/session-demo.ts";
import { launch, leave, untilReady, withBuilt } from "./service-construit.ts";

/** A machine with other work takes minutes to load the demonstration. */
const PRET_MS = 600_000;
/** Every sheet in a file of its own: « ; », quotes, UTF-8, formulas as their results, numbers in full. */
const EN_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1033,false,false,false,false,false,-1";

/**
 * Every workbook that the demonstration gives, opened by LibreOffice, which writes each sheet again as CSV: cell for cell what the file holds (that the file
 * holds what our CSV says is test/classeurs). `dossier`: where the files stay, to be looked at.
 */
export async function proveClasseurs([garde]: readonly string[]): Promise<Record<string, unknown>> {
  const version = libreOffice();
  const dossier = garde ?? (await mkdtemp(join(tmpdir(), "blaise-classeurs-")));
  await mkdir(dossier, { recursive: true });
  try {
    await receiveAll(dossier);
    convert(dossier);
    return { libreOffice: version, ...(await conclude(dossier)) };
  } finally {
    if (garde === undefined) await rm(dossier, { recursive: true, force: true });
  }
}

function libreOffice(): string {
  try {
    return execFileSync("soffice", ["--version"], { encoding: "utf8" }).trim();
  } catch {
    throw new Error(
      "This proof opens workbooks with LibreOffice: apt-get install --no-install-recommends libreoffice-calc",
    );
  }
}

const fichierOf = (rang: number) => String(rang + 1).padStart(3, "0");

function receiveAll(dossier: string): Promise<void> {
  return withBuilt(async (donnees, port) => {
    const serveur = launch(donnees, port);
    try {
      await untilReady(port, PRET_MS);
      const ask = askAt(`http://localhost:${port}`);
      for (const [rang, classeur] of CLASSEURS.entries()) {
        await writeFile(join(dossier, `${fichierOf(rang)}.xlsx`), (await receive({ ask }, classeur)).octets);
      }
    } finally {
      await leave(serveur);
    }
  });
}

function askAt(url: string) {
  const cookies = new Map<Visiteur, string>();
  return async (visiteur: Visiteur, chemin: string, envoi?: URLSearchParams): Promise<Response> => {
    const headers = new Headers({ origin: url });
    if (visiteur !== "personne" && visiteur !== "session-perimee") {
      const cookie = cookies.get(visiteur) ?? (await loginDemo(url, visiteur));
      cookies.set(visiteur, cookie);
      headers.set("cookie", cookie);
    }
    return fetch(url + chemin, { headers, redirect: "manual", ...(envoi ? { method: "POST", body: envoi } : {}) });
  };
}

function convert(dossier: string): void {
  const profil = `-env:UserInstallation=file://${join(dossier, "profil")}`;
  const fichiers = CLASSEURS.map((_, rang) => join(dossier, `${fichierOf(rang)}.xlsx`));
  execFileSync(
    "soffice",
    ["--headless", profil, "--convert-to", EN_CSV, "--outdir", join(dossier, "csv"), ...fichiers],
    {
      stdio: "ignore",
    },
  );
}

type Comptes = { readonly feuilles: number; readonly cellules: number; readonly ecarts: readonly string[] };

async function conclude(dossier: string): Promise<Record<string, unknown>> {
  const comptes = await Promise.all(CLASSEURS.map((classeur, rang) => compare(dossier, classeur, rang)));
  const ecarts = comptes.flatMap((one) => one.ecarts);
  if (ecarts.length > 0) throw new Error(`LibreOffice reads otherwise:\n${ecarts.slice(0, 40).join("\n")}`);
  const sum = (read: (one: Comptes) => number) => comptes.reduce((total, one) => total + read(one), 0);
  return {
    classeurs: comptes.length,
    feuilles: sum((one) => one.feuilles),
    cellules: sum((one) => one.cellules),
    ecarts: 0,
  };
}

async function compare(dossier: string, { nom }: Classeur, rang: number): Promise<Comptes> {
  const lu = readClasseur(await readFile(join(dossier, `${fichierOf(rang)}.xlsx`)));
  const feuilles = await Promise.all(
    lu.feuilles.map(async (feuille) => {
      const csv = await readFile(join(dossier, "csv", `${fichierOf(rang)}-${feuille.nom}.csv`), "utf8");
      return differences(feuille, lu.formats, Papa.parse<string[]>(csv, { delimiter: ";" }).data).map(
        (ecart) => `${nom}, ${feuille.nom}, ${ecart}`,
      );
    }),
  );
  return {
    feuilles: feuilles.length,
    cellules: lu.feuilles.reduce((total, { rows }) => total + rows.reduce((n, row) => n + row.length, 0), 0),
    ecarts: feuilles.flat(),
  };
}

function differences(feuille: FeuilleLue, formats: readonly string[], lues: readonly (readonly string[])[]): string[] {
  return feuille.rows.flatMap((row, r) =>
    row.flatMap((cell, c) => {
      const ecrite = asCsv(cell, formats);
      const lue = lues[r]?.[c] ?? "";
      return isSame(ecrite, lue, cell?.nombre ?? null) ? [] : [`${r + 1}:${c + 1} « ${ecrite} » « ${lue} »`];
    }),
  );
}

/** LibreOffice writes a rate « 12.346% » and a day « 10/01/2018 », in the manner of the machine's language. */
function isSame(ecrite: string, lue: string, nombre: number | null): boolean {
  if (nombre === null) return ecrite.replaceAll("\r\n", "\n") === lue.replaceAll("\r\n", "\n");
  const [, mois, jour, annee] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(lue) ?? [];
  if (annee !== undefined) return `${annee}-${mois}-${jour}` === ecrite;
  const valeur = lue.endsWith("%") ? Number(lue.slice(0, -1)) / 100 : Number(lue);
  return lue !== "" && Math.abs(valeur - nombre) <= 1e-9 * Math.max(1, Math.abs(nombre));
}
