import type { Context } from "hono";
import { z } from "zod";
import { chooseBailleur } from "#donnees/lectures/bailleur/bailleur-choisi.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { ouRien, parseInput, readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findBilanTransmis } from "../../actes/contingent/transmettre-bilan-flux.ts";
import { composeBilanFlux, renderBilanFluxXlsx } from "../../documents/contingents-document.ts";
import type { BilanFlux } from "../../lectures/contingent/bilan-flux.ts";
import { computeBilanFlux } from "../../lectures/contingent/compute-bilan-flux.ts";
import { bailleursLus } from "../../lectures/contingent/lignes-visibles.ts";
import type { BilanFluxTransmis } from "../../lectures/contingent/ports.ts";
import {
  PARTIES_FLUX,
  type PartieFlux,
  renderBilanFluxPage,
  renderBilanFluxSansLigne,
} from "../../pages/contingent/bilan-flux-page.tsx";
import { CODES_RESERVATAIRE } from "../../regles/contingent/droit.ts";
import { readAnnee } from "./saisie.ts";

/** `/t/:epci/contingents/bilan-flux`, computed, and `/t/:epci/contingents/bilans/:id`, as transmitted. */
export function bilanFluxRoutes(site: Site): Routes {
  const bilan = "/t/:epci/contingents/bilan-flux";
  const transmis = "/t/:epci/contingents/bilans/:id{[0-9]+}";
  return new Routes()
    .get(bilan, garde("bilan", "lire"), (c) => showBilan(site, c))
    .get(`${bilan}.pdf`, garde("bilan", "exporter"), async (c) => send(c, await compute(site, c, "exporter"), "pdf"))
    .get(`${bilan}.xlsx`, garde("bilan", "exporter"), async (c) => send(c, await compute(site, c, "exporter"), "xlsx"))
    .get(transmis, garde("contingent", "lire"), (c) => showTransmis(site, c))
    .get(`${transmis}/document.pdf`, garde("contingent", "lire"), (c) => sendTransmis(c, "pdf"))
    .get(`${transmis}/document.xlsx`, garde("contingent", "lire"), (c) => sendTransmis(c, "xlsx"));
}

const questionSchema = z.object({
  bailleur: ouRien(z.string().regex(/^\d{9}$/)),
  reservataire: ouRien(z.enum(CODES_RESERVATAIRE)),
});

async function compute(site: Site, c: Context<Env>, action: "lire" | "exporter"): Promise<BilanFlux> {
  const { base, acteur } = c.var;
  const { epci } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const { annee } = await readAnnee(base, epci, c.req.query(), aujourdhui);
  const asked = parseInput(questionSchema, c.req.query());
  const bailleur = chooseBailleur(acteur, epci, asked.bailleur, action);
  return computeBilanFlux(base, { epci, annee, bailleur, contingent: asked.reservataire }, aujourdhui);
}

async function showBilan(site: Site, c: Context<Env>): Promise<Response> {
  const { cadre, epci } = await openCadre(site, c);
  if (bailleursLus(c.var.acteur, epci)?.length === 0) return c.html(renderBilanFluxSansLigne(cadre));
  const bilan = await compute(site, c, "lire");
  const question = { annee: bilan.annee, bailleur: bilan.bailleur?.siren, reservataire: bilan.contingent };
  const fichier = (type: string) => hrefTerritoire(epci, `contingents/bilan-flux.${type}`, question);
  const documents = cadre.droits.exporterBilan ? { pdf: fichier("pdf"), xlsx: fichier("xlsx") } : null;
  const href = (une: PartieFlux | null) => hrefTerritoire(epci, "contingents/bilan-flux", { ...question, partie: une });
  return c.html(renderBilanFluxPage({ cadre, bilan, partie: partieOf(c), href, transmis: null, documents }));
}

async function showTransmis(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const transmis = await findBilanTransmis(c.var.base, epci, readNumero(c, "id"));
  const chemin = `contingents/bilans/${transmis.id}`;
  const fichier = (type: string) => hrefTerritoire(epci, `${chemin}/document.${type}`);
  const documents = { pdf: fichier("pdf"), xlsx: fichier("xlsx") };
  const href = (une: PartieFlux | null) => hrefTerritoire(epci, chemin, { partie: une });
  const bilan = transmis.contenu;
  return c.html(renderBilanFluxPage({ cadre, bilan, partie: partieOf(c), href, transmis, documents }));
}

function partieOf(c: Context<Env>): PartieFlux | null {
  return readPartie(c.req.query(), PARTIES_FLUX);
}

async function sendTransmis(c: Context<Env>, type: "pdf" | "xlsx"): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const transmis = await findBilanTransmis(c.var.base, epci, readNumero(c, "id"));
  return send(c, transmis.contenu, type, transmis);
}

async function send(
  c: Context<Env>,
  bilan: BilanFlux,
  type: "pdf" | "xlsx",
  transmis: BilanFluxTransmis | null = null,
): Promise<Response> {
  const suite = transmis ? [`transmission-${transmis.id}`] : [bilan.bailleur?.siren, bilan.contingent?.toLowerCase()];
  const nom = ["bilan-flux", bilan.territoire, bilan.annee, ...suite].filter(Boolean).join("-");
  const contenu =
    type === "pdf"
      ? await renderDocumentPdf(composeBilanFlux(bilan, transmis))
      : await renderBilanFluxXlsx(bilan, transmis);
  return sendDocument(c, { nom, type, contenu });
}
