import type { Context } from "hono";
import { z } from "zod";
import type { Base } from "#socle/lectures/base.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { deciderMesure } from "../../actes/mesure-corrective/decider-mesure.ts";
import { proposerMesure } from "../../actes/mesure-corrective/proposer-mesure.ts";
import { renderConstatPdf, renderMesuresPdf, renderMesuresXlsx } from "../../documents/mesures-document.ts";
import { readAnneesBilan } from "../../lectures/annees.ts";
import { compareNationaux } from "../../lectures/comparaison-nationale/compare-national.ts";
import { computeMesures } from "../../lectures/mesure-corrective/compute-mesures.ts";
import { computeConstatCarence } from "../../lectures/mesure-corrective/constat-carence.ts";
import type { SaisieMesure } from "../../pages/mesures/echelle.tsx";
import { renderMesuresPage } from "../../pages/mesures/mesures-page.tsx";
import { MESURES } from "../../regles/mesure-corrective/echelle.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  proposee: "La proposition est enregistrée : elle reste à décider.",
  decidee: "La décision est enregistrée.",
};

/** The documents carry the figures of every bailleur. */
const EXPORTER = garde("bilan", "exporter", { partout: true });

/** `/t/:epci/mesures`: the ladder and its acts, the draft of the constat, national results beside ours. */
export function mesuresRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/mesures", garde("objectif", "lire"), (c) => showMesures(site, c, c.req.query(), {}))
    .post("/t/:epci/mesures", garde("objectif", "creer", { partout: true }), (c) => propose(site, c))
    .post("/t/:epci/mesures/:id/decision", garde("objectif", "valider", { partout: true }), (c) => decide(site, c))
    .get("/t/:epci/:fichier{mesures\\.(pdf|xlsx)}", EXPORTER, (c) => sendMesures(site, c))
    .get("/t/:epci/:fichier{constat-carence\\.pdf}", EXPORTER, (c) => sendConstat(site, c));
}

const anneeSchema = z.object({
  annee: z
    .literal("")
    .transform(() => undefined)
    .or(z.coerce.number().int().min(2000).max(2100))
    .optional(),
});

type Vue = {
  readonly epci: string;
  readonly annee: number;
  readonly annees: readonly number[];
  readonly aujourdhui: string;
};

/** The year asked for, else the last one with figures or a proposal, else the last one that is over. */
async function readVue(
  site: Site,
  base: Base,
  epci: string,
  parametres: Readonly<Record<string, unknown>>,
): Promise<Vue> {
  const asked = parseInput(anneeSchema, { annee: parametres.annee }).annee;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const [published, mesures, nationaux] = await Promise.all([
    readAnneesBilan(base.cubes, epci, null),
    base.mesures.list(epci),
    base.nationaux.resultats(epci),
  ]);
  const known = [...published, ...mesures.map(({ annee }) => annee), ...nationaux.map(({ annee }) => annee)];
  const annees = [...new Set(known)].sort((a, b) => a - b);
  return { epci, annee: asked ?? annees.at(-1) ?? Number(aujourdhui.slice(0, 4)) - 1, annees, aujourdhui };
}

function droitsOf(acteur: Acteur, epci: string) {
  return {
    proposer: peutPartout(acteur, "objectif", "creer", epci),
    decider: peutPartout(acteur, "objectif", "valider", epci),
    exporter: peutPartout(acteur, "bilan", "exporter", epci),
    deposer: peut(acteur, "lot", "creer", epci),
  };
}

type Retour = { readonly saisie?: SaisieMesure; readonly refus?: Refus };

