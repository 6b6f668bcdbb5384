import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf, writeTexte } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { refusePoint } from "../actes/inscrire-points.ts";
import { openReunion } from "../actes/reunion-ecrire.ts";
import { closeReunion, noterPoint } from "../actes/tenue-ecrire.ts";
import { prendreDecision, prendreDecisionCas } from "../lectures/prendre-decision.ts";
import { direPresences } from "../lectures/presence-ecrire.ts";
import { readSuites, saySuite } from "../lectures/releve-composer.ts";
import { readTenue } from "../lectures/tenue-lire.ts";
import { cheminReunion } from "../pages/instance-chemins.ts";
import { renderTenuePage } from "../pages/tenue-page.tsx";
import { renderTenuePointPage } from "../pages/tenue-point-page.tsx";
import { readCas, readDecision, readNote, readPresences } from "./tenue-saisie.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  ouverte: "La réunion est ouverte.",
  presences: "Les présences sont enregistrées.",
  note: "Le point est enregistré.",
  decision: "La décision est enregistrée.",
};

const TENUE = "/t/:epci/commission/reunions/:reunion{[0-9]+}/tenue";
const POINT = `${TENUE}/points/:point{[0-9]+}`;
const ECRIRE = garde("instance", "modifier", { partout: true });

/** `/t/:epci/commission/reunions/:reunion/tenue`: a meeting from its opening to its end. */
export function tenueRoutes(site: Site): Routes {
  return new Routes()
    .get(TENUE, ECRIRE, (c) => showTenue(site, c, {}, null))
    .post(`${TENUE}/ouvrir`, ECRIRE, (c) => ouvrir(site, c))
    .post(`${TENUE}/presences`, ECRIRE, (c) => presences(site, c))
    .post(`${TENUE}/clore`, garde("instance", "valider", { partout: true }), (c) => clore(site, c))
    .get(POINT, ECRIRE, (c) => showPoint(site, c, null, null))
    .post(POINT, ECRIRE, (c) => noter(site, c))
    .post(`${POINT}/decision`, ECRIRE, (c) => decider(site, c))
    .post(`${POINT}/cas`, ECRIRE, (c) => deciderCas(site, c));
}

function viseOf(c: Context<Env>) {
  return { epci: c.req.param("epci") ?? "", reunion: Number(c.req.param("reunion")) };
}

type Refuse = { readonly formulaire: RefusFormulaire; readonly code: string };

async function showTenue(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refuse: Refuse | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const tenue = await readTenue(c.var.base, epci, viseOf(c).reunion);
  const page = renderTenuePage({
    cadre,
    epci,
    tenue,
    saisie,
    refus: refuse?.formulaire ?? SANS_REFUS,
    annonce: refuse ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    aujourdhui: site.deps.horloge.aujourdhui(),
  });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}

async function showPoint(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire | null,
  refuse: Refuse | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const tenue = await readTenue(base, epci, viseOf(c).reunion);
  const id = Number(c.req.param("point"));
  const point = tenue.points.find((one) => one.id === id) ?? refusePoint();
  const aujourdhui = site.deps.horloge.aujourdhui();
  const [cas, suites, annees] = await Promise.all([
    readCasOf(c, epci, point),
    readSuites(base, epci),
    base.cubes.annees(epci),
  ]);
  const page = renderTenuePointPage({
    cadre,
    epci,
    tenue,
    point,
    cas,
    aujourdhui,
    saisie: saisie ?? {
      notes: writeTexte(point.notes),
      etat: point.etat === "inscrit" ? [] : [point.etat],
      suite: ["aucune"],
    },
    suites: new Map(
      point.decisions.flatMap((decision) => {
        const suite = saySuite(decision, suites);
        return suite === null ? [] : [[decision.id, suite] as const];
      }),
    ),
    annees: annees.toReversed(),
    refus: refuse?.formulaire ?? SANS_REFUS,
    annonce: refuse ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    aRelire: refuse !== null && A_RELIRE.includes(refuse.code),
  });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}

