import type { Context } from "hono";
import { z } from "zod";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderRecoupementCsv, renderRecoupementXlsx } from "../../documents/recoupement.ts";
import { readAnneesVivantes } from "../../lectures/annees.ts";
import { type Recoupement, readRecoupement } from "../../lectures/recoupement/read-recoupement.ts";
import { CHEMIN_RECOUPEMENT, renderRecoupementPage } from "../../pages/recoupement/recoupement-page.tsx";
import { ETATS_RECOUPEMENT } from "../../regles/recoupement/recoupement.ts";
import { questionSchema } from "../question.ts";

/** `/t/:epci/bilan/recoupement` and its files: the leases signed here beside those of the published files. */
export function recoupementRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_RECOUPEMENT}`, garde("attribution", "lire"), async (c) => {
      const { cadre, annees, recoupement } = await read(site, c);
      return c.html(renderRecoupementPage({ cadre, recoupement, annees }));
    })
    .get("/t/:epci/bilan/:fichier{recoupement\\.(csv|xlsx)}", garde("bilan", "exporter"), async (c) => {
      const { epci, recoupement } = await read(site, c);
      const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
      const contenu = type === "xlsx" ? await renderRecoupementXlsx(recoupement) : renderRecoupementCsv(recoupement);
      const objet = `recoupement.${type}:${recoupement.lignes.length}`;
      const nom = `recoupement-${epci}-${recoupement.annee}`;
      return sendExport(c, { ressource: "attribution", epci, objet }, { nom, type, contenu });
    });
}

const schema = questionSchema.pick({ annee: true }).extend({ etat: ouRien(z.enum(ETATS_RECOUPEMENT)) });

/** Requested year, else the last with leases, else this one. */
async function read(site: Site, c: Context<Env>) {
  const { epci, cadre } = await openCadre(site, c);
  const asked = parseInput(schema, c.req.query());
  const annees = await readAnneesVivantes(c.var.base.cubes, epci);
  const annee = asked.annee ?? annees.at(-1) ?? Number(site.deps.horloge.aujourdhui().slice(0, 4));
  const recoupement: Recoupement | null = await readRecoupement(c.var.base, { epci, annee, etat: asked.etat });
  if (!recoupement) throw unknownTerritoire(epci);
  return { epci, cadre, annees, recoupement };
}
