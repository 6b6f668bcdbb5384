import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  ecrireSection,
  ouvrirEntretien,
  readEntretien,
  terminerEntretien,
} from "../../actes/entretien/mener-entretien.ts";
import { verserEntretien } from "../../actes/entretien/verser-entretien.ts";
import { lignesOfBilan, motifsOfBilan, renderEntretienPdf } from "../../documents/entretien-document.ts";
import { bilanEntretien } from "../../lectures/entretien/bilan-entretien.ts";
import type { Entretien } from "../../lectures/entretien/ports.ts";
import { renderBilanEntretienPage, renderCodePage } from "../../pages/entretien/bilan-page.tsx";
import { CHEMIN_ENTRETIENS, cheminEntretien } from "../../pages/entretien/chemins.ts";
import { renderEntretiensPage } from "../../pages/entretien/entretiens-page.tsx";
import { renderSectionPage } from "../../pages/entretien/section-page.tsx";
import { SECTIONS_ENTRETIEN, type SectionEntretien } from "../../regles/entretien/entretien.ts";
import { LIRE_SECTION, MONTRER_SECTION } from "./saisie.ts";

const LISTE = `/t/:epci/${CHEMIN_ENTRETIENS}`;
const ENTRETIEN = `${LISTE}/:entretien{[1-9][0-9]{0,14}}`;
const LIRE = garde("prospect", "lire");
const MODIFIER = garde("prospect", "modifier");
/** Lines of the list: older ones are poured, or erased. */
const ENTRETIENS_MAX = 200;

/** `/t/:epci/demandes/entretiens`: guided interviews, one subject a page. */
export function entretiensRoutes(site: Site): Routes {
  const app = new Routes()
    .get(LISTE, LIRE, (c) => showListe(site, c))
    .post(LISTE, garde("prospect", "creer"), (c) => open(site, c))
    .get(ENTRETIEN, LIRE, (c) => resume(c))
    .get(`${ENTRETIEN}/bilan`, LIRE, (c) => showBilan(site, c, null))
    .get(`${ENTRETIEN}/bilan.pdf`, LIRE, (c) => sendBilan(site, c))
    .post(`${ENTRETIEN}/terminer`, MODIFIER, (c) => terminer(c))
    .post(`${ENTRETIEN}/verser`, MODIFIER, (c) => verser(site, c));
  for (const section of SECTIONS_ENTRETIEN) {
    app.get(`${ENTRETIEN}/${section}`, MODIFIER, async (c) => {
      const entretien = await readEntretien(c.var.base, ouOf(c));
      return show(site, c, { entretien, section, saisie: MONTRER_SECTION[section](entretien), refus: SANS_REFUS });
    });
    app.post(`${ENTRETIEN}/${section}`, MODIFIER, (c) => save(site, c, section));
  }
  return app;
}

function ouOf(c: Context<Env>) {
  return { epci: c.req.param("epci") ?? "", entretien: Number(c.req.param("entretien")) };
}

async function showListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const found = await c.var.base.entretiens.list(epci, ENTRETIENS_MAX + 1);
  const page = renderEntretiensPage({
    cadre,
    epci,
    entretiens: found.slice(0, ENTRETIENS_MAX),
    coupes: found.length > ENTRETIENS_MAX,
    creer: peut(c.var.acteur, "prospect", "creer", epci) && peut(c.var.acteur, "prospect", "modifier", epci),
  });
  return c.html(page);
}

async function open(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = await ouvrirEntretien(c.var.base, epci, site.deps.horloge.aujourdhui());
  return c.redirect(hrefTerritoire(epci, cheminEntretien(id, "situation")), 303);
}

/** Where the conversation stopped, or what it told. */
async function resume(c: Context<Env>): Promise<Response> {
  const { epci, id, etat, reponses } = await readEntretien(c.var.base, ouOf(c));
  const manque =
    etat === "en-cours" ? SECTIONS_ENTRETIEN.find((section) => reponses[section] === undefined) : undefined;
  const ecrire = peut(c.var.acteur, "prospect", "modifier", epci);
  return c.redirect(hrefTerritoire(epci, cheminEntretien(id, ecrire && manque ? manque : "bilan")), 303);
}

type Vue = {
  readonly entretien: Entretien;
  readonly section: SectionEntretien;
  readonly saisie: SaisieFormulaire;
  readonly refus: RefusFormulaire;
};

async function show(site: Site, c: Context<Env>, vue: Vue, statut: 200 | ReturnType<typeof statusOf> = 200) {
  const { epci, cadre } = await openCadre(site, c);
  const communes = await c.var.base.territoires.communes(epci);
  const page = renderSectionPage({
    cadre,
    entretien: vue.entretien,
    section: vue.section,
    etat: { saisie: vue.saisie, refus: vue.refus },
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
  });
  return c.html(page, statut);
}

/** Which field a refusal is about; the whole form otherwise. */
const CHAMPS: Readonly<Record<string, string>> = {
  "fiche-telephone": "telephone",
  "fiche-courriel": "courriel",
  "entretien-commune": "commune",
};

async function save(site: Site, c: Context<Env>, section: SectionEntretien): Promise<Response> {
  const ou = ouOf(c);
  const entretien = await readEntretien(c.var.base, ou);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const lue = LIRE_SECTION[section](lecture);
  if (lecture.erreurs.length > 0) {
    return show(site, c, { entretien, section, saisie, refus: { message: null, erreurs: lecture.erreurs } }, 422);
  }
  try {
    const suite = await ecrireSection(c.var.base, { ...ou, section, ...lue });
    return c.redirect(hrefTerritoire(ou.epci, cheminEntretien(ou.entretien, suite ?? "bilan")), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "entretien-inconnu") throw error;
    const champ = CHAMPS[error.code];
    const { message } = error;
    const refus = champ ? { message: null, erreurs: [{ champ, message }] } : { message, erreurs: [] };
    return show(site, c, { entretien, section, saisie, refus }, statusOf(error.code));
  }
}

async function showBilan(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const entretien = await readEntretien(c.var.base, ouOf(c));
  const bilan = await bilanEntretien(c.var.base, entretien, site.deps.horloge.aujourdhui());
  const page = renderBilanEntretienPage({
    cadre,
    bilan,
    lignes: lignesOfBilan(bilan),
    motifs: motifsOfBilan(bilan),
    annonce: c.req.query("fait") === "termine" ? "L’entretien est terminé." : null,
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function sendBilan(site: Site, c: Context<Env>): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const entretien = await readEntretien(c.var.base, ouOf(c));
  const bilan = await bilanEntretien(c.var.base, entretien, site.deps.horloge.aujourdhui());
  const contenu = await renderEntretienPdf(bilan, cadre.territoire);
  const { epci, id } = entretien;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "prospect", epci, objet: `entretien:${id}` });
  return sendDocument(c, { nom: `entretien-${id}`, type: "pdf", contenu });
}

async function terminer(c: Context<Env>): Promise<Response> {
  const ou = ouOf(c);
  await terminerEntretien(c.var.base, ou);
  return c.redirect(hrefTerritoire(ou.epci, cheminEntretien(ou.entretien, "bilan"), { fait: "termine" }), 303);
}

/** The code is in the answer itself, which no history keeps: sent again, the form finds the interview poured. */
async function verser(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { bases, horloge } = site.deps;
  try {
    const { reference, code } = await verserEntretien(c.var.base, { bases, horloge }, ouOf(c));
    return c.html(renderCodePage({ cadre, epci, entretien: ouOf(c).entretien, reference, code }), 201);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "entretien-inconnu") throw error;
    return showBilan(site, c, error);
  }
}
