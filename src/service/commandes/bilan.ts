import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { renderBilanDiapositives, renderBilanDocx, renderBilanPdf } from "#bilan/documents/bilan-document.ts";
import { renderBilanCsv } from "#bilan/documents/csv.ts";
import { renderBilanJson } from "#bilan/documents/json.ts";
import { renderBilanXlsx } from "#bilan/documents/xlsx.ts";
import { CARTE_DOCUMENT, renderCarteBilan } from "#bilan/images/carte-bilan.ts";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import { type BilanQuestion, computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { readHistoire } from "#bilan/lectures/histoire/read-histoire.ts";
import { readCommunesDessinees } from "#donnees/lectures/territoire/fond.ts";
import {
  cumulPeriode,
  type Periode,
  quarterPeriode,
  type Trimestre,
  yearPeriode,
} from "#socle/regles/shared/periode.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { onlyTerritoire } from "./importer.ts";
import { readAnnee, readChoice, readSiren, readTrimestre } from "./option-readers.ts";
import { type Session, withSession } from "./session.ts";

const FORMATS = ["json", "csv", "xlsx", "pdf", "docx", "diaporama"] as const;
type Format = (typeof FORMATS)[number];

type Options = {
  readonly territoire?: string;
  readonly annee: number;
  readonly trimestre?: Trimestre;
  readonly cumul?: true;
  readonly bailleur?: string;
  readonly format: Format;
  readonly csv: "tableur" | "ouvert";
  readonly sortie?: string;
};

export function bilanCommand(): Command {
  return new Command("bilan")
    .description("Le bilan des attributions d’un territoire ou d’un bailleur")
    .requiredOption("--annee <annee>", "année des baux signés", readAnnee)
    .option("--territoire <siren>", "SIREN de l’EPCI (inutile s’il n’y en a qu’un)", readSiren)
    .option("--trimestre <n>", "1, 2, 3 ou 4", readTrimestre)
    .option("--cumul", "avec --trimestre : depuis janvier")
    .option("--bailleur <siren>", "un seul bailleur", readSiren)
    .option("--format <format>", FORMATS.join(", "), readChoice(FORMATS), "json")
    .option(
      "--csv <usage>",
      "csv pour « tableur » (;) ou données « ouvert » (,)",
      readChoice(["tableur", "ouvert"]),
      "tableur",
    )
    .option("--sortie <fichier>", "écrire dans un fichier au lieu de la sortie standard")
    .addHelpText(
      "after",
      "\nExemple : blaise bilan --territoire 200068666 --annee 2017 --format pdf --sortie bilan-2017.pdf",
    )
    .action((options: Options) => withSession((session) => writeBilan(session, options)));
}

async function writeBilan(session: Session, options: Options): Promise<void> {
  const isBinary = options.format !== "json" && options.format !== "csv";
  if (isBinary && !options.sortie && process.stdout.isTTY) {
    throw new Refus("usage", `Un fichier ${options.format} ne se lit pas dans un terminal : ajoutez --sortie FICHIER.`);
  }
  const epci = options.territoire ?? (await onlyTerritoire(session));
  const question = { epci, periode: periodeOf(options), bailleur: options.bailleur ?? null };
  const bilan = await computeBilan(session.base, question);
  const bytes = await renderAs(session, { bilan, question }, options);
  if (options.sortie) await writeFile(options.sortie, bytes);
  else process.stdout.write(bytes);
}

function periodeOf({ annee, trimestre, cumul }: Options): Periode {
  if (trimestre === undefined) return yearPeriode(annee);
  return cumul ? cumulPeriode(annee, trimestre) : quarterPeriode(annee, trimestre);
}

async function renderAs(
  { base, codeOfficiel }: Session,
  { bilan, question }: { readonly bilan: Bilan; readonly question: BilanQuestion },
  { format, csv }: Options,
): Promise<string | Uint8Array> {
  if (format === "json") return `${renderBilanJson(bilan)}\n`;
  if (format === "csv") return renderBilanCsv(bilan, csv);
  if (format === "xlsx") return renderBilanXlsx(bilan);
  const communes = await readCommunesDessinees(base, codeOfficiel, bilan.territoire);
  const perimetres = await base.faits.perimetres(bilan.territoire);
  const demande = {
    bilan,
    carte: renderCarteBilan(bilan, communes, { qpv: perimetres }, CARTE_DOCUMENT),
    histoire: await readHistoire(base, question),
  };
  if (format === "diaporama") return renderBilanDiapositives(demande);
  return format === "pdf" ? renderBilanPdf(demande) : renderBilanDocx(demande);
}
