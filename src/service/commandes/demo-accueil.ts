import type { ReponsesEntretien } from "#guichet/regles/entretien/entretien.ts";
import { dernierJourAccuse } from "#guichet/regles/fiche-contact/delai-fiche.ts";
import { hasDossier } from "#guichet/regles/fiche-contact/fiche-contact.ts";
import { entretienQueries } from "#guichet/sql/entretien/entretien.queries.ts";
import { ficheContactQueries } from "#guichet/sql/fiche-contact/fiche-contact.queries.ts";
import { bailleurOf } from "../../../demo/bailleurs.ts";
import { SAINT_DIZIER, WASSY } from "../../../demo/communes.ts";
import { DOSSIERS_DEMO, FICHE_DEPOSEE, FICHES_DEMO } from "../../../demo/dossiers.ts";
import { nommer } from "../../../demo/relogement-noms.ts";
import { type DemoDossiers, ecrireEvenementsDemo, jourAvant } from "./demo-vies.ts";

const PREMIER_PROSPECT = 60;
const PREMIER_ENTRETIEN = 80;

/** Contact forms of the commune in each state, and interviews of the desk: open, ended, poured into a file. */
export async function openAccueilDemo(demo: DemoDossiers): Promise<void> {
  await sendFiches(demo);
  await meetMenages(demo);
}

async function sendFiches(demo: DemoDossiers): Promise<void> {
  const commune = demo.organisations.get("commune");
  if (commune === undefined) return;
  for (const [rang, fiche] of FICHES_DEMO.entries()) await sendFiche(demo, { rang, fiche, commune });
}

type FicheDemo = (typeof FICHES_DEMO)[number];

async function sendFiche(
  demo: DemoDossiers,
  { rang, fiche, commune }: { readonly rang: number; readonly fiche: FicheDemo; readonly commune: number },
): Promise<void> {
  const { jours, bailleurs, suites, typologie, ...besoin } = fiche;
  const jour = jourAvant(demo.aujourdhui, jours);
  const depose = rang === FICHE_DEPOSEE.fiche ? FICHE_DEPOSEE.dossier : null;
  const { id, reference } = await ficheContactQueries(demo.sql).add(demo.epci, {
    ...nommer(depose ?? PREMIER_PROSPECT + rang),
    organisation: commune,
    compte: null,
    consentementLe: jour,
    telephone: null,
    courriel: courrielOf(rang, depose),
    precisions: null,
    besoin: {
      ...besoin,
      typologies: [typologie],
      communes: communesOf(rang, depose),
      budget: "450-600",
      locataireHlm: "non",
      dits: ["conditions", "rappel"],
    },
    emiseLe: instantOf(demo, jours),
    accuserAvant: dernierJourAccuse(jour),
    destinataires: bailleurs.map((cle) => idOf(demo, cle)),
  });
  const demandeur = depose === null ? null : (demo.dossiers[depose] ?? null);
  for (const suite of suites) await answer(demo, suite, { id, reference, demandeur });
}

type Envoyee = { readonly id: number; readonly reference: string; readonly demandeur: string | null };

async function answer(
  demo: DemoDossiers,
  suite: FicheDemo["suites"][number],
  { id, reference, demandeur }: Envoyee,
): Promise<void> {
  const queries = ficheContactQueries(demo.sql);
  const organisation = idOf(demo, suite.bailleur);
  await queries.acknowledge(demo.epci, id, organisation, { compte: null, le: instantOf(demo, suite.accusee) });
  if (!("close" in suite)) return;
  const { issue, close } = suite;
  const dossier = hasDossier(issue) ? demandeur : null;
  await queries.close(demo.epci, id, organisation, { issue, demandeur: dossier, le: instantOf(demo, close) });
  if (dossier === null) return;
  const objet = `fiche-contact:${reference}`;
  await ecrireEvenementsDemo(demo, [
    { demandeur: dossier, jours: close, code: "contact-pris", auteur: "organisme", organisation, objet },
  ]);
}

function idOf({ organisations }: DemoDossiers, cle: FicheDemo["bailleurs"][number]): number {
  return organisations.get(bailleurOf(cle).siren) ?? 0;
}

function instantOf({ aujourdhui }: DemoDossiers, jours: number): string {
  return `${jourAvant(aujourdhui, jours)}T08:00:00Z`;
}

function courrielOf(rang: number, depose: number | null): string {
  return depose === null
    ? `prospect-${rang + 1}@demonstration.invalid`
    : `demandeur-${depose + 1}@demonstration.invalid`;
}

function communesOf(rang: number, depose: number | null): readonly string[] {
  if (depose !== null) return DOSSIERS_DEMO[depose]?.communes ?? [];
  return [rang % 3 === 1 ? WASSY : SAINT_DIZIER];
}

export const REPONSES_ENTRETIEN: ReponsesEntretien = {
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
    profession: "salarie-prive",
    contratCourt: "non",
    employeurSiret: "99900008800017",
    employeurPlusDeDix: "oui",
    mobilite: null,
    meuble: false,
  },
};

const { situation, composition } = REPONSES_ENTRETIEN;

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
  await queries.writeEtat(await meet(1, 14, REPONSES_ENTRETIEN), "termine", null);
  await queries.writeEtat(await meet(2, 3, REPONSES_ENTRETIEN), "verse", dossiers[2] ?? null);
}
