import type { Context } from "hono";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { listCommunes, placeRefus, type RefusLu, SANS_REFUS_LU } from "#socle/routes/cas-bloque/saisie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf, writeTexte } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { porterCas } from "../../actes/cas-bloque/porter-cas.ts";
import { cloreCas, confierCas, proposerCas } from "../../actes/cas-bloque/suivre-cas.ts";
import { ACTES_CAS, type ActeCas, type CasLu } from "../../lectures/cas-bloque/cas.ts";
import { deciderCas } from "../../lectures/cas-bloque/decider-cas.ts";
import { listReunionsOuvertes, readCas } from "../../lectures/cas-bloque/read-cas.ts";
import { CHEMIN_CAS, cheminCas } from "../../pages/cas-bloque/chemins.ts";
import { renderActeCasPage } from "../../pages/cas-bloque/formulaires.tsx";
import { ISSUES_CAS } from "../../regles/cas-bloque/cas-bloque.ts";
import { NATURES_PROPOSITION, SENS_DECISION_CAS } from "../../regles/cas-bloque/suite-cas.ts";

export const CAS = `/t/:epci/${CHEMIN_CAS}/:cas{[1-9][0-9]{0,14}}`;

/** Whoever may read a case may propose: members of the commission read those of their meeting, and create nothing. */
const ACTION: Readonly<Record<ActeCas, Action>> = {
  confier: "modifier",
  proposer: "lire",
  inscrire: "modifier",
  decider: "valider",
  clore: "valider",
};

/** Each act has its form, shown and sent at one address. */
export function acteRoutes(site: Site): Routes {
  const app = new Routes();
  for (const acte of ACTES_CAS) {
    const guard = garde("cas-bloque", ACTION[acte]);
    app.get(`${CAS}/${acte}`, guard, async (c) => {
      const lu = await openCas(site, c);
      return show(site, c, { acte, lu, saisie: INITIALE[acte](lu), refus: SANS_REFUS_LU });
    });
    app.post(`${CAS}/${acte}`, guard, (c) => send(site, c, acte));
  }
  return app;
}

export function readCasId(c: Context<Env>): number {
  return Number(c.req.param("cas"));
}

function openCas(site: Site, c: Context<Env>): Promise<CasLu> {
  const epci = c.req.param("epci") ?? "";
  return readCas(c.var.base, { epci, cas: readCasId(c), aujourdhui: site.deps.horloge.aujourdhui() });
}

/** What a form holds before anybody writes in it: what is most likely, never an answer that matters. */
const INITIALE: Readonly<Record<ActeCas, (lu: CasLu) => SaisieFormulaire>> = {
  confier: ({ cas }) => ({
    organisation: writeTexte(cas.assigne === null ? null : String(cas.assigne)),
    echeance: writeTexte(cas.echeance),
  }),
  proposer: ({ aujourdhui }) => ({ le: [aujourdhui] }),
  inscrire: () => ({}),
  decider: ({ aujourdhui, cas }) => ({
    le: [aujourdhui],
    charge: writeTexte(cas.assigne === null ? null : String(cas.assigne)),
  }),
  // The file tells the day of the lease.
  clore: ({ aujourdhui, dossier }) => ({
    le: [dossier?.bailLe ?? aujourdhui],
    ...(dossier === null || dossier.bailLe === null ? {} : { issue: ["bail"], bail_le: [dossier.bailLe] }),
  }),
};

type Vue = {
  readonly acte: ActeCas;
  readonly lu: CasLu;
  readonly saisie: SaisieFormulaire;
  readonly refus: RefusLu;
};

