import type { Context } from "hono";
import { z } from "zod";
import { MOTIFS_REFUS } from "#donnees/regles/demande/demande.ts";
import { ISSUES_VEILLE, MOTIFS_VEILLE } from "#observatoire/regles/veille/veille.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { cloreVeille, confierVeille, suivreVeille } from "../../actes/veille/suivre-veille.ts";
import { renderVeilleCsv, renderVeilleXlsx } from "../../documents/veille.ts";
import { computeVeille } from "../../lectures/veille/compute-veille.ts";
import { type FiltreVeille, SUIVIS_VEILLE } from "../../lectures/veille/ports.ts";
import { CHEMIN_VEILLE, renderVeillePage } from "../../pages/veille/veille-page.tsx";

const BASE = `/t/:epci/${CHEMIN_VEILLE}`;
/** Which rows, and who writes on them, is for the policies of `veille` and the acts: the EPCI entrusts, an organisation closes its own. */
const LIRE = garde("attribution", "lire");

/** Rows of a file; the page has a hundred. */
const LIGNES_FICHIER = 50_000;

/** `/t/:epci/demandes/veille` (action 4). */
export function veilleRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, LIRE, (c) => show(site, c, { saisie: {}, refus: SANS_REFUS }))
    .get("/t/:epci/demandes/:fichier{veille\\.(csv|xlsx)}", LIRE, (c) => send(site, c))
    .post(`${BASE}/confier`, LIRE, (c) => entrust(site, c))
    .post(`${BASE}/:veille{[1-9][0-9]{0,14}}/prendre`, LIRE, (c) => take(site, c))
    .post(`${BASE}/:veille{[1-9][0-9]{0,14}}/clore`, LIRE, (c) => close(site, c));
}

const vide = z.literal("").transform(() => null);
const ou = <T extends z.ZodType>(schema: T) =>
  vide
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);

const filtreSchema: z.ZodType<FiltreVeille> = z.object({
  motif: z.enum(MOTIFS_VEILLE).catch("sans-suite"),
  commune: ou(z.string().regex(/^[0-9AB]{5}$/)),
  refus: ou(z.enum(MOTIFS_REFUS)),
  suivi: ou(z.enum(SUIVIS_VEILLE)),
});

function readVeille(site: Site, c: Context<Env>, epci: string, limite?: number) {
  const filtre = parseInput(filtreSchema, c.req.query());
  return computeVeille(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui(), ...filtre }, limite);
}

/** Closed: an address announces nothing else. */
const ANNONCES: Readonly<Record<string, string>> = {
  prendre: "Vous suivez cette demande.",
  clore: "La veille de cette demande est close.",
};

async function show(site: Site, c: Context<Env>, etat: EtatFormulaire, code?: string): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const veille = await readVeille(site, c, epci);
  const { fait = "", confiees = "" } = c.req.query();
  const annonce = /^[1-9]\d{0,2}$/.test(confiees)
    ? `${formatCompte(Number(confiees), "demande confiée", "demandes confiées")}.`
    : (ANNONCES[fait] ?? null);
  return c.html(renderVeillePage({ cadre, veille, annonce, etat }), code === undefined ? 200 : statusOf(code));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const veille = await readVeille(site, c, epci, LIGNES_FICHIER);
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const contenu = type === "xlsx" ? await renderVeilleXlsx(veille) : renderVeilleCsv(veille);
  const nombre = veille.comptes === null ? veille.confiees.length : veille.lignes.length;
  const objet = `veille-${veille.filtre.motif}.${type}:${nombre}`;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "attribution", epci, objet });
  return sendDocument(c, { nom: `veille-demandes-${epci}`, type, contenu });
}

/** These are of no form. */
const AU_DEHORS = ["droit-absent", "veille-inconnue"];

async function act(site: Site, c: Context<Env>, lecture: Lecture, work: () => Promise<string>): Promise<Response> {
  const { saisie, erreurs } = lecture;
  if (erreurs.length > 0) return show(site, c, { saisie, refus: { message: null, erreurs } }, "saisie-a-corriger");
  try {
    return c.redirect(await work(), 303);
  } catch (error) {
    if (!(error instanceof Refus) || AU_DEHORS.includes(error.code)) throw error;
    return show(site, c, { saisie, refus: { message: error.message, erreurs: [] } }, error.code);
  }
}

async function readForm(site: Site, c: Context<Env>) {
  const { epci } = await openCadre(site, c);
  const saisie: SaisieFormulaire = saisieOf(await c.req.parseBody({ all: true }));
  const ici = { epci, aujourdhui: site.deps.horloge.aujourdhui(), id: Number(c.req.param("veille") ?? 0) };
  return { ...ici, lecture: new Lecture(saisie) };
}

async function entrust(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, aujourdhui, lecture } = await readForm(site, c);
  const motif = lecture.choice("motif", "Liste", MOTIFS_VEILLE);
  if (lecture.textOrNull("organisation") === null) {
    lecture.fail("organisation", "Organisme : choisissez dans la liste.");
  }
  const organisation = lecture.hidden("organisation");
  const references = (lecture.saisie.references ?? []).filter((reference) => /^[0-9A-F]{12}$/.test(reference));
  return act(site, c, lecture, async () => {
    const confiees = await confierVeille(c.var.base, { epci, aujourdhui, motif, organisation, references });
    return hrefTerritoire(epci, CHEMIN_VEILLE, { motif, confiees });
  });
}

async function take(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, id, lecture } = await readForm(site, c);
  return act(site, c, lecture, async () => {
    await suivreVeille(c.var.base, { epci, id });
    return hrefTerritoire(epci, CHEMIN_VEILLE, { fait: "prendre" });
  });
}

async function close(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, id, aujourdhui, lecture } = await readForm(site, c);
  const issue = lecture.choice("issue", "Ce qu’il en est", ISSUES_VEILLE);
  return act(site, c, lecture, async () => {
    await cloreVeille(c.var.base, { epci, id, issue, aujourdhui });
    return hrefTerritoire(epci, CHEMIN_VEILLE, { fait: "clore" });
  });
}
