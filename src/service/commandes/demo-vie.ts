import { ecrireSeuils } from "#attributions/actes/rapprochement/ecrire-seuils.ts";
import { freezeRapport } from "#bilan/actes/rapport/freeze-rapport.ts";
import { SECTIONS } from "#bilan/lectures/rapport/ports.ts";
import {
  ecrireRubrique,
  enregistrerActe,
  fixerAccueil,
  preparerPpgdid,
} from "#convention/actes/ppgdid/ecrire-ppgdid.ts";
import { readContenu } from "#convention/regles/ppgdid/contenu.ts";
import { forTerritoire } from "#donnees/lectures/droit/lecture.ts";
import { prepareAvenant } from "#engagements/actes/convention/prepare-avenant.ts";
import { modifierAction } from "#gouvernance/actes/action/ecrire-action.ts";
import { figerEvaluation } from "#gouvernance/actes/evaluation/figer-evaluation.ts";
import { publierEvaluation } from "#gouvernance/actes/evaluation/publier-evaluation.ts";
import { nommerBailleur } from "#observatoire/actes/bailleur/ecrire-succession.ts";
import { freezePack } from "#observatoire/actes/demande/freeze-pack.ts";
import { addZone, saveLieux } from "#observatoire/actes/zone-locale/ecrire-zones.ts";
import type { MemoireAnalyses } from "#observatoire/lectures/desequilibre/analyse.ts";
import { ecrireCommunes } from "#programme/actes/regles/ecrire-communes.ts";
import type { Base } from "#socle/lectures/base.ts";
import { createMemoire } from "#socle/lectures/memoire.ts";
import { toTrimestre, yearPeriode } from "#socle/regles/shared/periode.ts";
import { BAILLEURS } from "../../../demo/bailleurs.ts";
import {
  AVENANT,
  COMMENTAIRE_RAPPORT,
  communesPlh,
  FICTIF,
  PILOTES,
  PLAN,
  SEUILS,
  SOURCE_PLH,
  ZONES,
} from "../../../demo/vie.ts";
import { openFaitsSuite } from "./demo-action.ts";
import { openAvenantDemo } from "./demo-avenant.ts";
import { baseDemo } from "./demo-base.ts";
import { followChantiersDemo } from "./demo-chantiers.ts";
import { openCommissionsDemo } from "./demo-commissions.ts";
import { openComptesSuite } from "./demo-comptes.ts";
import { openDossiersSuite } from "./demo-dossiers.ts";
import { openFluxDemo } from "./demo-flux.ts";
import { openPartagesDemo } from "./demo-partages.ts";
import { openRelogementSecond } from "./demo-relogement.ts";
import { openReunionsDemo } from "./demo-reunions.ts";
import { COMMUNES_DEMO, NOM_DEMO, territoireDemo } from "./demo-territoire.ts";
import type { Session } from "./session.ts";

/**
 * What a territory does in the years that follow its convention: reports, evaluations, packs, a plan and meetings, through the acts. Does
 * nothing when a report is frozen already, or without the files of those years. The synthetic accounts must exist.
 */
export async function openVieDemo(session: Session, epci: string): Promise<void> {
  const base = await session.reload();
  const annee = Number(session.horloge.aujourdhui().slice(0, 4)) - 1;
  if ((await base.rapports.list(epci)).length > 0) return;
  if (!(await base.cubes.annees(epci)).includes(annee)) return;
  await forTerritoire(epci, async () => {
    const vie = { session, base, epci, annee, aujourdhui: session.horloge.aujourdhui() };
    await sayFictif(vie);
    await openComptesSuite(session, epci);
    await openAvenantDemo(session, epci);
    await followChantiersDemo(base, epci, vie.aujourdhui);
    await designatePilotes(vie);
    await openFaitsSuite(session, epci, vie.annee);
    await ecrirePlh(vie);
    await openFluxDemo(session, epci);
    await writeReperes(vie);
    await Promise.all([freezeAll(vie), openDossiersSuite(session, epci)]);
    // What bodies write and what households live do not read one another; what was frozen, and the evaluation, read both.
    await Promise.all([writeBodies(vie), liveOn(vie)]);
    await evaluate(vie);
  });
}

async function freezeAll(vie: Vie): Promise<void> {
  await freezeRapports(vie);
  await freezePacks(vie);
}

async function writeBodies(vie: Vie): Promise<void> {
  await adoptPlan(vie);
  await openReunionsDemo(vie.session, vie.epci);
}

async function liveOn({ session, epci }: Vie): Promise<void> {
  await openCommissionsDemo(session, epci);
  await openPartagesDemo(session, epci);
  await openRelogementSecond(session, epci);
}

