import { examinerOccupation, suivreBail } from "#attributions/actes/examen-occupation/examiner-occupation.ts";
import { inscrireMenages, recevoirMenages } from "#attributions/actes/partenaire/inscrire-menages.ts";
import { etablirPlan } from "#attributions/actes/plan/etablir-plan.ts";
import { eligiblesPour } from "#attributions/lectures/rapprochement/eligibles-pour.ts";
import { PARAMETRES_PLAN } from "#attributions/regles/plan/parametres-plan.ts";
import { ecrireSection, ouvrirEntretien, terminerEntretien } from "#guichet/actes/entretien/mener-entretien.ts";
import { envoyerFiche } from "#guichet/actes/fiche-contact/envoyer-fiche.ts";
import { confierVeille } from "#guichet/actes/veille/suivre-veille.ts";
import { computeVeille } from "#guichet/lectures/veille/compute-veille.ts";
import { SECTIONS_ENTRETIEN } from "#guichet/regles/entretien/entretien.ts";
import { habilitationsIn } from "#socle/regles/habilitation/peut.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { SAINT_DIZIER } from "../../../demo/communes.ts";
import { DOSSIERS_SUITE, PREMIER_SUITE } from "../../../demo/dossiers.ts";
import { stream } from "../../../demo/generate-demo.ts";
import {
  BAUX_SUIVIS_SECOND,
  CONFIEES,
  EMETTEURS,
  INTERVIEWEURS,
  LISTES,
  listeMenages,
  SUIVEURS,
} from "../../../demo/partages.ts";
import { writeListeAttente } from "../../../demo/prioritaires.ts";
import { nommer } from "../../../demo/relogement-noms.ts";
import { REPONSES_ENTRETIEN } from "./demo-accueil.ts";
import { baseDemo } from "./demo-base.ts";
import { RESPONSABLE_PREMIER } from "./demo-comptes.ts";
import { naissanceOf } from "./demo-dossiers.ts";
import { receiveDemo } from "./demo-fichier.ts";
import { jourAvant, numeroOf } from "./demo-vies.ts";
import type { Session } from "./session.ts";

/** What partners exchange besides, each by its own account. After the commissions, in which the accounts and the households come. */
export async function openPartagesDemo(session: Session, epci: string): Promise<void> {
  await sendFiches(session, epci);
  await meetMenages(session, epci);
  await entrust(session, epci);
  await listSalaries(session, epci);
  await followBaux(session, epci);
  await planSeance(session, epci);
  await deposit(session, epci);
}

/** First rank of the names of those who come to a desk, after all those of the files. */
const PREMIER_VENU = 400;

async function sendFiches(session: Session, epci: string): Promise<void> {
  const aujourdhui = session.horloge.aujourdhui();
  for (const [rang, role] of EMETTEURS.entries()) {
    const base = await baseDemo(session, role, { ressource: "prospect", action: "creer" });
    if (base === null) continue;
    const joignables = await base.fichesContact.destinataires(epci);
    const le = jourAvant(aujourdhui, 6 + rang * 9);
    await envoyerFiche(base, {
      epci,
      ...nommer(PREMIER_VENU + rang),
      telephone: null,
      courriel: `prospect-${role}@demonstration.invalid`,
      consentementLe: le,
      destinataires: joignables.slice(0, 2).map(({ id }) => id),
      besoin: {
        personnes: 1 + rang,
        typologies: [rang === 0 ? "T2" : "T3"],
        communes: [SAINT_DIZIER],
        budget: "450-600",
        emploi: "salarie-plus-de-dix",
        urgence: "trois-mois",
        locataireHlm: "non",
        dits: ["conditions", "rappel"],
      },
      precisions: "",
      relu: true,
      aujourdhui: le,
      maintenant: `${le}T09:00:00.000Z`,
    });
  }
}

async function meetMenages(session: Session, epci: string): Promise<void> {
  const aujourdhui = session.horloge.aujourdhui();
  for (const [rang, role] of INTERVIEWEURS.entries()) {
    const base = await baseDemo(session, role, { ressource: "prospect", action: "creer" });
    if (base === null) continue;
    const entretien = await ouvrirEntretien(base, epci, jourAvant(aujourdhui, 4 + rang * 7));
    const qui = { naissance: null, telephone: null, courriel: `entretien-${role}@demonstration.invalid` };
    for (const [place, section] of SECTIONS_ENTRETIEN.entries()) {
      const personne = place === 0 ? { ...nommer(PREMIER_VENU + 20 + rang), ...qui } : null;
      await ecrireSection(base, { epci, entretien, section, reponses: REPONSES_ENTRETIEN, personne });
    }
    await terminerEntretien(base, { epci, entretien });
  }
}

