import { networkOf } from "#socle/routes/serveur/client-address.ts";
import {
  CASES,
  type Compteur,
  openCases,
  openCompteur,
  openSouvenir,
  type Palier,
  type Partage,
} from "#socle/routes/serveur/compteur.ts";
import type { Essai, Frein, Reservation } from "../../lectures/connexion/outils.ts";

/** Growing waits: a typing mistake has a few trials, a search waits an hour, then a day. The shortest is spent first. */
const PAR_ADRESSE: readonly Palier[] = [
  { nombre: 5, secondes: 5 * 60 },
  { nombre: 10, secondes: 3600 },
  { nombre: 20, secondes: 24 * 3600 },
];

/** Larger, for a device or session that has logged in. */
const PAR_APPAREIL: readonly Palier[] = [
  { nombre: 10, secondes: 5 * 60 },
  { nombre: 20, secondes: 3600 },
];

/** Hashes for one account from all addresses where it never logged in. Fixed hours: at most twice this in any sixty minutes. */
const INCONNUS_PAR_COMPTE: readonly Palier[] = [{ nombre: 50, secondes: 3600 }];

/** One network over all accounts, known devices excluded: stops one password tried on a list of addresses. */
const PAR_RESEAU: readonly Palier[] = [
  { nombre: 50, secondes: 5 * 60 },
  { nombre: 200, secondes: 3600 },
];

/** Documented in docs/securite/README.md, which a test compares. */
export const PALIERS = {
  adresse: PAR_ADRESSE,
  appareil: PAR_APPAREIL,
  compte: INCONNUS_PAR_COMPTE,
  reseau: PAR_RESEAU,
} as const satisfies Readonly<Record<string, readonly Palier[]>>;

/** An address where an account has logged in keeps its own count this long after the last time. A timer is limited to 24 days. */
const CONNU_S = 24 * 24 * 3600;

/**
 * Counts password trials before they are hashed. An attacker only spends the counts of their own addresses, and the shared one of all unknown
 * addresses; a device (cookie) or address where the account has logged in has its own. `partage`: counts over all processes; null: in this one only,
 * until it stops. `cases`: for tests.
 */
export function createFrein(partage: Partage | null = null, cases: number = CASES): Frein {
  const caseOf = openCases(cases, partage);
  const compteurs = {
    adresse: openPaliers("adresse", PALIERS.adresse, partage),
    appareil: openPaliers("appareil", PALIERS.appareil, partage),
    compte: openPaliers("compte", PALIERS.compte, partage),
    reseau: openPaliers("reseau", PALIERS.reseau, partage),
  };
  const connus = openSouvenir("connu", CONNU_S, partage);

  return {
    async reserve({ adresse, courriel, appareil }: Essai): Promise<Reservation> {
      const reseau = networkOf(adresse);
      const couple = caseOf(reseau, courriel);
      const exact = `${reseau}\n${courriel}`;
      const depenses: Depense[] =
        appareil !== null
          ? [{ paliers: compteurs.appareil, cle: caseOf("appareil", appareil) }]
          : (await connus.has(exact))
            ? [{ paliers: compteurs.adresse, cle: couple }]
            : // The count that a large attack exhausts comes first: a refused trial then costs nothing more.
              [
                { paliers: compteurs.compte, cle: caseOf("compte", courriel), commun: true },
                { paliers: compteurs.reseau, cle: caseOf("reseau", reseau), commun: true },
                { paliers: compteurs.adresse, cle: couple },
              ];
      const attenteS = await spend(depenses);
      if (attenteS !== null) return { accordee: false, attenteS };
      return {
        accordee: true,
        async recordSucces() {
          await giveBack(depenses);
          await connus.add(exact);
        },
      };
    },
  };
}

/** Limits of messages to one address, and of those caused by one network. */
const MESSAGES: Readonly<Record<"courriel" | "reseau", readonly Palier[]>> = {
  courriel: [
    { nombre: 3, secondes: 3600 },
    { nombre: 6, secondes: 24 * 3600 },
  ],
  reseau: [{ nombre: 20, secondes: 3600 }],
};

/** Seconds to wait; null: one message may leave. */
export type FreinMessages = { take(adresse: string, courriel: string): Promise<number | null> };

export function createFreinMessages(partage: Partage | null = null, cases: number = CASES): FreinMessages {
  const caseOf = openCases(cases, partage);
  const compteurs = {
    courriel: openPaliers("message", MESSAGES.courriel, partage),
    reseau: openPaliers("messages-reseau", MESSAGES.reseau, partage),
  };
  return {
    take: (adresse, courriel) =>
      spend([
        { paliers: compteurs.reseau, cle: caseOf(networkOf(adresse)), commun: true },
        { paliers: compteurs.courriel, cle: caseOf(courriel) },
      ]),
  };
}

/** `commun`: shared with other callers. */
type Depense = { readonly paliers: readonly Compteur[]; readonly cle: string; readonly commun?: true };

function openPaliers(nom: string, paliers: readonly Palier[], partage: Partage | null): readonly Compteur[] {
  return paliers.map((palier) => openCompteur(nom, palier, partage));
}

/** All counts or none: what a refused trial had begun to spend is given back, so that insisting does not lengthen the wait. Seconds, or null. */
async function spend(depenses: readonly Depense[]): Promise<number | null> {
  const done: { readonly compteur: Compteur; readonly cle: string }[] = [];
  for (const { paliers, cle } of depenses) {
    for (const compteur of paliers) {
      const refus = await compteur.consume(cle);
      if (refus !== null) {
        for (const { compteur: spent, cle: key } of done) await spent.reward(key);
        return refus;
      }
      done.push({ compteur, cle });
    }
  }
  return null;
}

/** A success resets the caller's own counts, and gives this trial back to the shared ones. */
async function giveBack(depenses: readonly Depense[]): Promise<void> {
  for (const { paliers, cle, commun } of depenses) {
    for (const compteur of paliers) await (commun ? compteur.reward(cle) : compteur.clear(cle));
  }
}
