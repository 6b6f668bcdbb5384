import { Command } from "commander";
import { demonstrationComptes } from "#acces/actes/connexion/demonstration.ts";
import { connexionQueries } from "#acces/sql/connexion/connexion.queries.ts";
import { proposerMesure } from "#bilan/actes/mesure-corrective/proposer-mesure.ts";
import { forTerritoire } from "#donnees/lectures/droit/lecture.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { BAILLEURS } from "../../../demo/bailleurs.ts";
import { generateDemo } from "../../../demo/generate-demo.ts";
import { openActionsDemo } from "./demo-action.ts";
import { signBilansDemo } from "./demo-bilans.ts";
import { openCalDemo } from "./demo-cal.ts";
import { openCasBloquesDemo } from "./demo-cas.ts";
import { openContingentsDemo } from "./demo-contingents.ts";
import { openConventionDemo } from "./demo-convention.ts";
import { openCotationDemo } from "./demo-cotation.ts";
import { openDesequilibresDemo } from "./demo-desequilibres.ts";
import { publishDiffusionDemo } from "./demo-diffusion.ts";
import { openDossiersDemo } from "./demo-dossiers.ts";
import { openEchangesDemo } from "./demo-echanges.ts";
import { openExamensDemo } from "./demo-examens.ts";
import { receiveDemo } from "./demo-fichier.ts";
import { openInstancesDemo } from "./demo-gouvernance.ts";
import { openInformationDemo } from "./demo-information.ts";
import { openLiberationsDemo } from "./demo-liberations.ts";
import { openLogementsDemo } from "./demo-logements.ts";
import { openOperationsDemo } from "./demo-operations.ts";
import { openPlansDemo } from "./demo-plans.ts";
import { openPlhDemo } from "./demo-plh.ts";
import { openRelogementDemo } from "./demo-relogement.ts";
import { openRemonteesDemo } from "./demo-remontees.ts";
import { openReperesDemo } from "./demo-reperes.ts";
import { openSimulationDemo } from "./demo-simulation.ts";
import { loadSuite } from "./demo-suite.ts";
import { COMMUNES_DEMO, EPCI_DEMO, NOM_DEMO, territoireDemo } from "./demo-territoire.ts";
import { type Session, withOwner, withSession } from "./session.ts";

const MESURE_PROPOSEE_LE = "2018-10-15";

/** Perimeters and thresholds first: the other sources derive from them, and would be derived twice. */
const ORDRE: readonly Source[] = [
  "communes",
  "qpv",
  "seuils",
  "objectifs",
  "resultats",
  "rpls",
  "sne-attributions",
  "sne-demandes",
  "syplo",
  "prioritaires-bailleur",
  "resultats-nationaux",
  "ops",
];

export function demoCommand(): Command {
  return new Command("demo")
    .description("Charger le territoire de démonstration (données synthétiques) par les importeurs de Blaise")
    .addHelpText("after", "\nExemple : blaise demo")
    .action(() =>
      withSession(async (session) => {
        const say = (line: string) => process.stderr.write(`${line}\n`);
        const loaded = await loadDemo(session, say);
        await loadSuite(session, EPCI_DEMO, say);
        process.stdout.write(
          loaded ? "Territoire de démonstration chargé.\n" : "Le territoire de démonstration est déjà chargé.\n",
        );
      }),
    );
}

/** Generates the files of the demonstration and imports them as an officer would, then its public release. false: the territory already exists. */
export async function loadDemo(session: Session, say: (line: string) => void): Promise<boolean> {
  const loaded = await loadDocument(session, say);
  if (loaded) await releaseDocument(session);
  return loaded;
}

/** The same, without the release. */
export function loadDocument(session: Session, say: (line: string) => void): Promise<boolean> {
  return forTerritoire(EPCI_DEMO, () => load(session, say));
}

/** The public figures of the document's years: several seconds of processor, in a thread of their own. */
export async function releaseDocument(session: Session): Promise<void> {
  const base = await session.reload();
  await forTerritoire(EPCI_DEMO, () => publishDiffusionDemo({ ...session, base }, EPCI_DEMO));
}

async function load(session: Session, say: (line: string) => void): Promise<boolean> {
  if (await session.base.territoires.find(EPCI_DEMO)) return false;
  await session.base.territoires.add(territoireDemo(NOM_DEMO), COMMUNES_DEMO);
  // From here on, the operator is an officer of the new territory too.
  const base = await session.reload();
  const files = [...generateDemo()].sort((a, b) => ORDRE.indexOf(a.source) - ORDRE.indexOf(b.source));
  for (const file of files) {
    const lot = await receiveDemo({ ...session, base }, EPCI_DEMO, file, say);
    await publishLot(base, lot, { confirme: true });
  }
  await openConventionDemo(session, EPCI_DEMO);
  await proposeMesureDemo(base, session.horloge.aujourdhui());
  await openDesequilibresDemo({ base, horloge: session.horloge }, EPCI_DEMO);
  await openOperationsDemo({ base, horloge: session.horloge }, EPCI_DEMO);
  await openPlhDemo({ base, horloge: session.horloge }, EPCI_DEMO);
  await openReperesDemo({ base, horloge: session.horloge }, EPCI_DEMO);
  return true;
}

/** Proposes one measure on the year that the files show missed, as an officer would; only if its day is past. */
async function proposeMesureDemo(base: Base, aujourdhui: string): Promise<void> {
  if (aujourdhui < MESURE_PROPOSEE_LE) return;
  await proposerMesure(base, {
    epci: EPCI_DEMO,
    annee: 2017,
    code: "objectifs-reservataires",
    proposeeLe: MESURE_PROPOSEE_LE,
    motif:
      "Proposition de démonstration (synthétique) : en 2017, 66 attributions pour 90 attendues hors quartier prioritaire.",
    aujourdhui,
  });
}

/** One synthetic account a role, on the demonstration territory only; nothing when it is not open here. */
export async function openComptesDemo(session: Session): Promise<void> {
  const territoire = await session.base.territoires.find(EPCI_DEMO);
  if (!territoire?.demonstration) return;
  // A demonstration loaded before conventions existed has none.
  await openConventionDemo(session, EPCI_DEMO);
  const saintDizier = { code: "52448", nom: "Saint-Dizier" };
  await withOwner(session, (sql) =>
    demonstrationComptes(
      connexionQueries(sql),
      { epci: EPCI_DEMO, nom: NOM_DEMO, bailleurs: BAILLEURS, commune: saintDizier },
      session.horloge.aujourdhui(),
    ),
  );
  await signBilansDemo(session, EPCI_DEMO);
  await openActionsDemo(session, EPCI_DEMO);
  await openContingentsDemo(session, EPCI_DEMO, NOM_DEMO);
  await openRemonteesDemo(session, EPCI_DEMO);
  await openRelogementDemo(session, EPCI_DEMO);
  await openLogementsDemo(session, EPCI_DEMO);
  await openInstancesDemo(session, EPCI_DEMO);
  await openCasBloquesDemo(session, EPCI_DEMO);
  await openInformationDemo(session, EPCI_DEMO);
  await openDossiersDemo(session, EPCI_DEMO);
  await openCotationDemo(session, EPCI_DEMO);
  await openLiberationsDemo(session, EPCI_DEMO);
  await openExamensDemo(session, EPCI_DEMO);
  await openEchangesDemo(session, EPCI_DEMO);
  await openPlansDemo(session, EPCI_DEMO);
  await openCalDemo(session, EPCI_DEMO);
  // After the programme, whose demolitions it reads.
  await openSimulationDemo(session, EPCI_DEMO);
}
