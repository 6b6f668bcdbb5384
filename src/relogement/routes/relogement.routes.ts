import type { Context } from "hono";
import { z } from "zod";
import { cheminImmeuble } from "#attributions/pages/relogement/chemins.ts";
import { ETATS_RELOGEMENT } from "#attributions/regles/relogement/etat.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { confierImmeuble, retirerImmeuble } from "../actes/confier-immeuble.ts";
import { ALERTES_MENAGE } from "../lectures/fiche-alertes.ts";
import { type LigneImmeuble, listImmeubles, sayChiffres } from "../lectures/fiche-immeubles.ts";
import { listMenages } from "../lectures/fiche-menages.ts";
import { sayCompteur } from "../lectures/suivi-phrases.ts";
import { renderConfierPage } from "../pages/confier-page.tsx";
import { renderImmeublePage } from "../pages/immeuble-page.tsx";
import { renderImmeublesPage } from "../pages/immeubles-page.tsx";
import { renderMenagesPage } from "../pages/menages-page.tsx";
import { formulaireRoutes } from "./formulaires.ts";
import { FORMULAIRES_MENAGE } from "./formulaires-menage.ts";
import { FORMULAIRES_OFFRE } from "./formulaires-offre.ts";
import { menageRoutes } from "./menage.routes.ts";

/** What a building says after an act. */
const ANNONCES: Readonly<Record<string, string>> = {
  confie: "L’immeuble est confié.",
  retire: "L’immeuble n’est plus confié à cette personne à partir de demain.",
};

const RELOGEMENT = "/t/:epci/relogement";
const IMMEUBLE = `${RELOGEMENT}/immeubles/:id{[1-9][0-9]{0,14}}`;

/** `/t/:epci/relogement`: buildings to demolish, their households, and what is written of each. */
export function relogementRoutes(site: Site): Routes {
  const confier = garde("programme", "modifier", { partout: true });
  const app = new Routes()
    .get(RELOGEMENT, garde("relogement", "lire"), (c) => showImmeubles(site, c))
    .get(`${RELOGEMENT}/menages`, garde("relogement", "lire"), (c) => showMenages(site, c))
    .get(IMMEUBLE, garde("relogement", "lire"), (c) => showImmeuble(site, c))
    .get(`${IMMEUBLE}/confier`, confier, (c) => showConfier(site, c, { du: [site.deps.horloge.aujourdhui()] }, null))
    .post(`${IMMEUBLE}/confier`, confier, (c) => entrust(site, c))
    .post(`${IMMEUBLE}/retirer`, confier, (c) => withdraw(site, c));
  app.route("/", menageRoutes(site));
  app.route("/", formulaireRoutes(site, [...FORMULAIRES_MENAGE, ...FORMULAIRES_OFFRE]));
  return app;
}

async function showImmeubles(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const immeubles = await listImmeubles(c.var.base, { epci, jour: site.deps.horloge.aujourdhui() });
  const exporter = peut(c.var.acteur, "relogement", "exporter", epci);
  const fichier = { importer: mayOpen(c, epci), exporter };
  return c.html(renderImmeublesPage({ cadre, epci, immeubles, confier: mayEntrust(c, epci), fichier }));
}

/** Whoever keeps the programme of the whole territory entrusts its buildings. */
function mayEntrust(c: Context<Env>, epci: string): boolean {
  return peutPartout(c.var.acteur, "programme", "modifier", epci);
}

/** Files are opened by whoever is entrusted with a building. */
function mayOpen(c: Context<Env>, epci: string): boolean {
  return peut(c.var.acteur, "relogement", "creer", epci);
}

const vide = z.literal("").transform(() => null);
const orNull = <T>(schema: z.ZodType<T>) =>
  vide
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);
const questionSchema = z.object({
  operation: orNull(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)),
  etat: orNull(z.enum(ETATS_RELOGEMENT)),
  alerte: orNull(z.enum(ALERTES_MENAGE)),
  page: orNull(z.coerce.number().int().positive().max(9_999)),
});

