import type { Context } from "hono";
import { z } from "zod";
import type { Base } from "#application/base.ts";
import type { Bilan } from "#application/bilan/bilan.ts";
import { computeBilan } from "#application/bilan/compute-bilan.ts";
import { draftCommentaires } from "#application/rapport/draft-commentaires.ts";
import { freezeRapport } from "#application/rapport/freeze-rapport.ts";
import { SECTIONS, type Section } from "#application/rapport/ports.ts";
import { readRapport } from "#application/rapport/read-rapport.ts";
import { Refus } from "#domain/shared/refus.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { renderRapportFigePage } from "#web/rapport/rapport-fige-page.tsx";
import { renderRapportPage } from "#web/rapport/rapport-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { parseInput } from "../serveur/input.ts";
import { paramOf, Routes } from "../serveur/routes.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, readChoix, readFond, readQuestion, type Site } from "../site.ts";
import { parseFormat, sendBilan } from "./documents.ts";

type Saisie = { readonly cochees: readonly Section[]; readonly commentaires: Readonly<Record<string, string>> };

/** The matrix gives the territory's internal figures to be made (« creer ») to the EPCI alone. */
const COMPOSER = garde("indicateur-interne", "creer", { partout: true });

/** `/t/:epci/rapport`: compose, freeze, read again, download. */
export function rapportRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/rapport", COMPOSER, (c) => showComposer(site, c, c.req.query(), null, null))
    .post("/t/:epci/rapport", COMPOSER, (c) => freeze(site, c))
    .get(
      "/t/:epci/rapport/:fichier{.+\\.(pdf|docx|xlsx|csv|json)}",
      garde("bilan", "exporter", { partout: true }),
      async (c) => {
        const { epci } = await openCadre(site, c);
        const fichier = paramOf(c, "fichier");
        const rapport = await findRapport(c.var.base, epci, fichier.replace(/\.[a-z]+$/, ""));
        const fond = await readFond(site, c.var.base, epci, rapport.annee);
        const format = parseFormat(fichier, c.req.query("format"));
        return sendBilan(c, { bilan: rapport.bilan, fond, format, rapport, fichesBailleurs: true });
      },
    )
    .get("/t/:epci/rapport/:numero", garde("bilan", "lire", { partout: true }), async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const rapport = await findRapport(c.var.base, epci, paramOf(c, "numero"));
      return c.html(renderRapportFigePage({ cadre, rapport, nouveau: c.req.query("fait") === "fige" }));
    });
}

async function findRapport(base: Base, epci: string, numero: string) {
  const rapport = await readRapport(base, epci, numero);
  if (!rapport)
    throw new Refus("rapport-inconnu", `Le rapport « ${numero} » n’existe pas. Choisissez-le dans la liste.`);
  return rapport;
}

async function showComposer(
  site: Site,
  c: Context<Env>,
  parametres: Readonly<Record<string, unknown>>,
  saisie: Saisie | null,
  refus: Refus | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const question = await readQuestion(c.var.base, epci, parametres);
  const bilan = question ? await computeBilan(c.var.base, { ...question, bailleur: null }) : null;
  const [choix, figes] = await Promise.all([readChoix(c.var.base, epci), c.var.base.rapports.list(epci)]);
  const page = renderRapportPage({
    cadre,
    bilan,
    choix,
    figes,
    cochees: saisie?.cochees ?? SECTIONS,
    commentaires: fillCommentaires(bilan, saisie),
    erreur: refus?.message ?? null,
    aRelire: refus?.code === "commentaire-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** What was typed wins over the draft, even when it was emptied. */
function fillCommentaires(bilan: Bilan | null, saisie: Saisie | null): Record<Section, string> {
  const draft = bilan ? draftCommentaires(bilan) : null;
  const entries = SECTIONS.map(
    (section) => [section, saisie?.commentaires[section] ?? draft?.[section] ?? ""] as const,
  );
  return Object.fromEntries(entries) as Record<Section, string>; // every section is listed just above
}

async function freeze(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const body = await c.req.parseBody({ all: true });
  const question = await readQuestion(c.var.base, epci, { annee: body.annee, periode: body.periode });
  const saisie = readSaisie(body);
  try {
    if (!question) throw new Refus("bilan-vide", "Aucune attribution n’est publiée : il n’y a rien à figer.");
    const rapport = await freezeRapport(c.var.base, {
      epci,
      periode: question.periode,
      sections: saisie.cochees,
      commentaires: saisie.commentaires,
      relu: body.relu === "oui",
      aujourdhui: site.deps.horloge.aujourdhui(),
    });
    return c.redirect(hrefTerritoire(epci, `rapport/${rapport.numero}`, { fait: "fige" }), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showComposer(site, c, { annee: body.annee, periode: body.periode }, saisie, error);
  }
}

function readSaisie(body: Readonly<Record<string, unknown>>): Saisie {
  const texte = z.string().catch("");
  return {
    cochees: parseInput(z.array(z.enum(SECTIONS)), [body.sections ?? []].flat()),
    commentaires: Object.fromEntries(SECTIONS.map((section) => [section, texte.parse(body[`commentaire-${section}`])])),
  };
}
