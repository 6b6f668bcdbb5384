import type { Context } from "hono";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  type Champs,
  choix,
  choixOuVide,
  jour,
  jourOuVide,
  jourPasse,
  type Lu,
  numeroChoisi,
  numeroOuVide,
  relu,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Acte, defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
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
import { champDe } from "./refus.ts";

export const CAS = `${CHEMIN_CAS}/:cas{[1-9][0-9]{0,14}}`;

/** Each act has its form, shown and posted at the same path. */
export function acteRoutes(site: Site): Routes {
  const routes = new Routes();
  for (const nom of ACTES_CAS) {
    const acte = ACTES[nom];
    const show = (_: Site, c: Context<Env>, etat: EtatPage) => showActe(site, c, nom, etat);
    routes.route("/", pageActes(site, { chemin: `${CAS}/${nom}`, droit: acte.droit, show, actes: { [nom]: acte } }));
  }
  return routes;
}

export function openCas(site: Site, c: Context<Env>): Promise<CasLu> {
  const epci = c.req.param("epci") ?? "";
  const cas = Number(c.req.param("cas"));
  return readCas(c.var.base, { epci, cas, aujourdhui: site.deps.horloge.aujourdhui() });
}

/** Most likely initial values; an answer that matters is left empty. */
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
  // The rehousing file has the day of the lease.
  clore: ({ aujourdhui, dossier }) => ({
    le: [dossier?.bailLe ?? aujourdhui],
    ...(dossier === null || dossier.bailLe === null ? {} : { issue: ["bail"], bail_le: [dossier.bailLe] }),
  }),
};

async function showActe(site: Site, c: Context<Env>, acte: ActeCas, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const lu = await openCas(site, c);
  const [communes, organisations, reunions] = await Promise.all([
    listCommunes(base, epci),
    base.casBloques.organisations(),
    listReunionsOuvertes(base, epci),
  ]);
  return renderActeCasPage({
    cadre,
    lu,
    acte,
    communes,
    reunions,
    etat: { saisie: etat.acte === null ? INITIALE[acte](lu) : etat.saisie, refus: etat.refus },
    aRelire: etat.code === "cas-a-relire",
    organisations: organisations.map(({ id, nom }) => ({ code: String(id), libelle: nom })),
  });
}

type Vise = { readonly epci: string; readonly cas: number; readonly aujourdhui: string };

type ActeDeCas<C extends Champs> = {
  readonly droit: Action;
  readonly annonce: string;
  readonly champs: (lieu: Lieu) => C;
  readonly run: (tx: Base, vise: Vise, lu: Lu<C>) => Promise<unknown>;
};

function acteDeCas<C extends Champs>({ droit, annonce, champs, run }: ActeDeCas<C>): Acte {
  return defineActe({
    chemin: "",
    droit: garde("cas-bloque", droit),
    annonce,
    champDe,
    champs,
    run: async ({ base, epci, numero, aujourdhui }, lu) => {
      const cas = numero("cas");
      await base.transaction((tx) => run(tx, { epci, cas, aujourdhui }, lu));
      return new Suite({ chemin: cheminCas(cas) });
    },
  });
}

const complement = texteOuVide().transform((texte) => texte ?? "");
const issue = choixOuVide("Comment il se termine", ISSUES_CAS);
const bailLe = jourOuVide("Jour du bail");

export const ACTES: Readonly<Record<ActeCas, Acte>> = {
  confier: acteDeCas({
    droit: "modifier",
    annonce: "Le cas est confié.",
    champs: () => ({ organisation: numeroChoisi("Organisme chargé"), echeance: jour("Pour le") }),
    run: (tx, vise, lu) => confierCas(tx, { ...vise, ...lu }),
  }),
  // Any reader of the case may propose: members of the commission read those of their meeting, and have no right to create.
  proposer: acteDeCas({
    droit: "lire",
    annonce: "La proposition est écrite.",
    champs: ({ aujourdhui }) => ({
      nature: choix("Ce que vous proposez", NATURES_PROPOSITION),
      typologie: choixOuVide("Typologie", TYPOLOGIES),
      commune: texteOuVide(5),
      le: jourPasse("Proposé le", aujourdhui),
      complement,
      relu: relu(),
    }),
    run: (tx, vise, lu) => proposerCas(tx, { ...vise, ...lu }),
  }),
  inscrire: acteDeCas({
    droit: "modifier",
    annonce: "Le cas est inscrit à l’ordre du jour.",
    champs: () => ({ reunion: numeroChoisi("Réunion") }),
    run: (tx, { epci, cas }, { reunion }) => porterCas(tx, { epci, cas, reunion }),
  }),
  decider: acteDeCas({
    droit: "valider",
    annonce: "La décision est écrite.",
    champs: ({ aujourdhui }) => ({
      sens: choix("Décision", SENS_DECISION_CAS),
      proposition: numeroOuVide(),
      charge: numeroOuVide(),
      echeance: jourOuVide("Pour le"),
      le: jourPasse("Décidé le", aujourdhui),
      complement,
      relu: relu(),
      issue,
      bail_le: bailLe,
    }),
    run: async (tx, vise, { bail_le: bailLe, ...lu }) => {
      const { cas } = await readCas(tx, vise);
      // A case of no meeting is refused as out of its agenda.
      return deciderCas(tx, { ...vise, reunion: cas.reunion ?? -1, bailLe, ...lu });
    },
  }),
  clore: acteDeCas({
    droit: "valider",
    annonce: "Le cas est clos.",
    champs: ({ aujourdhui }) => ({ issue, bail_le: bailLe, le: jourPasse("Clos le", aujourdhui) }),
    run: (tx, vise, { bail_le: bailLe, ...lu }) => cloreCas(tx, { ...vise, bailLe, ...lu }),
  }),
};