async function showMenages(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { page, ...question } = parseInput(questionSchema, c.req.query());
  const jour = site.deps.horloge.aujourdhui();
  const liste = await listMenages(c.var.base, { epci, jour, ...question, page: page ?? 1 });
  return c.html(renderMenagesPage({ cadre, epci, liste, question, ouvrir: mayOpen(c, epci) }));
}

/** Throws `operation-inconnue`. */
async function findImmeuble(site: Site, c: Context<Env>, epci: string): Promise<LigneImmeuble> {
  const { lignes } = await listImmeubles(c.var.base, { epci, jour: site.deps.horloge.aujourdhui() });
  const found = lignes.find(({ suivi }) => String(suivi.operation) === c.req.param("id"));
  if (found) return found;
  throw new Refus("operation-inconnue", "Cet immeuble n’est pas parmi les démolitions du programme.");
}

async function showImmeuble(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const ligne = await findImmeuble(site, c, epci);
  const { operation, compteur, couverture } = ligne.suivi;
  const { etat } = parseInput(questionSchema.pick({ etat: true }), { etat: c.req.query("etat") });
  const jour = site.deps.horloge.aujourdhui();
  const liste = await listMenages(c.var.base, { epci, jour, operation, etat, alerte: null, page: null });
  const page = renderImmeublePage({
    cadre,
    epci,
    ligne,
    liste,
    etat,
    chiffres: compteur ? sayChiffres(compteur) : [],
    phrases: compteur ? sayCompteur(compteur) : [],
    ouvrir: mayOpen(c, epci) && couverture === "tout",
    confier: mayEntrust(c, epci),
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
  });
  return c.html(page);
}

async function showConfier(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refuse: { readonly code: string; readonly affiche: RefusFormulaire } | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { suivi } = await findImmeuble(site, c, epci);
  const [officiers, missions] = await Promise.all([
    c.var.base.relogements.officiers(epci),
    c.var.base.relogements.missions(epci),
  ]);
  const page = renderConfierPage({
    cadre,
    epci,
    aujourdhui: site.deps.horloge.aujourdhui(),
    etat: { saisie, refus: refuse?.affiche ?? SANS_REFUS },
    immeuble: { id: suivi.operation, nom: suivi.nom },
    agents: officiers.map(({ compte, nom, organisation }) => ({
      code: String(compte),
      libelle: `${nom}, ${organisation}`,
    })),
    missions: missions.filter(({ operation }) => operation === suivi.operation),
  });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}

async function entrust(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { suivi } = await findImmeuble(site, c, epci);
  const { operation } = suivi;
  const lu = new Lecture(saisieOf(await c.req.parseBody()));
  const compte = lu.hidden("compte");
  if (compte < 1) lu.fail("compte", "Chargé de relogement : choisissez une personne dans la liste.");
  const du = lu.dayOrNull("du", "À partir du");
  if (du === null && lu.erreurs.every(({ champ }) => champ !== "du")) lu.fail("du", "À partir du : donnez la date.");
  if (lu.erreurs.length > 0 || du === null) {
    return showConfier(site, c, lu.saisie, {
      code: "saisie-a-corriger",
      affiche: { message: null, erreurs: lu.erreurs },
    });
  }
  try {
    await confierImmeuble(c.var.base, { epci, operation, compte, du });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    const affiche = { message: null, erreurs: [{ champ: "compte", message: error.message }] };
    return showConfier(site, c, lu.saisie, { code: error.code, affiche });
  }
  return c.redirect(hrefTerritoire(epci, cheminImmeuble(operation), { fait: "confie" }), 303);
}

async function withdraw(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { suivi } = await findImmeuble(site, c, epci);
  const mission = new Lecture(saisieOf(await c.req.parseBody())).hidden("mission");
  await retirerImmeuble(c.var.base, { epci, mission, au: site.deps.horloge.aujourdhui() });
  return c.redirect(hrefTerritoire(epci, cheminImmeuble(suivi.operation), { fait: "retire" }), 303);
}
