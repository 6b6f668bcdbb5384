import type { Context } from "hono";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { buildFiche, type FicheResidence } from "#observatoire/lectures/desequilibre/fiche.ts";
import { readDesequilibres } from "#observatoire/lectures/desequilibre/read-analyse.ts";
import { METHODE_INITIALE } from "#observatoire/regles/desequilibre/methode.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { isRelu, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { habilitationsIn, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { capitalize } from "#socle/regles/shared/format.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { deciderLogement } from "../../actes/cal/decider.ts";
import { retirerLogement } from "../../actes/cal/preparer.ts";
import { donnerAvis } from "../../actes/cal/tenir.ts";
import { parler, voter } from "../../actes/cal/voter.ts";
import { nommerMembre, sayException } from "../../lectures/cal/pv.ts";
import {
  decisionDe,
  depouillerCandidat,
  findLogement,
  isLa,
  libelleLogement,
  nommerCandidat,
  readSeance,
  type SeanceLue,
  votantsDe,
} from "../../lectures/cal/seance-lue.ts";
import { cheminLogement, cheminSeance } from "../../pages/cal/chemins.ts";
import type { LogementPageProps } from "../../pages/cal/logement-page.tsx";
import { renderLogementPage } from "../../pages/cal/logement-page.tsx";
import { AVIS_COMMUNE } from "../../regles/cal/avis.ts";
import type { DecisionSaisie } from "../../regles/cal/decider.ts";
import { writeLettre } from "../../regles/cal/lettre.ts";
import { isVoteOuvert } from "../../regles/cal/seance.ts";
import { sayDepouillement } from "../../regles/cal/vote.ts";
import { aCorriger, type RefuseCal, RIEN_REFUSE, refuseOf } from "./refus.ts";
import { idOf, readDecisions, readVotes } from "./saisie.ts";
import { SEANCE, viseOf } from "./seance.routes.ts";

const LOGEMENT = `${SEANCE}/logements/:liberation{[1-9][0-9]{0,14}}`;
const LIRE = garde("seance", "lire");
const VOTER = garde("decision", "valider");
const AVISER = garde("seance", "valider");

const ANNONCES: Readonly<Record<string, string>> = {
  vote: "Votre vote est enregistré.",
  message: "Le message est enregistré.",
  avis: "L’avis de la commune est enregistré.",
  decision: "Les décisions sont enregistrées.",
};

/** `/t/:epci/cal/:seance/logements/:liberation`: a dwelling of the agenda, its votes, its thread and its decision. */
export function logementCalRoutes(site: Site): Routes {
  return new Routes()
    .get(LOGEMENT, LIRE, (c) => show(site, c, {}))
    .post(`${LOGEMENT}/vote`, VOTER, (c) => vote(site, c))
    .post(`${LOGEMENT}/messages`, VOTER, (c) => message(site, c))
    .post(`${LOGEMENT}/avis`, AVISER, (c) => avis(site, c))
    .post(`${LOGEMENT}/decision`, garde("decision", "creer"), (c) => decision(site, c))
    .post(`${LOGEMENT}/retirer`, garde("seance", "modifier"), (c) => retirer(site, c));
}

function viseLogement(site: Site, c: Context<Env>) {
  return { ...viseOf(site, c), liberation: Number(c.req.param("liberation")) };
}

type Montre = {
  readonly saisie?: SaisieFormulaire;
  readonly refus?: RefuseCal;
  /** What the decisions typed would be written as; absent: not previewed. */
  readonly apercu?: readonly DecisionSaisie[];
};

