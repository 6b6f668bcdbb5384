import { designerCandidat } from "#attributions/actes/candidature/designer-candidat.ts";
import { solliciterReservataire } from "#attributions/actes/candidature/solliciter-reservataire.ts";
import { orienterLiberation } from "#attributions/actes/liberation/orienter.ts";
import { ouvrirLiberation } from "#attributions/actes/liberation/ouvrir-liberation.ts";
import { declarantOf, declarerLogement } from "#attributions/actes/logement/declarer-logement.ts";
import type { LogementSuivi } from "#attributions/lectures/logement/ports.ts";
import { chercherCandidats } from "#attributions/lectures/rapprochement/chercher-candidats.ts";
import { examinerDemande } from "#attributions/lectures/rapprochement/examiner-demande.ts";
import type { Base } from "#socle/lectures/base.ts";
import { LIBERATIONS_DEMO, type LiberationDemo } from "../../../demo/liberations.ts";
import { baseDemo } from "./demo-base.ts";
import { jourAvant } from "./demo-vies.ts";
import type { Session } from "./session.ts";

/**
 * Dwellings to let, each opened by the synthetic account of its own bailleur, with the synthetic households that it reads. Does nothing when there
 * are
 * some already. The free dwellings and the households must exist.
 */
export async function openLiberationsDemo(session: Session, epci: string): Promise<void> {
  for (const role of ["agent-bailleur", "responsable-bailleur"]) {
    const base = await baseDemo(session, role, { ressource: "logement-prive", action: "modifier" });
    if (base === null || declarantOf(base, epci) === null) continue;
    const etats = ["ouvertes", "closes"] as const;
    const connues = await Promise.all(
      etats.map((etat) => base.liberations.list(epci, { etat, filiere: null, bailleur: null })),
    );
    if (connues.flat().length > 0) continue;
    await declareVacants(session, base, epci);
    const logements = await base.logementsSuivis.list(epci, []);
    for (const liberation of LIBERATIONS_DEMO) {
      const logement = logements.find(({ cle }) => cle === liberation.logement);
      if (logement) await openOne(session, base, { epci, liberation, logement });
    }
  }
}

/** Euros a month. */
const LOYER_SUPPOSE = 318;
const CHARGES_SUPPOSEES = 64;

/** Two dwellings that the synthetic RPLS says vacant, one in a QPV and one outside: their résidence is in the observatory. */
async function declareVacants(session: Session, base: Base, epci: string): Promise<void> {
  const organisation = declarantOf(base, epci);
  const vacants = (await base.recherches.vacants(epci, 3)).filter(
    ({ bailleur }) => bailleur.organisation === organisation,
  );
  for (const situation of ["hors-qpv", "qpv"] as const) {
    const vacant = vacants.find((one) => one.situation === situation && one.pieces === 3 && one.surface !== null);
    if (!vacant) continue;
    const { cle, adresse, commune, secteur, surface, loyer } = vacant;
    // Hypothesis, as all the costs of the demonstration: a typical rent, when the synthetic RPLS has none.
    const couts = { loyer: loyer ?? LOYER_SUPPOSE, charges: CHARGES_SUPPOSEES };
    const lieu = { cle, adresse, commune, secteur, situation, surface, ...couts, typologie: "T3" as const };
    const inconnus = {
      rehabilite: "inconnu",
      residentialise: "inconnu",
      loyerBaisse: "inconnu",
      pru1: "inconnu",
    } as const;
    const logement = await declarerLogement(base, {
      epci,
      declaration: {
        ...lieu,
        ...inconnus,
        etat: "libre",
        disponibleLe: null,
        premiereLocationLe: null,
        conventionneLe: null,
        acces: "inconnu",
        contingent: "AUCUN",
        operation: null,
      },
      synthetique: true,
    });
    const aujourdhui = session.horloge.aujourdhui();
    const id = await ouvrirLiberation(base, {
      epci,
      logement,
      origine: "vacant",
      filiere: "ordinaire",
      meuble: "non",
      financement: "PLUS",
      causeVacance: "commerciale",
      contingent: "AUCUN",
      departPrevuLe: null,
      travauxPrevusLe: null,
      dates: { preavis: null, "etat-des-lieux": jourAvant(aujourdhui, 120), travaux: null, disponible: null },
      synthetique: true,
      aujourdhui,
    });
    if (situation === "qpv") {
      const motif = "Les objectifs de mixité du quartier, et trois demandes qui conviennent.";
      await orienterLiberation(base, { epci, id, aujourdhui, orientation: "q2-4-qpv", motif, relu: true });
      await nameCandidats(base, { epci, id, aujourdhui, nombre: 3 });
    }
  }
}

type AOuvrir = { readonly epci: string; readonly liberation: LiberationDemo; readonly logement: LogementSuivi };

async function openOne(session: Session, base: Base, { epci, liberation, logement }: AOuvrir): Promise<void> {
  if (logement.bailleur.organisation !== declarantOf(base, epci)) return;
  const aujourdhui = session.horloge.aujourdhui();
  const jour = (avant: number | undefined) => (avant === undefined ? null : jourAvant(aujourdhui, avant));
  const { dates, orientation, reservataire } = liberation;
  const id = await ouvrirLiberation(base, {
    epci,
    logement: logement.id,
    origine: liberation.origine,
    filiere: liberation.filiere,
    meuble: "non",
    financement: liberation.financement,
    causeVacance: liberation.causeVacance,
    contingent: logement.contingent,
    dates: {
      preavis: jour(dates.preavis),
      "etat-des-lieux": jour(dates["etat-des-lieux"]),
      travaux: jour(dates.travaux),
      disponible: jour(dates.disponible),
    },
    departPrevuLe: null,
    travauxPrevusLe: null,
    synthetique: true,
    aujourdhui,
  });
  if (orientation) {
    const { profil, motif } = orientation;
    await orienterLiberation(base, { epci, id, aujourdhui, orientation: profil, motif, relu: true });
  }
  if (reservataire) await askReservataire(base, { epci, id, aujourdhui, ...reservataire });
  await nameCandidats(base, { epci, id, aujourdhui, nombre: liberation.candidats });
}

type Sur = { readonly epci: string; readonly id: number; readonly aujourdhui: string };

async function askReservataire(
  base: Base,
  { epci, id, aujourdhui, contingent, jours }: Sur & NonNullable<LiberationDemo["reservataire"]>,
): Promise<void> {
  const conventions = await base.contingents.conventions(epci);
  const found = conventions.find((one) => one.contingent === contingent);
  if (!found) return;
  await solliciterReservataire(base, {
    epci,
    liberation: id,
    reservataire: found.reservataire,
    contingent,
    droit: null,
    aujourdhui,
    avant: jourAvant(aujourdhui, -jours),
  });
}

async function nameCandidats(
  base: Base,
  { epci, id, aujourdhui, nombre }: Sur & { readonly nombre: number },
): Promise<void> {
  if (nombre === 0) return;
  const { candidats } = await chercherCandidats(base, { epci, liberation: id, jour: aujourdhui });
  for (const { demandeur } of candidats.slice(0, nombre)) {
    await designerCandidat(base, examinerDemande, {
      epci,
      liberation: id,
      dossier: { demandeur },
      source: null,
      aujourdhui,
      synthetique: true,
    });
  }
}
