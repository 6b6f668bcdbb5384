import type { Context } from "hono";
import { z } from "zod";
import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  conventionInconnue,
  ENGAGEMENTS_MAX,
  etablirConventionObjectif,
  findConventionObjectif,
  partiesOf,
  signerConventionObjectif,
} from "../actes/etablir-convention-objectif.ts";
import { composeConventionObjectif } from "../documents/convention-objectif-document.ts";
import { computeConventionObjectif } from "../lectures/compute-convention-objectif.ts";
import { renderConventionObjectif, renderPreparerConvention } from "../pages/convention-page.tsx";
import { CHEMIN_CONVENTIONS, renderConventionsPage } from "../pages/conventions-page.tsx";
import { PARTIES_CONVENTION } from "../regles/convention-objectif.ts";

const ANNONCES: Readonly<Record<string, string>> = {
  etablie: "La convention est établie. Il reste à la faire signer.",
  signee: "La signature est enregistrée.",
};

const LIRE = garde("programme", "lire");
const ETABLIR = garde("programme", "creer", { partout: true });
const CONVENTIONS = `/t/:epci/${CHEMIN_CONVENTIONS}`;
const CONVENTION = `${CONVENTIONS}/:id{[0-9]+}`;

/** `/t/:epci/programme/conventions`: prepared by the EPCI, frozen, signed by both parties (action 6). */
export function conventionsObjectifsRoutes(site: Site): Routes {
  return new Routes()
    .get(CONVENTIONS, LIRE, (c) => showConventions(site, c))
    .get(`${CONVENTIONS}/preparer`, ETABLIR, (c) => showPreparer(site, c, c.req.query(), null))
    .post(CONVENTIONS, ETABLIR, (c) => etablir(site, c))
    .get(CONVENTION, LIRE, (c) => showConvention(site, c, null, { partie: "", le: "" }))
    .get(`${CONVENTION}/document.pdf`, LIRE, (c) => send(c, "pdf"))
    .get(`${CONVENTION}/document.docx`, LIRE, (c) => send(c, "docx"))
    .post(`${CONVENTION}/signatures`, garde("programme", "creer"), (c) => sign(site, c));
}

async function showConventions(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const etablit = peutPartout(acteur, "programme", "creer", epci);
  const page = renderConventionsPage({
    cadre,
    epci,
    conventions: await base.conventionsObjectifs.list(epci),
    preparer: etablit ? await base.operations.bailleurs(epci) : null,
    annee: Number(site.deps.horloge.aujourdhui().slice(0, 4)),
  });
  return c.html(page);
}

const annee = z.coerce.number().int().min(2000).max(2100);
const demandeSchema = z.object({
  bailleur: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  debut: annee,
  fin: annee,
  engagements: z.string().default(""),
  relu: z.string().default(""),
});

async function showPreparer(site: Site, c: Context<Env>, parametres: unknown, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const demande = parseInput(demandeSchema, parametres);
  const contenu = await computeConventionObjectif(c.var.base, {
    epci,
    organisation: demande.bailleur,
    anneeDebut: demande.debut,
    anneeFin: demande.fin,
    engagements: [],
    aujourdhui: site.deps.horloge.aujourdhui(),
  });
  const page = renderPreparerConvention({
    cadre,
    epci,
    contenu,
    limite: ENGAGEMENTS_MAX,
    saisie: { engagements: [demande.engagements] },
    refus: refus ? refusOf(refus) : SANS_REFUS,
    aRelire: refus?.code === "programme-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function etablir(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const body = await c.req.parseBody();
  const { bailleur, debut, fin, engagements, relu } = parseInput(demandeSchema, body);
  try {
    const id = await etablirConventionObjectif(c.var.base, {
      epci,
      organisation: bailleur,
      anneeDebut: debut,
      anneeFin: fin,
      engagements,
      relu: relu === "oui",
      aujourdhui: site.deps.horloge.aujourdhui(),
    });
    return c.redirect(hrefTerritoire(epci, `${CHEMIN_CONVENTIONS}/${id}`, { fait: "etablie" }), 303);
  } catch (error) {
    // The period and the bailleur come from the address: what they refuse cannot be shown beside the form.
    if (!(error instanceof Refus) || ["convention-periode", "bailleur-inconnu"].includes(error.code)) throw error;
    return showPreparer(site, c, body, error);
  }
}

async function showConvention(
  site: Site,
  c: Context<Env>,
  refus: Refus | null,
  saisie: { readonly partie: string; readonly le: string },
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { contenu, ...etablie } = await findConventionObjectif(c.var.base, epci, readId(c));
  const ouvertes = partiesOf(c.var.base, epci, etablie.bailleur.organisation);
  const page = renderConventionObjectif({
    cadre,
    epci,
    contenu,
    etablie,
    saisie,
    parties: ouvertes.filter((partie) => etablie.signatures[partie] === null),
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

const signatureSchema = z.object({ partie: z.enum(PARTIES_CONVENTION), le: z.string().default("") });

async function sign(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readId(c);
  const { partie, le } = parseInput(signatureSchema, await c.req.parseBody());
  try {
    if (!z.iso.date().safeParse(le).success) {
      throw new Refus("date-manquante", "Signée le\u00A0: donnez la date, jour, mois et année.");
    }
    await signerConventionObjectif(c.var.base, { epci, id, partie, le, aujourdhui: site.deps.horloge.aujourdhui() });
  } catch (error) {
    if (!(error instanceof Refus) || ["convention-objectif-inconnue", "signature-d-un-autre"].includes(error.code)) {
      throw error;
    }
    return showConvention(site, c, error, { partie, le });
  }
  return c.redirect(hrefTerritoire(epci, `${CHEMIN_CONVENTIONS}/${id}`, { fait: "signee" }), 303);
}

async function send(c: Context<Env>, type: "pdf" | "docx"): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const { base } = c.var;
  const { contenu, ...etablie } = await findConventionObjectif(base, epci, readId(c));
  const document = composeConventionObjectif(contenu, etablie);
  const bytes = type === "pdf" ? await renderDocumentPdf(document) : await renderDocumentDocx(document);
  const objet = `convention-objectif.${type}:${etablie.id}`;
  await base.journal.ecrire({ acte: "document-exporte", ressource: "programme", epci, objet });
  const nom = `convention-objectifs-${epci}-${etablie.bailleur.organisation}-${etablie.numero}`;
  return sendDocument(c, { nom, type, contenu: bytes });
}

function readId(c: Context<Env>): number {
  const value = c.req.param("id") ?? "";
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw conventionInconnue();
}
