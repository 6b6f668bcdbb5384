import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
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
import { CHAMPS_CAS, CHAMPS_DECISION, decisionOf, readPresences } from "./tenue-saisie.ts";

const TENUE = "commission/reunions/:reunion{[0-9]+}/tenue";
const ECRIRE = garde("instance", "modifier", { partout: true });

/** `/t/:epci/commission/reunions/:reunion/tenue`: a meeting from its opening to its closing. */
export function tenueRoutes(site: Site): Routes {
  const tenue = { ouverte: OUVRIR, presences: DIRE_PRESENCES, close: CLORE };
  const point = { note: NOTER, decision: DECIDER, cas: DECIDER_CAS };
  return new Routes()
    .route("/", pageActes(site, { chemin: TENUE, droit: ECRIRE, show: showTenue, actes: tenue }))
    .route(
      "/",
      pageActes(site, { chemin: `${TENUE}/points/:point{[0-9]+}`, droit: ECRIRE, show: showPoint, actes: point }),
    );
}

async function showTenue(site: Site, c: Context<Env>, { saisie, refus, annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const tenue = await readTenue(c.var.base, epci, readNumero(c, "reunion"));
  const aujourdhui = site.deps.horloge.aujourdhui();
  return renderTenuePage({ cadre, epci, tenue, saisie, refus, annonce, aujourdhui });
}

async function showPoint(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const tenue = await readTenue(base, epci, readNumero(c, "reunion"));
  const id = readNumero(c, "point");
  const point = tenue.points.find((one) => one.id === id) ?? refusePoint();
  const [cas, suites, annees] = await Promise.all([
    readCasOf(c, epci, point),
    readSuites(base, epci),
    base.cubes.annees(epci),
  ]);
  const depart = {
    notes: writeTexte(point.notes),
    etat: point.etat === "inscrit" ? [] : [point.etat],
    suite: ["aucune"],
  };
  return renderTenuePointPage({
    cadre,
    epci,
    tenue,
    point,
    cas,
    aujourdhui: site.deps.horloge.aujourdhui(),
    saisie: etat.acte === null ? depart : etat.saisie,
    suites: new Map(
      point.decisions.flatMap((decision) => {
        const suite = saySuite(decision, suites);
        return suite === null ? [] : [[decision.id, suite] as const];
      }),
    ),
    annees: annees.toReversed(),
    refus: etat.refus,
    annonce: etat.annonce,
    aRelire: etat.code !== null && A_RELIRE.includes(etat.code),
  });
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

const OUVRIR = defineActe({
  chemin: "ouvrir",
  droit: ECRIRE,
  annonce: "La réunion est ouverte.",
  champs: {},
  run: async ({ base, epci, numero, aujourdhui, site }) => {
    const maintenant = site.deps.horloge.maintenant();
    await openReunion(base, { epci, reunion: numero("reunion"), aujourdhui, maintenant });
  },
});

const DIRE_PRESENCES = defineActe({
  chemin: "presences",
  droit: ECRIRE,
  annonce: "Les présences sont enregistrées.",
  champs: {},
  run: ({ base, epci, numero }, _, saisie) =>
    direPresences(base, { epci, reunion: numero("reunion"), presences: readPresences(saisie) }),
});

export const CLORE = defineActe({
  chemin: "clore",
  droit: garde("instance", "valider", { partout: true }),
  annonce: "La réunion est close, son relevé est figé.",
  champs: {},
  run: async ({ base, epci, numero, site }) => {
    const reunion = numero("reunion");
    await closeReunion(base, { epci, reunion, maintenant: site.deps.horloge.maintenant() });
    return new Suite({ chemin: cheminReunion(reunion, "/releve") });
  },
});

const NOTER = defineActe({
  chemin: "",
  droit: ECRIRE,
  annonce: "Le point est enregistré.",
  champs: { etat: choix("Ce point est", ["traite", "reporte"]), notes: brut(), relu: relu() },
  run: (lieu, note) => noterPoint(lieu.base, { ...pointOf(lieu), ...note }),
});

const DECIDER = defineActe({
  chemin: "decision",
  droit: ECRIRE,
  annonce: "La décision est enregistrée.",
  champs: CHAMPS_DECISION,
  run: (lieu, lu) =>
    prendreDecision(lieu.base, { ...pointOf(lieu), ...decisionOf(lu), horloge: lieu.site.deps.horloge }),
});

const DECIDER_CAS = defineActe({
  chemin: "cas",
  droit: ECRIRE,
  annonce: DECIDER.annonce,
  champs: CHAMPS_CAS,
  run: async (lieu, { bail_le: bailLe, ...decision }) => {
    await prendreDecisionCas(lieu.base, { ...pointOf(lieu), ...decision, bailLe, aujourdhui: lieu.aujourdhui });
    return new Suite({ fait: "decision" });
  },
});

function pointOf({ epci, numero }: Lieu) {
  return { epci, reunion: numero("reunion"), point: numero("point") };
}
