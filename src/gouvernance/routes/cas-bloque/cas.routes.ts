import type { Context } from "hono";
import { z } from "zod";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { idOuRien, ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderCasCsv, renderCasXlsx } from "../../documents/cas-bloque.ts";
import type { FiltreCas } from "../../lectures/cas-bloque/cas.ts";
import { computeCas } from "../../lectures/cas-bloque/compute-cas.ts";
import { renderCasListePage } from "../../pages/cas-bloque/cas-liste-page.tsx";
import { renderCasPage } from "../../pages/cas-bloque/cas-page.tsx";
import { CHEMIN_CAS } from "../../pages/cas-bloque/chemins.ts";
import { ETATS_CAS, MOTIFS_CAS, NATURES_CAS } from "../../regles/cas-bloque/cas-bloque.ts";
import { ACTES, acteRoutes, CAS, openCas } from "./actes.routes.ts";
import { nouveauRoutes, OUVRIR } from "./nouveau.routes.ts";

const LIRE = garde("cas-bloque", "lire");

/** `/t/:epci/commission/cas`: the blocked cases that the actor may read, and their acts. */
export function casRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_CAS}`, LIRE, (c) => showListe(site, c))
    .get("/t/:epci/commission/:fichier{cas\\.(csv|xlsx)}", LIRE, (c) => sendListe(site, c))
    .route("/", nouveauRoutes(site))
    .route(
      "/",
      pageActes(site, { chemin: CAS, droit: LIRE, show: showCas, actes: {}, annonces: { ouvert: OUVRIR, ...ACTES } }),
    )
    .route("/", acteRoutes(site));
}

const filtreSchema: z.ZodType<FiltreCas> = z.object({
  nature: ouRien(z.enum(NATURES_CAS)),
  motif: ouRien(z.enum(MOTIFS_CAS)),
  etat: ouRien(z.enum(ETATS_CAS)),
  assigne: idOuRien(),
});

function readListe(site: Site, c: Context<Env>, epci: string) {
  const aujourdhui = site.deps.horloge.aujourdhui();
  return computeCas(c.var.base, { epci, aujourdhui, filtre: parseInput(filtreSchema, c.req.query()) });
}

async function showListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const liste = await readListe(site, c, epci);
  return c.html(renderCasListePage({ cadre, liste, ouvrir: peut(c.var.acteur, "cas-bloque", "creer", epci) }));
}

async function sendListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const liste = await readListe(site, c, epci);
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const contenu = type === "xlsx" ? await renderCasXlsx(liste) : renderCasCsv(liste);
  const objet = `cas-bloques.${type}:${liste.lignes.length}`;
  return sendExport(c, { ressource: "cas-bloque", epci, objet }, { nom: `cas-bloques-${epci}`, type, contenu });
}

async function showCas(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { cadre } = await openCadre(site, c);
  return renderCasPage({ cadre, lu: await openCas(site, c), annonce });
}
