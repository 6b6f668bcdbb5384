import type { Context } from "hono";
import { readConvention } from "#bilan/lectures/convention/read-convention.ts";
import { composeConvention, renderConventionXlsx } from "#engagements/documents/convention-document.ts";
import { tableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { isMember } from "#socle/regles/habilitation/peut.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findVersionLue } from "./convention-lecture.ts";

const TYPES = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** `convention.pdf`, `convention.xlsx`: the version in force on that day, from the same object as the page. Throws `version-inconnue`. */
export async function sendConvention(site: Site, c: Context<Env>, jour: string): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const format = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "pdf";
  const convention = await readConvention(c.var.base, epci, jour);
  if (convention.enVigueur === null) {
    throw introuvable(
      "version-inconnue",
      "Aucune convention n’était en vigueur ce jour-là : il n’y a rien à télécharger.",
    );
  }
  const lue = findVersionLue(convention, convention.enVigueur);
  const demande = { convention, lue, tables: tableObjectifs(lue.engagements, convention.noms) };
  const bytes = await (format === "pdf"
    ? renderDocumentPdf(composeConvention(demande))
    : renderConventionXlsx(demande));
  // A version in force is public: the reading by a visitor without membership is not written in the journal.
  if (isMember(c.var.acteur, epci)) {
    const objet = `convention.${format}:${lue.numero}:${jour}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "objectif", epci, objet });
  }
  return c.body(new Uint8Array(bytes), 200, {
    "content-type": TYPES[format],
    "content-disposition": `attachment; filename="convention-${epci}-${jour}.${format}"`,
  });
}
