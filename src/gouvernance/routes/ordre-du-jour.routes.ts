import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { isRelu, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { NATURES_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  deplacerPoint,
  inscrireLibre,
  inscrirePoints,
  listReportes,
  OUVERTES,
  type PointsCoches,
  retirerPoint,
} from "../actes/inscrire-points.ts";
import { findReunion } from "../actes/reunion-ecrire.ts";
import { proposerPoints } from "../lectures/proposer-points.ts";
import { cheminReunion } from "../pages/instance-chemins.ts";
import { renderOrdreDuJourPage } from "../pages/ordre-du-jour-page.tsx";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  inscrits: "Les points sont inscrits.",
  monter: "Le point est monté d’un rang.",
  descendre: "Le point est descendu d’un rang.",
  retirer: "Le point est retiré de l’ordre du jour.",
};

const ORDRE = "/t/:epci/commission/reunions/:reunion{[0-9]+}/ordre-du-jour";
const ECRIRE = garde("instance", "modifier", { partout: true });

/** `/t/:epci/commission/reunions/:reunion/ordre-du-jour`: the agenda, as the officer makes it. */
export function ordreDuJourRoutes(site: Site): Routes {
  return new Routes()
    .get(ORDRE, ECRIRE, (c) => showOrdre(site, c, {}, null))
    .post(ORDRE, ECRIRE, (c) => inscrire(site, c))
    .post(`${ORDRE}/libre`, ECRIRE, (c) => ecrireLibre(site, c))
    .post(`${ORDRE}/:point{[0-9]+}`, ECRIRE, (c) => moveOrRemove(site, c));
}

function viseOf(c: Context<Env>) {
  return { epci: c.req.param("epci") ?? "", reunion: Number(c.req.param("reunion")) };
}

async function showOrdre(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refus: Refus | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const reunion = await findReunion(base, epci, viseOf(c).reunion);
  const question = { epci, aujourdhui: site.deps.horloge.aujourdhui(), memoire: site.memoire };
  const [points, proposes, reportes, pieces] = await Promise.all([
    base.tenues.points(epci, reunion.id),
    proposerPoints(base, question),
    listReportes(base, reunion),
    base.reunions.pieces(epci, reunion.id),
  ]);
  const page = renderOrdreDuJourPage({
    cadre,
    epci,
    reunion,
    points,
    proposes,
    reportes,
    pieces,
    saisie,
    ouvert: OUVERTES.includes(reunion.etat),
    refus: refus ? { message: refus.message, erreurs: [] } : SANS_REFUS,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    aRelire: refus?.code === "gouvernance-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function inscrire(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const { epci, reunion } = viseOf(c);
  const question = { epci, reunion, aujourdhui: site.deps.horloge.aujourdhui(), memoire: site.memoire };
  return act(site, c, saisie, async () => {
    await inscrirePoints(c.var.base, question, readCoches(saisie));
    return "inscrits";
  });
}

function readCoches(saisie: SaisieFormulaire): PointsCoches {
  return {
    proposes: (saisie.propose ?? []).flatMap((valeur) => {
      const coupe = valeur.indexOf("|");
      const nature = NATURES_POINT.find((code) => code === valeur.slice(0, coupe));
      return nature ? [{ nature, reference: valeur.slice(coupe + 1) }] : [];
    }),
    reportes: idsOf(saisie.reporte),
    pieces: idsOf(saisie.piece),
  };
}

function idsOf(valeurs: readonly string[] = []): readonly number[] {
  return valeurs.filter((valeur) => /^[1-9]\d{0,14}$/.test(valeur)).map(Number);
}

async function ecrireLibre(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody());
  return act(site, c, saisie, async () => {
    await inscrireLibre(c.var.base, {
      ...viseOf(c),
      titre: valeurDe(saisie, "titre"),
      texte: valeurDe(saisie, "texte"),
      relu: isRelu(saisie),
    });
    return "inscrits";
  });
}

async function moveOrRemove(site: Site, c: Context<Env>): Promise<Response> {
  const geste = valeurDe(saisieOf(await c.req.parseBody()), "geste");
  const vise = { ...viseOf(c), point: Number(c.req.param("point")) };
  return act(site, c, {}, async () => {
    if (geste === "monter" || geste === "descendre") {
      await deplacerPoint(c.var.base, { ...vise, vers: geste });
      return geste;
    }
    if (geste === "retirer") {
      await retirerPoint(c.var.base, vise);
      return geste;
    }
    throw new Refus("saisie-invalide", "La demande n’est pas comprise : choisissez monter, descendre ou retirer.");
  });
}

/** The page comes back with what was typed; what it is not about goes on up. */
async function act(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  work: () => Promise<string>,
): Promise<Response> {
  const { epci, reunion } = viseOf(c);
  try {
    const fait = await work();
    return c.redirect(hrefTerritoire(epci, cheminReunion(reunion, "/ordre-du-jour"), { fait }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || ["droit-absent", "reunion-inconnue"].includes(error.code)) throw error;
    return showOrdre(site, c, saisie, error);
  }
}