/** The EPCI asks an organisation of each role to follow some of the oldest demandes. */
async function entrust(session: Session, epci: string): Promise<void> {
  const agent = await baseDemo(session, "agent-epci", { ressource: "attribution", action: "lire" });
  if (agent === null) return;
  const aujourdhui = session.horloge.aujourdhui();
  const libre = { motif: "plus-de-9-mois", commune: null, refus: null, suivi: "libre" } as const;
  const { lignes } = await computeVeille(agent, { epci, aujourdhui, ...libre });
  for (const [rang, role] of SUIVEURS.entries()) {
    const base = await baseDemo(session, role, { ressource: "attribution", action: "lire" });
    const organisation = base && habilitationsIn(base.acteur, epci)[0]?.organisation;
    const references = lignes.slice(rang * CONFIEES, (rang + 1) * CONFIEES).map(({ reference }) => reference);
    if (!organisation || references.length === 0) continue;
    const le = jourAvant(aujourdhui, 5 + rang * 2);
    await confierVeille(agent, { epci, motif: libre.motif, organisation, references, aujourdhui: le });
  }
}

async function listSalaries(session: Session, epci: string): Promise<void> {
  const base = await baseDemo(session, "reservataire", { ressource: "proposition", action: "creer" });
  if (base === null) return;
  const aujourdhui = session.horloge.aujourdhui();
  const fichier = listeMenages(
    LISTES.flatMap((rang) => {
      const dossier = DOSSIERS_SUITE[rang];
      if (!dossier) return [];
      const place = PREMIER_SUITE + rang;
      const naissance = naissanceOf(place, dossier, aujourdhui);
      return [{ numero: numeroOf(aujourdhui, place), naissance, jour: jourAvant(aujourdhui, 40 + rang) }];
    }),
  );
  const demande = { epci, fichier, aujourdhui, hash: session.hash };
  const lecture = await recevoirMenages(base, demande);
  if (lecture.etat === "colonnes") return;
  await inscrireMenages(base, { ...demande, empreinte: lecture.empreinte, complete: false });
}

async function followBaux(session: Session, epci: string): Promise<void> {
  const base = await baseDemo(session, "responsable-bailleur", { ressource: "examen-occupation", action: "creer" });
  if (base === null) return;
  const aujourdhui = session.horloge.aujourdhui();
  for (const { cle, reference, typologie, surface, signe, jours, personnes } of BAUX_SUIVIS_SECOND) {
    const bail = await suivreBail(base, {
      epci,
      cle,
      reference,
      typologie,
      surface,
      commune: SAINT_DIZIER,
      synthetique: true,
      aujourdhui,
      signeLe: addMonths(aujourdhui, -signe),
    });
    if (jours === null) continue;
    const faits = { personnes, plafond: "inconnu", typologie, surface } as const;
    await examinerOccupation(base, {
      epci,
      bail,
      aujourdhui,
      examineLe: jourAvant(aujourdhui, jours),
      adaptation: null,
      faits,
    });
  }
}

/** A proposal for the dwellings of the session that is being prepared, which its secretary reads too. */
async function planSeance(session: Session, epci: string): Promise<void> {
  const [agent, secretaire] = await Promise.all([
    baseDemo(session, "agent-bailleur", { ressource: "proposition", action: "creer" }),
    baseDemo(session, "secretaire-cal", { ressource: "seance", action: "modifier" }),
  ]);
  const seance = (await secretaire?.cal.list(epci))?.find(({ etat }) => etat === "preparation");
  if (!agent || !secretaire || !seance) return;
  const logements = await secretaire.cal.logements(seance.id);
  await etablirPlan(agent, eligiblesPour, {
    epci,
    nom: "Prochaine commission (fictif)",
    parametres: PARAMETRES_PLAN,
    seance: seance.id,
    aujourdhui: session.horloge.aujourdhui(),
    liberations: logements.map(({ liberation }) => liberation),
  });
}

/** Each bailleur's own list, and that of a réservataire, deposited and not published. */
async function deposit(session: Session, epci: string): Promise<void> {
  const annee = Number(session.horloge.aujourdhui().slice(0, 4));
  for (const [rang, [compte, nom, cle]] of DEPOSANTS.entries()) {
    const base = await baseDemo(session, compte, { ressource: "lot", action: "creer" });
    if (base === null) continue;
    await receiveDemo(
      { ...session, base },
      epci,
      writeListeAttente({ nom, cle, annee }, stream(1_100 + rang)),
      () => undefined,
    );
  }
}

const DEPOSANTS = [
  [RESPONSABLE_PREMIER, "oph", "oph"],
  ["responsable-bailleur", "hamaris", "hamaris"],
  ["reservataire", "action-logement", "oph"],
] as const;
