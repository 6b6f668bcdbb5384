import type { Context } from "hono";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  cloreBailSuivi,
  examinerOccupation,
  suivreExamen,
  transmettreExamen,
} from "../../actes/examen-occupation/examiner-occupation.ts";
import { lireReserve } from "../../actes/examen-occupation/lire-reserve.ts";
import { bailleurOf, findBailSuivi, ligneOf } from "../../lectures/examen-occupation/read-examens.ts";
import { renderBailSuiviPage } from "../../pages/examen-occupation/bail-suivi-page.tsx";
import { CHEMIN_BAUX_SUIVIS, cheminBailSuivi } from "../../pages/examen-occupation/chemins.ts";
import { type AdaptationOccupation, SUITES_OCCUPATION } from "../../regles/examen-occupation/examen-occupation.ts";
import { placeOf } from "../liberation/place.ts";

const UN = `/t/:epci/${CHEMIN_BAUX_SUIVIS}/:bail{[1-9][0-9]{0,14}}`;

const ANNONCES: Readonly<Record<string, string>> = {
  suivi: "Le bail est suivi.",
  examine: "L’examen est enregistré.",
  transmis: "Le dossier est à l’ordre du jour de la commission.",
  suite: "La suite est enregistrée.",
  fin: "Le bail est clos.",
};

/** One lease, and the acts on it: each comes back to its page. */
export function bailSuiviRoutes(site: Site): Routes {
  const creer = garde("examen-occupation", "creer");
  const modifier = garde("examen-occupation", "modifier");
  return new Routes()
    .get(UN, garde("examen-occupation", "lire"), (c) => show(site, c, {}))
    .post(`${UN}/examen`, creer, (c) => act(site, c, "examine", examiner))
    .post(`${UN}/transmettre`, modifier, (c) => act(site, c, "transmis", transmettre))
    .post(`${UN}/suite`, modifier, (c) => act(site, c, "suite", suivre))
    .post(`${UN}/fin`, modifier, (c) => act(site, c, "fin", clore))
    .post(`${UN}/reserve`, garde("examen-occupation", "lire"), (c) => readReserve(site, c));
}

type Ou = {
  readonly c: Context<Env>;
  readonly epci: string;
  readonly bail: number;
  readonly aujourdhui: string;
};

function ouOf(site: Site, c: Context<Env>): Ou {
  const bail = Number(c.req.param("bail"));
  return { c, epci: c.req.param("epci") ?? "", bail, aujourdhui: site.deps.horloge.aujourdhui() };
}

const SANS_PAGE: readonly string[] = ["droit-absent", "bail-suivi-inconnu"];

