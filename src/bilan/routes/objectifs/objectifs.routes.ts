import type { Context } from "hono";
import { parseObjet } from "#donnees/regles/convention/objet.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { cacheWhileUnwritten } from "#socle/routes/serveur/answer-cache.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderEffortCsv, renderEffortPdf, renderEffortXlsx } from "../../documents/effort.ts";
import { readAnneesVivantes } from "../../lectures/annees.ts";
import { computeEffort } from "../../lectures/effort/compute-effort.ts";
import type { Effort } from "../../lectures/effort/effort.ts";
import {
  renderObjectifsPage,
  renderObjectifsRefuse,
  renderObjectifsSansLigne,
  renderObjectifsVide,
} from "../../pages/objectifs/objectifs-page.tsx";
import { isPartieObjectifs, PARTIES_OBJECTIFS, type PartieObjectifs } from "../../pages/objectifs/questions.ts";
import { rattachementOf } from "../bilan.routes.ts";
import { bilanVide, orParametreAbsent, readChoix } from "../question.ts";
import { readEffortQuestion, withoutEstimates } from "./question.ts";

/** `/t/:epci/objectifs` and its documents. Not cached like the bilan: the mark of the territory's state does not change with the convention. */
export function objectifsRoutes(site: Site): Routes {
  const cache = cacheWhileUnwritten(site.deps);
  return new Routes()
    .get("/t/:epci/objectifs", garde("bilan", "lire"), cache, (c) => showObjectifs(site, c, null))
    .get(
      `/t/:epci/objectifs/:partie{${Object.keys(PARTIES_OBJECTIFS).join("|")}}`,
      garde("bilan", "lire"),
      cache,
      (c) => {
        const partie = paramOf(c, "partie");
        return showObjectifs(site, c, isPartieObjectifs(partie) ? partie : null);
      },
    )
    .get("/t/:epci/:fichier{objectifs\\.(pdf|xlsx|csv)}", garde("bilan", "exporter"), async (c) => {
      const { epci } = await openCadre(site, c);
      const question = await readEffortQuestion(c.var.base, epci, c.req.query(), "exporter");
      if (!question) throw bilanVide();
      const effort = await computeEffort(c.var.base, question);
      const type = typeOf(paramOf(c, "fichier"));
      return sendDocument(c, { nom: nameOf(effort), type, contenu: await render(effort, type, c.req.query("format")) });
    });
}

/** `partie` null: the page that answers. */
async function showObjectifs(site: Site, c: Context<Env>, partie: PartieObjectifs | null): Promise<Response> {
  const plain = withoutEstimates(new URL(c.req.url));
  if (plain !== null) return c.redirect(plain, 303);
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const rattachement = rattachementOf(c.var.acteur, epci);
  if (rattachement !== null && (await readAnneesVivantes(base.cubes, epci)).length === 0) {
    return c.html(renderObjectifsSansLigne(cadre, rattachement));
  }
  const question = await readEffortQuestion(base, epci, c.req.query());
  if (!question) return c.html(renderObjectifsVide(cadre));
  const objet = parseObjet(c.req.query("objet") ?? "");
  const choix = await readChoix(base, epci, readAnneesVivantes(base.cubes, epci));
  const effort = await orParametreAbsent(computeEffort(base, question));
  if (effort instanceof Refus) {
    const { vue, ...rest } = question;
    const asked = { ...rest, mois: question.dernierMois, vue: vue === "aujourdhui" ? vue : null };
    return c.html(renderObjectifsRefuse(cadre, asked, choix, effort.message), 422);
  }
  return c.html(renderObjectifsPage({ cadre, effort, choix, objet, partie, regle: c.req.query("regle") ?? null }));
}

type TypeObjectifs = "pdf" | "xlsx" | "csv";

function typeOf(fichier: string): TypeObjectifs {
  const extension = fichier.split(".").at(-1);
  return extension === "xlsx" || extension === "csv" ? extension : "pdf";
}

function nameOf({ territoire, annee, bailleur }: Effort): string {
  return ["objectifs", territoire, annee, bailleur].filter(Boolean).join("-");
}

/** `objectifs.csv` is for a spreadsheet unless `format=ouvert`. */
function render(
  effort: Effort,
  type: TypeObjectifs,
  format: string | undefined,
): string | Uint8Array | Promise<Uint8Array> {
  if (type === "csv") return renderEffortCsv(effort, format === "ouvert" ? "ouvert" : "tableur");
  return type === "xlsx" ? renderEffortXlsx(effort) : renderEffortPdf(effort);
}
