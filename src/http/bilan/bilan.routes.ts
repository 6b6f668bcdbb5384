import type { Context } from "hono";
import type { Base } from "#application/base.ts";
import { computeBilan } from "#application/bilan/compute-bilan.ts";
import type { Acteur } from "#domain/habilitation/acteur.ts";
import { habilitationsIn, peut, peutPartout } from "#domain/habilitation/peut.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderBilanPage, renderBilanRefuse, renderBilanSansLigne, renderBilanVide } from "#web/bilan/bilan-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { cacheAnswers } from "../serveur/answer-cache.ts";
import { paramOf, Routes } from "../serveur/routes.ts";
import { findAnneeLue, openCadre, type Question, readChoix, readFond, readQuestion, type Site } from "../site.ts";
import { parseFormat, sendBilan } from "./documents.ts";

/** `/t/:epci/bilan` and the same view as documents. */
export function bilanRoutes(site: Site): Routes {
  // The offers made here are in the bilan, and in no other page that is kept.
  const cache = cacheAnswers(site.deps, (base, epci) => base.territoires.etatBilan(epci));
  return new Routes()
    .get("/t/:epci/bilan", garde("bilan", "lire"), cache, async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const rattachement = rattachementOf(c.var.acteur, epci);
      if (rattachement !== null && (await findAnneeLue(c.var.base, epci)) === null) {
        return c.html(renderBilanSansLigne(cadre, rattachement, await readAttente(c, epci, null)));
      }
      const question = await readQuestion(c.var.base, epci, c.req.query());
      if (!question) return c.html(renderBilanVide(cadre, epci, await readAttente(c, epci, null)));
      const choix = await readChoix(c.var.base, epci);
      const bilan = await computeOrRefus(c.var.base, question);
      if (bilan instanceof Refus) {
        const { annee, code } = question.periode;
        const vue = question.vue === "aujourdhui" ? question.vue : null;
        const asked = { annee, periode: code, bailleur: question.bailleur, vue };
        return c.html(renderBilanRefuse(cadre, asked, choix, bilan.message), 422);
      }
      const fond = await readFond(site, c.var.base, epci, bilan.annee);
      const attente = await readAttente(c, epci, question.bailleur);
      return c.html(renderBilanPage({ cadre, bilan, choix, fond, attente }));
    })
    .get("/t/:epci/:fichier{bilan\\.(pdf|docx|xlsx|csv|json)}", garde("bilan", "exporter"), cache, async (c) => {
      const { epci } = await openCadre(site, c);
      const question = await readQuestion(c.var.base, epci, c.req.query(), "exporter");
      if (!question) throw new Refus("bilan-vide", "Aucune attribution n’est publiée : il n’y a pas encore de bilan.");
      const bilan = await computeBilan(c.var.base, question);
      const format = parseFormat(paramOf(c, "fichier"), c.req.query("format"));
      const fond = await readFond(site, c.var.base, epci, bilan.annee);
      return sendBilan(c, { bilan, fond, format, fichesBailleurs: question.bailleur === null });
    });
}

/** Of those whose leases the person reads. */
function readAttente({ var: { base, acteur } }: Context<Env>, epci: string, bailleur: string | null) {
  return peut(acteur, "attribution", "lire", epci) ? base.baux.enAttente(epci, bailleur) : [];
}

/** By what a lease is theirs, for whoever does not see the whole territory; null for the others. */
export function rattachementOf(acteur: Acteur, epci: string): "bailleur" | "reservataire" | null {
  if (peutPartout(acteur, "bilan", "lire", epci)) return null;
  return habilitationsIn(acteur, epci).some(({ role }) => role !== "reservataire") ? "bailleur" : "reservataire";
}

/** A rule without its parameter for that year is said on the page, beside the filters; an unknown bailleur is an address that is wrong. */
async function computeOrRefus(base: Base, question: Question) {
  try {
    return await computeBilan(base, question);
  } catch (error) {
    if (error instanceof Refus && error.code === "parametre-absent") return error;
    throw error;
  }
}
