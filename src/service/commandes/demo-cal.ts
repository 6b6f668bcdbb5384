import { ajouterMembreCal } from "#attributions/actes/cal/composer.ts";
import { convoquerSeance } from "#attributions/actes/cal/convoquer.ts";
import { inscrireLogements, preparerSeance } from "#attributions/actes/cal/preparer.ts";
import type { QualiteCal } from "#attributions/regles/cal/composition.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsIn } from "#socle/regles/habilitation/peut.ts";
import { openCourrier } from "./courrier.ts";
import { originOf } from "./courriers.ts";
import { baseDemo } from "./demo-base.ts";
import type { Session } from "./session.ts";

const SAINT_DIZIER = "52448";
const DEPUIS = "2018-01-01";

/** Seats without an account: the secretary writes their votes. A seat is named by its capacity, and no person is invented. */
const SIEGES: readonly (readonly [qualite: QualiteCal, designation: string, commune: string | null])[] = [
  ["bailleur", "Représentant du bailleur, siège 2 (synthétique)", null],
  ["bailleur", "Représentant du bailleur, siège 3 (synthétique)", null],
  ["bailleur", "Représentant du bailleur, siège 4 (synthétique)", null],
  ["bailleur", "Représentant du bailleur, siège 5 (synthétique)", null],
  ["locataires", "Représentant des locataires (synthétique)", null],
  ["maire", "Maire de Saint-Dizier, siège sans compte (synthétique)", SAINT_DIZIER],
  ["prefet", "Préfet, siège sans compte (synthétique)", null],
  ["epci", "Intercommunalité, siège sans compte (synthétique)", null],
];

/**
 * A commission with the synthetic accounts, and one session convened today for a dwelling with three candidates. Does nothing when a session exists,
 * or when the secretary, the seats or the dwelling are missing. After `openLiberationsDemo`.
 */
export async function openCalDemo(session: Session, epci: string): Promise<void> {
  const base = await baseDemo(session, "secretaire-cal", { ressource: "seance", action: "modifier" });
  const organisation = base ? secretariatOf(base, epci) : null;
  if (base === null || organisation === null || (await base.cal.list(epci)).length > 0) return;
  // `sieges` reads the engine's current day: with another clock, accounts may be expired or not valid yet.
  if ((await base.cal.sieges(epci)).length === 0) return;
  const libres = await base.cal.inscriptibles(epci, organisation);
  const prets = libres.filter(({ candidats }) => candidats >= 3).slice(0, 1);
  if (prets.length === 0) return;
  await seat(session, base, { epci, organisation });
  const aujourdhui = session.horloge.aujourdhui();
  const seance = await preparerSeance(base, {
    epci,
    organisation,
    mode: "presentiel",
    tenueLe: aujourdhui,
    heure: "09:00",
    dureeMinutes: 120,
    lieu: "Salle de la commission (synthétique)",
    visio: null,
    fenetreHeures: null,
    synthetique: true,
    aujourdhui,
  });
  await inscrireLogements(base, { epci, seance, liberations: prets.map(({ liberation }) => liberation) });
  // The examination frozen at the designation, earlier in this command, is of today: no new one is needed.
  const examiner = () => Promise.resolve(null);
  await convoquerSeance(base, depsOf(session), {
    epci,
    seance,
    aujourdhui,
    maintenant: session.horloge.maintenant(),
    examiner,
  });
}

/** Messages go to the folder even with a mail server: the addresses are fictitious. */
function depsOf({ configuration, horloge }: Session) {
  const log = { error: () => undefined };
  return {
    courrier: openCourrier({ ...configuration, courrier: null, log }),
    horloge,
    connexion: { origine: originOf(configuration) },
  };
}

function secretariatOf({ acteur }: Base, epci: string): number | null {
  return habilitationsIn(acteur, epci).find(({ role }) => role === "secretaire-cal")?.organisation ?? null;
}

async function seat(
  session: Session,
  base: Base,
  commission: { readonly epci: string; readonly organisation: number },
): Promise<void> {
  const rien = { commune: null, reservataire: null, president: false, depuis: DEPUIS, synthetique: true };
  const comptes = [
    ["membre-cal", "bailleur", "Représentant du bailleur, siège 1 (démonstration)"],
    ["commune", "invite", "Commune de Saint-Dizier (démonstration)"],
  ] as const;
  for (const [role, qualite, designation] of comptes) {
    const trouve = await session.bases.connexions.findCompteByCourriel(`${role}@demonstration.invalid`);
    if (trouve) await ajouterMembreCal(base, commission, { ...rien, qualite, designation, compte: trouve.id });
  }
  for (const [qualite, designation, commune] of SIEGES) {
    await ajouterMembreCal(base, commission, { ...rien, qualite, designation, commune, compte: null });
  }
}