async function show(
  site: Site,
  c: Context<Env>,
  { saisie = {}, refus = RIEN_REFUSE, apercu }: Montre,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { seance: id, liberation, aujourdhui, maintenant } = viseLogement(site, c);
  const lue = await readSeance(c.var.base, epci, id);
  const logement = findLogement(lue, liberation);
  const { seance, messages, logements } = lue;
  const rang = logements.findIndex((un) => un.liberation === liberation);
  const noms = new Map(lue.membres.map((membre) => [membre.id, nommerMembre(membre)]));
  const page = renderLogementPage({
    cadre,
    epci,
    seance,
    logement,
    aujourdhui,
    reference: lue.reference,
    quorum: lue.quorum.phrase,
    exception: sayException(logement.bien.exception, seance.tenueLe),
    candidats: candidatsOf(lue, liberation),
    avis: lue.avis.find((un) => un.liberation === liberation) ?? null,
    messages: messages
      .filter((un) => un.liberation === liberation)
      .map((un) => ({ ...un, de: (un.membre === null ? undefined : noms.get(un.membre)) ?? "Membre" })),
    residence: await readResidence(site, c, logement.bien.residence),
    precedent: logements[rang - 1]?.liberation ?? null,
    suivant: logements[rang + 1]?.liberation ?? null,
    votants: lue.secretaire && seance.mode !== "asynchrone" ? votantsDe(lue, logement).filter(isLa) : [],
    peut: droitsOf(c, lue, { liberation, maintenant }),
    decision: await formulaireOf(c, lue, { liberation, apercu, aujourdhui }),
    etat: { saisie, refus: refus.formulaire },
    aRelire: refus.code === "cal-a-relire",
    jeton: jetonOf(saisie, refus),
    brouillon: { page: `${c.var.acteur.compte}:${epci}:${id}:${liberation}`, fait: c.req.query("fait") ?? null },
    annonce: refus.code === null ? (ANNONCES[c.req.query("fait") ?? ""] ?? null) : null,
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

/** What was typed goes again with the token of the page that was refused: sent twice, it acts once. A token that has served for something else is left. */
function jetonOf(saisie: SaisieFormulaire, { code }: RefuseCal): string {
  const jeton = valeurDe(saisie, "jeton");
  return jeton === "" || code === "cal-jeton" ? crypto.randomUUID() : jeton;
}

function candidatsOf(lue: SeanceLue, liberation: number): LogementPageProps["candidats"] {
  const logement = findLogement(lue, liberation);
  return lue.candidats
    .filter((candidat) => candidat.liberation === liberation)
    .map((candidat) => ({
      candidat,
      nom: capitalize(nommerCandidat(lue.candidats, candidat)),
      decompte: sayDepouillement(depouillerCandidat(lue, logement, candidat.id)),
      decision: decisionDe(lue, logement, candidat),
      dossier: dossierOf(lue, candidat),
    }));
}

/** Where the purpose is asked for, and the opening written in the journal. Only once convened: the files are tied to the session then. */
function dossierOf({ seance, regles, secretaire }: SeanceLue, { demandeur }: SeanceLue["candidats"][number]) {
  const ouvert = secretaire && regles.nomsSecretaire && seance.etat !== "preparation" && demandeur !== null;
  return ouvert ? hrefTerritoire(seance.epci, cheminDemande(demandeur)) : null;
}

type Ici = { readonly liberation: number; readonly maintenant: string };

/** What the page offers; the acts check it all the same. */
function droitsOf(c: Context<Env>, lue: SeanceLue, { liberation, maintenant }: Ici): LogementPageProps["peut"] {
  const { epci } = lue.seance;
  const { acteur } = c.var;
  const logement = findLogement(lue, liberation);
  const ouvert = lue.seance.etat === "ouverte" && logement.etat === "inscrit";
  const dans = isVoteOuvert(lue.seance.fenetre, maintenant);
  const votant = votantsDe(lue, logement).some(({ id }) => id === lue.moi?.id);
  const ecrit = lue.secretaire && lue.seance.mode !== "asynchrone" && votantsDe(lue, logement).some(isLa);
  const mairie = habilitationsIn(acteur, epci).find(({ role }) => role === "commune");
  return {
    voter: ouvert && dans && (votant || ecrit) && peut(acteur, "decision", "valider", epci),
    parler: ouvert && dans && lue.moi !== null && peut(acteur, "decision", "valider", epci),
    decider: ouvert && lue.secretaire,
    aviser:
      lue.seance.etat === "convoquee" &&
      mairie !== undefined &&
      (mairie.communes.length === 0 || mairie.communes.includes(logement.commune)),
    observer: peutPartout(acteur, "indicateur-interne", "lire", epci),
  };
}

async function formulaireOf(
  c: Context<Env>,
  lue: SeanceLue,
  {
    liberation,
    apercu,
    aujourdhui,
  }: {
    readonly liberation: number;
    readonly apercu: readonly DecisionSaisie[] | undefined;
    readonly aujourdhui: string;
  },
): Promise<LogementPageProps["decision"]> {
  if (!lue.secretaire) return { apercu: null, methodes: [] };
  const ecrites = await c.var.base.desequilibres.methodes(lue.seance.epci);
  const methodes = [METHODE_INITIALE, ...ecrites].filter(({ depuis }) => depuis <= aujourdhui);
  const logement = libelleLogement(findLogement(lue, liberation));
  const bailleur = lue.seance.nomBailleur;
  const lettres = apercu?.map((decision): [number, readonly string[]] => [
    decision.candidature,
    writeLettre({ decision, logement, bailleur, jour: aujourdhui }),
  ]);
  return { methodes, apercu: lettres ? new Map(lettres) : null };
}

/** null: not in the stock, or not for this person. */
async function readResidence(site: Site, c: Context<Env>, residence: string | null): Promise<FicheResidence | null> {
  const epci = c.req.param("epci") ?? "";
  if (residence === null || !peutPartout(c.var.acteur, "indicateur-interne", "lire", epci)) return null;
  const { analyse } = await readDesequilibres(c.var.base, site.memoire, {
    epci,
    millesime: null,
    enquete: null,
    methode: null,
    aujourdhui: site.deps.horloge.aujourdhui(),
  });
  return analyse && buildFiche(analyse, residence);
}

async function vote(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody());
  const lu = new Lecture(saisie);
  const votes = readVotes(lu);
  if (lu.erreurs.length > 0) return show(site, c, { saisie, refus: aCorriger(lu) });
  const { aujourdhui: _, ...vise } = viseLogement(site, c);
  const jeton = valeurDe(saisie, "jeton");
  const membre = idOf(valeurDe(saisie, "membre"));
  return act(site, c, { saisie, fait: "vote" }, () => voter(c.var.base, { ...vise, jeton, membre, votes }));
}

async function message(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody());
  const lu = new Lecture(saisie);
  const texte = lu.textOrNull("texte", 500);
  const nature = lu.choice("nature", "Message", ["message", "examen"]);
  if (lu.erreurs.length > 0) return show(site, c, { saisie, refus: aCorriger(lu) });
  const { aujourdhui: _, ...vise } = viseLogement(site, c);
  const dit = { jeton: valeurDe(saisie, "jeton"), relu: isRelu(saisie), nature, texte };
  return act(site, c, { saisie, fait: "message" }, () => parler(c.var.base, { ...vise, ...dit }));
}

async function avis(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody());
  const lu = new Lecture(saisie);
  const sens = lu.choice("avis", "Votre avis", AVIS_COMMUNE);
  const motif = lu.textOrNull("motif_avis", 500);
  if (lu.erreurs.length > 0) return show(site, c, { saisie, refus: aCorriger(lu) });
  const { aujourdhui: _, ...vise } = viseLogement(site, c);
  const relu = isRelu(saisie);
  return act(site, c, { saisie, fait: "avis" }, () => donnerAvis(c.var.base, { ...vise, sens, motif, relu }));
}

