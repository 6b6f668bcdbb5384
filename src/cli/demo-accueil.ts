import type { ReponsesEntretien } from "#domain/entretien/entretien.ts";
import { dernierJourAccuse } from "#domain/fiche-contact/delai-fiche.ts";
import { entretienQueries } from "#storage/entretien/entretien.queries.ts";
import { ficheContactQueries } from "#storage/fiche-contact/fiche-contact.queries.ts";
import { bailleurOf } from "../../demo/bailleurs.ts";
import { SAINT_DIZIER, WASSY } from "../../demo/communes.ts";
import { FICHES_DEMO } from "../../demo/dossiers.ts";
import { nommer } from "../../demo/relogement-noms.ts";
import { type DemoDossiers, jourAvant } from "./demo-vies.ts";

/** Names go on after those of the files. */
const PREMIER_PROSPECT = 60;
const PREMIER_ENTRETIEN = 80;

/** Contact forms of the commune in each state, and interviews of the desk: open, ended, poured into a file. */
export async function openAccueilDemo(demo: DemoDossiers): Promise<void> {
  await sendFiches(demo);
  await meetMenages(demo);
}

async function sendFiches({ sql, epci, aujourdhui, organisations }: DemoDossiers): Promise<void> {
  const commune = organisations.get("commune");
  if (commune === undefined) return;
  const queries = ficheContactQueries(sql);
  const idOf = (cle: (typeof FICHES_DEMO)[number]["bailleurs"][number]) =>
    organisations.get(bailleurOf(cle).siren) ?? 0;
  const instant = (jours: number) => `${jourAvant(aujourdhui, jours)}T08:00:00Z`;
  for (const [rang, { jours, bailleurs, suites, typologie, ...besoin }] of FICHES_DEMO.entries()) {
    const jour = jourAvant(aujourdhui, jours);
    const { id } = await queries.add(epci, {
      ...{ ...nommer(PREMIER_PROSPECT + rang), organisation: commune, compte: null, consentementLe: jour },
      ...{ telephone: null, courriel: `prospect-${rang + 1}@demonstration.invalid`, precisions: null },
      besoin: {
        ...{ ...besoin, typologies: [typologie], communes: [rang % 3 === 1 ? WASSY : SAINT_DIZIER], budget: "450-600" },
        ...{ locataireHlm: "non", dits: ["conditions", "rappel"] },
      },
      ...{ emiseLe: instant(jours), accuserAvant: dernierJourAccuse(jour), destinataires: bailleurs.map(idOf) },
    });
    for (const suite of suites) {
      const organisation = idOf(suite.bailleur);
      await queries.acknowledge(epci, id, organisation, { compte: null, le: instant(suite.accusee) });
      if (!("close" in suite)) continue;
      await queries.close(epci, id, organisation, { issue: suite.issue, demandeur: null, le: instant(suite.close) });
    }
  }
}

const REPONSES: ReponsesEntretien = {
  situation: { familiale: "concubin", dejaDemandeur: "non" },
  composition: { adultes: 2, enfants: 1, gardePartagee: 0, aNaitre: 0, jeuneCouple: "non" },
  budget: { sources: ["salaire"], mensuel: 2_150, rfr: 24_100, chargesFixes: 180, loyerMax: 620 },
  logement: { mode: "locataire-prive", commune: SAINT_DIZIER, loyer: 590, depuis: null },
  souhaits: {
    communes: [SAINT_DIZIER],
    typologies: ["T3"],
    genre: "indifferent",
    elargir: true,
    besoins: ["plain-pied"],
  },
  priorite: { motifs: { indigne: "a-apporter" } },
  emploi: {
    ...{
      profession: "salarie-prive",
      contratCourt: "non",
      employeurSiret: "99900008800017",
      employeurPlusDeDix: "oui",
    },
    ...{ mobilite: null, meuble: false },
  },
};

const { situation, composition } = REPONSES;

async function meetMenages({ sql, epci, aujourdhui, guichet, dossiers }: DemoDossiers): Promise<void> {
  const queries = entretienQueries(sql);
  const meet = async (rang: number, jours: number, reponses: ReponsesEntretien) => {
    const id = await queries.open(epci, { organisation: guichet, compte: null, le: jourAvant(aujourdhui, jours) });
    const coordonnees = { naissance: null, telephone: null, courriel: `entretien-${rang + 1}@demonstration.invalid` };
    await queries.writePersonne(id, { ...nommer(PREMIER_ENTRETIEN + rang), ...coordonnees });
    await queries.writeReponses(id, reponses);
    return id;
  };
  await meet(0, 1, { ...(situation && { situation }), ...(composition && { composition }) });
  await queries.writeEtat(await meet(1, 14, REPONSES), "termine", null);
  // The second file began so.
  await queries.writeEtat(await meet(2, 3, REPONSES), "verse", dossiers[2] ?? null);
}
