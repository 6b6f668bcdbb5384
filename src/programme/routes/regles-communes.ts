import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { apercevoirCommunes, ecrireCommunes } from "../actes/regles/ecrire-communes.ts";
import { renderCommunesPlhCsv } from "../documents/regles-document.ts";
import type { CommunePlh } from "../lectures/regles/ports.ts";
import { CHEMIN_COMMUNES_PLH, type ImportCommunes, renderCommunesPlhPage } from "../pages/regles-communes-page.tsx";
import { readCommune } from "./regles-saisie.ts";

const ANNONCES: Readonly<Record<string, string>> = {
  ligne: "La ligne est enregistrée.",
  fichier: "Les lignes du fichier sont enregistrées.",
};

const BASE = `/t/:epci/${CHEMIN_COMMUNES_PLH}`;
const MODIFIER = garde("programme", "modifier", { partout: true });

/** `/t/:epci/programme/regles/communes`: figures of the communes, typed or brought by a file that is read before it is kept. */
export function addCommunesPlhRoutes(app: Routes, site: Site): Routes {
  return app
    .get(BASE, MODIFIER, (c) => show(site, c, {}))
    .get("/t/:epci/programme/regles/communes/:fichier{modele\\.csv}", MODIFIER, (c) => sendModele(site, c))
    .post(BASE, MODIFIER, (c) => writeLigne(site, c))
    .post(`${BASE}/importer`, MODIFIER, (c) => preview(site, c))
    .post(`${BASE}/confirmer`, MODIFIER, (c) => confirm(site, c));
}

type Retour = {
  readonly etat?: EtatFormulaire;
  readonly importe?: ImportCommunes;
  /** Why nothing was written. */
  readonly code?: string;
};

async function show(site: Site, c: Context<Env>, { etat, importe, code }: Retour): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const [communes, lignes] = await Promise.all([
    c.var.base.territoires.communes(epci),
    c.var.base.communesPlh.list(epci),
  ]);
  const page = renderCommunesPlhPage({
    cadre,
    epci,
    communes,
    lignes,
    importe: importe ?? null,
    etat: etat ?? { saisie: {}, refus: SANS_REFUS },
    annonce: code ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
  });
  return c.html(page, code ? statusOf(code) : 200);
}

async function sendModele(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const contenu = renderCommunesPlhCsv(await c.var.base.communesPlh.list(epci));
  return sendDocument(c, { nom: `communes-plh-${epci}`, type: "csv", contenu });
}

async function writeLigne(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const { source, ...ligne } = readCommune(lecture);
  if (lecture.erreurs.length > 0) {
    return show(site, c, { etat: { saisie, refus: { message: null, erreurs: lecture.erreurs } }, code: "plh-ligne" });
  }
  try {
    // Read through the file's own reader: one set of bounds for what is typed and for what is brought.
    await save(c, epci, {
      texte: renderCommunesPlhCsv([{ ...ligne, source, synthetique: false }]),
      source,
      relu: true,
    });
  } catch (error) {
    return again(error, (refus) => show(site, c, { etat: { saisie, refus: refusOf(refus) }, code: refus.code }));
  }
  return c.redirect(hrefTerritoire(epci, CHEMIN_COMMUNES_PLH, { fait: "ligne" }), 303);
}

/** What the file would do; nothing is kept of it but what the page sends back. */
async function preview(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const body = await c.req.parseBody();
  const source = typeof body.source === "string" ? body.source : "";
  try {
    if (!(body.fichier instanceof File) || body.fichier.size === 0) {
      throw new Refus("plh-fichier", "Choisissez un fichier CSV ou Excel.");
    }
    const octets = new Uint8Array(await body.fichier.arrayBuffer());
    const apercu = await apercevoirCommunes(c.var.base, epci, fichierOf(body.fichier.name, octets));
    const texte = renderCommunesPlhCsv(apercu.lignes.map(toRow(source)));
    return await show(site, c, {
      importe: { apercu, texte, source },
      ...(apercu.refus.length > 0 ? { code: "plh-refusee" } : {}),
    });
  } catch (error) {
    return again(error, (refus) => show(site, c, { etat: { saisie: {}, refus: refusOf(refus) }, code: refus.code }));
  }
}

function toRow(source: string) {
  return ({ nom: _, remplace: __, ...ligne }: ImportCommunes["apercu"]["lignes"][number]): CommunePlh => ({
    ...ligne,
    source,
    synthetique: false,
  });
}

async function confirm(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  try {
    await save(c, epci, { texte: valeurDe(saisie, "texte"), source: valeurDe(saisie, "source"), relu: true });
  } catch (error) {
    return again(error, (refus) => show(site, c, { etat: { saisie: {}, refus: refusOf(refus) }, code: refus.code }));
  }
  return c.redirect(hrefTerritoire(epci, CHEMIN_COMMUNES_PLH, { fait: "fichier" }), 303);
}

type Envoi = { readonly texte: string; readonly source: string; readonly relu: boolean };

/** All or nothing: a line that is refused refuses the others. */
async function save(c: Context<Env>, epci: string, { texte, source, relu }: Envoi): Promise<void> {
  const { lignes, refus } = await apercevoirCommunes(
    c.var.base,
    epci,
    fichierOf("saisie.csv", new TextEncoder().encode(texte)),
  );
  const [first] = refus;
  if (first) throw new Refus("plh-refusee", first.message);
  await ecrireCommunes(c.var.base, { epci, lignes, source, relu });
}

function refusOf(refus: Refus): EtatFormulaire["refus"] {
  return { message: refus.message, erreurs: [] };
}

function again(error: unknown, show: (refus: Refus) => Promise<Response>): Promise<Response> {
  if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
  return show(error);
}

/** http knows no reader of files. */
function fichierOf(nom: string, octets: Uint8Array) {
  return {
    nom,
    taille: octets.length,
    async *open() {
      yield octets;
    },
  };
}
