import type { Context } from "hono";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeBilan } from "../lectures/compute-bilan.ts";
import { readHistoire } from "../lectures/histoire/read-histoire.ts";
import { renderBilanPage, renderBilanRefuse, renderBilanSansLigne, renderBilanVide } from "../pages/bilan-page.tsx";
import { isPartie, PARTIES_BILAN, type PartieBilan } from "../pages/questions.ts";
import { isRecit, parseFormat, sendBilan } from "./documents.ts";
import { bilanVide, findAnneeLue, orParametreAbsent, readChoix, readQuestion } from "./question.ts";

/** `/t/:epci/bilan` and its documents. */
export function bilanRoutes(site: Site): Routes {
  // Offers made here change the bilan, but no other cached page.
  const cache = cacheAnswers(site.deps, (base, epci) => base.territoires.etatBilan(epci));
  // Documents also tell what changed since the last report.
  const cacheDocuments = cacheAnswers(site.deps, async (base, epci) => {
    const [etat, [last]] = await Promise.all([base.territoires.etatBilan(epci), base.rapports.list(epci)]);
    return `${etat}; ${last?.id ?? ""}`;
  });
  return new Routes()
    .get("/t/:epci/bilan", garde("bilan", "lire"), cache, (c) => showBilan(site, c, null))
    .get(`/t/:epci/bilan/:partie{${Object.keys(PARTIES_BILAN).join("|")}}`, garde("bilan", "lire"), cache, (c) => {
      const partie = paramOf(c, "partie");
      return showBilan(site, c, isPartie(partie) ? partie : null);
    })
    .get(
      "/t/:epci/:fichier{bilan\\.(pdf|docx|xlsx|csv|json)}",
      garde("bilan", "exporter"),
      cacheDocuments,
      async (c) => {
        const { epci } = await openCadre(site, c);
        const question = await readQuestion(c.var.base, epci, c.req.query(), "exporter");
        if (!question) throw bilanVide();
        const bilan = await computeBilan(c.var.base, question);
        const format = parseFormat(paramOf(c, "fichier"), c.req.query("format"));
        const fond = await readFond(site, c.var.base, epci, bilan.annee);
        const envoi = { bilan, fond, format };
        return sendBilan(c, isRecit(format) ? { ...envoi, histoire: await readHistoire(c.var.base, question) } : envoi);
      },
    );
}

/** `partie` null: the page that answers. */
async function showBilan(site: Site, c: Context<Env>, partie: PartieBilan | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const rattachement = rattachementOf(acteur, epci);
  if (rattachement !== null && (await findAnneeLue(base, epci)) === null) {
    return c.html(renderBilanSansLigne(cadre, rattachement));
  }
  const question = await readQuestion(base, epci, c.req.query());
  if (!question) return c.html(renderBilanVide(cadre, epci));
  const choix = await readChoix(base, epci);
  const bilan = await orParametreAbsent(computeBilan(base, question));
  if (bilan instanceof Refus) {
    const { annee, code } = question.periode;
    const vue = question.vue === "aujourdhui" ? question.vue : null;
    const asked = { annee, periode: code, bailleur: question.bailleur, vue };
    return c.html(renderBilanRefuse(cadre, asked, choix, bilan.message), 422);
  }
  const fond = await readFond(site, base, epci, bilan.annee);
  return c.html(renderBilanPage({ cadre, bilan, choix, fond, partie, regle: c.req.query("regle") ?? null }));
}

/** What limits a reader who does not see the whole territory; null: no limit. */
export function rattachementOf(acteur: Acteur, epci: string): "bailleur" | "reservataire" | null {
  if (peutPartout(acteur, "bilan", "lire", epci)) return null;
  const lisent = habilitationsFor(acteur, "bilan", "lire", epci);
  return lisent.some(({ role }) => role !== "reservataire") ? "bailleur" : "reservataire";
}