/** `annee`: the last that is over. */
type Vie = {
  readonly session: Session;
  readonly base: Base;
  readonly epci: string;
  readonly annee: number;
  readonly aujourdhui: string;
};

/** In the names themselves, which every page, export and document writes; only now, since what follows the document is there. */
async function sayFictif({ base, epci }: Vie): Promise<void> {
  await base.territoires.add(territoireDemo(`${NOM_DEMO} (${FICTIF})`), COMMUNES_DEMO);
  for (const { nom, siren } of BAILLEURS) await nommerBailleur(base, { epci, siren, nom: `${nom} (${FICTIF})` });
}

async function designatePilotes({ session, epci, aujourdhui }: Vie): Promise<void> {
  const agent = await baseDemo(session, "agent-epci", { ressource: "action", action: "modifier" });
  if (agent === null) return;
  for (const action of await agent.actions.list(epci)) {
    const pilote = action.pilote ?? PILOTES[action.numero] ?? null;
    if (pilote === action.pilote) continue;
    const publie = action.publieLe !== null;
    await modifierAction(agent, { ...action, epci, aujourdhui, relu: true, ancien: action.numero, pilote, publie });
  }
}

async function ecrirePlh({ base, epci }: Vie): Promise<void> {
  const connues = await base.communesPlh.list(epci);
  const lignes = communesPlh(new Set(connues.map(({ commune, annee }) => `${commune} ${annee}`)));
  await ecrireCommunes(base, { epci, lignes, source: SOURCE_PLH, relu: true, synthetique: true });
}

/** An avenant in preparation, two local zones, and the benchmarks of the matching. */
async function writeReperes({ session, base, epci, aujourdhui }: Vie): Promise<void> {
  await prepareAvenant({ base, horloge: session.horloge }, { epci, ...AVENANT, application: null });
  for (const { nom, communes } of ZONES) {
    const zone = await addZone(base, epci, nom);
    await saveLieux(
      base,
      epci,
      communes.map((code) => ({ genre: "commune", code, zone })),
    );
  }
  await ecrireSeuils(base, { ...SEUILS, epci, porteur: "territoire", depuis: aujourdhui, aujourdhui, relu: true });
}

async function freezeRapports({ base, epci, annee, aujourdhui }: Vie): Promise<void> {
  for (const one of [annee - 1, annee]) {
    await freezeRapport(base, {
      epci,
      periode: yearPeriode(one),
      sections: SECTIONS,
      commentaires: { synthese: COMMENTAIRE_RAPPORT },
      aujourdhui,
      relu: true,
    });
  }
}

/** The four last quarters that are over and published. */
async function freezePacks({ base, epci, aujourdhui }: Vie): Promise<void> {
  const [courante = 0, mois = 1] = aujourdhui.split("-").map(Number);
  for (let rang = 4; rang >= 1; rang--) {
    const place = courante * 4 + Math.ceil(mois / 3) - 1 - rang;
    const trimestre = toTrimestre((place % 4) + 1);
    if (trimestre) await freezePack(base, { epci, annee: Math.floor(place / 4), trimestre }, aujourdhui);
  }
}

async function adoptPlan({ base, session, epci, annee }: Vie): Promise<void> {
  const deps = { base, horloge: session.horloge };
  if ((await base.ppgdids.plans(epci)).length > 0) return;
  const numero = await preparerPpgdid(deps, { epci, titre: PLAN.titre });
  const vise = { epci, numero };
  await fixerAccueil(deps, { ...vise, jours: 30, organisme: "Maison de l’habitat (guichet fictif)" });
  for (const rubrique of readContenu(session.horloge.aujourdhui())) {
    await ecrireRubrique(deps, {
      ...vise,
      rubrique: { numero: rubrique.numero, texte: PLAN.rubrique, nonDecidee: false },
    });
  }
  const actes = [
    ["lancement", `${annee - 2}-03-12`, PLAN.lancement],
    ["avis-cil", `${annee - 1}-06-18`, PLAN.avis],
    ["adoption", `${annee - 1}-12-10`, PLAN.adoption],
  ] as const;
  for (const [nature, date, acte] of actes) {
    await enregistrerActe(deps, { ...vise, acte: { nature, date, annee: null, acte } });
  }
}

async function evaluate({ base, epci, annee, aujourdhui }: Vie): Promise<void> {
  const textes = { objectifs: COMMENTAIRE_RAPPORT, recommandations: COMMENTAIRE_RAPPORT };
  const memoire: MemoireAnalyses = createMemoire(2);
  for (const one of [annee - 1, annee]) {
    const { numero } = await figerEvaluation(base, {
      epci,
      genre: "annuelle",
      annee: one,
      aujourdhui,
      textes,
      memoire,
      relu: true,
    });
    if (one === annee) await publierEvaluation(base, { epci, numero, aujourdhui, relu: true });
  }
}