async function act(
  site: Site,
  c: Context<Env>,
  fait: string,
  acte: (lu: Lecture, ou: Ou) => Promise<unknown>,
): Promise<Response> {
  const ou = ouOf(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  try {
    await acte(lu, ou);
    return c.redirect(hrefTerritoire(ou.epci, cheminBailSuivi(ou.bail), { fait }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || SANS_PAGE.includes(error.code)) throw error;
    const refus = lu.erreurs.length > 0 ? { message: null, erreurs: lu.erreurs } : placeOf(error);
    return show(site, c, { code: error.code, formulaire: { saisie, refus } });
  }
}

function checkLu(lu: Lecture): void {
  const [premiere] = lu.erreurs;
  if (premiere) throw new Refus("saisie-a-corriger", premiere.message, { champ: premiere.champ });
}

const REPONSES = ["oui", "non", "inconnu"] as const;

async function examiner(lu: Lecture, { c, epci, bail, aujourdhui }: Ou): Promise<void> {
  const examineLe = lu.day("examine_le", "Examiné le", aujourdhui);
  const faits = {
    personnes: lu.whole("personnes", "Occupants", 1),
    typologie: lu.choiceOrNull("typologie", "Typologie", TYPOLOGIES),
    surface: lu.amount("surface", "Surface", { positif: true }),
    plafond: lu.choice("plafond", "Ressources", ["sous", "au-dessus", "inconnu"]),
  };
  if (faits.personnes !== null && faits.personnes > 30) lu.fail("personnes", "Occupants : 30 au plus.");
  const adaptation = readAdaptation(lu, c, epci);
  const motif = adaptation ? readMotif(lu) : null;
  checkLu(lu);
  const base = motif === null ? c.var.base : withMotif(c, motif, "creer");
  await examinerOccupation(base, { epci, bail, examineLe, faits, adaptation, aujourdhui });
}

/** null: nothing is said of it, or the person may not say it. */
function readAdaptation(lu: Lecture, c: Context<Env>, epci: string): AdaptationOccupation | null {
  if (!isSensible(c, epci)) return null;
  const adaptation = {
    logementAdapte: lu.choiceOrNull("logement_adapte", "Logement adapté", REPONSES) ?? "inconnu",
    depart: lu.choiceOrNull("depart", "Départ", REPONSES) ?? "inconnu",
    besoin: lu.choiceOrNull("besoin", "Adaptation", REPONSES) ?? "inconnu",
  };
  return Object.values(adaptation).every((reponse) => reponse === "inconnu") ? null : adaptation;
}

/** What the policies ask of whoever reads or writes what is sensitive. */
function readMotif(lu: Lecture): string {
  const motif = lu.textOrNull("motif_lecture", 300)?.trim() ?? "";
  if (motif.length < 10) lu.fail("motif_lecture", "Écrivez pourquoi, en dix signes au moins.");
  return motif;
}

function withMotif(c: Context<Env>, motif: string, action: "lire" | "creer") {
  return c.var.bases.pour({ ...c.var.acteur, motif }, { ressource: "examen-occupation", action });
}

function isSensible({ var: { acteur } }: Context<Env>, epci: string): boolean {
  return habilitationFor(acteur, "examen-occupation", "creer", epci)?.sensible ?? false;
}

async function transmettre(lu: Lecture, { c, epci, bail, aujourdhui }: Ou): Promise<void> {
  const seance = lu.hidden("seance");
  if (seance < 1) lu.fail("seance", "Séance : choisissez-la dans la liste.");
  checkLu(lu);
  await transmettreExamen(c.var.base, { epci, bail, seance, aujourdhui });
}

async function suivre(lu: Lecture, { c, epci, bail, aujourdhui }: Ou): Promise<void> {
  const suite = lu.choice("suite", "Suite", SUITES_OCCUPATION);
  const le = lu.day("suite_le", "Le", aujourdhui);
  const notifieLe = lu.dayOrNull("notifie_le", "Avis notifié au locataire le");
  checkLu(lu);
  await suivreExamen(c.var.base, { epci, bail, suite, le, notifieLe, aujourdhui });
}

async function clore(lu: Lecture, { c, epci, bail, aujourdhui }: Ou): Promise<void> {
  const le = lu.day("clos_le", "Fin du bail", aujourdhui);
  checkLu(lu);
  await cloreBailSuivi(c.var.base, { epci, id: bail, le, aujourdhui });
}

async function readReserve(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, bail } = ouOf(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  const motif = readMotif(lu);
  try {
    checkLu(lu);
    return show(site, c, { adaptation: await lireReserve(withMotif(c, motif, "lire"), epci, bail) });
  } catch (error) {
    if (!(error instanceof Refus) || SANS_PAGE.includes(error.code)) throw error;
    const refus = lu.erreurs.length > 0 ? { message: null, erreurs: lu.erreurs } : placeOf(error);
    return show(site, c, { code: error.code, formulaire: { saisie, refus } });
  }
}

type Suite = {
  readonly code?: string;
  readonly formulaire?: EtatFormulaire;
  readonly adaptation?: AdaptationOccupation;
};

async function show(site: Site, c: Context<Env>, { code, formulaire, adaptation }: Suite): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const ou = ouOf(site, c);
  const bail = await findBailSuivi(base, epci, ou.bail);
  const examens = await base.examensOccupation.examens(epci, bail.id);
  const seances = bailleurOf(base, epci) === null ? [] : await base.cal.list(epci);
  const page = renderBailSuiviPage({
    cadre,
    epci,
    examens,
    adaptation: adaptation ?? null,
    sensible: isSensible(c, epci),
    ligne: ligneOf({ bail, dernier: examens[0] ?? null }, ou.aujourdhui),
    seances: seances.filter(({ etat, organisation }) => etat === "preparation" && organisation === bail.organisation),
    ecrire: bailleurOf(base, epci) === bail.organisation,
    formulaire: formulaire ?? { saisie: {}, refus: SANS_REFUS },
    annonce: code ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
  });
  return c.html(page, code ? statusOf(code) : 200);
}
