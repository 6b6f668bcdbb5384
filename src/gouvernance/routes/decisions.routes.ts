import type { Context } from "hono";
import { z } from "zod";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { ETATS_DECISION_INSTANCE } from "#socle/regles/gouvernance/reunion.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, jourPasse, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { idOuRien, ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { publierDecision, retirerDecision } from "../actes/publier-decision.ts";
import { suivreDecision } from "../actes/suivre-decision.ts";
import { renderDecisionsCsv, renderDecisionsXlsx } from "../documents/decisions-fichiers.ts";
import { type FiltreDecisions, readDecision, readDecisions } from "../lectures/decision-liste.ts";
import { CHEMIN_DECISIONS, renderDecisionsPage } from "../pages/decision-liste-page.tsx";
import { renderDecisionPage } from "../pages/decision-page.tsx";

const DECISIONS = `/t/:epci/${CHEMIN_DECISIONS}`;
const LIRE = garde("instance", "lire");
const EXPORTER = garde("instance", "exporter", { partout: true });

/** `/t/:epci/commission/decisions`: decisions, their follow-up and their publication. */
export function decisionsRoutes(site: Site): Routes {
  return new Routes()
    .get(DECISIONS, LIRE, (c) => showDecisions(site, c))
    .get("/t/:epci/commission/:fichier{decisions\\.(xlsx|csv)}", EXPORTER, (c) => send(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: `${CHEMIN_DECISIONS}/:decision{[0-9]+}`,
        droit: LIRE,
        show: showDecision,
        actes: { suivi: SUIVRE, publication: PUBLIER },
      }),
    );
}

const filtreSchema: z.ZodType<FiltreDecisions> = z.object({
  etat: ouRien(z.enum(ETATS_DECISION_INSTANCE)),
  instance: idOuRien(),
  responsable: ouRien(z.string().max(200)),
  retard: z
    .string()
    .optional()
    .transform((value) => value === "oui"),
});

function readListe(site: Site, c: Context<Env>, epci: string) {
  const aujourdhui = site.deps.horloge.aujourdhui();
  return readDecisions(c.var.base, { epci, aujourdhui, filtre: parseInput(filtreSchema, c.req.query()) });
}

async function showDecisions(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  return c.html(renderDecisionsPage({ cadre, lues: await readListe(site, c, epci) }));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const lues = await readListe(site, c, epci);
  const type = c.req.param("fichier")?.endsWith(".xlsx") ? "xlsx" : "csv";
  const contenu =
    type === "xlsx"
      ? await renderDecisionsXlsx(lues, lieuClasseur(site, cadre, PARTENAIRES))
      : renderDecisionsCsv(lues, "tableur");
  const sortie = { ressource: "instance", epci, objet: `decisions.${type}` } as const;
  return sendExport(c, sortie, { nom: `decisions-${epci}`, type, contenu });
}

async function showDecision(site: Site, c: Context<Env>, { code, ...etat }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const fiche = await readDecision(c.var.base, { epci, aujourdhui, id: Number(c.req.param("decision")) });
  return renderDecisionPage({ cadre, epci, fiche, aujourdhui, ...etat, aRelire: code === "gouvernance-a-relire" });
}

const SUIVRE = defineActe({
  chemin: "suivi",
  droit: garde("instance", "modifier"),
  annonce: "Le suivi est enregistré.",
  champs: ({ aujourdhui }) => ({
    etat: choix("Elle est", ETATS_DECISION_INSTANCE),
    le: jourPasse("Le", aujourdhui),
    note: brut(),
    relu: relu(),
  }),
  run: ({ base, epci, aujourdhui, numero }, suivi) =>
    suivreDecision(base, { epci, id: numero("decision"), ...suivi, aujourdhui }),
});

const PUBLIER = defineActe({
  chemin: "publication",
  droit: garde("instance", "valider", { partout: true }),
  annonce: (parametre) =>
    parametre("geste") === "retirer" ? "La décision est retirée du public." : "La décision est publiée.",
  champs: { geste: choix("Décision", ["publier", "retirer"]) },
  run: async ({ base, epci, aujourdhui, numero }, { geste }) => {
    const vise = { epci, id: numero("decision") };
    await (geste === "retirer" ? retirerDecision(base, vise) : publierDecision(base, { ...vise, aujourdhui }));
    return new Suite({ parametres: { geste } });
  },
});
