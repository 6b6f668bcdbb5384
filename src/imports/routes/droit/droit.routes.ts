import type { Context } from "hono";
import { z } from "zod";
import {
  isRelu,
  type RefusFormulaire,
  SANS_REFUS,
  type SaisieFormulaire,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { gardeAdministrateur, ouverte } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { importerJeu, previewJeu } from "../../actes/droit/importer-jeu.ts";
import { confirmerValeur, ecarterValeur, saisirValeur } from "../../actes/droit/saisir-valeur.ts";
import { JEU_MAX } from "../../lectures/droit/lire-jeu.ts";
import { type DroitListe, listerDroit, type ParametreListe } from "../../lectures/droit/lister-droit.ts";
import { CHEMIN_DROIT, CHEMIN_GESTION_DROIT, renderDroitPage } from "../../pages/droit/droit-page.tsx";
import { renderEffetJeuPage } from "../../pages/droit/effet-jeu-page.tsx";
import { renderParametrePage } from "../../pages/droit/parametre-page.tsx";
import { readValeurSaisie } from "./saisie-valeur.ts";

const ANNONCES: Readonly<Record<string, string>> = {
  importe: "Le jeu est importé : ses valeurs sont lues dès maintenant.",
  saisi: "La valeur est saisie. Elle sera appliquée quand un autre administrateur l’aura confirmée.",
  confirme: "La valeur est confirmée : elle est lue dès maintenant.",
  ecarte: "La valeur est écartée. Elle reste dans l’historique, avec son motif.",
};

const CODE = ":code{[a-z0-9-]+}";

/** `/droit`: the law as it is read, for all. `/plateforme/droit`: the same, where administrators import and type it. */
export function droitRoutes(site: Site): Routes {
  const publique = ouverte("règles publiques");
  const guard = gardeAdministrateur();
  return new Routes()
    .get(CHEMIN_DROIT, publique, (c) => showListe(site, c, {}))
    .get(`${CHEMIN_DROIT}/${CODE}`, publique, (c) => showParametre(site, c, {}))
    .get(CHEMIN_GESTION_DROIT, guard, (c) => showListe(site, c, { gestion: true }))
    .post(`${CHEMIN_GESTION_DROIT}/importer`, guard, (c) => importer(site, c))
    .post(`${CHEMIN_GESTION_DROIT}/saisies/:id{[0-9]+}/confirmer`, guard, (c) =>
      settle(site, c, "confirme", (id) => confirmerValeur(c.var.base, id)),
    )
    .post(`${CHEMIN_GESTION_DROIT}/saisies/:id{[0-9]+}/ecarter`, guard, async (c) => {
      const saisie = saisieOf(await c.req.parseBody());
      const motif = { motif: valeurDe(saisie, "motif"), relu: isRelu(saisie) };
      return settle(site, c, "ecarte", (id) => ecarterValeur(c.var.base, id, motif));
    })
    .get(`${CHEMIN_GESTION_DROIT}/${CODE}`, guard, (c) => showParametre(site, c, { gestion: true }))
    .post(`${CHEMIN_GESTION_DROIT}/${CODE}`, guard, (c) => saisir(site, c));
}

type Montre = {
  readonly gestion?: boolean;
  readonly saisie?: SaisieFormulaire;
  readonly refus?: RefusFormulaire;
  readonly relire?: boolean;
  readonly statut?: ReturnType<typeof statusOf>;
};

async function readListe(site: Site, c: Context<Env>) {
  const { base } = c.var;
  const [liste, territoires] = await Promise.all([
    listerDroit(base, site.deps.horloge.aujourdhui()),
    base.territoires.list(),
  ]);
  return { liste, territoires: territoires.map(({ epci, nom }) => ({ code: epci, libelle: nom })) };
}

async function showListe(site: Site, c: Context<Env>, montre: Montre): Promise<Response> {
  const { liste, territoires } = await readListe(site, c);
  const page = renderDroitPage({
    cadre: emptyCadre(site, c),
    liste,
    noms: new Map(territoires.map(({ code, libelle }) => [code, libelle])),
    gestion: montre.gestion ? { compte: c.var.acteur.compte } : null,
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    saisie: montre.saisie ?? {},
    refus: montre.refus ?? SANS_REFUS,
  });
  return c.html(page, montre.statut ?? 200);
}

function findParametre({ themes }: DroitListe, code: string): ParametreListe {
  const found = themes.flatMap(({ parametres }) => parametres).find((one) => one.code === code);
  if (found) return found;
  throw new Refus("page-introuvable", "Cette page n’existe pas, ou n’existe plus.");
}

async function showParametre(site: Site, c: Context<Env>, montre: Montre): Promise<Response> {
  const { liste, territoires } = await readListe(site, c);
  const parametre = findParametre(liste, paramOf(c, "code"));
  const page = renderParametrePage({
    cadre: emptyCadre(site, c),
    parametre,
    territoires,
    saisies: liste.saisies.filter(({ code }) => code === parametre.code),
    gestion: montre.gestion ?? false,
    saisie: montre.saisie ?? {},
    refus: montre.refus ?? SANS_REFUS,
    relire: montre.relire ?? false,
  });
  return c.html(page, montre.statut ?? 200);
}

async function saisir(site: Site, c: Context<Env>): Promise<Response> {
  const { liste } = await readListe(site, c);
  const parametre = findParametre(liste, paramOf(c, "code"));
  const lu = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const valeur = readValeurSaisie(lu, parametre);
  const again = (refus: RefusFormulaire, code: string | null) =>
    showParametre(site, c, {
      gestion: true,
      saisie: lu.saisie,
      refus,
      statut: code === null ? 422 : statusOf(code),
      relire: code === "motif-a-relire",
    });
  if (lu.erreurs.length > 0) return again({ message: null, erreurs: lu.erreurs }, null);
  try {
    await saisirValeur(c.var.base, valeur);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return again({ message: error.message, erreurs: [] }, error.code);
  }
  return c.redirect(`${CHEMIN_GESTION_DROIT}?fait=saisi`, 303);
}

async function settle(
  site: Site,
  c: Context<Env>,
  fait: "confirme" | "ecarte",
  act: (id: number) => Promise<void>,
): Promise<Response> {
  const id = parseInput(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER), c.req.param("id"));
  try {
    await act(id);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const refus = { message: error.message, erreurs: [] };
    return showListe(site, c, { gestion: true, refus, statut: statusOf(error.code) });
  }
  return c.redirect(`${CHEMIN_GESTION_DROIT}?fait=${fait}`, 303);
}

