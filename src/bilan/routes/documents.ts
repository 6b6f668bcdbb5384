import type { Context } from "hono";
import { sendDocument, type TypeDocument } from "#socle/routes/serveur/send-document.ts";
import type { ProjetRapport } from "../actes/rapport/freeze-rapport.ts";
import { renderBilanDiapositives, renderBilanDocx, renderBilanPdf } from "../documents/bilan-document.ts";
import { renderBilanCsv } from "../documents/csv.ts";
import { renderBilanJson } from "../documents/json.ts";
import { renderBilanXlsx } from "../documents/xlsx.ts";
import type { Bilan } from "../lectures/bilan.ts";
import type { Histoire } from "../lectures/histoire/histoire.ts";
import type { Rapport } from "../lectures/rapport/ports.ts";
import { type FondCarte, renderCarteDocument } from "../pages/carte.ts";

type Format = "diaporama" | "pdf" | "docx" | "xlsx" | "csv-tableur" | "csv-ouvert" | "json";

type Envoi = {
  readonly bilan: Bilan;
  readonly fond: FondCarte;
  readonly format: Format;
  /** A frozen version: it brings its own history. */
  readonly rapport?: Rapport;
  readonly histoire?: Histoire;
};

/** The very pages that would be frozen, read in the browser. */
export async function sendApercu(c: Context, { bilan, ...projet }: ProjetRapport, fond: FondCarte): Promise<Response> {
  const contenu = await renderBilanPdf({ bilan, carte: renderCarteDocument(bilan, fond), projet });
  const reponse = sendDocument(c, { nom: `projet-${nameOf(bilan)}`, type: "pdf", contenu });
  reponse.headers.set("content-disposition", "inline");
  return reponse;
}

/** `bilan.csv` is for a spreadsheet unless `format=ouvert`; `bilan.pdf` is the report unless `format=diaporama`. */
export function parseFormat(fichier: string, variante: string | undefined): Format {
  const extension = fichier.split(".").at(-1);
  if (extension === "csv") return variante === "ouvert" ? "csv-ouvert" : "csv-tableur";
  if (extension === "pdf" && variante === "diaporama") return "diaporama";
  return extension === "docx" || extension === "xlsx" || extension === "json" ? extension : "pdf";
}

/** Formats that open on what changed since other years. */
export function isRecit(format: Format): boolean {
  return format === "pdf" || format === "docx" || format === "diaporama";
}

export async function sendBilan(c: Context, envoi: Envoi): Promise<Response> {
  const { bilan, format, rapport } = envoi;
  const nom = rapport ? `rapport-${bilan.territoire}-${rapport.numero}` : nameOf(bilan);
  const suite = format === "diaporama" ? "-diaporama" : "";
  return sendDocument(c, { nom: `${nom}${suite}`, type: extensionOf(format), contenu: await render(envoi) });
}

function extensionOf(format: Format): TypeDocument {
  if (format === "diaporama") return "pdf";
  return format === "csv-tableur" || format === "csv-ouvert" ? "csv" : format;
}

function nameOf(bilan: Bilan): string {
  return ["bilan", bilan.territoire, bilan.annee, bilan.periode, bilan.bailleur].filter(Boolean).join("-");
}

async function render({ bilan, fond, format, ...recit }: Envoi): Promise<string | Uint8Array> {
  switch (format) {
    case "csv-tableur":
      return renderBilanCsv(bilan, "tableur");
    case "csv-ouvert":
      return renderBilanCsv(bilan, "ouvert");
    case "json":
      return renderBilanJson(bilan);
    case "xlsx":
      return renderBilanXlsx(bilan);
    case "docx":
      return renderBilanDocx({ bilan, carte: renderCarteDocument(bilan, fond), ...recit });
    case "diaporama":
      return renderBilanDiapositives({ bilan, carte: renderCarteDocument(bilan, fond), ...recit });
    case "pdf":
      return renderBilanPdf({ bilan, carte: renderCarteDocument(bilan, fond), ...recit });
  }
}
