import { GENRES_REGLE } from "#programme/regles/regle.ts";
import type { Qui } from "./monde.ts";
import type { IdentifiantsUrbains } from "./monde-urbain.ts";

/** Pages of rehousing, of the programme and of the simulation that have a form, under the territory, each as somebody who may send it. */
export function pagesUrbaines(u: IdentifiantsUrbains): readonly (readonly [qui: Qui, page: string])[] {
  const [ouvert = 0, rencontre = 0, propose = 0] = [u.menages.comite[24], u.menages.raison[24], u.menages.reponse[24]];
  const menages = [
    ...["", "/feuille", "/entretien", "/situation", "/identite", "/etape", "/etat?vers=diagnostic"].map(
      (suite) => `${ouvert}${suite}`,
    ),
    ...["/annuler-bail", "/blocage", "/decision", "/enquete"].map((suite) => `${ouvert}${suite}`),
    ...["/offre"].map((suite) => `${rencontre}${suite}`),
    ...["/offres/1/visite", "/offres/1/reponse", "/offres/1/bail"].map((suite) => `${propose}${suite}`),
  ];
  const relogement = [
    "menages",
    "menages/nouveau",
    "menages/relancer?menage=1",
    "logements",
    "comite",
    `comite/charte/${u.demolition}`,
    "importer",
    "exporter",
    `comite/charte/${u.demolition}/point?point=projet-urbain`,
    `importer/${u.rime}/colonnes`,
    ...menages.map((page) => `menages/${page}`),
  ];
  const programme = [
    "programme",
    "programme/operations/nouvelle",
    "programme/calendrier",
    "programme/regles",
    ...["", "/modifier", "/residences"].map((suite) => `programme/operations/${u.construction}${suite}`),
    `programme/operations/${u.deposees[24]}`,
    "programme/regles/communes",
    "programme/conventions",
    ...GENRES_REGLE.map((genre) => `programme/regles/ecrire?genre=${genre}&nouvelle=1`),
    `programme/conventions/${u.conventionObjectif}`,
  ];
  const actions = [
    "actions",
    "actions/nouvelle",
    ...["", "/modifier", "/suivi", "/clore", "/rouvrir", "/jalons/nouveau"].map((suite) => `actions/90${suite}`),
    ...["modifier", "atteint"].map((suite) => `actions/90/jalons/${u.jalon}/${suite}`),
    "actions/90/faits/promoteurs/nouveau",
    `actions/90/faits/promoteurs/${u.fait}/modifier`,
  ];
  const instances = [
    "commission",
    "commission/instances/nouvelle",
    "commission/reunions",
    "commission/reunions/nouvelle",
    ...["", "/modifier", "/membres/nouveau", `/membres/${u.membre}`].map(
      (suite) => `commission/instances/${u.instance}${suite}`,
    ),
    ...["", "/modifier", "/annuler", "/convoquer"].map((suite) => `commission/reunions/${u.reunion}${suite}`),
  ];
  const tenue = [
    ...["ordre-du-jour", "tenue", `tenue/points/${u.pointTenu}`, "releve"].map(
      (suite) => `commission/reunions/${u.tenue}/${suite}`,
    ),
    "commission/decisions",
    `commission/decisions/${u.decision}`,
  ];
  const cas = [
    "",
    "/nouveau",
    ...["", "/confier", "/proposer", "/inscrire", "/decider", "/clore"].map((suite) => `/${u.cas}${suite}`),
  ];
  const simulation = ["simulation", "simulation/preparer", "simulation/comparaison", `simulation/calculs/${u.calcul}`];
  return [
    ...cas.map((page) => ["agent-epci", `commission/cas${page}`] as const),
    ...relogement.map((page) => ["relogement", `relogement/${page}`] as const),
    ...[
      "relogement/comite/valeurs",
      `relogement/immeubles/${u.demolition}`,
      `relogement/immeubles/${u.demolition}/confier`,
    ].map((page) => ["agent-epci", page] as const),
    ["responsable-bailleur", "plans"],
    ...[
      "",
      "/nouvelle",
      "/delais",
      "/salaries",
      ...["", "/dates", "/candidats"].map((suite) => `/${u.liberation}${suite}`),
    ].map((suite): readonly [Qui, string] => ["responsable-bailleur", `liberations${suite}`]),
    ...["relogement/logements/declares/nouveau", `relogement/logements/declares/${u.logementSuivi}`].map(
      (page) => ["responsable-bailleur", page] as const,
    ),
    ...[...programme, ...actions, ...instances, ...tenue, ...simulation, `simulation/scenarios/${u.scenario}`].map(
      (page) => ["agent-epci", page] as const,
    ),
  ];
}