async function show(site: Site, c: Context<Env>, { acte, lu, saisie, refus }: Vue): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [communes, organisations, reunions] = await Promise.all([
    listCommunes(base, epci),
    base.casBloques.organisations(),
    listReunionsOuvertes(base, epci),
  ]);
  const page = renderActeCasPage({
    cadre,
    lu,
    acte,
    communes,
    reunions,
    etat: { saisie, refus: refus.affiche },
    aRelire: refus.code === "cas-a-relire",
    organisations: organisations.map(({ id, nom }) => ({ code: String(id), libelle: nom })),
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

/** These are of no form: the case is not there, or not theirs. */
const AU_DEHORS = ["cas-inconnu", "droit-absent"];

async function send(site: Site, c: Context<Env>, acte: ActeCas): Promise<Response> {
  const lu = await openCas(site, c);
  const { epci, cas } = lu;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const work = LIRE_ACTE[acte](lecture, lu);
  if (lecture.erreurs.length > 0) {
    const affiche = { message: null, erreurs: lecture.erreurs };
    return show(site, c, { acte, lu, saisie, refus: { code: "saisie-a-corriger", affiche } });
  }
  try {
    await c.var.base.transaction(work);
  } catch (error) {
    if (!(error instanceof Refus) || AU_DEHORS.includes(error.code)) throw error;
    return show(site, c, { acte, lu, saisie, refus: placeRefus(error) });
  }
  return c.redirect(hrefTerritoire(epci, cheminCas(cas.id), { fait: acte }), 303);
}

type Acte = (tx: Base) => Promise<unknown>;

/** Reads every field, then gives the act. */
const LIRE_ACTE: Readonly<Record<ActeCas, (lecture: Lecture, lu: CasLu) => Acte>> = {
  confier: readConfier,
  proposer: readProposer,
  inscrire: readInscrire,
  decider: readDecider,
  clore: readClore,
};

/** A number that a list gave; -1, which nothing has, when none was chosen. */
function readId(lecture: Lecture, champ: string, libelle: string): number {
  if (lecture.textOrNull(champ) === null) lecture.fail(champ, `${libelle} : choisissez dans la liste.`);
  return lecture.hidden(champ);
}

function readIdOrNull(lecture: Lecture, champ: string): number | null {
  return lecture.textOrNull(champ) === null ? null : lecture.hidden(champ);
}

function isRelu(lecture: Lecture): boolean {
  return lecture.saisie.relu?.[0] === "oui";
}

function readConfier(lecture: Lecture, { epci, cas, aujourdhui }: CasLu): Acte {
  const organisation = readId(lecture, "organisation", "Organisme chargé");
  const echeance = lecture.dayOrNull("echeance", "Pour le") ?? "";
  if (lecture.textOrNull("echeance") === null)
    lecture.fail("echeance", "Pour le : donnez la date, jour, mois et année.");
  return (tx) => confierCas(tx, { epci, cas: cas.id, organisation, echeance, aujourdhui });
}

function readProposer(lecture: Lecture, { epci, cas, aujourdhui }: CasLu): Acte {
  const demande = {
    nature: lecture.choice("nature", "Ce que vous proposez", NATURES_PROPOSITION),
    typologie: lecture.choiceOrNull("typologie", "Typologie", TYPOLOGIES),
    commune: lecture.textOrNull("commune", 5),
    le: lecture.day("le", "Proposé le", aujourdhui),
    complement: lecture.textOrNull("complement") ?? "",
    relu: isRelu(lecture),
  };
  return (tx) => proposerCas(tx, { epci, cas: cas.id, aujourdhui, ...demande });
}

function readInscrire(lecture: Lecture, { epci, cas }: CasLu): Acte {
  const reunion = readId(lecture, "reunion", "Réunion");
  return (tx) => porterCas(tx, { epci, cas: cas.id, reunion });
}

function readDecider(lecture: Lecture, { epci, cas, aujourdhui }: CasLu): Acte {
  const demande = {
    sens: lecture.choice("sens", "Décision", SENS_DECISION_CAS),
    proposition: readIdOrNull(lecture, "proposition"),
    charge: readIdOrNull(lecture, "charge"),
    echeance: lecture.dayOrNull("echeance", "Pour le"),
    le: lecture.day("le", "Décidé le", aujourdhui),
    complement: lecture.textOrNull("complement") ?? "",
    relu: isRelu(lecture),
    issue: lecture.choiceOrNull("issue", "Comment il se termine", ISSUES_CAS),
    bailLe: lecture.dayOrNull("bail_le", "Jour du bail"),
  };
  // Of no meeting, it is refused as out of its agenda.
  return (tx) => deciderCas(tx, { epci, cas: cas.id, reunion: cas.reunion ?? -1, aujourdhui, ...demande });
}

function readClore(lecture: Lecture, { epci, cas, aujourdhui }: CasLu): Acte {
  const demande = {
    issue: lecture.choiceOrNull("issue", "Comment il se termine", ISSUES_CAS),
    bailLe: lecture.dayOrNull("bail_le", "Jour du bail"),
    le: lecture.day("le", "Clos le", aujourdhui),
  };
  return (tx) => cloreCas(tx, { epci, cas: cas.id, aujourdhui, ...demande });
}