/** First sent as a file: shown and not kept. Then as the text that was shown, verified again. */
async function importer(site: Site, c: Context<Env>): Promise<Response> {
  const { base } = c.var;
  const body = await c.req.parseBody();
  const cles = site.deps.clesDroit ?? [];
  try {
    const fichier = await readFichier(body);
    if (body.geste === "importer") {
      await importerJeu(base, fichier, cles);
      return c.redirect(`${CHEMIN_GESTION_DROIT}?fait=importe`, 303);
    }
    const effet = await previewJeu(base, fichier, cles);
    const { liste } = await readListe(site, c);
    const declarations = new Map(liste.themes.flatMap(({ parametres }) => parametres).map((one) => [one.code, one]));
    return c.html(renderEffetJeuPage({ cadre: emptyCadre(site, c), effet, declarations, fichier }));
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const refus = { message: error.message, erreurs: [] };
    return showListe(site, c, { gestion: true, refus, statut: statusOf(error.code) });
  }
}

async function readFichier(body: Readonly<Record<string, unknown>>): Promise<string> {
  const { contenu, fichier } = body;
  if (typeof contenu === "string" && contenu !== "") return contenu;
  if (fichier instanceof File && fichier.size > 0 && fichier.size <= JEU_MAX) return fichier.text();
  throw new Refus("droit-illisible", "Choisissez le fichier JSON d’un jeu signé. Rien n’a été importé.");
}