const A_RELIRE: readonly string[] = ["gouvernance-a-relire", "cas-a-relire", "motif-a-relire"];

async function readCasOf(
  c: Context<Env>,
  epci: string,
  point: { readonly nature: string; readonly reference: string | null },
) {
  if (point.nature !== "cas-bloque") return null;
  const { casBloques } = c.var.base;
  const [propositions, organisations] = await Promise.all([
    casBloques.propositions(epci, Number(point.reference)),
    casBloques.organisations(),
  ]);
  return { propositions, organisations };
}

function ouvrir(site: Site, c: Context<Env>): Promise<Response> {
  const { horloge } = site.deps;
  const jours = { aujourdhui: horloge.aujourdhui(), maintenant: horloge.maintenant() };
  return actTenue(site, c, {}, async () => {
    await openReunion(c.var.base, { ...viseOf(c), ...jours });
    return "/tenue?fait=ouverte";
  });
}

async function presences(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody());
  return actTenue(site, c, saisie, async () => {
    await direPresences(c.var.base, { ...viseOf(c), presences: readPresences(saisie) });
    return "/tenue?fait=presences";
  });
}

function clore(site: Site, c: Context<Env>): Promise<Response> {
  return actTenue(site, c, {}, async () => {
    await closeReunion(c.var.base, { ...viseOf(c), maintenant: site.deps.horloge.maintenant() });
    return "/releve?fait=close";
  });
}

async function noter(site: Site, c: Context<Env>): Promise<Response> {
  return actPoint(site, c, async (lecture, point) => {
    const note = readNote(lecture);
    return async () => {
      await noterPoint(c.var.base, { ...viseOf(c), point, ...note });
      return "note";
    };
  });
}

async function decider(site: Site, c: Context<Env>): Promise<Response> {
  return actPoint(site, c, async (lecture, point) => {
    const decision = readDecision(lecture);
    return async () => {
      await prendreDecision(c.var.base, { ...viseOf(c), point, ...decision, horloge: site.deps.horloge });
      return "decision";
    };
  });
}

async function deciderCas(site: Site, c: Context<Env>): Promise<Response> {
  return actPoint(site, c, async (lecture, point) => {
    const decision = readCas(lecture);
    return async () => {
      const aujourdhui = site.deps.horloge.aujourdhui();
      await prendreDecisionCas(c.var.base, { ...viseOf(c), point, ...decision, aujourdhui });
      return "decision";
    };
  });
}

async function actPoint(
  site: Site,
  c: Context<Env>,
  read: (lecture: Lecture, point: number) => Promise<() => Promise<string>>,
): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody());
  const { epci, reunion } = viseOf(c);
  const point = Number(c.req.param("point"));
  const lecture = new Lecture(saisie);
  const work = await read(lecture, point);
  if (lecture.erreurs.length > 0) {
    return showPoint(site, c, saisie, { formulaire: { message: null, erreurs: lecture.erreurs }, code: "saisie" });
  }
  try {
    const fait = await work();
    return c.redirect(hrefTerritoire(epci, cheminReunion(reunion, `/tenue/points/${point}`), { fait }), 303);
  } catch (error) {
    return showPoint(site, c, saisie, refuseOf(error));
  }
}

async function actTenue(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  work: () => Promise<string>,
): Promise<Response> {
  const { epci, reunion } = viseOf(c);
  try {
    return c.redirect(hrefTerritoire(epci, cheminReunion(reunion, await work())), 303);
  } catch (error) {
    return showTenue(site, c, saisie, refuseOf(error));
  }
}

/** What the form is not about goes on up. */
function refuseOf(error: unknown): Refuse {
  if (!(error instanceof Refus) || AILLEURS.includes(error.code)) throw error;
  return { formulaire: { message: error.message, erreurs: [] }, code: error.code };
}

const AILLEURS: readonly string[] = ["droit-absent", "reunion-inconnue", "point-inconnu"];
