import type { Context } from "hono";
import type { Base } from "#socle/lectures/base.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { annee, brut, choix, jour, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { parseInput, readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { deciderMesure, findMesure } from "../../actes/mesure-corrective/decider-mesure.ts";
import { proposerMesure } from "../../actes/mesure-corrective/proposer-mesure.ts";
import { renderConstatPdf, renderMesuresPdf, renderMesuresXlsx } from "../../documents/mesures-document.ts";
import { readAnneesBilan } from "../../lectures/annees.ts";
import { compareNationaux } from "../../lectures/comparaison-nationale/compare-national.ts";
import { computeMesures } from "../../lectures/mesure-corrective/compute-mesures.ts";
import { computeConstatCarence } from "../../lectures/mesure-corrective/constat-carence.ts";
import type { SaisieMesure } from "../../pages/mesures/echelle.tsx";
import { PARTIES_MESURES, renderMesuresPage } from "../../pages/mesures/mesures-page.tsx";
import { MESURES } from "../../regles/mesure-corrective/echelle.ts";
import { questionSchema } from "../question.ts";

/** The documents hold every bailleur's figures. */
const EXPORTER = garde("bilan", "exporter", { partout: true });

/** `/t/:epci/mesures`: the ladder and its acts, the draft of the constat, the national results beside ours. */
export function mesuresRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: "mesures",
        droit: garde("objectif", "lire"),
        show: showMesures,
        actes: { proposee: PROPOSER, decidee: DECIDER },
      }),
    )
    .get("/t/:epci/:fichier{mesures\\.(pdf|xlsx)}", EXPORTER, (c) => sendMesures(site, c))
    .get("/t/:epci/:fichier{constat-carence\\.pdf}", EXPORTER, (c) => sendConstat(site, c));
}

type Vue = {
  readonly epci: string;
  readonly annee: number;
  readonly annees: readonly number[];
  readonly aujourdhui: string;
};

/** The requested year, else the last with figures or a proposal, else the last finished one. */
async function readVue(
  site: Site,
  base: Base,
  epci: string,
  parametres: Readonly<Record<string, unknown>>,
): Promise<Vue> {
  const asked = parseInput(questionSchema.pick({ annee: true }), { annee: parametres.annee }).annee;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const [published, mesures, nationaux] = await Promise.all([
    readAnneesBilan(base.cubes, epci, null),
    base.mesures.list(epci),
    base.nationaux.resultats(epci),
  ]);
  const known = [...published, ...mesures.map(({ annee }) => annee), ...nationaux.map(({ annee }) => annee)];
  const annees = [...new Set(known)].sort((a, b) => a - b);
  return { epci, annee: asked ?? annees.at(-1) ?? Number(aujourdhui.slice(0, 4)) - 1, annees, aujourdhui };
}

function droitsOf(acteur: Acteur, epci: string) {
  return {
    proposer: peutPartout(acteur, "objectif", "creer", epci),
    decider: peutPartout(acteur, "objectif", "valider", epci),
    exporter: peutPartout(acteur, "bilan", "exporter", epci),
    deposer: peut(acteur, "lot", "creer", epci),
  };
}

async function showMesures(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const vue = await readVue(site, base, epci, { annee: await anneeShown(base, epci, c, etat) });
  const [mesures, nationaux] = await Promise.all([computeMesures(base, vue), compareNationaux(base, epci)]);
  return renderMesuresPage({
    cadre,
    partie: etat.acte === null ? readPartie(c.req.query(), PARTIES_MESURES) : null,
    mesures,
    nationaux,
    annees: vue.annees,
    aujourdhui: vue.aujourdhui,
    droits: droitsOf(acteur, epci),
    saisie: saisieOf(c, etat),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    aRelire: etat.code === "motif-a-relire",
  });
}

/** Year of the refused act, else of the address. */
async function anneeShown(base: Base, epci: string, c: Context<Env>, { acte, saisie }: EtatPage) {
  if (acte === "proposee") return valeurDe(saisie, "annee");
  if (acte === "decidee") return (await findMesure(base, epci, Number(c.req.param("id")))).annee;
  return c.req.query("annee");
}

function saisieOf(c: Context<Env>, { acte, saisie }: EtatPage): SaisieMesure | null {
  if (acte === null) return null;
  return {
    code: MESURES.find((code) => acte === "proposee" && code === valeurDe(saisie, "code")) ?? null,
    id: acte === "decidee" ? Number(c.req.param("id")) : null,
    date: valeurDe(saisie, "date"),
    motif: valeurDe(saisie, "motif"),
    decision: valeurDe(saisie, "decision"),
  };
}

const PROPOSER = defineActe({
  chemin: "",
  droit: garde("objectif", "creer", { partout: true }),
  annonce: "La proposition est enregistrée\u00A0: elle reste à décider.",
  champs: {
    annee: annee("Année"),
    code: choix("Mesure", MESURES),
    date: jour("Proposée le"),
    motif: brut(),
    relu: relu(),
  },
  run: async ({ base, epci, aujourdhui }, { date: proposeeLe, ...proposition }) => {
    await proposerMesure(base, { epci, ...proposition, proposeeLe, aujourdhui });
    return new Suite({ parametres: { annee: proposition.annee } });
  },
});

const DECIDER = defineActe({
  chemin: ":id{[1-9][0-9]{0,14}}/decision",
  droit: garde("objectif", "valider", { partout: true }),
  annonce: "La décision est enregistrée.",
  champs: {
    decision: choix("Décision", ["retenue", "ecartee"]),
    date: jour("Décidée le"),
    motif: brut(),
    relu: relu(),
  },
  run: async ({ base, epci, aujourdhui, numero }, { date: decideeLe, ...decision }) => {
    const annee = await deciderMesure(base, { epci, id: numero("id"), ...decision, decideeLe, aujourdhui });
    return new Suite({ parametres: { annee } });
  },
});

async function sendMesures(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const question = await readVue(site, base, epci, c.req.query());
  const [mesures, nationaux] = await Promise.all([computeMesures(base, question), compareNationaux(base, epci)]);
  const type = c.req.param("fichier")?.endsWith(".xlsx") ? "xlsx" : "pdf";
  const vue = { mesures, nationaux };
  const contenu = type === "xlsx" ? await renderMesuresXlsx(vue) : await renderMesuresPdf(vue);
  return sendDocument(c, { nom: `mesures-${epci}-${mesures.annee}`, type, contenu });
}

/** The journal records who exported the draft, and its year. */
async function sendConstat(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const { annee, aujourdhui } = await readVue(site, base, epci, c.req.query());
  const constat = await computeConstatCarence(base, { epci, annee, aujourdhui });
  const contenu = await renderConstatPdf(constat);
  await base.transaction((tx) =>
    tx.journal.ecrire({ acte: "document-exporte", ressource: "bilan", epci, objet: `constat-carence:${annee}` }),
  );
  return sendDocument(c, { nom: `constat-carence-projet-${epci}-${annee}`, type: "pdf", contenu });
}