async function showMesures(
  site: Site,
  c: Context<Env>,
  parametres: Readonly<Record<string, unknown>>,
  { saisie, refus }: Retour,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const vue = await readVue(site, base, epci, parametres);
  const [mesures, nationaux] = await Promise.all([computeMesures(base, vue), compareNationaux(base, epci)]);
  const page = renderMesuresPage({
    cadre,
    mesures,
    nationaux,
    annees: vue.annees,
    aujourdhui: vue.aujourdhui,
    droits: droitsOf(acteur, epci),
    saisie: saisie ?? null,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
    aRelire: refus?.code === "motif-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

const texte = z.string().catch("");
const jour = z.iso.date().refine((value) => value >= "2000-01-01" && value <= "2999-12-31");
const propositionSchema = z.object({
  annee: z.coerce.number().int().min(2000).max(2100),
  code: z.enum(MESURES),
});

function readJour(value: string): string {
  const found = jour.safeParse(value);
  if (found.success) return found.data;
  throw new Refus("date-manquante", "Donnez la date, jour, mois et année.");
}

async function propose(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const body = await c.req.parseBody();
  const { annee, code } = parseInput(propositionSchema, body);
  const saisie = { code, id: null, date: texte.parse(body.date), motif: texte.parse(body.motif), decision: "" };
  return act(site, c, { saisie, annee }, async () => {
    await proposerMesure(c.var.base, {
      epci,
      annee,
      code,
      motif: saisie.motif,
      relu: body.relu === "oui",
      proposeeLe: readJour(saisie.date),
      aujourdhui: site.deps.horloge.aujourdhui(),
    });
    return hrefTerritoire(epci, "mesures", { annee, fait: "proposee" });
  });
}

const decisionSchema = z.enum(["retenue", "ecartee"]);

async function decide(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readId(c.req.param("id") ?? "");
  const mesure = (await c.var.base.mesures.list(epci)).find((row) => row.id === id);
  if (!mesure) throw unknownMesure();
  const body = await c.req.parseBody();
  const [date, motif, decision] = [texte.parse(body.date), texte.parse(body.motif), texte.parse(body.decision)];
  return act(site, c, { saisie: { code: null, id, date, motif, decision }, annee: mesure.annee }, async () => {
    const chosen = decisionSchema.safeParse(decision);
    if (!chosen.success) throw new Refus("decision-manquante", "Choisissez la décision : retenue ou écartée.");
    const annee = await deciderMesure(c.var.base, {
      epci,
      id,
      decision: chosen.data,
      motif,
      relu: body.relu === "oui",
      decideeLe: readJour(date),
      aujourdhui: site.deps.horloge.aujourdhui(),
    });
    return hrefTerritoire(epci, "mesures", { annee, fait: "decidee" });
  });
}

/** As one that does not exist: an address that nobody wrote tells nothing. */
function readId(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw unknownMesure();
  return Number(value);
}

function unknownMesure(): Refus {
  return new Refus("mesure-inconnue", "Cette mesure n’existe pas. Choisissez-la dans la liste.");
}

async function act(
  site: Site,
  c: Context<Env>,
  { saisie, annee }: { readonly saisie: SaisieMesure; readonly annee: number },
  work: () => Promise<string>,
): Promise<Response> {
  try {
    return c.redirect(await work(), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return showMesures(site, c, { annee }, { saisie, refus: error });
  }
}

async function sendMesures(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const question = await readVue(site, base, epci, c.req.query());
  const [mesures, nationaux] = await Promise.all([computeMesures(base, question), compareNationaux(base, epci)]);
  const type = c.req.param("fichier")?.endsWith(".xlsx") ? "xlsx" : "pdf";
  const vue = { mesures, nationaux };
  const contenu = type === "xlsx" ? await renderMesuresXlsx(vue) : await renderMesuresPdf(vue);
  return sendDocument(c, { nom: `mesures-${epci}-${mesures.annee}`, type, contenu });
}

/** The journal says who took the draft away, and of which year. */
async function sendConstat(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const { annee, aujourdhui } = await readVue(site, base, epci, c.req.query());
  const constat = await computeConstatCarence(base, { epci, annee, aujourdhui });
  const contenu = await renderConstatPdf(constat);
  await base.transaction((tx) =>
    tx.journal.ecrire({ acte: "document-exporte", ressource: "bilan", epci, objet: `constat-carence:${annee}` }),
  );
  return sendDocument(c, { nom: `constat-carence-projet-${epci}-${annee}`, type: "pdf", contenu });
}
