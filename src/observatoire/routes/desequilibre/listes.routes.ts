import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  abandonnerListe,
  ajouterLigne,
  arreterListe,
  findListe,
  proposerListe,
  retirerLigne,
} from "../../actes/desequilibre/ecrire-liste.ts";
import { renderListeCsv, renderListePdf, renderListeXlsx } from "../../documents/liste-mixite-document.ts";
import type { AnalyseDesequilibre } from "../../lectures/desequilibre/analyse.ts";
import { readDesequilibres } from "../../lectures/desequilibre/read-analyse.ts";
import { CHEMIN_LISTES, renderListesPage } from "../../pages/desequilibre/listes-page.tsx";
import type { ListeMixite } from "../../regles/desequilibre/mixite.ts";
import { readVueDemandee } from "./question.ts";
import { listResidences } from "./residences.ts";

const BASE = `/t/:epci/${CHEMIN_LISTES}`;
const LIRE = garde("indicateur-interne", "lire");
const CREER = garde("indicateur-interne", "creer", { partout: true });

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  proposee: "Le projet est ouvert : il part de ce que la méthode propose.",
  ajout: "La résidence est sur le projet.",
  retrait: "La résidence n’est plus retenue.",
  arretee: "La liste est arrêtée.",
  abandon: "Le projet est abandonné.",
};

/** The list annexed to the convention: project, changes by hand, adoption, documents. */
export function listesRoutes(app: Routes, site: Site): void {
  app
    .get(BASE, LIRE, (c) => showListes(site, c, {}))
    .post(BASE, CREER, (c) => propose(site, c))
    .get(`${BASE}/:id/:fichier{annexe\\.(pdf|xlsx|csv)}`, LIRE, (c) => sendListe(site, c))
    .post(`${BASE}/:id/ajout`, CREER, (c) => changeLigne(site, c, "ajout"))
    .post(`${BASE}/:id/retrait`, CREER, (c) => changeLigne(site, c, "retrait"))
    .post(`${BASE}/:id/abandon`, CREER, (c) => drop(site, c))
    .post(`${BASE}/:id/arret`, garde("indicateur-interne", "valider", { partout: true }), (c) => adopt(site, c));
}

type Retour = { readonly saisie?: Readonly<Record<string, string>>; readonly refus?: Refus; readonly id?: number };

async function showListes(site: Site, c: Context<Env>, { saisie, refus, id }: Retour): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [listes, residences] = await Promise.all([base.desequilibres.listes(epci), listResidences(base, epci)]);
  const liste = chooseListe(listes, id ?? null, c.req.query("liste") ?? "");
  const page = renderListesPage({
    cadre,
    epci,
    listes,
    residences,
    liste,
    droits: {
      ecrire: peutPartout(acteur, "indicateur-interne", "creer", epci),
      arreter: peutPartout(acteur, "indicateur-interne", "valider", epci),
    },
    aujourdhui: site.deps.horloge.aujourdhui(),
    saisie: saisie ?? null,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
    aRelire: refus?.code === "motif-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** That of the act, else that of the address, else the last one; null when there is none. Throws `liste-inconnue`. */
function chooseListe(listes: readonly ListeMixite[], acted: number | null, asked: string): ListeMixite | null {
  const id = acted ?? (asked === "" ? null : readId(asked));
  if (id === null) return listes[0] ?? null;
  const found = listes.find((liste) => liste.id === id);
  if (!found) throw unknownListe();
  return found;
}

async function readAnalyse(site: Site, c: Context<Env>, epci: string): Promise<AnalyseDesequilibre> {
  const { question } = readVueDemandee(epci, {}, site.deps.horloge.aujourdhui());
  const { analyse } = await readDesequilibres(c.var.base, site.memoire, question);
  if (analyse) return analyse;
  throw new Refus("liste-sans-parc", "Aucun parc n’est publié : il n’y a pas de résidence à proposer.");
}

async function propose(site: Site, c: Context<Env>): Promise<Response> {
  return act(site, c, {}, async (epci) => {
    const analyse = await readAnalyse(site, c, epci);
    return { liste: await proposerListe(c.var.base, epci, analyse, site.deps.horloge.aujourdhui()), fait: "proposee" };
  });
}

const texte = z.string().max(2_000).catch("");

async function changeLigne(site: Site, c: Context<Env>, geste: "ajout" | "retrait"): Promise<Response> {
  const id = readId(c.req.param("id") ?? "");
  const body = await c.req.parseBody();
  const saisie = { formulaire: geste, cle: texte.parse(body.cle), motif: texte.parse(body.motif) };
  return act(site, c, { saisie, id }, async (epci) => {
    const ligne = { epci, id, cle: saisie.cle, motif: saisie.motif, relu: body.relu === "oui" };
    if (geste === "retrait") await retirerLigne(c.var.base, ligne);
    else await ajouterLigne(c.var.base, () => readAnalyse(site, c, epci), ligne);
    return { liste: id, fait: geste };
  });
}

async function drop(site: Site, c: Context<Env>): Promise<Response> {
  const id = readId(c.req.param("id") ?? "");
  return act(site, c, { id }, async (epci) => {
    await abandonnerListe(c.var.base, { epci, id });
    return { fait: "abandon" };
  });
}

const jour = z.iso.date();

async function adopt(site: Site, c: Context<Env>): Promise<Response> {
  const id = readId(c.req.param("id") ?? "");
  const body = await c.req.parseBody();
  const saisie = { formulaire: "arret", acte: texte.parse(body.acte), arreteeLe: texte.parse(body.arreteeLe) };
  return act(site, c, { saisie, id }, async (epci) => {
    if (!jour.safeParse(saisie.arreteeLe).success) {
      throw new Refus("date-manquante", "Donnez la date, jour, mois et année.");
    }
    await arreterListe(c.var.base, { epci, id }, { ...saisie, aujourdhui: site.deps.horloge.aujourdhui() });
    return { liste: id, fait: "arretee" };
  });
}

async function act(
  site: Site,
  c: Context<Env>,
  retour: Retour,
  work: (epci: string) => Promise<Readonly<Record<string, string | number>>>,
): Promise<Response> {
  const { epci } = await openCadre(site, c);
  try {
    return c.redirect(hrefTerritoire(epci, CHEMIN_LISTES, await work(epci)), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent" || error.code === "liste-inconnue") throw error;
    return showListes(site, c, { ...retour, refus: error });
  }
}

async function sendListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const liste = await findListe(c.var.base, epci, readId(c.req.param("id") ?? ""));
  const vue = { territoire: cadre.territoire, liste };
  const nom = `residences-enjeu-mixite-${epci}-${liste.id}`;
  switch (c.req.param("fichier")?.split(".").at(-1)) {
    case "pdf":
      return sendDocument(c, { nom, type: "pdf", contenu: await renderListePdf(vue) });
    case "xlsx":
      return sendDocument(c, { nom, type: "xlsx", contenu: await renderListeXlsx(vue) });
    default:
      return sendDocument(c, { nom, type: "csv", contenu: renderListeCsv(vue) });
  }
}

/** As one that does not exist: an address that nobody wrote tells nothing. */
function readId(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw unknownListe();
}

function unknownListe(): Refus {
  return new Refus("liste-inconnue", "Cette liste n’existe pas. Choisissez-la dans la page des listes.");
}
