import type { Context } from "hono";
import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { composeReleveDocument } from "../documents/releve-document.ts";
import { readReleve } from "../lectures/releve-lire.ts";
import { renderRelevePage } from "../pages/releve-page.tsx";
import { CLORE } from "./tenue.routes.ts";

const RELEVE = "commission/reunions/:reunion{[0-9]+}/releve";
const LIRE = garde("instance", "lire");

/** `/t/:epci/commission/reunions/:reunion/releve`: the minutes, as a page, a PDF and a Word file. */
export function releveRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, { chemin: RELEVE, droit: LIRE, show: showReleve, actes: {}, annonces: { close: CLORE } }),
    )
    .get(`/t/:epci/${RELEVE}.pdf`, LIRE, (c) => send(c, "pdf"))
    .get(`/t/:epci/${RELEVE}.docx`, LIRE, (c) => send(c, "docx"));
}

function readOf(c: Context<Env>) {
  return readReleve(c.var.base, c.req.param("epci") ?? "", Number(c.req.param("reunion")));
}

async function showReleve(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { reunion, contenu, fige } = await readOf(c);
  return renderRelevePage({ cadre, epci, reunion, contenu, fige, annonce: fige ? annonce : null });
}

async function send(c: Context<Env>, type: "pdf" | "docx"): Promise<Response> {
  const { contenu, fige } = await readOf(c);
  const document = composeReleveDocument(contenu, fige);
  const { numero, territoire: epci } = contenu;
  const nom = `releve-${numero}${fige ? "" : "-projet"}`;
  const octets = type === "pdf" ? await renderDocumentPdf(document) : await renderDocumentDocx(document);
  const sortie = { ressource: "instance", epci, objet: `releve.${type}:${numero}` } as const;
  return sendExport(c, sortie, { nom, type, contenu: octets });
}