/** Read again before it is written: the first sending only shows what each household would read. */
async function decision(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody());
  const lu = new Lecture(saisie);
  const decisions = readDecisions(lu);
  if (lu.erreurs.length > 0) return show(site, c, { saisie, refus: aCorriger(lu) });
  if (valeurDe(saisie, "geste") !== "decider") return show(site, c, { saisie, apercu: decisions });
  const relu = isRelu(saisie);
  const dites = { ...viseLogement(site, c), jeton: valeurDe(saisie, "jeton"), decisions, relu };
  return act(site, c, { saisie, fait: "decision", apercu: decisions }, () => deciderLogement(c.var.base, dites));
}

async function retirer(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, seance, liberation } = viseLogement(site, c);
  await retirerLogement(c.var.base, { epci, seance, liberation });
  return c.redirect(hrefTerritoire(epci, cheminSeance(seance), { fait: "inscrits" }), 303);
}

type Acte = { readonly saisie: SaisieFormulaire; readonly fait: string; readonly apercu?: readonly DecisionSaisie[] };

async function act(
  site: Site,
  c: Context<Env>,
  { saisie, fait, apercu }: Acte,
  work: () => Promise<unknown>,
): Promise<Response> {
  const { epci, seance, liberation } = viseLogement(site, c);
  try {
    await work();
  } catch (error) {
    return show(site, c, { saisie, refus: refuseOf(error), ...(apercu && { apercu }) });
  }
  return c.redirect(hrefTerritoire(epci, cheminLogement(seance, liberation), { fait }), 303);
}
